"""Time entries and their timers (freshdesk-api 6.10)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors, filters, timers
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule, moment
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("time_entries", __name__)

KEPT = ("billable", "note", "executed_at")


def rules(desk: Desk) -> dict[str, Rule]:
    return {
        "agent_id": Rule("int", list(desk.agents)),
        "billable": Rule("bool"),
        "executed_at": Rule("time"),
        "note": Rule(),
        "start_time": Rule("time"),
        "time_spent": Rule(),
        "timer_running": Rule("bool"),
    }


def read_body(desk: Desk) -> JSON:
    """What the body says: a null says nothing. Raises Refused 400."""
    body = json_body()
    checks.check(body, rules(desk))
    given = {name: value for name, value in body.items() if value is not None}
    if "time_spent" in given and timers.seconds_of(given["time_spent"]) is None:
        raise errors.invalid("time_spent", "It should be in the 'hh:mm' format")
    if (moment(given.get("start_time", "")) or 0) > desk.clock.now():
        raise errors.invalid("start_time", "It should not be a time in the future")
    return given


def incompatible(field: str, message: str) -> errors.Refused:
    return errors.invalid(field, message, "incompatible_field")


@blueprint.get("/time_entries")
def list_time_entries() -> Response:
    desk = the_desk()
    wanted: list[tuple[str, Any]] = [
        ("company_id", filters.identity("company_id")),
        ("agent_id", filters.identity("agent_id")),
        ("billable", filters.flag("billable")),
    ]
    after, before = filters.instant("executed_after"), filters.instant("executed_before")
    rows = [
        row
        for row in desk.time_entries.values()
        if all(value is None or row[name] == value for name, value in wanted)
        and (after is None or row["executed_at"] >= after)
        and (before is None or row["executed_at"] <= before)
    ]
    return paged(rows, lambda row: timers.shown(desk, row))


@blueprint.get("/tickets/<int:number>/time_entries")
def list_of_ticket(number: int) -> Response:
    desk = the_desk()
    find(desk.tickets, number)
    rows = [row for row in desk.time_entries.values() if row["ticket_id"] == number]
    return paged(rows, lambda row: timers.shown(desk, row))


@blueprint.post("/tickets/<int:number>/time_entries")
def create_time_entry(number: int) -> Response:
    """Without a time spent, or with a start, the timer runs unless it is said not to."""
    desk = the_desk()
    ticket = find(desk.tickets, number)
    body = read_body(desk)
    running = body.get("timer_running", "start_time" in body or "time_spent" not in body)
    if "start_time" in body and not running:
        raise incompatible("start_time", "It cannot be given unless the timer runs")
    entry = timers.add(
        desk,
        ticket,
        body.get("agent_id") or desk.me["id"],
        seconds=timers.seconds_of(body.get("time_spent", "")) or 0,
        running=running,
        **{name: body[name] for name in (*KEPT, "start_time") if name in body},
    )
    return created(timers.shown(desk, entry), "time_entries")


@blueprint.put("/time_entries/<int:number>")
def update_time_entry(number: int) -> Response:
    desk = the_desk()
    row = find(desk.time_entries, number)
    body = read_body(desk)
    check_timer(row, body)
    row.update({name: body[name] for name in (*KEPT, "agent_id") if name in body})
    if body.get("timer_running") is False:
        timers.stop(desk, row)
    if "time_spent" in body:
        timers.set_spent(desk, row, timers.seconds_of(body["time_spent"]) or 0)
    if body.get("timer_running"):
        timers.start(desk, row, body.get("start_time"))
    build.touch(desk, row)
    return answer(timers.shown(desk, row))


def check_timer(row: JSON, body: JSON) -> None:
    """Raises Refused 400 for what the timer's state forbids."""
    if body.get("timer_running") is row["timer_running"]:
        raise errors.invalid("timer_running", "It should be another value than before")
    if row["timer_running"] and body.get("agent_id", row["agent_id"]) != row["agent_id"]:
        raise incompatible("agent_id", "It cannot be changed while the timer runs")
    if "start_time" in body and (row["timer_running"] or not body.get("timer_running")):
        raise incompatible("start_time", "It can only be given when the timer is started")


@blueprint.put("/time_entries/<int:number>/toggle_timer")
def toggle_timer(number: int) -> Response:
    desk = the_desk()
    row = find(desk.time_entries, number)
    (timers.stop if row["timer_running"] else timers.start)(desk, row)
    return answer(timers.shown(desk, row))


@blueprint.delete("/time_entries/<int:number>")
def delete_time_entry(number: int) -> Response:
    """For good."""
    find(the_desk().time_entries, number)
    del the_desk().time_entries[number]
    return no_content()
