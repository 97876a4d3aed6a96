#!/usr/bin/env python3
"""Writes a notebook of real Korean documentation: `documentation.py OUT MEGABYTES`.

Reads sections from standard input, one JSON object a line with `lang`, `trail`
(headings, outermost first) and `text`, and takes the Korean ones in their order
until OUT has MEGABYTES: eighteen sections a note, each below its own heading at
its own depth, ten notes a folder. The text isn't part of the project;
benches/compare.sh says where it is looked for.
"""

import json
import sys
from itertools import islice
from pathlib import Path

SECTIONS_A_NOTE = 18
NOTES_A_FOLDER = 10


def sections(lines):
    """Yields the Korean sections as Markdown."""
    for line in lines:
        section = json.loads(line)
        if section["lang"] == "ko" and section["trail"]:
            level = min(len(section["trail"]), 6)
            heading = " ".join(section["trail"][-1].split())
            yield f"{'#' * level} {heading}\n\n{section['text']}\n"


def main():
    out, most = Path(sys.argv[1]), float(sys.argv[2]) * 1_000_000
    if out.exists():
        sys.exit(f"{out} is there already")
    written = number = 0
    rest = sections(sys.stdin)
    while written < most and (note := list(islice(rest, SECTIONS_A_NOTE))):
        folder = out / f"{number // NOTES_A_FOLDER:05}"
        folder.mkdir(parents=True, exist_ok=True)
        text = "\n".join(note).encode()
        (folder / f"{number:06}.md").write_bytes(text)
        written += len(text)
        number += 1
    print(f"{number} notes, {written} bytes")


main()
