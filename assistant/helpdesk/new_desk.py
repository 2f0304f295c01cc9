"""The desk that tickets are moved to, through the client. Fills `ports.migration.NewDesk`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from assistant import errors as ours
from assistant.core.migration.carry import TAG, Target
from assistant.core.migration.legend import Legend, Person
from assistant.core.migration.origins import Origin, find_origin
from assistant.freshdesk.body import Upload
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.custom_fields import find_misfits
from assistant.freshdesk.errors import FreshdeskError
from assistant.freshdesk.models import Attachment, Contact, Ticket, TicketField
from assistant.helpdesk.contact_book import FreshdeskContacts
from assistant.helpdesk.history import EVER
from assistant.helpdesk.kinds import reading, writing
from assistant.ports.contact_book import Taken
from assistant.ports.migration import File, Found

NOBODY = "deskhand-moved-tickets"
"""The id, of an outside system, of the contact that tickets are opened for: it has no address, so no mail can go out.
A ticket that is still there was not moved to its end."""
LARGEST = 20 * 1024 * 1024
"""Bytes of all files of one ticket (freshdesk-api 1)."""
FETCH_SECONDS = 60.0


class FreshdeskNewDesk:
    """One account. `files` fetches what the old desk's links lead to, without a key."""

    def __init__(self, api: Freshdesk, *, files: Freshdesk | None = None) -> None:
        self.api, self.files = api, files or api
        self.contacts = FreshdeskContacts(api)
        self._form: list[TicketField] | None = None

    def facts(self) -> Target:
        """Four lists; one that the key may not read counts as empty."""
        self._form = _allowed(lambda: self.api.ticket_fields.list())
        agents = _allowed(lambda: list(self.api.agents.list()))
        groups = _allowed(lambda: list(self.api.groups.list()))
        products = _allowed(lambda: list(self.api.products.list()))
        return Target(
            fields=self._form or (),
            agents={(each.contact.email or "").casefold(): each.id for each in agents},
            groups={each.name.casefold(): each.id for each in groups},
            products={each.name.casefold(): each.id for each in products},
        )

    def misfits(self, values: Mapping[str, Any]) -> Sequence[str]:
        """By the form; without the right to read it Freshdesk judges."""
        return sorted({each.field for each in find_misfits(values, self._form)}) if self._form else ()

    def person(self, contact: Contact, unique_id: str, company_id: int | None) -> Found:
        """One with an address is made, and if that is refused the refusal says whose it is: the list of contacts has
        a limit of its own. One without is looked for by phone, else by the id that an earlier run gave."""
        names = ("name", "email", "phone", "mobile")
        fields: dict[str, Any] = {name: value for name in names if (value := getattr(contact, name))}
        found = None if "email" in fields else self._by_phone(fields)
        if found is not None:
            return Found(found)
        fields.setdefault("name", contact.email or contact.phone or contact.mobile or unique_id)
        if not fields.keys() & {"email", "phone", "mobile"}:
            fields["unique_external_id"] = unique_id
        if company_id is not None:
            fields["company_id"] = company_id
        return self._made(fields, unique_id)

    def _by_phone(self, fields: Mapping[str, Any]) -> int | None:
        for name in ("phone", "mobile"):
            if name in fields:
                with reading():
                    found = next(self.api.contacts.list(**{name: fields[name]}), None)
                if found is not None:
                    return found.id
        return None

    def _made(self, fields: dict[str, Any], unique_id: str) -> Found:
        """Made anew after a lost answer: if the first one landed, the second is refused with the id of it."""
        for last in (False, True):
            try:
                return Found(self.contacts.create(fields).id, made=True)
            except Taken as taken:
                return self._holder(fields, taken, unique_id)
            except ours.Rejected as error:
                if last or "company_id" not in dict(error.fields) or "company_id" not in fields:
                    raise
                del fields["company_id"]
            except ours.Unsure:
                if last:
                    raise
        raise AssertionError("not reached")

    def _holder(self, fields: Mapping[str, Any], taken: Taken, unique_id: str) -> Found:
        """Whose the address is: a contact's, or an agent's. A deleted one can have no tickets, so that a contact
        without the address is made."""
        known = taken.known
        if known is None:
            found = _allowed(lambda: list(self.api.agents.list(email=fields.get("email"))))
            if not found or "email" not in fields:
                raise ours.Rejected(str(taken), fields=[(taken.field, "duplicate_value")])
            return Found(found[0].id)
        if not known.state:
            return Found(known.contact.id)
        bare = {"name": fields["name"], "unique_external_id": unique_id}
        try:
            number = self.contacts.create(bare).id
        except Taken as again:
            if again.known is None:
                raise ours.Rejected(str(again), fields=[(again.field, "duplicate_value")]) from None
            number = again.known.contact.id
        return Found(number, made=True, loss=f"the contact with the address is {known.state} there: one without it")

    def company(self, name: str) -> Found:
        """Made once, also when the answer gets lost: the second try finds that the name is taken."""
        found = self.contacts.company(name)
        if found is not None:
            return Found(found)
        with suppress(ours.Unsure):
            return Found(self.contacts.create_company(name), made=True)
        return Found(self.contacts.create_company(name), made=True)

    def open_ticket(self, fields: Mapping[str, Any], files: Sequence[File]) -> int:
        """For `NOBODY`, who is made by the first ticket (freshdesk-api 4.3)."""
        with writing():
            made = self.api.tickets.create(
                **fields, unique_external_id=NOBODY, name="Moved tickets", attachments=_uploads(files)
            )
        return made.id

    def waiting(self, source: str) -> Iterator[tuple[Origin, int]]:
        """The tickets of `NOBODY`."""
        with reading():
            for ticket in self.api.tickets.list(
                unique_external_id=NOBODY, updated_since=EVER, include=("description",)
            ):
                yield from _originating(ticket, source)

    def moved(self, source: str) -> Iterator[tuple[Origin, int]]:
        """Three credits for each hundred tickets of the desk."""
        with reading():
            for page in self.api.tickets.walk(updated_since=EVER, include=("description",)):
                for ticket in page.items:
                    if TAG in ticket.tags:
                        yield from _originating(ticket, source)

    def hand_over(self, ticket_id: int, requester_id: int, company_id: int | None) -> None:
        company: dict[str, Any] = {} if company_id is None else {"company_id": company_id}
        with reading():  # safe to repeat
            self.api.tickets.update(ticket_id, requester_id=requester_id, **company)

    def notes(self, ticket_id: int, source: str) -> Iterator[tuple[Origin, int]]:
        with reading():
            for entry in self.api.conversations.list(ticket_id):
                origin = find_origin(entry.body, source)
                if origin is not None and not entry.incoming:
                    yield origin, entry.id

    def add_note(self, ticket_id: int, html: str, *, private: bool, files: Sequence[File]) -> int:
        with writing():
            return self.api.conversations.create_note(
                ticket_id, html, private, wait=True, attachments=_uploads(files)
            ).id

    def fetch(self, attachment: Attachment) -> File | None:
        """Without the key, from Freshdesk's own hosts only."""
        try:
            content = self.files.download(attachment, largest=LARGEST, seconds=FETCH_SECONDS)
        except FreshdeskError:
            return None
        return File(attachment.name or f"file {attachment.id}", content, attachment.content_type or _BINARY)


