"""The names of one ticket's people and firms, each with what stands for it and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.core.privacy.names import PARTICLES, TITLES, is_cjk, is_name, pattern, variants

_TWO = re.compile(r"\s(?:and|und|et|en|&|\+)\s", re.IGNORECASE)
"""Between the names of a couple."""


@dataclass(frozen=True)
class Naming:
    """One way to write a name, and the parts of the name that it says: (kind of placeholder, value)."""

    pattern: re.Pattern[str]
    length: int
    parts: tuple[tuple[str, str], ...]


def namings(people: Iterable[str], firms: Iterable[str]) -> list[Naming]:
    """Every way to write these names, the longest first: "Anna Keller", "Keller", "Anna"."""
    found = [naming for name in people for one in _TWO.split(name[:300]) for naming in _of_person(one)]
    found += [naming for name in firms for naming in _of_firm(name[:300])]
    return sorted(found, key=lambda naming: -naming.length)


def ways(all_of: list[Naming]) -> re.Pattern[str] | None:
    """One expression for all of them; None if there are none."""
    expression = "|".join(dict.fromkeys(naming.pattern.pattern for naming in all_of))
    return re.compile(expression, re.IGNORECASE) if expression else None


def _of_person(name: str) -> Iterator[Naming]:
    parts = _parts(name)
    if not any(is_name(word) for _, words in parts for word in words.split()):
        return
    if len(parts) > 1:
        yield _naming(" ".join(words for _, words in parts), parts)
    for kind, words in parts:
        if any(is_name(word) for word in words.split()):
            yield _naming(words, ((kind, words),))
            pieces = [piece for piece in re.split(r"[ -]", words) if is_name(piece)]
            yield from (_naming(piece, ((kind, words),)) for piece in pieces if piece != words)


def _of_firm(name: str) -> Iterator[Naming]:
    for way in variants(name, firm=True):
        yield _naming(way, (("COMPANY", name.strip()),), capital=True)


def _naming(words: str, parts: tuple[tuple[str, str], ...], capital: bool = False) -> Naming:
    return Naming(re.compile(pattern(words, capital=capital), re.IGNORECASE), len(words), parts)


def _parts(name: str) -> tuple[tuple[str, str], ...]:
    """("FIRST_NAME", "Anna"), ("LAST_NAME", "van der Berg"); ("NAME", ...) where a name has but one part."""
    if "@" in name:
        return ()
    last_first = re.fullmatch(r"([^,]+),\s*([^,]+)", name.strip())
    if last_first:
        name = f"{last_first[2]} {last_first[1]}"
    words = [word for word in re.findall(r"[^\s,;()\"<>\[\]]+", name) if word.strip(".").casefold() not in TITLES][:8]
    if len(words) < 2:
        return (("NAME", words[0]),) if words else ()
    if is_cjk(words[0]):
        return ("LAST_NAME", words[0]), ("FIRST_NAME", " ".join(words[1:]))
    at = next((at for at, word in enumerate(words) if at and word.casefold() in PARTICLES), len(words) - 1)
    middle = (("MIDDLE_NAME", " ".join(words[1:at])),) if at > 1 else ()
    return ("FIRST_NAME", words[0]), *middle, ("LAST_NAME", " ".join(words[at:]))
