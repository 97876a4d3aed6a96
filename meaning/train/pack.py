"""Rows of terms → `table.bin`, in the layout that `src/table.rs` tells, and back."""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np

MAGIC = b"galpimv1"
# Behind the name: terms, dimensions, slots, bytes of all terms, a stamp.
NUMBERS = "<5I"
HEADER_BYTES = len(MAGIC) + struct.calcsize(NUMBERS)
ROW_ALIGNMENT = 64


def fnv(term):
    found = 0x811C9DC5
    for byte in term:
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found


def pack(terms, table):
    """The bytes of a table. Terms without a vector are left out."""
    some = np.linalg.norm(table, axis=1) > 1e-4
    terms = [term.encode() for term, is_some in zip(terms, some) if is_some]
    table = table[some]
    scales = (np.abs(table).max(1) / 127).astype("<f4")
    vectors = np.round(table / scales[:, None]).astype(np.int8)
    slots = np.zeros(1 << (len(terms) * 3 // 2).bit_length(), "<u4")
    for number, term in enumerate(terms, 1):
        at = fnv(term) % len(slots)
        while slots[at]:
            at = (at + 1) % len(slots)
        slots[at] = number
    starts = np.cumsum([0] + [len(term) for term in terms]).astype("<u4")
    names = b"".join(terms)
    length = len(names)
    names += b"\0" * (-length % 4)
    blocks = [slots.tobytes(), starts.tobytes(), names, scales.tobytes()]
    blocks.append(b"\0" * (-(HEADER_BYTES + sum(map(len, blocks))) % ROW_ALIGNMENT))
    body = b"".join(blocks) + vectors.tobytes()
    numbers = len(terms), table.shape[1], len(slots), length, zlib.crc32(body)
    return MAGIC + struct.pack(NUMBERS, *numbers) + body


def unpack(data):
    """The terms of a table, their vectors brought to length one, and its stamp."""
    terms, dimensions, slots, length, stamp = struct.unpack_from(NUMBERS, data, len(MAGIC))
    at = HEADER_BYTES + slots * 4
    starts = np.frombuffer(data, "<u4", terms + 1, at)
    at += (terms + 1) * 4
    names = [data[at + a : at + b].decode() for a, b in zip(starts, starts[1:])]
    at += -(-length // 4) * 4 + terms * 4
    at = -(-at // ROW_ALIGNMENT) * ROW_ALIGNMENT
    rows = np.frombuffer(data, np.int8, terms * dimensions, at).reshape(terms, dimensions)
    rows = rows.astype(np.float32)
    return names, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), stamp


if __name__ == "__main__":
    folder, rows, out, dimensions = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    terms = (folder / "vocabulary.txt").read_text("utf-8").splitlines()
    packed = pack(terms, np.load(rows)[:, :dimensions])
    Path(out).write_bytes(packed)
    print(len(packed), "bytes")
