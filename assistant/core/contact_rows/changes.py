"""What is to be written for a row: everything for a new contact, only what differs for a known one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.core.contact_rows.rows import LISTS, Wanted
from assistant.freshdesk.models import Contact

VIEW_ONLY = (*LISTS, "view_all_tickets")
"""Lists of contacts leave these out (freshdesk-api 6.1)."""


def needs_view(wanted: Wanted) -> bool:
    """Whether the contact must be viewed alone to know what would change."""
    return any(name in wanted.fields for name in VIEW_ONLY)


def new_contact(wanted: Wanted, company_id: int | None) -> dict[str, Any]:
    """The fields of a new contact; without a name it gets that of its address, as Freshdesk names people itself."""
    fields = {name: _sent(value) for name, value in wanted.fields.items() if value not in (None, ())}
    custom = {name: value for name, value in wanted.custom.items() if value is not None}
    made = {"name": wanted.email.partition("@")[0] or wanted.external_id, **fields}
    if wanted.email:
        made["email"] = wanted.email
    if company_id is not None:
        made["company_id"] = company_id
    return {**made, "custom_fields": custom} if custom else made


def changes(known: Contact, wanted: Wanted, company_id: int | None) -> dict[str, Any]:
    """What of a known contact the row changes; {} when nothing. Tags and further addresses are added, none is lost."""
    made = {name: _sent(value) for name, value in _fields(known, wanted).items() if not _same(_of(known, name), value)}
    if company_id is not None and company_id not in (known.company_id, *(o.company_id for o in known.other_companies)):
        made["company_id"] = company_id
    if wanted.email and not known.email:
        made["email"] = wanted.email
    custom = _custom(known.custom_fields, wanted.custom)
    return {**made, "custom_fields": custom} if custom else made


def _fields(known: Contact, wanted: Wanted) -> dict[str, Any]:
    fields = dict(wanted.fields)
    if fields.get("tags"):
        fields["tags"] = _merged(known.tags, fields["tags"])
    if fields.get("other_emails"):
        own = (known.email or "").casefold()
        more = [each for each in fields["other_emails"] if each.casefold() != own]
        fields["other_emails"] = _merged(known.other_emails, more)
    return fields


def _merged(there: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    folded = {each.casefold() for each in there}
    return (*there, *(each for each in more if each.casefold() not in folded))


def _of(known: Contact, name: str) -> Any:
    value = getattr(known, name, None)
    return tuple(value) if isinstance(value, list) else value


def _custom(there: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """By their names with or without cf_: whether the account writes it differs (freshdesk-api 6.1)."""
    bare = {name.removeprefix("cf_"): value for name, value in there.items()}
    return {
        name: value for name, value in wanted.items() if not _same(bare.get(name.removeprefix("cf_")), value, day=True)
    }


def _same(there: Any, wanted: Any, *, day: bool = False) -> bool:
    """Nothing, empty and a box that is not ticked are the same; a day may come back with a time, a number as text."""
    if _is_empty(there) and _is_empty(wanted):
        return True
    if isinstance(wanted, bool) or isinstance(there, bool):
        return there is wanted
    if isinstance(wanted, int | float):
        return _number(there) == wanted
    if isinstance(wanted, str):
        text = " ".join(str(there if there is not None else "").split())
        return text == " ".join(wanted.split()) or (day and len(wanted) == 10 and text[:10] == wanted and "T" in text)
    return bool(there == wanted)


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", ())


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _sent(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