_BINARY = "application/octet-stream"


def read_legend(api: Freshdesk) -> Legend:
    """Who and what the numbers of an account's tickets are. Raises LockedOut, TemporaryError."""
    agents = _allowed(lambda: list(api.agents.list()))
    fields = _allowed(lambda: api.ticket_fields.list())
    statuses = next((each.choices for each in fields if each.type == "default_status"), ())
    return Legend(
        desk=api.base_url,
        agents={each.id: Person(each.contact.name or "", each.contact.email or "") for each in agents},
        groups={each.id: each.name for each in _allowed(lambda: list(api.groups.list()))},
        products={each.id: each.name for each in _allowed(lambda: list(api.products.list()))},
        statuses={each.value: each.label for each in statuses if isinstance(each.value, int)},
    )


def _allowed(read: Any) -> Any:
    """The list, or none where the key may not read it."""
    try:
        with reading():
            return read()
    except (ours.NoAccess, ours.NotFound):
        return []


def _uploads(files: Sequence[File]) -> list[Upload]:
    return [Upload(each.name, each.content, each.content_type) for each in files]


def _originating(ticket: Ticket, source: str) -> Iterator[tuple[Origin, int]]:
    origin = find_origin(ticket.description, source)
    if origin is not None and not origin.entry:
        yield origin, ticket.id
