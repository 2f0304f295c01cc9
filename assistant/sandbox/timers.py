"""Time entries: what a running timer has counted, and how it starts and stops (freshdesk-api 6.10)."""

from __future__ import annotations

import re

from assistant.sandbox import checks
from assistant.sandbox.build import dated, touch
from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk

_SPENT = re.compile(r"(\d{1,5}):([0-5]\d)")


def seconds_of(text: str) -> int | None:
    """'01:30' is 5400; None for what is no duration."""
    found = _SPENT.fullmatch(text)
    return int(found[1]) * 3600 + int(found[2]) * 60 if found else None


def spent(desk: Desk, row: JSON) -> int:
    """Seconds until now."""
    began = (checks.moment(row["start_time"]) or 0.0) if row["timer_running"] else desk.clock.now()
    return int(row["time_spent_in_seconds"] + max(0.0, desk.clock.now() - began))


def shown(desk: Desk, row: JSON) -> JSON:
    """As answers give it."""
    total = spent(desk, row)
    return {**row, "time_spent": f"{total // 3600:02d}:{total // 60 % 60:02d}", "time_spent_in_seconds": total}


def add(
    desk: Desk, ticket: JSON, agent_id: int, *, seconds: int = 0, running: bool = False, **known: str | bool
) -> JSON:
    """A new entry; a running one stops the other timers of its agent."""
    entry = dated(
        desk,
        {
            "id": desk.new_id(),
            "ticket_id": ticket["id"],
            "agent_id": agent_id,
            "company_id": ticket["company_id"],
            "billable": True,
            "note": None,
            "time_spent": "00:00",
            "time_spent_in_seconds": seconds,
            "timer_running": False,
            "start_time": desk.clock.stamp(),
            "executed_at": desk.clock.stamp(),
            **known,
        },
    )
    desk.time_entries[entry["id"]] = entry
    if running:
        start(desk, entry, entry["start_time"])
    return entry


def start(desk: Desk, row: JSON, since: str | None = None) -> None:
    """One agent has one running timer."""
    for other in desk.time_entries.values():
        if other["agent_id"] == row["agent_id"] and other["timer_running"]:
            stop(desk, other)
    row.update(timer_running=True, start_time=since or desk.clock.stamp())
    touch(desk, row)


def stop(desk: Desk, row: JSON) -> None:
    row.update(time_spent_in_seconds=spent(desk, row), timer_running=False)
    touch(desk, row)


def set_spent(desk: Desk, row: JSON, seconds: int) -> None:
    """A timer that runs goes on from there."""
    row["time_spent_in_seconds"] = seconds
    if row["timer_running"]:
        row["start_time"] = iso(desk.clock.now())
