"""Time that agents spent on tickets (freshdesk-api 6.10)."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.freshdesk.models.base import Flag, MaybeTime, Model, Text

_SPENT = re.compile(r"(\d+):(\d{1,2})")


class TimeEntry(Model):
    """An entry. `time_spent` is as "01:30", hours and minutes; of a running timer it is as of the answer."""

    id: int
    ticket_id: int | None = None
    agent_id: int | None = None
    company_id: int | None = None
    billable: bool | None = None
    note: str | None = None
    time_spent: Text = ""
    time_spent_in_seconds: int | None = None
    timer_running: Flag = False
    start_time: MaybeTime = None
    executed_at: MaybeTime = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None

    @property
    def spent(self) -> timedelta:
        """To the second where the answer has it so, else to the minute; nothing where neither is understood."""
        if self.time_spent_in_seconds is not None:
            return timedelta(seconds=self.time_spent_in_seconds)
        found = _SPENT.fullmatch(self.time_spent)
        return timedelta(hours=int(found[1]), minutes=int(found[2])) if found else timedelta()
