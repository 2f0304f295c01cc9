"""docs/benchmarks.md: one section per benchmark, each written by its run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

FILE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = "# Measurements\n\nWritten by `make bench`; each section by the run that it describes.\n"


def write_section(name: str, text: str, file: Path = FILE) -> None:
    """Replace the section by this name, or add it."""
    whole = file.read_text() if file.exists() else HEAD
    section = f"<!-- {name} -->\n{text.strip()}\n<!-- /{name} -->\n"
    place = re.compile(rf"<!-- {name} -->\n.*?<!-- /{name} -->\n", re.DOTALL)
    whole = place.sub(lambda _: section, whole) if place.search(whole) else f"{whole}\n{section}"
    file.write_text(whole)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
