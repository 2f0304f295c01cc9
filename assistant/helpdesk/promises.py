"""How soon and at what hours the desk says it answers: SLA policies and business hours (freshdesk-api 6.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.core.context import Hours, Sla
from assistant.freshdesk.models import BusinessHours, OpenHours, SlaPolicy, SlaTarget

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?", re.IGNORECASE)


def slas(policies: Iterable[SlaPolicy]) -> tuple[Sla, ...]:
    """The active ones, the first that applies first."""
    active = sorted((policy for policy in policies if policy.active), key=lambda policy: policy.position or 0)
    return tuple(Sla(policy.id, policy.name, _targets(policy), policy.is_default) for policy in active)


def _targets(policy: SlaPolicy) -> tuple[tuple[int, int, int, bool], ...]:
    found = ((_priority(name), target) for name, target in policy.sla_target.items())
    return tuple(sorted(_target(number, target) for number, target in found if number and target))


def _priority(name: str) -> int:
    """ "priority_3" is 3; 0 for a name of another kind."""
    number = name.rpartition("_")[2]
    return int(number) if number.isdecimal() else 0


def _target(priority: int, target: SlaTarget) -> tuple[int, int, int, bool]:
    return priority, target.respond_within or 0, target.resolve_within or 0, target.business_hours


def hours(calendars: Iterable[BusinessHours]) -> tuple[Hours, ...]:
    """Every calendar; a day whose times are not understood counts as closed."""
    return tuple(Hours(each.id, each.name, each.time_zone, _days(each), each.is_default) for each in calendars)


def _days(calendar: BusinessHours) -> tuple[tuple[str, str, str], ...]:
    found = ((day.lower(), _open(times)) for day, times in calendar.business_hours.items())
    return tuple((day, *times) for day, times in found if times)


def _open(times: OpenHours | None) -> tuple[str, str] | None:
    start, end = (clock(times.start_time), clock(times.end_time)) if times else ("", "")
    return (start, end) if start and end else None


def clock(text: str) -> str:
    """ "8:00 am", "08:00:00 am" and "08:00" are "08:00"; empty for what is no time."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return ""
    hour, half = int(found[1]), (found[3] or "").lower()
    if hour > (12 if half else 24) or int(found[2]) > 59:
        return ""
    return f"{hour % 12 + (12 if half == 'p' else 0) if half else hour:02d}:{found[2]}"
