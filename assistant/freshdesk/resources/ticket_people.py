"""Who follows a ticket and who may see it: watchers and accesses (freshdesk-api 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.body import given
from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Model
from assistant.freshdesk.models.base import Ids
from assistant.freshdesk.resources.base import Resource


class _Watchers(Model):
    watcher_ids: Ids = []  # noqa: RUF012 -- pydantic gives each model a copy


class _Accesses(Model):
    user_ids: Ids = []  # noqa: RUF012 -- pydantic gives each model a copy


class TicketPeople(Resource):
    """The part of `api.tickets` that is about agents beside the assigned one. Watchers get mail of what happens."""

    def watchers(self, ticket_id: int) -> list[int]:
        """The ids of the agents who watch."""
        return self._caller.one(_one("GET", ticket_id, "/watchers"), _Watchers).watcher_ids

    def watch(self, ticket_id: int, user_id: int) -> None:
        """Let an agent watch."""
        self._caller.nothing(_one("POST", ticket_id, "/watch", {"user_id": user_id}))

    def unwatch(self, ticket_id: int) -> None:
        """Take the key's own agent off; no call takes off another one."""
        self._caller.nothing(_one("PUT", ticket_id, "/unwatch"))

    def bulk_watch(self, ticket_ids: Sequence[int], user_id: int | None = None) -> None:
        """Let an agent, the key's own unless named, watch many."""
        body = {"ids": [*ticket_ids], **given(user_id=user_id)}
        self._caller.nothing(Call("PUT", "/tickets/bulk_watch", body=body))

    def bulk_unwatch(self, ticket_ids: Sequence[int]) -> None:
        """Take the key's own agent off many."""
        self._caller.nothing(Call("PUT", "/tickets/bulk_unwatch", body={"ids": [*ticket_ids]}))

    def accesses(self, ticket_id: int) -> list[int]:
        """The ids of the users who were let in beside those who may see it anyway."""
        return self._caller.one(_one("GET", ticket_id, "/accesses"), _Accesses).user_ids

    def give_access(self, ticket_id: int, user_ids: Sequence[int]) -> list[int]:
        """Let users in; all who are."""
        call = _one("POST", ticket_id, "/accesses", {"user_ids": [*user_ids]})
        return self._caller.one(call, _Accesses).user_ids

    def change_access(self, ticket_id: int, *, give: Sequence[int] = (), take: Sequence[int] = ()) -> list[int]:
        """Let some in and others out; all who are in then."""
        entries = [{"id": number} for number in give] + [{"id": number, "deleted": True} for number in take]
        return self._caller.one(_one("PATCH", ticket_id, "/accesses", {"user_ids": entries}), _Accesses).user_ids

    def clear_access(self, ticket_id: int) -> None:
        """Let all out who were let in."""
        self._caller.nothing(_one("DELETE", ticket_id, "/accesses"))


def _one(method: str, ticket_id: int, more: str, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/tickets/{ticket_id}" + more, {"ticket_id": ticket_id}, body=body)
