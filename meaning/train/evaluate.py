"""Scores tables on judged queries: alone, and added to galpi's own scores.

    evaluate.py prepare FOLDER SHARED REPOSITORY TERMS [GALPI]
    evaluate.py score FOLDER TABLE.npy … [--dimensions N …]
    evaluate.py sum FOLDER TABLE.npy …

`prepare` cuts the notes and queries into rows of the vocabulary, and asks a
built galpi for its hits. Figures are nDCG@10 over all queries and over those of
the category `concept`. `sum` adds nearness beyond a threshold to the scores of
galpi's own hits: threshold and factor are chosen on the even rows of all sets,
and told for the odd ones.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from vocabulary import encode, rows

DEPTH = 10
SENTENCE = re.compile(r"(?<=[.!?다요음])\s+|\n+")


def sets(shared, repository):
    """Name → notes, judged queries, and a map of section numbers to lines."""
    tests = repository / "tests/relevance"
    fields = shared / "relevance/fields"
    return {
        "dev": (shared / "notes", shared / "relevance/dev.tsv", shared / "relevance/sections.tsv"),
        "notes": (shared / "notes", tests / "notes.tsv", shared / "relevance/sections.tsv"),
        "queries": (repository / "corpus", tests / "queries.tsv", None),
        "kubernetes": (shared / "notes-k8s", tests / "kubernetes.tsv", None),
        "computing": (fields / "computing/notes", fields / "computing/queries.tsv", None),
        "general": (fields / "general/notes", fields / "general/queries.tsv", None),
    }


def judged(path, numbers):
    for line in path.read_text("utf-8").splitlines()[1:]:
        name, category, query, judgments = line.split("\t")[:4]
        grades = {}
        for judgment in judgments.split():
            key, grade = judgment.rsplit(":", 1)
            grades[numbers.get(key, key)] = int(grade)
        yield {"id": name, "category": category, "query": query, "grades": grades}


def sentences(text):
    found = [s.strip() for s in SENTENCE.split(text)]
    return [s for s in found if s][:200]


def passages(folder):
    for line in (folder / "passages.jsonl").read_text("utf-8").splitlines():
        found = json.loads(line)
        yield {"name": found["id"], "trail": [found["title"]], "text": found["text"]}


def prepare(folder, shared, repository, terms, galpi):
    lines, told = [], {}
    def put(text):
        lines.append(" ".join(text.split()))
        return len(lines) - 1
    everything = {name: None for name in [*sets(shared, repository), "tydi"]}
    for name in everything:
        if name == "tydi":
            source = shared / "relevance/tydiqa-ko"
            sections = list(passages(source))
            asked = [line.split("\t") for line in (source / "queries.tsv").read_text("utf-8").splitlines()]
            queries = [{"id": q[0], "category": "question", "query": q[1], "grades": {q[2]: 2}} for q in asked]
        else:
            notes, path, numbers = sets(shared, repository)[name]
            out = subprocess.run([terms, "sections", notes], check=True, capture_output=True).stdout
            sections = [json.loads(line) for line in out.decode("utf-8").splitlines()]
            for section in sections:
                section["name"] = f"{section['path']}:{section['line']}"
            by_number = {}
            if numbers:
                # The numbers are of the one note that has headings there.
                only = "aws-saa-notes.md"
                for line in numbers.read_text("utf-8").splitlines():
                    cells = line.split("\t")
                    by_number[f"S{cells[0]}"] = f"{only}:{cells[1]}"
            queries = list(judged(path, by_number))
            if galpi:
                asked = "".join(q["query"].replace("\n", " ") + "\n" for q in queries)
                run = [galpi, "--notes", notes, "--index", folder / f"index-{name}", "--batch", "--json", "-n", "50"]
                found = subprocess.run(run, input=asked.encode(), capture_output=True).stdout
                (folder / f"galpi-{name}.jsonl").write_bytes(found)
        for section in sections:
            section["heading"] = put(section["trail"][-1] if section["trail"] else "")
            section["above"] = put(" ".join(section["trail"][:-1]))
            section["sentences"] = [put(s) for s in sentences(section.pop("text"))]
        for query in queries:
            query["line"] = put(query["query"])
        told[name] = {"sections": sections, "queries": queries}
    (folder / "judged.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "judged.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    encode(terms, folder / "vocabulary.txt", folder / "judged.txt", folder / "judged.rows")


def ndcg(grades, ranking):
    gain = [2 ** grades.get(name, 0) - 1 for name in list(dict.fromkeys(ranking))[:DEPTH]]
    best = sorted((2**g - 1 for g in grades.values()), reverse=True)[:DEPTH]
    discount = 1 / np.log2(np.arange(DEPTH) + 2)
    return float((gain * discount[: len(gain)]).sum() / (best * discount[: len(best)]).sum())


def reciprocal(grades, ranking):
    return next((1 / (at + 1) for at, name in enumerate(ranking[:DEPTH]) if grades.get(name) == 2), 0)


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)


def quantised(table):
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-6) / 127
    return np.round(table / scale) * scale


class Judged:
    """The judged sets as bags of rows."""

    def __init__(self, folder):
        self.sets = json.loads((folder / "judged.json").read_text("utf-8"))
        starts, columns = rows(folder / "judged.rows")
        terms = len((folder / "vocabulary.txt").read_text("utf-8").split("\n")) - 1
        self.bags = csr_matrix((np.ones(len(columns), np.float32), columns, starts), (len(starts) - 1, terms))
        self.bags.sum_duplicates()

    def vectors(self, name, table, heading=1.0, above=0.5):
        """Queries; whole sections; sentences with their headings, and where each section's begin."""
        told = self.sets[name]
        lines = self.bags @ table
        head = lines[[s["heading"] for s in told["sections"]]] * heading
        head = head + above * lines[[s["above"] for s in told["sections"]]]
        whole, part, of = [], [], []
        for at, section in enumerate(told["sections"]):
            bag = self.bags[section["sentences"]].sum(0) if section["sentences"] else 0
            text = np.zeros(table.shape[1])
            if section["sentences"]:
                counts = np.asarray(bag).ravel()
                some = counts.nonzero()[0]
                text = (1 + np.log(counts[some])) @ table[some]
            whole.append(text)
            part += [head[at]] + [lines[s] + head[at] for s in section["sentences"]]
            of += [at] * (1 + len(section["sentences"]))
        whole = unit(np.array(whole)) * 1.0
        mixed = unit(unit(head) * 0.7 + whole)
        queries = unit(lines[[q["line"] for q in told["queries"]]])
        return queries, mixed, unit(np.array(part)), np.array(of)

    def nearness(self, name, table, **how):
        """Queries × sections: by the whole and by the best sentence."""
        queries, whole, part, of = self.vectors(name, table, **how)
        best = np.full((len(queries), len(whole)), -1.0)
        for at in range(len(queries)):
            np.maximum.at(best[at], of, part @ queries[at])
        return queries @ whole.T, best

    def measure(self, name, scores):
        told = self.sets[name]
        names = [s["name"] for s in told["sections"]]
        found = {}
        for query, row in zip(told["queries"], scores):
            ranking = [names[i] for i in np.argsort(-row)[:40]]
            value = reciprocal(query["grades"], ranking) if name == "tydi" else ndcg(query["grades"], ranking)
            found.setdefault("all", []).append(value)
            found.setdefault(query["category"], []).append(value)
        return found


