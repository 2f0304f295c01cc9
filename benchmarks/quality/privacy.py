"""How much of what identifies people is found, on labelled texts: `python -m benchmarks.quality.privacy FOLDER`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.core.privacy import Span, Vault, find
from benchmarks.quality.libraries import rows

STRUCTURED = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "IP_ADDRESS"})
NAMES = frozenset({"PERSON", "ORGANIZATION", "GPE", "STREET_ADDRESS"})
_COVERED = 0.9
"""Part of a span that has to be found for it to count."""


@dataclass(frozen=True)
class Figures:
    """Parts are 0 to 1."""

    texts: int
    structured: float
    """Part of the mails, phones, cards, IBANs, social security numbers and IP addresses found."""
    by_type: dict[str, tuple[int, int]]
    """Type -> (found, all)."""
    false_positives: int
    """Found places that touch no labelled one."""
    names_unknown: float
    """Part of names, places and addresses found without being told them; for information."""
    names_known: float
    """Part of the people's names that are gone once they are known."""
    ms_a_text: float


def measure(folder: Path) -> Figures:
    """The figures of `presidio_dev.jsonl` in that folder. Raises FileNotFoundError if it is not there."""
    labelled = rows(folder / "presidio_dev.jsonl")
    began = time.perf_counter()
    found = [find(row["text"]) for row in labelled]
    seconds = time.perf_counter() - began
    hits, all_of = Counter[str](), Counter[str]()
    for row, spans in zip(labelled, found, strict=True):
        for label in row["spans"]:
            all_of[label["type"]] += 1
            hits[label["type"]] += _is_covered(label, spans)
    people = [_is_gone(row) for row in labelled if any(label["type"] == "PERSON" for label in row["spans"])]
    return Figures(
        texts=len(labelled),
        structured=_part(hits, all_of, STRUCTURED),
        by_type={kind: (hits[kind], all_of[kind]) for kind in sorted(all_of)},
        false_positives=sum(_false(row, spans) for row, spans in zip(labelled, found, strict=True)),
        names_unknown=_part(hits, all_of, NAMES),
        names_known=sum(people) / len(people),
        ms_a_text=1000 * seconds / len(labelled),
    )


def _part(hits: Counter[str], all_of: Counter[str], kinds: frozenset[str]) -> float:
    return sum(hits[kind] for kind in kinds) / max(1, sum(all_of[kind] for kind in kinds))


def _is_covered(label: dict[str, int], spans: list[Span]) -> bool:
    shared = sum(max(0, min(span.end, label["end"]) - max(span.start, label["start"])) for span in spans)
    return shared >= _COVERED * (label["end"] - label["start"])


def _false(row: dict[str, list[dict[str, int]]], spans: list[Span]) -> int:
    """Places found where no label is: a date or a year is labelled, but is nothing to hide."""
    labels = [label for label in row["spans"] if label["type"] != "DATE_TIME"]
    return sum(all(span.end <= label["start"] or label["end"] <= span.start for label in labels) for span in spans)


def _is_gone(row: dict[str, list[dict[str, str]]]) -> bool:
    """Whether no name of a person stands any longer where one stood, once they are known."""
    names = [label["value"] for label in row["spans"] if label["type"] == "PERSON"]
    hidden = Vault(names).hide(str(row["text"]))
    return not any(name in hidden for name in names)


def main(folder: str) -> None:
    """Print the figures."""
    figures = measure(Path(folder))
    print(f"{figures.texts} texts, {figures.ms_a_text:.2f} ms each")
    print(f"structured: {figures.structured:.1%} found, {figures.false_positives} false positives")
    print(
        f"names once known: {figures.names_known:.1%} gone; names and places unknown: {figures.names_unknown:.1%} found"
    )
    for kind, (hits, count) in figures.by_type.items():
        print(f"  {kind:16} {hits:4} of {count}")


if __name__ == "__main__":
    main(sys.argv[1])
