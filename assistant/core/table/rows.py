"""The separator of a CSV text, and its records; one that is broken does not hide those after it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

SEPARATORS = (",", ";", "\t", "|")
_TOLD = re.compile(r"sep=(.)\r?\n?\Z", re.IGNORECASE)
"""Excel's own hint, a first line such as `sep=;`."""


@dataclass(frozen=True)
class Record:
    """A row. `number` is as a spreadsheet shows it: the heading is 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class BadRecord:
    """A row whose quotes do not fit, with what is wrong in words."""

    number: int
    why: str


def separator_of(lines: Iterable[str], is_known: Callable[[str], bool]) -> str:
    """What separates the cells: that under which the most headings are known, then the most cells there are."""
    head = list(islice(lines, 100))
    if head and (told := _TOLD.match(head[0])):
        return told[1]

    def worth(separator: str) -> tuple[int, int]:
        cells = next((row.cells for row in records(head, separator) if isinstance(row, Record)), ())
        return sum(map(is_known, cells)), len(cells)

    return max(SEPARATORS, key=worth)


def records(lines: Iterable[str], separator: str) -> Iterator[Record | BadRecord]:
    """The heading and the rows, without empty ones. `lines` keep their ends, as of a file opened with `newline=""`."""
    reader = csv.reader(_without_hint(lines), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRecord(number, _in_words(error))
            continue
        if any(cell.strip() for cell in cells):
            yield Record(number, tuple(cells))
        elif number == 1:
            number = 0  # blank lines above the heading


def _without_hint(lines: Iterable[str]) -> Iterator[str]:
    iterator = iter(lines)
    for first in iterator:
        if not _TOLD.match(first):
            yield first
        break
    yield from iterator


def _in_words(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end of data" in said:
        return "a quote is opened here and never closed: nothing after it can be read"
    if "field limit" in said:
        return "a cell is longer than 131,072 characters: is a quote open that is never closed?"
    return 'its quotes do not fit: a quoted cell ends with ", and " within it is written ""'
