"""The `when` of a rule: conditions that must all hold, of a list of values one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from assistant.core.html_text import plain
from assistant.core.routing import values
from assistant.core.routing.values import Account, Place, RuleError
from assistant.freshdesk.models import Ticket

Test = Callable[[Ticket, datetime], bool]
Make = Callable[[Account, Any, Place], Test]

REQUESTER, DESCRIPTION = "requester", "description"
NEEDS: Mapping[str, str] = {"domain": REQUESTER, "email": REQUESTER, "words": DESCRIPTION}
"""Condition -> the embed that a ticket must come with."""


def tests(account: Account, given: Any, place: Place) -> tuple[Test, ...]:
    """One test for each condition. Raises RuleError."""
    return tuple(_test(account, name, value, (*place, name)) for name, value in values.mapping(given, place).items())


def names(given: Any) -> set[str]:
    """The conditions that are used, those under `not` too."""
    if not isinstance(given, dict):
        return set()
    return {str(name) for name in given} | names(given.get("not"))


def _test(account: Account, name: str, value: Any, place: Place) -> Test:
    if name == "not":
        inner = tests(account, value, place)
        return lambda ticket, now: not all(test(ticket, now) for test in inner)
    if name in values.NUMBERED:
        field = values.NUMBERED[name][0]
        return _one_of(field, [values.number(account, name, each, place) for each in values.listed(value, place)])
    if name.startswith("cf_") or name in account.custom:
        return _custom(name, [values.custom(account, name, each, place) for each in values.listed(value, place)])
    if name not in _MAKERS:
        known = ", ".join((*values.NUMBERED, *_MAKERS, "not", "cf_..."))
        raise RuleError(place, f"there is no such condition; there are {known}")
    return _MAKERS[name](account, value, place)


def _one_of(field: str, wanted: list[Any]) -> Test:
    return lambda ticket, now: getattr(ticket, field) in wanted


def _custom(name: str, wanted: list[Any]) -> Test:
    return lambda ticket, now: ticket.custom_fields.get(name) in wanted


def _type(account: Account, value: Any, place: Place) -> Test:
    return _one_of("type", [values.kind(account, each, place) for each in values.listed(value, place)])


def _company(account: Account, value: Any, place: Place) -> Test:
    return _one_of("company_id", [values.company(account, each, place) for each in values.listed(value, place)])


def _tag(account: Account, value: Any, place: Place) -> Test:
    wanted = {each.casefold() for each in values.words(value, place)}
    return lambda ticket, now: bool(wanted & {tag.casefold() for tag in ticket.tags})


def _domain(account: Account, value: Any, place: Place) -> Test:
    """The domain itself and those below it."""
    wanted = tuple(each.casefold().removeprefix("@") for each in values.words(value, place))

    def holds(ticket: Ticket, now: datetime) -> bool:
        domain = _email(ticket).rpartition("@")[2]
        return any(domain == each or domain.endswith(f".{each}") for each in wanted)

    return holds


def _of_email(account: Account, value: Any, place: Place) -> Test:
    wanted = {each.casefold() for each in values.words(value, place)}
    return lambda ticket, now: _email(ticket) in wanted


def _email(ticket: Ticket) -> str:
    return ((ticket.requester.email if ticket.requester else None) or "").strip().casefold()


def _words(account: Account, value: Any, place: Place) -> Test:
    found = _phrases(values.words(value, place))
    return lambda ticket, now: bool(found.search(f"{ticket.subject}\n{plain(ticket.description)}"))


def _subject(account: Account, value: Any, place: Place) -> Test:
    found = _phrases(values.words(value, place))
    return lambda ticket, now: bool(found.search(ticket.subject))


def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, in any case, however they are spaced; * stands for the rest of a word."""
    parts = (r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()) for phrase in phrases)
    return re.compile("|".join(rf"(?<!\w){part}(?!\w)" for part in parts), re.IGNORECASE)


def _older(account: Account, value: Any, place: Place) -> Test:
    limit = values.age(value, place)
    return lambda ticket, now: now - ticket.created_at >= limit


def _newer(account: Account, value: Any, place: Place) -> Test:
    limit = values.age(value, place)
    return lambda ticket, now: now - ticket.created_at < limit


def _quiet(account: Account, value: Any, place: Place) -> Test:
    limit = values.age(value, place)
    return lambda ticket, now: now - ticket.updated_at >= limit


_MAKERS: Mapping[str, Make] = {
    "type": _type,
    "company": _company,
    "tag": _tag,
    "domain": _domain,
    "email": _of_email,
    "words": _words,
    "subject": _subject,
    "older_than": _older,
    "newer_than": _newer,
    "quiet_for": _quiet,
}
