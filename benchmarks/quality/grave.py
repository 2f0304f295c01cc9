"""How many ordinary questions are taken for a grave matter: of a shop's and a bank's none should be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.core.matters import matter
from benchmarks.quality.libraries import rows

ORDINARY = ("bitext/queries_dev.jsonl", "bitext/past_tickets.jsonl", "banking77/queries_dev.jsonl",
            "banking77/past_tickets.jsonl")  # fmt: skip


def measure(folder: Path) -> float:
    """Per cent of all of them."""
    found = [row["text"] for name in ORDINARY for row in rows(folder / name)]
    return 100 * len(alarms(found)) / len(found)


def alarms(texts: Iterable[str]) -> list[str]:
    """The texts that are taken for one."""
    return [text for text in texts if matter(text)]
