"""Promised times beside the desk's own: SLA targets and working hours. They are marked, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.core.context import Context, Hours, Sla
from assistant.core.draft import Finding
from assistant.core.evidence import commitment
from assistant.core.evidence.negation import negated
from assistant.core.facts import western
from assistant.core.facts.durations import SECONDS, measured
from assistant.core.sentences import sentences

_ANSWERS = re.compile(
    r"\b(?:repl(?:y|ies)|respon(?:d|se)\w*|answer\w*|get back|(?:be in touch|contact you|call you|hear from)"
    r"|follow up|come back to you"
    r"|antwort\w*|melden|rückmeld\w+|hören von|kontaktieren|répond\w+|réponse|recontact\w*|revenons|reviendrons"
    r"|respond\w+|respuesta|contactar\w*|rispond\w+|risposta|ricontatt\w+|antwoord\w*|reageren|resposta"
    r"|entrar(?:emos)? em contato)\b"
    r"|返信|回答|ご連絡|返答",
    re.IGNORECASE,
)
_SOLVES = re.compile(
    r"\b(?:solv\w+|resol[uv]\w+|fix\w*|repair\w*|sort(?:ed)? (?:it |this )?out|lös\w+|gelöst|behoben|beheben"
    r"|reparier\w+|résol\w+|régl\w+"
    r"|soluci\w+|resolver\w*|risol\w+|oplossen|opgelost|verhelpen|consert\w+)\b|解決|修理",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:we|i|us|our|wir|ich|uns|unser\w*|nous|je|on|notre|nos|nosotros|noi|ci|wij|ons|onze|ik|nós|you (?:will"
    r"|can expect)|you['’]ll"
    r"|sie (?:erhalten|bekommen|hören)|vous (?:recevrez|aurez)|recibirá\w?|riceverà|receberá|will be|wird|sera"
    r"|será|sarà)\b"
    r"|\w(?:emos|eremo|aremo)\b|いたします|します|まで",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<h>\d{1,2})(?:(?::|h|\.(?=\d\d\s?uhr))(?P<m>\d{2}))?\s?(?P<half>[ap]\.m\.|[ap]m\b|uhr\b"
    r"|o['’]clock|時)?",
    re.IGNORECASE,
)
_SHIFTS = (timedelta(hours=-12), timedelta(), timedelta(hours=14))
"""No place is further from UTC."""
_DAY = 8 * 3600
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def promises(reply: str, context: Context, at: datetime | None = None) -> tuple[Finding, ...]:
    """What the plain text of a reply promises against SLA policy and working hours.

    `at` is the time that "today" is of; without it that of the newest message. Questions and sentences that say no
    promise nothing."""
    when = at or max((entry.at for entry in context.entries), default=None)
    found: list[Finding] = []
    for sentence in sentences(reply):
        if sentence.endswith(("?", "？")) or negated(sentence):
            continue
        found += _against_sla(sentence, context)
        found += _against_hours(sentence, context, when) if _OURS.search(sentence) else ()
    return tuple(dict.fromkeys(found))


def _against_sla(sentence: str, context: Context) -> Iterator[Finding]:
    """A promised length of time that is shorter than the target of the ticket's priority."""
    target = _target(context)
    if target is None or not _OURS.search(sentence):
        return
    answers = bool(_ANSWERS.search(sentence))
    seconds, what = (target[1], "to answer") if answers else (target[2], "to solve it")
    lengths = [(_seconds(number, unit, target[3], context), words) for words, number, unit in measured(sentence)]
    if lengths and (answers or _SOLVES.search(sentence)) and max(lengths)[0] < seconds:
        advice = f"Sooner than the SLA says: for this priority it is {_long(seconds, business=target[3])} {what}."
        yield Finding("sla", max(lengths)[1], advice)


def _target(context: Context) -> tuple[int, int, int, bool] | None:
    """(priority, seconds to answer, seconds to solve, in business hours alone) for this ticket."""
    slas = context.desk.slas
    sla: Sla | None = next((one for one in slas if one.is_default), slas[0] if slas else None)
    number = next((number for number, name in context.desk.priorities if name == context.priority), None)
    return next((one for one in sla.targets if one[0] == number), None) if sla else None


def _seconds(number: int, unit: str, business: bool, context: Context) -> int:
    """A promised length; against business hours a day is a working day."""
    day = _working_day(context)
    if unit == "working day":
        return number * (day if business else SECONDS["day"])
    if business and unit in ("day", "week"):
        return number * day * (len(_open_days(context)) or 5 if unit == "week" else 1)
    return number * SECONDS[unit]


def _long(seconds: int, *, business: bool) -> str:
    """ "8 business hours", "2 days"."""
    for name, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds % length == 0 and seconds >= length and not (business and name == "day"):
            count = seconds // length
            return f"{count} {'business ' if business else ''}{name}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"


def _against_hours(sentence: str, context: Context, at: datetime | None) -> Iterator[Finding]:
    hours = _hours(context)
    if hours is None or not hours.days:
        return
    open_days = _open_days(context)
    named = [(found[0], commitment.weekday(found[0])) for found in commitment.WEEKDAY.finditer(sentence)]
    for words, day in named:
        if day not in open_days:
            yield Finding("hours", words, f"{day.capitalize()} is outside the working hours.")
    for pattern, days in ((commitment.TODAY, 0), (commitment.TOMORROW, 1)):
        found = pattern.search(sentence)
        if found and at is not None and not open_days.intersection(_possible(at + timedelta(days=days))):
            yield Finding("hours", found[0], "That day is outside the working hours.")
    yield from _outside_times(sentence, hours, {day for _, day in named} & open_days or open_days)


def _outside_times(sentence: str, hours: Hours, days: set[str]) -> Iterator[Finding]:
    start = min(_minutes(one[1]) for one in hours.days if one[0] in days)
    end = max(_minutes(one[2]) for one in hours.days if one[0] in days)
    for found in _CLOCK.finditer(western(sentence)):
        if not found["m"] and not found["half"]:
            continue
        minutes = _time(int(found["h"]), int(found["m"] or 0), (found["half"] or "").casefold())
        if minutes is not None and not start <= minutes <= end:
            words = sentence[found.start() : found.end()].strip()
            yield Finding("hours", words, f"Outside the working hours, {_shown(start)} to {_shown(end)}.")


def _hours(context: Context) -> Hours | None:
    calendars = context.desk.hours
    return next((one for one in calendars if one.is_default), calendars[0] if calendars else None)


def _open_days(context: Context) -> set[str]:
    hours = _hours(context)
    return {day.casefold() for day, _, _ in hours.days} if hours else set()


def _working_day(context: Context) -> int:
    """Seconds of the longest day of the calendar; eight hours where none is known."""
    hours = _hours(context)
    return (
        max(((_minutes(end) - _minutes(start)) * 60 for _, start, end in hours.days), default=_DAY) if hours else _DAY
    )


def _possible(at: datetime) -> set[str]:
    """The weekdays that it can be at the desk, wherever that is: the account names its time zone in its own way."""
    return {_WEEKDAYS[(at + shift).weekday()] for shift in _SHIFTS}


def _time(hour: int, minute: int, half: str) -> int | None:
    """Minutes after midnight; None if it is no time of the day."""
    if half.startswith(("a", "p")) and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute or 0)


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
