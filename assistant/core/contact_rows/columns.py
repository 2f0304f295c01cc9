"""Which column of a file goes into which field of a contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.core.contact_rows.spellings import field_of, plain
from assistant.freshdesk.models import ContactField

KINDS: Mapping[str, str] = {
    **dict.fromkeys(("name", "first_name", "last_name", "phone", "mobile", "job_title", "company"), "line"),
    **dict.fromkeys(("language", "time_zone", "twitter_id", "unique_external_id"), "line"),
    **dict.fromkeys(("address", "description"), "text"),
    "email": "email",
    "other_emails": "emails",
    "tags": "words",
    "company_id": "number",
    "view_all_tickets": "checkbox",
}
"""Our names for what a column may hold -> how its cells are read. The rest is Freshdesk's own (freshdesk-api 6.1)."""

JOINED = ("address",)
"""Several columns may make one of these: street, city, country."""

_CUSTOM = {
    "custom_text": "line",
    "custom_number": "number",
    "custom_decimal": "decimal",
    "custom_checkbox": "checkbox",
    "custom_date": "date",
    "custom_dropdown": "choice",
}
_LISTED = {"company_name": "company", "tag_names": "tags", "client_manager": "view_all_tickets"}
"""What `/contact_fields` calls a field -> its name where contacts are written."""

_JUST_A_NAME = ("name", "naam", "navn", "namn")
"""Beside a first name these mean the last one."""


class ColumnError(ValueError):
    """The heading does not do; the message names it and the remedy."""


@dataclass(frozen=True)
class Column:
    """The cells at `place` go into `field`, read as `kind`. `choices` are those of a dropdown."""

    place: int
    header: str
    field: str
    kind: str = "text"
    custom: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """The columns that are used, and those that are not, each with the reason."""

    used: tuple[Column, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    width: int = 0

    def of(self, field: str) -> Column | None:
        """The first column of a field."""
        return next((column for column in self.used if column.field == field), None)


def plan(headers: Sequence[str], fields: Iterable[ContactField] | None, maps: Mapping[str, str]) -> Columns:
    """Where each column goes: as `maps` says (header -> field, "" for nowhere), else by the account's own fields, else
    by the usual spellings. `fields` is None when the key may not read them: then custom fields must be named in `maps`.

    Raises ColumnError when nothing says who a row is about, and for a map of an unknown header or field.
    """
    known = [*fields] if fields is not None else None
    spelled = {plain(header): header for header in headers}
    wrong = [header for header in maps if plain(header) not in spelled]
    if wrong:
        raise ColumnError(f'there is no column "{wrong[0]}"; the columns are: {_listed(headers)}')
    wanted = {plain(header): field for header, field in maps.items()}
    used: list[Column] = []
    left_out: list[tuple[str, str]] = []
    for place, header in enumerate(headers):
        found = _column(place, header, known, wanted)
        if isinstance(found, str):
            left_out.append((header, found))
        elif found.field not in JOINED and any(each.field == found.field for each in used):
            left_out.append((header, f"{found.field} is taken by another column; say which with --map"))
        else:
            used.append(found)
    columns = Columns(_with_last_name(used), tuple(left_out), len(headers))
    _check_identity(columns, headers)
    return columns


def _column(place: int, header: str, fields: Sequence[ContactField] | None, wanted: Mapping[str, str]) -> Column | str:
    """The column, or why there is none."""
    told = wanted.get(plain(header))
    if told is not None:
        return _by_map(place, header, told, fields) if told else "left out as told"
    if not header.strip():
        return "its heading is empty"
    name = header.strip().lower()
    if name in KINDS:
        return Column(place, header, name, KINDS[name])
    if found := _by_label(header, fields or ()):
        return replace(found, place=place, header=header)
    if field := field_of(header):
        return Column(place, header, field, KINDS[field])
    if fields is None:
        return "the key may not read the contact fields, so custom fields must be named with --map"
    return "no contact field has this name"


def _by_map(place: int, header: str, told: str, fields: Sequence[ContactField] | None) -> Column:
    if told in KINDS:
        return Column(place, header, told, KINDS[told])
    if found := _by_label(told, fields or ()):
        return replace(found, place=place, header=header)
    if fields is None:
        return Column(place, header, told, "text", custom=True)
    own = [each.name for each in fields if each.type.startswith("custom_")]
    raise ColumnError(f'--map "{header}={told}": no such field; there are: {_listed([*KINDS, *own])}')


def _by_label(name: str, fields: Iterable[ContactField]) -> Column | None:
    """A field of the account by its name, with or without cf_, or by one of its labels."""
    spelled = plain(name)
    for each in fields:
        names = (each.name, each.name.removeprefix("cf_"), each.label, each.label_for_customers or "")
        if spelled and spelled in map(plain, names):
            return _of(each)
    return None


def _of(field: ContactField) -> Column | None:
    if field.type.startswith("custom_"):
        kind = _CUSTOM.get(field.type, "text")
        choices = tuple(str(choice.value) for choice in field.choices)
        return Column(-1, "", field.name, kind, custom=True, choices=choices)
    name = _LISTED.get(field.name, field.name)
    return Column(-1, "", name, KINDS[name]) if name in KINDS else None


def _with_last_name(used: Sequence[Column]) -> tuple[Column, ...]:
    fields = {column.field for column in used}
    if "first_name" not in fields or "last_name" in fields:
        return tuple(used)
    return tuple(
        replace(column, field="last_name") if plain(column.header) in _JUST_A_NAME else column for column in used
    )


def _check_identity(columns: Columns, headers: Sequence[str]) -> None:
    if columns.of("email") or columns.of("unique_external_id"):
        return
    hint = " The first line looks like data: it must name the columns." if any("@" in text for text in headers) else ""
    raise ColumnError(
        f"no column holds the e-mail address.{hint} "
        f'The columns are: {_listed(headers)}. Say which one: --map "HEADER=email"'
    )


def _listed(names: Sequence[str], most: int = 40) -> str:
    return ", ".join(f'"{name}"' for name in names[:most]) + (", …" if len(names) > most else "")
