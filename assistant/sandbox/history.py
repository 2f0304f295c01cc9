"""What is known of a ticket once it is done: who had it, whether it was late, time spent, the customer's rating."""

from __future__ import annotations

from assistant.sandbox import checks, ratings, timers
from assistant.sandbox.clock import iso
from assistant.sandbox.rows import SeedError, by_name
from assistant.sandbox.state import JSON, Desk

_NEVER = "9999"
KEPT_OPEN = 12 * 3600
"""Seconds from the last word to the survey's answer."""


def settle(desk: Desk, ticket: JSON) -> None:
    """It was the agent's who answered last; what came after its due time was late (freshdesk-api 4.1)."""
    thread = desk.thread(ticket["id"], lagging=False)
    writers = [row["user_id"] for row in thread if not row["private"] and row["user_id"] in desk.agents]
    ticket["responder_id"] = ticket["responder_id"] or (writers[-1] if writers else None)
    stats = desk.stats[ticket["id"]]
    ticket["fr_escalated"] = _late(stats["first_responded_at"], ticket["fr_due_by"])
    ticket["is_escalated"] = _late(stats["resolved_at"], ticket["due_by"])


def _late(happened: str | None, due: str | None) -> bool:
    return bool(happened and due and happened > due)


def add(desk: Desk, ticket: JSON, row: JSON, where: str) -> None:
    """The `rating` {"score", "feedback"} and the `time_entries` [{"minutes", "agent", "note", "billable"}] of a row of
    past tickets. Raises SeedError."""
    people = {number: {"id": number, "name": agent["contact"]["name"]} for number, agent in desk.agents.items()}
    for entry in row.get("time_entries") or []:
        if not isinstance(entry.get("minutes"), int):
            raise SeedError(f"{where}: field time_entries.minutes should be a JSON number")
        agent = by_name(people, entry.get("agent"), where, "time_entries.agent") or ticket["responder_id"]
        known = {name: entry[name] for name in ("note", "billable") if name in entry}
        timers.add(desk, ticket, agent or desk.human["id"], seconds=entry["minutes"] * 60, **known)
    if row.get("rating"):
        _rate(desk, ticket, row["rating"], where)


def often(desk: Desk, ticket: JSON) -> None:
    """One answered ticket in seven is rated, the late ones worse, and on one in eleven time was entered."""
    number, stats = ticket["id"], desk.stats[ticket["id"]]
    if number % 7 == 0 and (stats["resolved_at"] or _NEVER) < iso(desk.clock.now() - KEPT_OPEN):
        late = ticket["is_escalated"] or stats["reopened_at"]
        scale = ratings.SCALE[:4] if late else ratings.SCALE[3:]
        _rate(desk, ticket, {"score": scale[number // 7 % 4]}, "built in")
    if stats["first_responded_at"] and number % 11 == 0:
        agent = ticket["responder_id"] or desk.human["id"]
        with desk.clock.at(checks.moment(stats["first_responded_at"])):
            timers.add(desk, ticket, agent, seconds=60 * (5 + number % 40), billable=number % 3 == 0)


def _rate(desk: Desk, ticket: JSON, given: JSON, where: str) -> None:
    survey = ratings.active(desk)
    if given.get("score") not in ratings.SCALE or survey is None:
        listed = ", ".join(map(str, ratings.SCALE))
        raise SeedError(f"{where}: field rating.score should be one of {listed}")
    closed = desk.stats[ticket["id"]]["resolved_at"] or iso(desk.clock.now())
    with desk.clock.at((checks.moment(closed) or 0.0) + KEPT_OPEN):
        ratings.add_rating(desk, ticket, survey, {ratings.DEFAULT: given["score"]}, given.get("feedback"))
