"""Contacts and companies as rows of a CSV file (freshdesk-api 6.1 and 6.2)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.sandbox import build
from assistant.sandbox.state import JSON, Desk


def written(desk: Desk, family: str, names: Sequence[str], custom: Sequence[str]) -> bytes:
    """All records that are not deleted, with a line of headings."""
    rows = [row for row in records(desk, family).values() if not row.get("deleted")]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*names, *custom])
    for row in rows:
        writer.writerow([*(_cell(row.get(name)) for name in names), *(row["custom_fields"].get(n) for n in custom)])
    return text.getvalue().encode()


def read(desk: Desk, family: str, content: bytes, columns: Mapping[str, int]) -> JSON:
    """Create or update a record a row; how many rows there were, and how many were no use."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"))))[1:]
    done = [_write(desk, family, _fields(row, columns)) for row in rows]
    failures = {"count": done.count(False), "report": None}
    return {"total_records": len(rows), "completed_records": done.count(True), "failures": failures}


def records(desk: Desk, family: str) -> dict[int, JSON]:
    return desk.contacts if family == "contacts" else desk.companies


def _cell(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def names(desk: Desk, family: str) -> set[str]:
    """What a column of an import may be."""
    rows = desk.contact_fields if family == "contacts" else desk.company_fields
    return {row["name"] for row in rows.values()} - {"company_name"}


def _fields(row: Sequence[str], columns: Mapping[str, int]) -> JSON:
    """The cells that are not empty, custom ones apart."""
    given = {name: row[column].strip() for name, column in columns.items() if column < len(row) and row[column].strip()}
    fields: JSON = {name: value for name, value in given.items() if not name.startswith("cf_")}
    if "domains" in fields:
        fields["domains"] = [domain.strip() for domain in fields["domains"].split(",")]
    return {**fields, "custom_fields": {name: value for name, value in given.items() if name.startswith("cf_")}}


def _write(desk: Desk, family: str, fields: JSON) -> bool:
    """A contact is known by its address, a company by its name; whether the row could be used."""
    if not fields.get("name") or (family == "contacts" and "@" not in fields.get("email", "")):
        return False
    if family == "contacts":
        found = desk.contacts.get(desk.user_by_email(fields["email"]) or 0)
    else:
        found = next((row for row in desk.companies.values() if row["name"].lower() == fields["name"].lower()), None)
    if found is not None:
        found.update({**fields, "custom_fields": {**found["custom_fields"], **fields["custom_fields"]}})
        build.touch(desk, found)
    elif family == "contacts":
        build.add_contact(desk, **fields)
    else:
        build.add_company(desk, **{"domains": [], **fields})
    return True
