"""Records to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant.core.draft import Draft, Finding, Source
from assistant.core.records import Record


def a_draft(**changes: Any) -> Draft:
    draft = Draft(
        kind="reply",
        summary="The grinder stops after a minute.",
        reply='<p>Hello Mia,</p><p>clean the <a href="https://help.example/burrs">burrs</a> first.</p>',
        sources=(
            Source(1, "article", "91", "Cleaning the burrs", "https://help.example/burrs", "Clean weekly.", True),
        ),
        findings=(Finding("amount", "20 euro", "No source has this amount"),),
        question="Which model is it?",
    )
    return replace(draft, **changes)


def a_record(**changes: Any) -> Record:
    record = Record(
        id=7,
        ticket_id=4107,
        turn_key="t0",
        mark="k3f9q2m7xa",
        revision=1,
        state="current",
        draft=a_draft(),
        created_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    )
    return replace(record, **changes)
