"""Resolved tickets, their questions and answers, for few credits (freshdesk-api 2, 4.4).

A page of 100 tickets with descriptions and requesters costs 5 credits, a ticket alone 3: the page read last is
remembered, so that each of its tickets costs no more than its conversations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parseaddr

from assistant.core.context import Desk
from assistant.core.past import PastAnswer
from assistant.core.past.answered import asked_back, fields_said, is_resolved, question_and_answer
from assistant.core.thread import Thread
from assistant.errors import NoAccess, NotFound
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import Contact, Conversation, Ticket
from assistant.helpdesk.kinds import reading
from assistant.ports import TicketChange

EVER = datetime(2010, 1, 1, tzinfo=UTC)
"""Before the first ticket. Without a time the list shows 30 days only (freshdesk-api 4.4)."""
ON_PAGE, ALONE = ("description", "requester"), ("requester", "company")
GONE = ("deleted", "spam")


class History:
    """What one account answered before."""

    def __init__(self, api: Freshdesk) -> None:
        self.api = api
        self._page: dict[int, Ticket] = {}
        self._companies: dict[int, str] = {}

    def resolved_since(self, since: datetime | None) -> Iterator[Sequence[TicketChange]]:
        """Every ticket by its change, oldest first. 5 credits a page of 100."""
        with reading():
            for page in self.api.tickets.walk(updated_since=since or EVER, include=ON_PAGE):
                self._page = {ticket.id: ticket for ticket in page.items}
                yield [TicketChange(each.id, each.updated_at, _resolved(each)) for each in page.items]

    def gone_since(self, since: datetime) -> Iterator[Sequence[int]]:
        """Tickets deleted or marked as spam: the plain list leaves them out. 2 credits and 1 a page."""
        with reading():
            for kind in GONE:
                for page in self.api.tickets.walk(updated_since=since, filter=kind):
                    yield [ticket.id for ticket in page.items]

    def past(self, ticket_id: int, desk: Desk, read_at: datetime) -> PastAnswer | None:
        """A credit for each 100 conversations; 3 more for a ticket that is not of the page read last."""
        with reading():
            ticket = self._page.get(ticket_id) or self.api.tickets.get(ticket_id, include=ALONE)
            if not _resolved(ticket):
                return None
            thread = Thread(ticket, tuple(self.api.conversations.list(ticket_id)), desk, read_at)
        found = question_and_answer(thread)
        if found is None:
            return None
        question, answer = found
        return PastAnswer(
            ticket.id,
            ticket.subject,
            question,
            answer,
            tuple(dict.fromkeys((*_names(thread), self._company(ticket)))),
            url=f"{desk.portal_url}/a/tickets/{ticket.id}",
            asked=asked_back(thread, answer),
            needed=fields_said(ticket.custom_fields, answer),
            triage=_triage(ticket, desk),
        )

    def _company(self, ticket: Ticket) -> str:
        """Its name, asked for once; empty if the key may not read it."""
        if ticket.company is not None or ticket.company_id is None:
            return (ticket.company.name if ticket.company else "") or ""
        if ticket.company_id not in self._companies:
            try:
                with reading():
                    self._companies[ticket.company_id] = self.api.companies.get(ticket.company_id).name or ""
            except (NoAccess, NotFound):
                self._companies[ticket.company_id] = ""
        return self._companies[ticket.company_id]


def _resolved(ticket: Ticket) -> bool:
    return is_resolved(ticket.status, spam=ticket.spam, deleted=ticket.deleted)


def _names(thread: Thread) -> Iterator[str]:
    """Everybody's name, address and number that the records of a ticket hold."""
    ticket = thread.ticket
    yield from _of_person(ticket.requester)
    addresses = (*ticket.cc_emails, *ticket.reply_cc_emails, *ticket.ticket_cc_emails, *ticket.fwd_emails)
    yield from _parts(addresses)
    yield from _parts(address for entry in thread.conversations for address in _addresses(entry))
    writers = {entry.user_id for entry in thread.conversations} | {ticket.responder_id}
    yield from (name for number, name in thread.desk.agents if number in writers)


def _of_person(person: Contact | None) -> Iterator[str]:
    if person is not None:
        yield from filter(None, (person.name, person.email, person.phone, person.mobile, *person.other_emails))


def _addresses(entry: Conversation) -> Sequence[str]:
    """Of an agent's mail the sender is the desk itself: its name is nobody's."""
    return [
        *entry.to_emails,
        *entry.cc_emails,
        *entry.bcc_emails,
        *([entry.from_email or ""] if entry.incoming else []),
    ]


def _parts(addresses: Iterable[str]) -> Iterator[str]:
    """ "Ana Duarte <ana@example.org>" is a name and an address."""
    for address in addresses:
        yield from filter(None, parseaddr(address))


def _triage(ticket: Ticket, desk: Desk) -> dict[str, str]:
    found = {
        "type": ticket.type or "",
        "priority": dict(desk.priorities).get(ticket.priority or 0, ""),
        "group": dict(desk.groups).get(ticket.group_id or 0, ""),
        "tags": ",".join(ticket.tags),
    }
    return {name: value for name, value in found.items() if value}
