"""Time entries (freshdesk-api 6.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import TimeEntry
from assistant.freshdesk.resources.base import Resource


class TimeEntries(Resource):
    """`api.time_entries`. Starting a timer stops the other one of its agent."""

    def list(self, *, ticket_id: int | None = None, **filters: Param) -> Iterator[TimeEntry]:
        """Entries of one ticket, or of all: by `company_id`, `agent_id`, `billable`, `executed_after`,
        `executed_before`."""
        if ticket_id is None:
            return self._caller.every(Call("GET", "/time_entries", params=filters), TimeEntry)
        return self._caller.every(_of_ticket("GET", ticket_id, params=filters), TimeEntry)

    def create(self, ticket_id: int, *, time_spent: timedelta | str | None = None, **fields: Any) -> TimeEntry:
        """A new entry: of a time spent ("01:30" or a timedelta), or with a running timer if none is given.

        `fields`: agent_id, billable, note, executed_at, timer_running, start_time (only of a timer that runs).
        """
        return self._caller.one(_of_ticket("POST", ticket_id, _body(time_spent, fields)), TimeEntry)

    def update(self, entry_id: int, *, time_spent: timedelta | str | None = None, **fields: Any) -> TimeEntry:
        """Change what is given. While the timer runs agent and start are fixed; `timer_running` must change.

        Raises BadRequest.
        """
        return self._caller.one(_entry("PUT", entry_id, body=_body(time_spent, fields)), TimeEntry)

    def toggle_timer(self, entry_id: int) -> TimeEntry:
        """Stop the timer if it runs, start it if not."""
        return self._caller.one(_entry("PUT", entry_id, "/toggle_timer"), TimeEntry)

    def delete(self, entry_id: int) -> None:
        """For good."""
        self._caller.nothing(_entry("DELETE", entry_id))


def _body(time_spent: timedelta | str | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {**fields, **({} if time_spent is None else {"time_spent": hours_and_minutes(time_spent)})}


def hours_and_minutes(spent: timedelta | str) -> str:
    """As Freshdesk takes it, to the nearest minute: 90 minutes are "01:30". Raises ValueError for less than nothing."""
    if isinstance(spent, str):
        return spent
    minutes = round(spent.total_seconds() / 60)
    if minutes < 0:
        raise ValueError("time_spent is less than nothing; give a duration of 0 or more")
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _of_ticket(
    method: str, ticket_id: int, body: Mapping[str, Any] | None = None, params: Mapping[str, Param] | None = None
) -> Call:
    return Call(method, "/tickets/{ticket_id}/time_entries", {"ticket_id": ticket_id}, params or {}, body)


def _entry(method: str, entry_id: int, more: str = "", *, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/time_entries/{entry_id}" + more, {"entry_id": entry_id}, body=body)
