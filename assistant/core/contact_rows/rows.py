"""From a row of the file to the contact that it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.core.contact_rows.columns import JOINED, Column, Columns
from assistant.core.contact_rows.dates import DateOrder
from assistant.core.contact_rows.values import ValueProblem, clean, value

LISTS = ("tags", "other_emails")
_EMPTY: Mapping[str, Any] = {**dict.fromkeys(LISTS, ()), "view_all_tickets": False}


@dataclass(frozen=True)
class Reading:
    """How cells are read: what an empty one means, and which part of a date is which, by the place of its column."""

    blank_clears: bool = False
    orders: Mapping[int, DateOrder] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What a row asks for. `fields` and `custom` hold only what the row says; None there clears a field.

    `email` is as it is compared, in small letters; `shown` as the file has it. `company` is a name.
    """

    number: int
    shown: str
    email: str
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)
    custom: Mapping[str, Any] = field(default_factory=dict, repr=False)
    company: str = field(default="", repr=False)

    @property
    def external_id(self) -> str:
        """What a row without an address is known by."""
        return str(self.fields.get("unique_external_id") or "")


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: the heading of the column at fault and why."""

    number: int
    shown: str
    field: str
    why: str


def read_row(number: int, cells: Sequence[str], columns: Columns, reading: Reading) -> Wanted | BadRow:
    """What the row asks for; one cell that cannot be read spoils the row, so that nothing is half done."""
    shown = _shown(cells, columns)
    if any(clean(cell) for cell in cells[columns.width :]):
        return BadRow(number, shown, "", f"it has {len(cells)} cells, the heading {columns.width}")
    plain_fields: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    for column in columns.used:
        text = clean(cells[column.place]) if column.place < len(cells) else ""
        try:
            found = _value(text, column, reading)
        except ValueProblem as problem:
            return BadRow(number, shown, column.header, str(problem))
        if found is not _NOTHING:
            _put(custom if column.custom else plain_fields, column.field, found)
    return _wanted(number, shown, plain_fields, custom)


class _Nothing:
    """An empty cell that leaves its field alone."""


_NOTHING = _Nothing()


def _value(text: str, column: Column, reading: Reading) -> Any:
    if text:
        return value(text, column.kind, column.choices, reading.orders.get(column.place))
    return _EMPTY.get(column.field) if reading.blank_clears else _NOTHING


def _put(into: dict[str, Any], name: str, found: Any) -> None:
    """Parts of an address are joined."""
    before = into.get(name)
    into[name] = ", ".join(part for part in (before, found) if part) or None if name in JOINED else found


def _shown(cells: Sequence[str], columns: Columns) -> str:
    column = columns.of("email")
    return cells[column.place] if column and column.place < len(cells) else ""


def _wanted(number: int, shown: str, fields: dict[str, Any], custom: dict[str, Any]) -> Wanted | BadRow:
    email = fields.pop("email", None) or ""
    has_company, company = "company" in fields, fields.pop("company", None)
    if not email and not fields.get("unique_external_id"):
        return BadRow(number, shown, "email", "it has no e-mail address")
    name = _name(fields)
    if name:
        fields["name"] = name
    elif "name" in fields:
        del fields["name"]  # a contact always has one
    if has_company and not company:
        fields["company_id"] = None
    return Wanted(number, shown, email.lower(), fields, custom, company or "")


def _name(fields: dict[str, Any]) -> str:
    first, last = fields.pop("first_name", None) or "", fields.pop("last_name", None) or ""
    whole = fields.get("name") or ""
    if whole or not (first or last):
        return str(whole)
    if first and last and not (first + last).isascii() and all(ord(char) > 0x2E7F for char in first + last):
        return f"{last}{first}"  # as Chinese, Japanese and Korean names are written
    return f"{first} {last}".strip()
