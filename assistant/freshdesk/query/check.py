"""A query looked at before it is sent: do its fields exist, do the values fit, is it short enough (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from assistant.freshdesk.custom_fields import Field
from assistant.freshdesk.errors import QueryError
from assistant.freshdesk.query.expression import Compare, Query
from assistant.freshdesk.query.searchable import Kind, Searchable

LONGEST = 512
"""Characters of a query, without the quotes around it."""
CUSTOM_STRING = "custom_string"
"""Stands for text fields that were made recently."""
_WORDS: Mapping[Kind, str] = {
    "int": "a whole number, without quotes",
    "text": "a text, in single quotes",
    "date": "a day as 'YYYY-MM-DD', in single quotes",
    "bool": "true or false, without quotes",
}


def check(query: Query, where: Searchable, definitions: Sequence[Field] | None) -> None:
    """Raises QueryError that names the first field at fault and the remedy.

    `definitions` are those of the custom fields; without them (a key that may not read them) Freshdesk judges.
    """
    for comparison in query.comparisons():
        _check_one(comparison, where, definitions)
    check_length(str(query))


def check_length(text: str) -> None:
    """Raises QueryError for a query that is longer than Freshdesk takes."""
    if len(text) > LONGEST:
        raise QueryError("query", f"has {len(text)} characters, {LONGEST} are allowed: ask in several searches")


def _check_one(comparison: Compare, where: Searchable, definitions: Sequence[Field] | None) -> None:
    name = comparison.field
    kind = where.fields.get(name) or _custom_kind(name, where, definitions)
    if kind is None:
        return
    if not _fits(comparison, kind):
        raise QueryError(name, f"takes {_WORDS[kind]}, or null")
    if comparison.sign != ":" and kind not in ("int", "date"):
        raise QueryError(name, "has no order: only numbers and days take :> and :<")


def _fits(comparison: Compare, kind: Kind) -> bool:
    match comparison.value:
        case None:
            return True
        case bool():
            return kind == "bool"
        case int():
            return kind == "int"
        case date():
            return kind == "date"
        case str() as text:
            return kind == "text" or (kind == "date" and _is_day(text))


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _custom_kind(name: str, where: Searchable, definitions: Sequence[Field] | None) -> Kind | None:
    """The kind of a custom field, None if only Freshdesk knows. Raises QueryError for a name that nothing has."""
    if name == CUSTOM_STRING:
        return "text"
    if name in where.instead:
        raise QueryError(name, where.instead[name])
    if definitions is None:
        if name.startswith("cf_"):
            return None
        raise QueryError(name, _unknown(name, where, ()))
    custom = {each.name: each.type for each in definitions if not each.type.startswith("default_")}
    found = custom.get(name) or custom.get(name.removeprefix("cf_"))
    if found is None:
        raise QueryError(name, _unknown(name, where, custom))
    if found == "custom_paragraph":
        raise QueryError(name, "is a text of several lines, which cannot be searched")
    return where.custom.get(found)


def _unknown(name: str, where: Searchable, custom: Mapping[str, str] | tuple[()]) -> str:
    known = [*where.fields, *custom]
    lower = {each.lower(): each for each in known}
    bare = {each.removeprefix("cf_"): each for each in custom}
    like = (
        lower.get(name.lower())
        or bare.get(name.removeprefix("cf_"))
        or next(iter(get_close_matches(name, known)), None)
    )
    return f"did you mean {like}?" if like else f"is not a field of {where.name}; known are {', '.join(known)}"
