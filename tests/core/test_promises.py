"""Promised times against SLA targets and working hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.core.context import Context, Hours, Sla
from assistant.core.guard.promises import promises
from tests.core.make import DESK, context

WEEK = tuple((day, "09:00", "18:00") for day in ("monday", "tuesday", "wednesday", "thursday", "friday"))
HOURS = Hours(1, "Office", "Berlin", WEEK, is_default=True)
SLA = Sla(1, "Default", ((1, 8 * 3600, 3 * 86400, True), (2, 2 * 3600, 86400, False)), is_default=True)
SATURDAY = datetime(2026, 3, 7, 12, tzinfo=UTC)


def asked(**changes: Any) -> Context:
    return context(desk=replace(DESK, slas=(SLA,), hours=(HOURS,)), **changes)


def found(reply: str, at: datetime | None = None, **changes: Any) -> list[tuple[str, str]]:
    return [(finding.text, finding.advice) for finding in promises(reply, asked(**changes), at)]


@pytest.mark.parametrize(
    "reply", ["We answer within 2 hours.", "Wir antworten in 2 Stunden.", "Nous répondrons sous 2 heures."]
)
def test_an_answer_promised_sooner_than_the_sla_is_found(reply: str):
    ((_, advice),) = found(reply)
    assert "Sooner than the SLA says: for this priority it is 8 business hours to answer." == advice


@pytest.mark.parametrize(
    "reply",
    [
        "We answer within 8 hours.",
        "We will get back to you within 1 working day.",
        "We cannot answer within 2 hours.",
        "Do we answer within 2 hours?",
        "The kettle boils within 2 minutes.",
        "We will answer as soon as possible.",
    ],
)
def test_what_the_sla_allows_or_what_promises_nothing_passes(reply: str):
    assert [] == found(reply)


def test_the_target_is_that_of_the_tickets_priority():
    assert [] == found("We answer within 2 hours.", priority="Medium")


def test_a_repair_is_held_against_the_time_to_solve():
    ((words, advice),) = found("We will fix it within 3 hours.", priority="Medium")
    assert ("3 hours", "Sooner than the SLA says: for this priority it is 1 day to solve it.") == (words, advice)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("We will call you on Sunday.", "Sunday"),
        ("Wir melden uns am Samstag.", "Samstag"),
        ("Nous vous appellerons dimanche.", "dimanche"),
        ("We will call you on Friday at 22:00.", "22:00"),
        ("We will call you at 8 pm.", "8 pm"),
        ("Wir rufen Sie um 7 Uhr an.", "7 Uhr"),
    ],
)
def test_a_time_outside_the_working_hours_is_found(reply: str, words: str):
    assert [words] == [text for text, _ in found(reply)]


def test_the_finding_says_which_day_or_hours():
    assert "Sunday is outside the working hours." == found("We call on Sunday.")[0][1]
    assert "Outside the working hours, 09:00 to 18:00." == found("We call at 22:00.")[0][1]


@pytest.mark.parametrize(
    "reply", ["We will call you on Friday at 17:30.", "We are not open on Sunday.", "Sunday was your order's day."]
)
def test_other_days_and_times_pass(reply: str):
    assert [] == found(reply)


def test_today_is_judged_only_where_the_day_is_sure():
    """The account names its time zone in its own way: near midnight it may be another day there."""
    assert ["today"] == [text for text, _ in found("We will send it today.", SATURDAY)]
    assert [] == found("We will send it today.", SATURDAY.replace(hour=3))
    assert ["tomorrow"] == [text for text, _ in found("We will send it tomorrow.", SATURDAY.replace(hour=12, day=6))]


def test_without_sla_and_hours_nothing_is_found():
    assert () == promises("We answer within 2 minutes on Sunday at 23:00.", context())
