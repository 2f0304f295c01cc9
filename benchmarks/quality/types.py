"""The type that similar tickets propose, on tickets whose type is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from assistant.core.draft import Match
from assistant.core.retrieval.similar import NEIGHBOURS
from assistant.core.triage import propose
from assistant.ports import Knowledge
from benchmarks.quality.drafts import context
from benchmarks.quality.libraries import rows


@dataclass(frozen=True)
class Types:
    """How many tickets got a type, and how many the right one."""

    asked: int
    proposed: int
    right: int


def measure(file: Path, knowledge: Knowledge) -> Types:
    """Ask each row of a desk that knows all the other rows and their types."""
    found = rows(file)
    past = [Match("past", str(row["id"]), "", row["text"], labels=(("type", row["type"]),)) for row in found]
    knowledge.replace("past", past)
    while knowledge.embed(100):
        pass
    own = tuple(sorted({row["type"] for row in found}))
    proposed = right = 0
    for row in found:
        near = knowledge.search(row["text"], pools=("past",), limit=NEIGHBOURS + 1)
        asked = context(row["text"], [match for match in near if match.id != str(row["id"])])
        types = [one for one in propose(replace(asked, desk=replace(asked.desk, types=own))) if one.field == "type"]
        proposed += bool(types)
        right += bool(types) and types[0].value == row["type"]
    knowledge.replace("past", ())
    return Types(len(found), proposed, right)
