"""Tickets to be routed or updated, through the client. Fills `ports.ticket_book.TicketBook`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from assistant.core.labels import Labels
from assistant.core.routing.conditions import REQUESTER
from assistant.core.routing.values import Account
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import Ticket
from assistant.helpdesk.kinds import reading, writing
from assistant.ports.ticket_book import Selection

LONGEST_JOB = 300.0
"""Seconds that a job is waited for."""


class FreshdeskTickets:
    """One account. A list costs two credits more a page for each embed, a search one call a ticket for them."""

    def __init__(self, api: Freshdesk) -> None:
        self.api = api

    def account(self, companies: Collection[str] = ()) -> Account:
        """One call, and one for each company."""
        with reading():
            form = self.api.static.ticket_fields()
            found = {name.casefold(): self._company(name) for name in companies}
        custom = {name: field for name, field in form.items() if not field.type.startswith("default_")}
        return Account(Labels.of(form.values()), custom, {name: each for name, each in found.items() if each})

    def _company(self, name: str) -> int | None:
        wanted = name.casefold()
        matches = self.api.companies.autocomplete(name)
        return next((each.id for each in matches if (each.name or "").casefold() == wanted), None)

    def tickets(self, chosen: Selection, needs: Collection[str]) -> Iterator[Ticket]:
        """Searched, or listed by their change."""
        with reading():
            if chosen.query is not None:
                for found in self.api.tickets.search(chosen.query):
                    yield self._with(found, needs)
                return
            if chosen.since is not None:
                for page in self.api.tickets.walk(updated_since=chosen.since, include=tuple(sorted(needs))):
                    yield from page.items

    def _with(self, found: Ticket, needs: Collection[str]) -> Ticket:
        """A search gives no embeds (freshdesk-api 7); one ticket alone always has its description."""
        if not needs:
            return found
        return self.api.tickets.get(found.id, include=(REQUESTER,) if REQUESTER in needs else ())

    def tags(self, ticket_id: int) -> Sequence[str]:
        """Read now."""
        with reading():
            return self.api.tickets.get(ticket_id).tags

    def update(self, ticket_id: int, body: Mapping[str, Any]) -> None:
        """A PUT of fields: the same again changes nothing more."""
        with reading():
            self.api.tickets.update(ticket_id, **body)

    def update_many(self, ticket_ids: Sequence[int], body: Mapping[str, Any]) -> Mapping[int, str]:
        """A credit for the job and for each look at it. What it tells of each ticket is not documented (freshdesk-api
        6.11): a ticket that it names with an error, or as no success, was refused; all others count as changed."""
        with writing():
            job = self.api.tickets.bulk_update(ticket_ids, **body)
        with reading():
            ended = self.api.jobs.wait(job, seconds=LONGEST_JOB)
        return {row["id"]: _why(row) for row in ended.data if isinstance(row.get("id"), int) and _why(row)}


def _why(row: Mapping[str, Any]) -> str:
    """Why a job did not change a ticket; empty if it did. Codes and field names alone: a message may quote."""
    if row.get("success") is not False and not row.get("error") and not row.get("errors"):
        return ""
    errors = row.get("errors")
    told = [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []
    said = ", ".join(f"{each.get('field')}: {each.get('code')}" for each in told)
    return f"the job refused it ({said})" if said else "the job refused it"
