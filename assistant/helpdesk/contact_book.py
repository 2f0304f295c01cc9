"""Contacts and companies for the sync. Fills `ports.contact_book.ContactBook`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from assistant import errors as ours
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import Company, Contact, ContactField
from assistant.freshdesk.pagination import PER_PAGE
from assistant.helpdesk.kinds import reading, writing
from assistant.ports.contact_book import Known, State, Taken

STATES: tuple[State, ...] = ("", "deleted", "blocked")
WORTH = 2
"""All contacts are listed when a file has at least so many rows for each page of a hundred: a page costs a credit, as
the look-up of one contact does."""
FEW = 10
"""Rows. For fewer no list is worth its while."""
DEEP = 500
"""Pages beyond this are slow (freshdesk-api 3), so none is asked for alone."""


class FreshdeskContacts:
    """One account. What was listed is kept in a file that goes with the process, so memory stays flat."""

    def __init__(self, api: Freshdesk) -> None:
        self.api = api
        self._kept = _Kept()
        self._states = STATES[:1]
        self._all_listed = False
        self._companies_listed = False

    def fields(self) -> Sequence[ContactField] | None:
        """The fields of the contact form; None if the key may not read them."""
        try:
            with reading():
                return self.api.contact_fields.list()
        except (ours.NoAccess, ours.NotFound):
            return None

    def prepare(self, rows: int, *, thorough: bool) -> bool:
        """List everybody where the account has at most half as many pages as `rows`: one call asks for the page that
        would be one too many, or the list is given up there."""
        self._states = STATES if thorough else STATES[:1]
        pages = rows // WORTH
        if rows < FEW:
            return False
        with reading():
            if pages < DEEP and next(self.api.contacts.list(page=pages + 1), None) is not None:
                return False
            self._all_listed = all(self._list(state, pages * PER_PAGE) for state in self._states)
        return self._all_listed

    def _list(self, state: State, most: int) -> bool:
        """Keep them, unless there are more than `most`: then looking up the rows costs less after all."""
        found = self.api.contacts.list(state=state or None)
        self._kept.contacts(islice(found, most), state)
        return next(found, None) is None

    def find(self, email: str, external_id: str, *, fresh: bool = False) -> Known | None:
        """By address or outside id: from the list where there is one, else one call for each state asked for."""
        if self._all_listed and not fresh:
            return self._kept.contact(email, external_id)
        wanted = {"email": email} if email else {"unique_external_id": external_id}
        with reading():
            for state in STATES if fresh else self._states:
                found = next(self.api.contacts.list(**wanted, state=state or None), None)
                if found is not None:
                    return Known(found, state)
        return None

    def view(self, contact_id: int) -> Contact:
        """One contact, whole."""
        with reading():
            return self.api.contacts.get(contact_id)

    def create(self, fields: Mapping[str, Any]) -> Contact:
        """POST, once. Who has the address already is told with `Taken`."""
        with self._taken(fields), writing():
            return self.api.contacts.create(**fields)

    def update(self, contact_id: int, fields: Mapping[str, Any]) -> Contact:
        """PUT, which is safe to repeat."""
        with self._taken(fields), writing():
            return self.api.contacts.update(contact_id, **fields)

    def company(self, name: str) -> int | None:
        """All companies are listed at the first question: 100 a credit."""
        if not self._companies_listed:
            with reading():
                self._kept.companies(self.api.companies.list())
            self._companies_listed = True
        return self._kept.company(name)

    def create_company(self, name: str) -> int:
        """A new company, remembered. One that came to be meanwhile is found by listing them again."""
        try:
            with writing():
                made = self.api.companies.create(name=name)
        except ours.Conflicting:
            self._companies_listed = False
            there = self.company(name)
            if there is None:
                raise ours.Rejected("the company's name is taken", fields=[("company", "duplicate_value")]) from None
            return there
        except ours.Rejected as error:
            codes = [("company", code) for _, code in error.fields]
            raise ours.Rejected(str(error), fields=codes) from None
        self._kept.companies([made])
        return made.id

    @contextmanager
    def _taken(self, fields: Mapping[str, Any]) -> Iterator[None]:
        try:
            yield
        except ours.Conflicting as error:
            field = next((name for name, _ in error.fields), "email")
            raise Taken(str(error), field=field, known=self._holder(error.user_id, fields)) from None

    def _holder(self, user_id: int | None, fields: Mapping[str, Any]) -> Known | None:
        """Who has the address: as the refusal says, else by asking for the address in every state."""
        if user_id is not None:
            try:
                found = self.view(user_id)
            except (ours.NotFound, ours.NoAccess):
                return None  # an agent, or beyond the key
            return Known(found, "deleted" if found.deleted else "")
        return self.find(str(fields.get("email") or ""), str(fields.get("unique_external_id") or ""), fresh=True)


class _Kept:
    """Contacts by address and outside id, companies by name, on disk and gone with the process."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("")  # a temporary file that SQLite itself removes
        self._rows.execute("CREATE TABLE contacts (key TEXT PRIMARY KEY, state TEXT, body TEXT) WITHOUT ROWID")
        self._rows.execute("CREATE TABLE companies (name TEXT PRIMARY KEY, id INTEGER) WITHOUT ROWID")

    def contacts(self, found: Iterable[Contact], state: State) -> None:
        """The first with a key stays: the live ones come first."""
        for contact in found:
            body = contact.model_dump_json(exclude_none=True)
            keys = [_email_key(contact.email), _id_key(contact.unique_external_id)]
            rows = [(key, state, body) for key in keys if key]
            self._rows.executemany("INSERT OR IGNORE INTO contacts VALUES (?, ?, ?)", rows)

    def contact(self, email: str, external_id: str) -> Known | None:
        key = _email_key(email) or _id_key(external_id)
        row = self._rows.execute("SELECT state, body FROM contacts WHERE key = ?", (key,)).fetchone()
        return Known(Contact.model_validate_json(row[1]), row[0]) if row else None

    def companies(self, found: Iterable[Company]) -> None:
        rows = ((" ".join((each.name or "").split()).casefold(), each.id) for each in found)
        self._rows.executemany("INSERT OR IGNORE INTO companies VALUES (?, ?)", rows)

    def company(self, name: str) -> int | None:
        key = " ".join(name.split()).casefold()
        row = self._rows.execute("SELECT id FROM companies WHERE name = ?", (key,)).fetchone()
        return row[0] if row else None


def _email_key(email: str | None) -> str:
    return f"@{email.casefold()}" if email else ""


def _id_key(external_id: str | None) -> str:
    return f"#{external_id}" if external_id else ""
