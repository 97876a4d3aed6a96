"""Rows of terms: distilled from the teacher, then fine-tuned on pairs.

1. *Distillation.* Ridge regression from bags of terms to what the teacher says
   of texts, drawn towards what it says of each term's own word. Both texts of
   a pair are given their mean, so that a word and its translation fall together.
2. *Contrast.* Of each batch of pairs, every text has to be nearer to its own
   other half than to those of all others (InfoNCE both ways, Adagrad).

A text's vector is the sum of its terms' rows, brought to length one; how much a
term counts is the length of its row, which both steps learn.
"""

import argparse
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags

from vocabulary import rows

SEED = 1
TEACHER_WIDTH = 512
# A frequent word begins with the weight a / (a + share of all words), as Arora
# and others have it (SIF, 2017).
SIF = 3e-4
# Texts whose main axes are taken for those of all.
SAMPLE = 40_000


def bags(folder, terms):
    """Texts × terms: how often each text has each term, damped."""
    starts, columns = rows(folder / "texts.rows")
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, starts), (len(starts) - 1, terms))
    counts.sum_duplicates()
    counts.data = 1 + np.log(counts.data)
    return counts


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def teacher(folder, pairs, width):
    """Texts, and what the teacher says of them in its `width` main axes."""
    vectors = np.memmap(folder / "teacher.f16", np.float16, "r")
    vectors = vectors[: len(vectors) // TEACHER_WIDTH * TEACHER_WIDTH].reshape(-1, TEACHER_WIDTH)
    ids = np.fromfile(folder / "teacher.ids", np.int32)[: len(vectors)]
    # Words alone lie elsewhere than texts do; the axes are those of texts.
    texts = np.flatnonzero(~np.isin(ids, pairs["words"]))
    sample = vectors[texts[:: len(texts) // SAMPLE + 1]].astype(np.float32)
    mean = sample.mean(0)
    sample -= mean
    axes = np.linalg.eigh(sample.T @ sample)[1][:, ::-1][:, :width]
    parts = np.array_split(np.arange(len(ids)), len(ids) // SAMPLE + 1)
    return ids, np.vstack([unit((vectors[p].astype(np.float32) - mean) @ axes) for p in parts])


def together(ids, vectors, pairs, texts):
    """What texts are to become: both of a pair the same."""
    at = np.full(texts, -1)
    at[ids] = np.arange(len(ids))
    target = vectors.copy()
    for kind in ("translation", "glossary"):
        one, other = at[pairs[kind]].T
        both = (one >= 0) & (other >= 0)
        one, other = one[both], other[both]
        target[one] += vectors[other]
        target[other] += vectors[one]
    return unit(target)


def distil(bag, ids, target, prior, weights, options):
    """Solves min |S(W + E) - T|² + λ|E|², W the prior, by conjugate gradients."""
    x = (bag[ids] @ diags(weights)).tocsr()
    lengths = np.sqrt(np.asarray(x.multiply(x).sum(1)).ravel())
    some = lengths > 0
    # Bags of more words say less of each.
    x = (diags((1 / np.maximum(lengths, 1e-6)).astype(np.float32)) @ x).tocsr()[some]
    y = target[some] - x @ prior
    xt = x.T.tocsr()
    e = np.zeros_like(prior)
    r = (xt @ y).astype(np.float32)
    p = r.copy()
    rs = (r * r).sum(0)
    for step in range(options.steps):
        ap = xt @ (x @ p) + options.ridge * p
        alpha = rs / np.maximum((p * ap).sum(0), 1e-12)
        e += alpha * p
        r -= alpha * ap
        rs, before = (r * r).sum(0), rs
        p = r + rs / np.maximum(before, 1e-12) * p
    print("residual", float(np.sqrt(rs.sum())), round(time.process_time()), "s", flush=True)
    return prior + e


def first_rows(folder, bag, pairs, options):
    ids, vectors = teacher(folder, pairs, options.width)
    share = np.asarray(bag.sum(0)).ravel()
    weights = (SIF / (SIF + share / share.sum())).astype(np.float32)
    # The word that has a term and no other tells where it lies at first.
    alone = np.diff(bag.indptr)[ids] == 1
    of = bag.indices[bag.indptr[ids[alone]]]
    prior = np.zeros((bag.shape[1], options.width), np.float32)
    np.add.at(prior, of, vectors[alone])
    some = np.bincount(of, minlength=len(prior)) > 0
    prior = unit(prior) * some[:, None]
    print("terms with a word:", int(some.sum()), round(time.process_time()), "s", flush=True)
    np.save(options.out.with_suffix(".prior.npy"), prior * weights[:, None])
    target = together(ids, vectors, pairs, bag.shape[0])
    table = distil(bag, ids, target, prior, weights, options)
    return (table * weights[:, None]).astype(np.float32)


KINDS = {"translation": 1.0, "heading": 1.0, "halves": 0.5, "description": 1.0, "gloss": 0.5, "glossary": 1.0}


def batches(pairs, options, chance):
    """Pairs in batches of several kinds, each kind as often as it is worth."""
    drawn = []
    for kind, worth in KINDS.items():
        worth = options.worth.get(kind, worth)
        found = pairs[kind]
        drawn.append(found[chance.permutation(len(found))[: int(worth * len(found))]])
        drawn += [found[chance.permutation(len(found))] for _ in range(int(worth) - 1)]
    drawn = np.concatenate(drawn)
    drawn = drawn[chance.permutation(len(drawn))]
    for at in range(0, len(drawn) - options.batch + 1, options.batch):
        yield drawn[at : at + options.batch]


def contrast(table, bag, pairs, options):
    chance = np.random.default_rng(SEED)
    squares = np.full(table.shape, 1e-8, np.float32)
    table = table / np.float32(np.sqrt((table**2).sum(1).mean()))
    anchor = table.copy()
    start = time.process_time()
    for epoch in range(options.epochs):
        losses = []
        for batch in batches(pairs, options, chance):
            x = bag[batch.T.ravel()]
            if options.drop:
                x.data *= chance.random(len(x.data), np.float32) > options.drop
            used, x.indices = np.unique(x.indices, return_inverse=True)
            x.indices = x.indices.astype(np.int32)
            x = csr_matrix((x.data, x.indices, x.indptr), (x.shape[0], len(used)), copy=False)
            e = table[used]
            sums = x @ e
            lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-4)
            u = sums / lengths
            a, b = u[: len(batch)], u[len(batch) :]
            logits = a @ b.T / options.temperature
            own = np.arange(len(batch))
            logits -= logits.max()
            exp = np.exp(logits)
            ab, ba = exp / exp.sum(1, keepdims=True), exp / exp.sum(0, keepdims=True)
            losses.append(-np.log(ab[own, own] + 1e-9).mean())
            g = ab + ba
            g[own, own] -= 2
            g /= 2 * options.temperature * len(batch)
            gu = np.vstack([g @ b, g.T @ a])
            gs = (gu - u * (gu * u).sum(1, keepdims=True)) / lengths
            ge = (x.T @ gs) + options.anchor / len(batch) * (e - anchor[used])
            squares[used] += ge**2
            table[used] = e - options.rate * ge / np.sqrt(squares[used])
        print("epoch", epoch, "loss", np.mean(losses[:20]), np.mean(losses[-50:]), len(losses),
              "batches", round(time.process_time() - start), "s", flush=True)
        np.save(options.out.with_suffix(f".epoch{epoch + 1}.npy"), table)
    return table


def finish(table, bag, dimensions):
    """The main axes first, the length of a usual word 1."""
    chance = np.random.default_rng(SEED)
    some = chance.permutation(bag.shape[0])[:60_000]
    sums = unit(bag[some] @ table)
    axes = np.linalg.eigh(sums.T @ sums)[1][:, ::-1][:, :dimensions]
    table = table @ axes
    share = np.asarray(bag.sum(0)).ravel()
    usual = (np.linalg.norm(table, axis=1) * share).sum() / share.sum()
    return (table / usual).astype(np.float32)


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="rows to begin from, instead of distilling")
    parser.add_argument("--width", type=int, default=128, help="dimensions while it is learnt")
    parser.add_argument("--ridge", type=float, default=0.3)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--rate", type=float, default=0.05)
    parser.add_argument("--temperature", type=float, default=0.06)
    parser.add_argument("--anchor", type=float, default=0.0)
    parser.add_argument("--drop", type=float, default=0.0)
    parser.add_argument("--worth", type=lambda s: (s.split("=")[0], float(s.split("=")[1])), nargs="*", default=[])
    found = parser.parse_args()
    found.worth = dict(found.worth)
    return found


def main():
    given = options()
    terms = len((given.folder / "vocabulary.txt").read_text("utf-8").split("\n")) - 1
    pairs = np.load(given.folder / "pairs.npz")
    bag = bags(given.folder, terms)
    if given.start:
        table = np.load(given.start)[:, : given.width].astype(np.float32)
    else:
        table = first_rows(given.folder, bag, pairs, given)
        np.save(given.out.with_suffix(".distilled.npy"), table)
    if given.epochs:
        table = contrast(table, bag, {kind: pairs[kind] for kind in KINDS}, given)
    np.save(given.out, finish(table, bag, table.shape[1]))
    print("seconds of a core:", round(time.process_time()))


if __name__ == "__main__":
    main()
