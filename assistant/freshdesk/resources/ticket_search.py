"""Search of tickets (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.freshdesk.cache import Cache
from assistant.freshdesk.call import Call
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.custom_fields import FieldGuard
from assistant.freshdesk.models import DONE, Status, Ticket, TicketField
from assistant.freshdesk.query import TICKETS, Q, Query
from assistant.freshdesk.resources.base import Resource
from assistant.freshdesk.search import search

FIELDS = "/ticket_fields"


class TicketForm(Resource):
    """What knows the fields of the ticket form."""

    def __init__(self, caller: Caller, cache: Cache) -> None:
        super().__init__(caller)
        self._form = FieldGuard(FIELDS, self._fields, cache, exact=True)

    def _fields(self) -> list[TicketField]:
        return [*self._caller.every(Call("GET", FIELDS), TicketField)]


class TicketSearch(TicketForm):
    """The part of `api.tickets` that searches."""

    def search(self, query: Query | str, *, limit: int | None = None) -> Iterator[Ticket]:
        """The tickets that `query` finds, as of some minutes ago and without embeds; archived ones never (7).

        `query` is of values, `(Q.status == 2) & (Q.tag == "vip")`, or a text, "status:2 AND tag:'vip'". More than 300
        are read by the days on which they were made, the newest first; `limit` ends after so many.
        Raises QueryError before anything is sent, SearchIncomplete at the end if one day holds too many.
        """
        return search(self._caller, TICKETS, query, Ticket, self._form.definitions, limit)

    def unresolved(self) -> Query:
        """The query for all that is neither resolved nor closed, by the account's own statuses.

        Raises Forbidden for a key that may not read the ticket form.
        """
        fields = self._form.definitions() or self._fields()
        choices = next((field.choices for field in fields if field.name == "status"), ())
        known = [each.value for each in choices if isinstance(each.value, int)] or [*Status]
        return Q.status.any_of(*(number for number in known if number not in DONE))
