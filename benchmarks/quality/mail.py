"""How well new text is told from old in other people's mails: `python -m benchmarks.quality.mail DATA/quoted_replies`.

Exact is equal with white space collapsed. A reply is lost if nothing of it is left."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.core.text import new_text
from benchmarks.quality.libraries import Row, rows


def measure(folder: Path) -> dict[str, Any]:
    """Figures over every mail of the folder's *.jsonl: `exact` in percent, also `by` source and format with counts,
    how many replies were `lost`, how many mails `raised`, `milliseconds` per mail, and the ids of the `wrong` ones."""
    mails = [row for file in sorted(folder.glob("*.jsonl")) for row in rows(file)]
    right: dict[str, list[bool]] = defaultdict(list)
    lost, raised, wrong = 0, 0, []
    began = time.perf_counter()
    for row in mails:
        try:
            found = _collapsed(new_text(row["raw"]) if row["format"] == "html" else new_text("", row["raw"]))
        except Exception:  # noqa: BLE001  # that it raises is what is counted
            raised, found = raised + 1, ""
        expected = _collapsed(row["expected"])
        lost += bool(expected) and not set(found.split()) & set(expected.split())
        wrong += [row["id"]] if found != expected else []
        for name in (_source(row), row["format"], "all"):
            right[name].append(found == expected)
    took = time.perf_counter() - began
    return {
        "mails": len(mails),
        "exact": _percent(right["all"]),
        "by": {name: (_percent(found), len(found)) for name, found in sorted(right.items()) if name != "all"},
        "lost": lost,
        "raised": raised,
        "milliseconds": round(1000 * took / max(1, len(mails)), 2),
        "wrong": wrong,
    }


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _source(row: Row) -> str:
    return str(row["source"]).partition(" ")[0]


def _percent(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 1) if right else 0.0


def main(arguments: Sequence[str]) -> int:
    """The command; its exit code, 1 if a mail raised."""
    folder = Path(arguments[0]) if arguments else None
    if folder is None or not folder.is_dir():
        print(f"No data at {folder}: nothing to do." if folder else "No data named: a folder with *.jsonl.")
        return 0
    figures = measure(folder)
    parts = ", ".join(f"{name} {exact} % of {count}" for name, (exact, count) in figures["by"].items())
    print(
        f"quoted mail: {figures['exact']} % of {figures['mails']} exact ({parts}); {figures['lost']} replies lost, "
        f"{figures['raised']} raised, {figures['milliseconds']} ms a mail"
    )
    print("not exact:", ", ".join(figures["wrong"]) or "none")
    return int(figures["raised"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
