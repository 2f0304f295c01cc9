"""Tickets (freshdesk-api 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.freshdesk.body import Upload, attached
from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import Ticket
from assistant.freshdesk.pagination import PER_PAGE, Page
from assistant.freshdesk.resources.ticket_bulk import TicketBulk
from assistant.freshdesk.resources.ticket_links import TicketLinks
from assistant.freshdesk.resources.ticket_people import TicketPeople
from assistant.freshdesk.resources.ticket_search import TicketSearch
from assistant.freshdesk.walk import version, walk

EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Before any ticket: without a time the list shows those of 30 days (freshdesk-api 4.4)."""


class Tickets(TicketBulk, TicketLinks, TicketPeople, TicketSearch):
    """`api.tickets`. Custom fields are looked at before a write."""

    def get(self, ticket_id: int, *, include: tuple[str, ...] = ()) -> Ticket:
        """One ticket. `include`: conversations (the oldest ten only), requester, company, stats; a credit each.

        Raises NotFound also for an archived one: see `api.archived_tickets`."""
        params: dict[str, Param] = {"include": include or None}
        call = Call("GET", "/tickets/{ticket_id}", {"ticket_id": ticket_id}, params)
        return self._caller.one(call, Ticket)

    def pages(self, *, include: tuple[str, ...] = (), **filters: Param) -> Iterator[Page[Ticket]]:
        """Pages of 100. Without `updated_since` only tickets made in the last 30 days (freshdesk-api 4.4).

        `filters`: updated_since, order_by, order_type, filter, requester_id, email, company_id, page.
        `include`: stats, requester, description; two credits each and page.
        Page 301 is refused with BadRequest, and a ticket that changes meanwhile makes another be missed: see `walk`.
        """
        return self._caller.pages(_list(include, filters), Ticket)

    def list(self, *, include: tuple[str, ...] = (), **filters: Param) -> Iterator[Ticket]:
        """The tickets of those pages, each once."""
        return self._caller.every(_list(include, filters), Ticket)

    def walk(
        self, *, updated_since: datetime, include: tuple[str, ...] = (), per_page: int = PER_PAGE, **filters: Param
    ) -> Iterator[Page[Ticket]]:
        """Pages of every ticket updated at or after a time, oldest change first, however many there are.

        None is missed and none comes twice as it was; one that changes meanwhile comes again. `filters`: filter (spam,
        deleted), requester_id, email, company_id. Raises BadRequest if 300 pages of tickets share one second.
        """
        return self._walk(updated_since, include, {**filters, "per_page": per_page})

    def all(self, *, include: tuple[str, ...] = (), **filters: Param) -> Iterator[Ticket]:
        """Every ticket, however old and however many, the oldest change first: `walk` from the beginning of time."""
        for page in self._walk(EVER, include, filters):
            yield from page.items

    def of_requester(self, requester: int | str, *, include: tuple[str, ...] = ()) -> Iterator[Ticket]:
        """Every ticket of one requester, by id or e-mail address, as `all` gives them.

        The plain list with `requester_id` shows those made in the last 30 days, we assume (freshdesk-api 4.4)."""
        who: dict[str, Param] = {"email" if isinstance(requester, str) else "requester_id": requester}
        return self.all(include=include, **who)

    def of_company(self, company_id: int, *, include: tuple[str, ...] = ()) -> Iterator[Ticket]:
        """Every ticket of one company, as `all` gives them."""
        return self.all(include=include, company_id=company_id)

    def create(self, *, attachments: Sequence[Upload] = (), wait: bool | None = None, **fields: Any) -> Ticket:
        """A new ticket, from `subject`, `description`, `status`, `priority` and one requester, as `email`.

        `parent_id` makes it a child, `related_ticket_ids` a tracker. Due times are None in the answer. `wait`: whether
        a rate limit is waited for. Raises FieldError for a custom field that does not fit, TooLarge; after any other
        error look at `may_have_landed` before you create it again.
        """
        return self._write(Call("POST", "/tickets", body=fields, files=attached(attachments), wait=wait))

    def outbound_email(
        self,
        email: str,
        subject: str,
        email_config_id: int,
        *,
        attachments: Sequence[Upload] = (),
        wait: bool = False,
        **fields: Any,
    ) -> Ticket:
        """Send mail to a customer, at once, and keep it as a ticket: closed and the caller's own unless `fields` say
        otherwise (`description`, `status`, `cc_emails` ...). Its subject and description cannot be changed later.

        Like a reply it is sent once: without `wait` RateLimited comes at once and nothing was sent.
        """
        body = {"email": email, "subject": subject, "email_config_id": email_config_id, **fields}
        return self._write(Call("POST", "/tickets/outbound_email", body=body, files=attached(attachments), wait=wait))

    def update(self, ticket_id: int, *, attachments: Sequence[Upload] = (), **fields: Any) -> Ticket:
        """Change what is given and add the attachments. `tags` replaces the whole list.

        Raises MethodNotAllowed for spam and deleted tickets, FieldError, TooLarge.
        """
        ids, files = {"ticket_id": ticket_id}, attached(attachments)
        return self._write(Call("PUT", "/tickets/{ticket_id}", ids, body=fields, files=files))

    def change_tags(self, ticket_id: int, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Ticket:
        """Add and remove tags and keep the others, which an update with `tags` would replace (freshdesk-api 12).

        Two calls, or one when nothing changes. What somebody else tags in between is lost: Freshdesk knows no version.
        """
        ticket = self.get(ticket_id)
        tags = [tag for tag in dict.fromkeys([*ticket.tags, *add]) if tag not in remove]
        return ticket if tags == ticket.tags else self.update(ticket_id, tags=tags)

    def delete(self, ticket_id: int) -> None:
        """Move to the trash; `restore` brings it back."""
        self._caller.nothing(Call("DELETE", "/tickets/{ticket_id}", {"ticket_id": ticket_id}))

    def restore(self, ticket_id: int) -> None:
        """Take a deleted ticket out of the trash. Raises NotFound for any other."""
        self._caller.nothing(Call("PUT", "/tickets/{ticket_id}/restore", {"ticket_id": ticket_id}))

    def _walk(self, since: datetime, include: tuple[str, ...], filters: Mapping[str, Param]) -> Iterator[Page[Ticket]]:
        order: dict[str, Param] = {"per_page": PER_PAGE, **filters, "order_by": "updated_at", "order_type": "asc"}

        def fetch(since: datetime, number: int) -> Page[Ticket]:
            return next(self._caller.pages(_list(include, {**order, "updated_since": since, "page": number}), Ticket))

        return walk(fetch, since, version)

    def _write(self, call: Call) -> Ticket:
        self._form.check((call.body or {}).get("custom_fields"))
        return self._caller.one(call, Ticket)


def _list(include: tuple[str, ...], filters: Mapping[str, Param]) -> Call:
    return Call("GET", "/tickets", params={"include": include or None, **filters})
