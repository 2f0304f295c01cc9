"""Which encoding a text file is in, from its bytes. Pure: the lines come in, a name comes out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

import charset_normalizer

ENOUGH = 64 * 1024
"""Bytes of lines outside ASCII that are looked at; more would not change the answer."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_STRAY = re.compile(r"[A-Za-z][^\w\s.,;'’\"\-|/&@+()]|[^\w\s.,;'’\"\-|/&@+(][A-Za-z]")
"""A sign within a word, as the pound sign in "£ukasz": the letters were read in the wrong alphabet."""


@dataclass(frozen=True)
class Evidence:
    """What the bytes of a file say. `mixed`: numbers of lines that are not UTF-8 in a file that otherwise is."""

    encoding: str
    mixed: tuple[int, ...] = ()


def encoding_of(lines: Iterable[bytes]) -> Evidence:
    """The encoding of a whole file, read once in little memory.

    A byte order mark decides; then UTF-8 if every line is; else the likeliest of the older ones (`_older`)."""
    high, valid, invalid = bytearray(), 0, 0
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        if number == 1 and (found := _by_mark(line)):
            return Evidence(found)
        if line.isascii():
            continue
        if _is_utf8(line):
            valid += 1
        else:
            invalid += 1
            numbers += [number] if len(numbers) < 5 else []
            high += line if len(high) < ENOUGH else b""
    if not invalid:
        return Evidence("utf-8")
    if valid > invalid:
        return Evidence("utf-8", tuple(numbers))
    return Evidence(_older(bytes(high)))


def _by_mark(line: bytes) -> str | None:
    """By a byte order mark, or by the zeros between the letters of UTF-16 without one."""
    for mark, name in _MARKS:
        if line.startswith(mark):
            return name
    even, odd = line[0:64:2], line[1:64:2]
    if len(line) < 4 or b"\0" not in line[:64]:
        return None
    return "utf-16-le" if odd.count(0) > even.count(0) else "utf-16-be"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _older(high: bytes) -> str:
    """Lines that are not UTF-8: Windows' Western encoding unless they speak against it.

    In Latin script letters with accents stand alone among plain ones, elsewhere they make words. Statistics tell
    apart alphabets well and cp1250 from cp1252 badly (both read any name), so they are asked for the former only.
    """
    runs = [len(run) for run in _HIGH.findall(high)]
    if sum(length for length in runs if length > 2) > sum(runs) / 2:
        best = charset_normalizer.from_bytes(high).best()
        if best is not None:
            return best.encoding
    western, central = (_strays(high, name) for name in ("cp1252", "cp1250"))
    return "cp1250" if central < western else "cp1252" if western < ENOUGH else "latin-1"


def _strays(high: bytes, encoding: str) -> int:
    """Signs within words when it is read so; `ENOUGH` if it cannot be."""
    try:
        return len(_STRAY.findall(high.decode(encoding)))
    except UnicodeDecodeError:
        return ENOUGH