class Sum:
    """galpi's scores of a set, a row for each query."""

    def __init__(self, folder, name, told):
        self.at = {section["name"]: at for at, section in enumerate(told["sections"])}
        self.scores = np.zeros((len(told["queries"]), len(self.at)))
        # Where the first hit is the thing by name, its meaning is known.
        self.is_named = np.zeros(len(self.scores), bool)
        row = rank = 0
        for line in (folder / f"galpi-{name}.jsonl").read_text("utf-8").splitlines():
            hit = json.loads(line)
            if hit["type"] == "summary":
                row, rank = row + 1, 0
            elif hit["type"] == "hit":
                self.is_named[row] |= rank == 0 and "name" in hit["via"]
                at = self.at.get(f"{hit['path']}:{hit['line']}")
                if at is not None:
                    self.scores[row, at] = hit["score"]
                rank += 1
        assert row == len(self.scores), (name, row)

    def with_meaning(self, near, threshold, factor):
        added = factor * np.maximum(near - threshold, 0)
        added[self.is_named] *= 0.01
        return self.scores + added


THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4)
FACTORS = (0, 4, 8, 12, 16, 24, 32, 48)


def halves(found, told):
    """Means of even and odd rows, of all and of concepts."""
    category = np.array([query["category"] for query in told["queries"]])
    values, row = np.array(found["all"]), np.arange(len(category))
    return [[values[row % 2 == odd].mean(), values[(row % 2 == odd) & (category == "concept")].mean()] for odd in (0, 1)]


