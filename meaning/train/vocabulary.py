"""Which terms the table has → `vocabulary.txt`, frequent terms first.

A term is in where texts have it often enough, or where it is of a word that a
dictionary or list of frequent words has. Numbers, hashes and words of other
scripts are out.
"""

import re
import subprocess
from pathlib import Path

import numpy as np

# A term that no list has must be in so many texts.
LEAST_TEXTS = 8
TERMS = 80_000
TERM = re.compile(r"~[A-Za-z]{1,24}|(?!.*\d{4})[a-z][a-z0-9+#.]{0,23}")


def counts(path):
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8"))
    return {term: int(count) for term, count in rows if TERM.fullmatch(term)}


def count(terms, texts, out):
    with open(texts, "rb") as given, open(out, "wb") as taken:
        subprocess.run([terms, "count"], stdin=given, stdout=taken, check=True)


def encode(terms, vocabulary, texts, out):
    """Writes the rows of each text's terms, as `terms encode` does."""
    with open(texts, "rb") as given, open(out, "wb") as taken:
        subprocess.run([terms, "encode", vocabulary], stdin=given, stdout=taken, check=True)


def rows(path):
    """Reads what `encode` wrote: where each text's rows begin, and all rows."""
    data = np.fromfile(path, np.uint32)
    starts, at = [], 0
    while at < len(data):
        starts.append(at)
        at += data[at] + 1
    starts = np.array(starts, np.int64)
    return (
        np.append(starts - np.arange(len(starts)), len(data) - len(starts)),
        np.delete(data, starts).astype(np.int32),
    )


def choose(terms, folder):
    texts = (folder / "texts.txt").read_text("utf-8").split("\n")
    words = np.load(folder / "pairs.npz")["words"]
    (folder / "words.txt").write_text("".join(texts[i] + "\n" for i in words), "utf-8")
    count(terms, folder / "texts.txt", folder / "terms.tsv")
    count(terms, folder / "words.txt", folder / "listed.tsv")
    found, listed = counts(folder / "terms.tsv"), counts(folder / "listed.tsv")
    chosen = [t for t, n in found.items() if t in listed or n >= LEAST_TEXTS]
    (folder / "vocabulary.txt").write_text("\n".join(chosen) + "\n", "utf-8")
    encode(terms, folder / "vocabulary.txt", folder / "words.txt", folder / "words.rows")
    _, ranked = rows(folder / "words.rows")
    worth = {chosen[row]: at for at, row in reversed(list(enumerate(ranked)))}
    # Words that are in few texts go by their place in the lists.
    often = {term: found[term] if found[term] >= LEAST_TEXTS else 0 for term in chosen}
    chosen.sort(key=lambda term: (-often[term], worth.get(term, len(ranked)), term))
    print(len(found), "terms;", len(chosen), "fit;", sum(n > 0 for n in often.values()), "often")
    (folder / "vocabulary.txt").write_text("\n".join(chosen[:TERMS]) + "\n", "utf-8")


if __name__ == "__main__":
    import sys

    terms, folder = sys.argv[1], Path(sys.argv[2])
    choose(terms, folder)
    encode(terms, folder / "vocabulary.txt", folder / "texts.txt", folder / "texts.rows")
