"""Rows of the table → `translations.bin`: which words of the two languages are
nearest to each other, in the layout that `src/translations.rs` tells.

    translations.py TERMS TABLE OUT

TERMS is the program of `examples/terms.rs`. Nearness is cross-domain similarity
local scaling (Conneau and others, Word Translation Without Parallel Data, 2018):
twice the cosine, less how near each of the two is to its nearest words of the
other language anyway. Some words are near everything.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import wordfreq

from pack import unpack

MAGIC = b"galpitr1"
# Rarer terms have too little to be learnt from: what is near them is chance.
FREQUENT = 45_000
# Words of the other language that tell how near everything is to a word.
NEIGHBOURS = 10
LEAST_COSINE = 0.4
LEAST = 0.2
# From here on a word is surely a translation.
SURE = 0.3
# Translations that a word has, at most.
MOST = 4
INITIALS = "rRseEfaqQtTdwWczxvg"
MEDIALS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split()
FINALS = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ")


def nearest(rows, of, among):
    """The nearest of `among` for each of `of`, nearest first, with their cosines."""
    numbers, cosines = [], []
    for start in range(0, len(of), 2000):
        found = rows[of[start : start + 2000]] @ rows[among].T
        first = np.argsort(-found, axis=1, kind="stable")[:, :NEIGHBOURS]
        numbers.append(among[first])
        cosines.append(np.take_along_axis(found, first, 1))
    return np.concatenate(numbers), np.concatenate(cosines)


def translations(terms, rows):
    """Pairs of numbers, with how near they are, from 0 to 1."""
    frequent = range(min(FREQUENT, len(terms)))
    korean = np.array([n for n in frequent if terms[n].startswith("~")])
    english = np.array([n for n in frequent if terms[n].isascii() and terms[n].isalpha()])
    sides = [(of, *nearest(rows, of, among)) for of, among in ((korean, english), (english, korean))]
    density = np.zeros(len(terms), np.float32)
    for of, _, cosines in sides:
        density[of] = cosines.mean(1)
    for of, numbers, cosines in sides:
        scaled = 2 * cosines - density[of][:, None] - density[numbers]
        for term, others, near, cosine in zip(of, numbers, scaled, cosines):
            best = np.argsort(-near, kind="stable")[:MOST]
            for at in best:
                if near[at] >= LEAST and cosine[at] >= LEAST_COSINE:
                    yield int(term), int(others[at]), min(1.0, float(near[at]) / SURE) ** 0.5


def hangul(keys):
    """The syllables that keys of a Korean keyboard type."""

    def begins(at, units):
        return next((u for u in (keys[at : at + 2], keys[at : at + 1]) if u and u in units), "")

    text, at = "", 0
    while at < len(keys):
        medial = begins(at + 1, MEDIALS) if keys[at] in INITIALS else ""
        if not medial:
            return None
        initial, at = INITIALS.index(keys[at]), at + 1 + len(medial)
        for length in (2, 1):
            final = keys[at : at + length]
            # A consonant before a vowel begins the next syllable.
            if len(final) == length and final in FINALS and not begins(at + length, MEDIALS):
                break
        else:
            final = ""
        at += len(final)
        text += chr(0xAC00 + (initial * 21 + MEDIALS.index(medial)) * 28 + FINALS.index(final))
    return text


def only_rows(program, terms, words):
    """Of each word the number of the term that it is, if it is one term."""
    with tempfile.TemporaryDirectory() as folder:
        vocabulary = Path(folder) / "vocabulary.txt"
        vocabulary.write_text("".join(term + "\n" for term in terms), "utf-8")
        given = "".join(word + "\n" for word in words).encode()
        done = subprocess.run(
            [program, "encode", vocabulary], input=given, capture_output=True, check=True
        )
    data, at = np.frombuffer(done.stdout, "<u4"), 0
    for _ in words:
        count = int(data[at])
        yield int(data[at + 1]) if count == 1 else None
        at += count + 1


def written(program, terms):
    """Each term as a person would write it, where that is known."""
    found = {}
    english = [w for w in wordfreq.top_n_list("en", 100_000) if w.isascii() and w.isalpha()]
    for word, number in zip(english, only_rows(program, terms, english)):
        if number is not None:
            found.setdefault(number, word)
    korean = {n: hangul(term[1:]) for n, term in enumerate(terms) if term.startswith("~")}
    korean = [(n, word) for n, word in korean.items() if word]
    alone = only_rows(program, terms, [word for _, word in korean])
    # The stem of a verb or adjective is a word with the ending of dictionaries.
    infinitive = only_rows(program, terms, [word + "다" for _, word in korean])
    for (number, word), as_noun, as_verb in zip(korean, alone, infinitive):
        if as_noun == number:
            found[number] = word
        elif as_verb == number:
            found[number] = word + "다"
    return found


def pack(pairs, words, stamp):
    """The bytes of pairs: sorted by their first words, the nearest first."""
    pairs.sort(key=lambda pair: (pair[0], -pair[2], pair[1]))
    text, places = b"", {}
    for _, other, _ in pairs:
        if other not in places:
            word = words[other].encode()
            places[other] = (len(text), len(word))
            text += word
    columns = [
        np.array([pair[0] for pair in pairs], "<u4"),
        np.array([pair[1] for pair in pairs], "<u4"),
        np.array([places[pair[1]][0] for pair in pairs], "<u4"),
        np.array([places[pair[1]][1] for pair in pairs], np.uint8),
        np.round([pair[2] * 255 for pair in pairs]).astype(np.uint8),
    ]
    header = np.array([stamp, len(pairs), len(text)], "<u4")
    return MAGIC + header.tobytes() + b"".join(column.tobytes() for column in columns) + text


if __name__ == "__main__":
    program, table, out = sys.argv[1:]
    terms, rows, stamp = unpack(Path(table).read_bytes())
    words = written(program, terms)
    pairs = [p for p in translations(terms, rows) if p[1] in words and words[p[1]].strip()]
    packed = pack(pairs, words, stamp)
    Path(out).write_bytes(packed)
    print(len(pairs), "pairs,", len(packed), "bytes")
