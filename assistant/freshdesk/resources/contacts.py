"""Contacts (freshdesk-api 6.1)."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.freshdesk.body import Upload
from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.models import Contact
from assistant.freshdesk.query import CONTACTS, Query
from assistant.freshdesk.resources.base import Resource
from assistant.freshdesk.resources.transfers import Exports, Imports
from assistant.freshdesk.search import Definitions, search


class Contacts(Resource):
    """`api.contacts`. `check` looks at custom fields before a write, `definitions` are for searches."""

    def __init__(
        self, caller: Caller, check: Callable[[Mapping[str, Any] | None], None], definitions: Definitions
    ) -> None:
        super().__init__(caller)
        self._check, self._definitions = check, definitions
        self.exports = Exports(caller, "/contacts")
        self.imports = Imports(caller, "/contacts")

    def get(self, contact_id: int) -> Contact:
        return self._caller.one(_one("GET", contact_id), Contact)

    def list(self, **filters: Param) -> Iterator[Contact]:
        """Contacts by name. `filters`: email, mobile, phone, company_id, unique_external_id, state, contact_type,
        updated_since.

        Blocked and deleted ones are left out unless `state` (blocked, deleted, verified, unverified) asks for them.
        """
        return self._caller.every(Call("GET", "/contacts", params=filters), Contact)

    def search(self, query: Query | str, *, limit: int | None = None) -> Iterator[Contact]:
        """The contacts that `query` finds, as of some minutes ago: "active:true AND language:'en'", or of values.

        More than 300 are read by the days on which they were made; `limit` ends after so many (freshdesk-api 7).
        Raises QueryError before anything is sent, SearchIncomplete at the end if one day holds too many.
        """
        return search(self._caller, CONTACTS, query, Contact, self._definitions, limit)

    def autocomplete(self, term: str) -> builtins.list[Contact]:
        """Contacts with a word of the name that begins with `term`: id and name only."""
        return [*self._caller.every(Call("GET", "/contacts/autocomplete", params={"term": term}), Contact)]

    def create(self, *, avatar: Upload | None = None, **fields: Any) -> Contact:
        """A new contact, from `name` and one of email, phone, mobile, twitter_id, unique_external_id.

        Raises Conflict when one of these is taken, FieldError for a custom field that does not fit.
        """
        self._check(fields.get("custom_fields"))
        return self._caller.one(Call("POST", "/contacts", body=fields, files=_files(avatar)), Contact)

    def update(self, contact_id: int, *, avatar: Upload | None = None, **fields: Any) -> Contact:
        """Change what is given. Raises MethodNotAllowed for a blocked or deleted one; else as `create`."""
        self._check(fields.get("custom_fields"))
        return self._caller.one(_one("PUT", contact_id, body=fields, avatar=avatar), Contact)

    def delete(self, contact_id: int) -> None:
        """`restore` brings the contact back."""
        self._caller.nothing(_one("DELETE", contact_id))

    def hard_delete(self, contact_id: int, *, force: bool = False) -> None:
        """For good, **with all tickets of the contact**. Raises BadRequest unless deleted before, or with `force`."""
        ids, params = {"contact_id": contact_id}, {"force": True if force else None}
        self._caller.nothing(Call("DELETE", "/contacts/{contact_id}/hard_delete", ids, params))

    def restore(self, contact_id: int) -> None:
        self._caller.nothing(_one("PUT", contact_id, "/restore"))

    def send_invite(self, contact_id: int) -> None:
        """Mail the contact a link to verify the address and set a password."""
        self._caller.nothing(_one("PUT", contact_id, "/send_invite"))

    def make_agent(self, contact_id: int, **fields: Any) -> Contact:
        """Make the contact an agent: full-time with all tickets, unless `occasional`, `ticket_scope`, `role_ids`,
        `group_ids`, `type` say otherwise. Drops `other_emails`.

        Raises Forbidden when no seat is left, Conflict or BadRequest without an address.
        """
        return self._caller.one(_one("PUT", contact_id, "/make_agent", body=fields or None), Contact)

    def merge(
        self,
        primary_contact_id: int,
        secondary_contact_ids: Sequence[int],
        *,
        contact: Mapping[str, Any] | None = None,
    ) -> None:
        """The second ones become part of the first. `contact` says which of two values stays: phone, mobile,
        twitter_id and unique_external_id must be said where both have one."""
        body = {"primary_contact_id": primary_contact_id, "secondary_contact_ids": [*secondary_contact_ids]}
        self._caller.nothing(
            Call("POST", "/contacts/merge", body={**body, **({"contact": contact} if contact else {})})
        )


def _one(
    method: str,
    contact_id: int,
    more: str = "",
    *,
    body: Mapping[str, Any] | None = None,
    avatar: Upload | None = None,
) -> Call:
    path, ids = "/contacts/{contact_id}" + more, {"contact_id": contact_id}
    return Call(method, path, ids, body=body, files=_files(avatar))


def _files(avatar: Upload | None) -> Sequence[tuple[str, Upload]]:
    return () if avatar is None else (("avatar", avatar),)
