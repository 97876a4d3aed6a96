#!/usr/bin/env python3
"""Takes the entries and the matrix out of a compiled mecab-ko-dic.

    extract.py WHEEL_OR_FOLDER [--out FOLDER] [--compare FOLDER]

WHEEL_OR_FOLDER is the PyPI package python-mecab-ko-dic, packed or unpacked.
--out writes entries.csv and matrix.bin; --compare says whether they are the
same as entries.csv.zst and matrix.bin.zst in a folder (needs the zstd
program).

mecab's sys.dic holds ten little-endian u32 (magic, version, type, number of
words, left size, right size, bytes of the double array, of the tokens and of
the features, reserved), 32 bytes of charset, then a Darts double array
(i32 base, u32 check), tokens of 16 bytes (u16 left id, u16 right id, u16 part
of speech, i16 cost, u32 offset of the feature, u32 compound) and features
that end with NUL. A leaf's value is -(n)-1: n & 0xff tokens from n >> 8 on.

Of a feature, search needs the part of speech (column 1), the reading where
the surface has Hanja (column 4) and the expression (column 8), without the
semantic class that follows each morpheme in it.
"""

import argparse
import pathlib
import struct
import subprocess
import sys
import zipfile


def read_member(package, name):
    if package.is_dir():
        return next(package.rglob(name)).read_bytes()
    with zipfile.ZipFile(package) as wheel:
        member = next(m for m in wheel.namelist() if m.endswith("/" + name))
        return wheel.read(member)


def surfaces(array):
    """Walks the double array; yields each surface and its value."""
    units = list(struct.iter_unpack("<iI", array))
    stack = [(units[0][0], b"")]
    while stack:
        base, prefix = stack.pop()
        if base < len(units):
            value, check = units[base]
            if check == base and value < 0:
                yield prefix, -value - 1
        for byte in range(255, -1, -1):
            place = base + 1 + byte
            if place < len(units) and units[place][1] == base and units[place][0] >= 0:
                stack.append((units[place][0], prefix + bytes([byte])))


def has_hanja(surface):
    return any(
        0x3400 <= ord(c) <= 0x4DBF or 0x4E00 <= ord(c) <= 0x9FFF or 0xF900 <= ord(c) <= 0xFAFF
        for c in surface
    )


def entries(dictionary):
    header = struct.unpack_from("<10I", dictionary)
    array_size, token_size, feature_size = header[6], header[7], header[8]
    start = 40 + 32
    array = dictionary[start : start + array_size]
    tokens = dictionary[start + array_size : start + array_size + token_size]
    features = dictionary[start + array_size + token_size :][:feature_size]
    lines = []
    for surface, value in surfaces(array):
        text = surface.decode("utf-8")
        for number in range(value >> 8, (value >> 8) + (value & 0xFF)):
            left, right, _, cost, offset, _ = struct.unpack_from("<HHHhII", tokens, number * 16)
            feature = features[offset : features.index(b"\0", offset)].decode("utf-8").split(",")
            reading = feature[3] if has_hanja(text) else "*"
            expression = feature[7]
            if expression != "*":
                expression = "+".join("/".join(m.split("/")[:2]) for m in expression.split("+"))
            shown = '","' if text == "," else text
            lines.append(f"{shown},{left},{right},{cost},{feature[0]},{reading},{expression}\n")
    return "".join(sorted(lines, key=lambda line: line.encode("utf-8"))).encode("utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("package", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--compare", type=pathlib.Path)
    arguments = parser.parse_args()
    made = {
        "entries.csv": entries(read_member(arguments.package, "sys.dic")),
        "matrix.bin": read_member(arguments.package, "matrix.bin"),
    }
    for name, data in made.items():
        if arguments.out:
            (arguments.out / name).write_bytes(data)
        if arguments.compare:
            packed = arguments.compare / f"{name}.zst"
            kept = subprocess.run(
                ["zstd", "-dc", "--long=27", packed], check=True, capture_output=True
            ).stdout
            same_lines = name.endswith(".csv") and sorted(kept.split(b"\n")) == sorted(data.split(b"\n"))
            verdict = "same" if kept == data or same_lines else "DIFFERENT"
            print(f"{name}: {len(data)} bytes, {verdict}")
            if verdict != "same":
                sys.exit(1)


if __name__ == "__main__":
    main()