def add_up(folder, sets, path):
    names = [name for name in sets.sets if name != "tydi"]
    table = quantised(np.load(path))
    galpi = {name: Sum(folder, name, sets.sets[name]) for name in names}
    for way, mix in (("whole", 1.0), ("both", 0.5)):
        near = {}
        for name in names:
            whole, best = sets.nearness(name, table)
            near[name] = mix * whole + (1 - mix) * best
        tried = {}
        for threshold in THRESHOLDS:
            for factor in FACTORS:
                tried[threshold, factor] = {
                    name: halves(sets.measure(name, galpi[name].with_meaning(near[name], threshold, factor)), sets.sets[name])
                    for name in names
                }
        best = max(tried, key=lambda key: np.mean([tried[key][name][0] for name in names]))
        for label, key in (("galpi", (0.0, 0)), (f"{way} >{best[0]} x{best[1]}", best)):
            cells = [tried[key][name][1] for name in names]
            print(f"{path.name[:22] + ' ' + label:41}", *(f"{a:>6.3f}/{c:.2f}" for a, c in cells),
                  "{:>8.3f}/{:.3f}".format(*np.mean(cells, axis=0)), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["prepare", "score", "sum"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("rest", nargs="+", type=Path)
    parser.add_argument("--dimensions", type=int, nargs="*", default=[])
    parser.add_argument("--without", nargs="*", default=[])
    given = parser.parse_args()
    if given.what == "prepare":
        shared, repository, terms = given.rest[:3]
        prepare(given.folder, shared, repository, terms, given.rest[3] if len(given.rest) > 3 else None)
        return
    sets = Judged(given.folder)
    names = [name for name in sets.sets if name not in given.without]
    if given.what == "sum":
        for path in given.rest:
            add_up(given.folder, sets, path)
        return
    print(f"{'table':34}{'way':>7}", *(f"{name[:9]:>10}" for name in names), f"{'mean':>12}")
    for path in given.rest:
        table = np.load(path)
        for dimensions in given.dimensions or [table.shape[1]]:
            cut = quantised(table[:, :dimensions])
            near = {name: sets.nearness(name, cut) for name in names}
            for way, mix in (("whole", 1.0), ("best", 0.0), ("both", 0.5)):
                cells, sums = [], []
                for name in names:
                    whole, best = near[name]
                    found = sets.measure(name, mix * whole + (1 - mix) * best)
                    both = [np.mean(found["all"]), np.mean(found.get("concept", found["all"]))]
                    cells.append(f"{both[0]:>6.3f}/{both[1]:.2f}")
                    if name != "tydi":
                        sums.append(both)
                mean = np.mean(sums, axis=0)
                print(f"{path.name[:28] + ' ' + str(dimensions):34}{way:>7}", *(f"{c:>10}" for c in cells),
                      f"{mean[0]:>8.3f}/{mean[1]:.3f}", flush=True)


if __name__ == "__main__":
    main()
