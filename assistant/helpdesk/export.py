"""All tickets of the account, raw. Fills `ports.export.Source`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from assistant.core.export.cost import Limits
from assistant.core.export.row import JSON
from assistant.errors import NoAccess, NotFound, Rejected
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.prices import own_limits
from assistant.freshdesk.raw import version_of
from assistant.helpdesk.history import EVER
from assistant.helpdesk.kinds import reading

LISTS = {"time_entries": "/time_entries", "ratings": "/surveys/satisfaction_ratings"}
CONVERSATIONS = "/tickets/{ticket_id}/conversations"


class FreshdeskSource:
    """One account through the client, whose calls wait for credits. `share`: how much of the limits is ours."""

    def __init__(self, api: Freshdesk, *, share: float = 0.8) -> None:
        self.api, self._share = api, share

    def tickets(
        self, since: datetime | None, include: tuple[str, ...], kind: str | None
    ) -> Iterator[Sequence[tuple[JSON, datetime]]]:
        with reading():
            for page in self.api.raw.walk(updated_since=since or EVER, include=include, filter=kind):
                yield [(ticket, version_of(ticket)[1]) for ticket in page.items]

    def own(self, part: str, ticket_id: int) -> Sequence[JSON]:
        """Attachments for a credit, conversations for one each hundred: the include would cost as much, for ten."""
        with reading():
            return self._attachments(ticket_id) if part == "attachments" else self._conversations(ticket_id)

    def _attachments(self, ticket_id: int) -> Sequence[JSON]:
        """Of the first message: lists have none (freshdesk-api 4.1)."""
        found = self.api.raw.get("/tickets/{ticket_id}", ids={"ticket_id": ticket_id}).get("attachments") or ()
        return [each for each in found if isinstance(each, dict) and isinstance(each.get("id"), int)]

    def _conversations(self, ticket_id: int) -> Sequence[JSON]:
        """Sorted here: the list's order is not documented (freshdesk-api 3)."""
        pages = self.api.raw.pages(CONVERSATIONS, ids={"ticket_id": ticket_id})
        found = {each["id"]: each for page in pages for each in page.items}
        return sorted(found.values(), key=lambda each: (str(each.get("created_at")), each["id"]))

    def listed(self, part: str) -> Iterator[Sequence[JSON]]:
        """A credit for each hundred. Ratings are asked for from the first on: what their list shows without a time is
        not known (freshdesk-api 6.9)."""
        since = EVER if part == "ratings" else None
        with reading():
            for page in self.api.raw.pages(LISTS[part], created_since=since):
                yield [each for each in page.items if isinstance(each.get("ticket_id"), int)]

    def companies(self) -> Mapping[int, str]:
        with reading():
            return {
                each["id"]: each.get("name") or "" for page in self.api.raw.pages("/companies") for each in page.items
            }

    def custom_fields(self) -> Sequence[tuple[str, str]]:
        """With the levels of nested ones (freshdesk-api 6.8)."""
        try:
            with reading():
                fields = [each for page in self.api.raw.pages("/ticket_fields") for each in page.items]
        except (NoAccess, NotFound):
            return ()
        found = []
        for each in sorted(fields, key=lambda field: field.get("position") or 0):
            if not each.get("default"):
                found += [(each.get("name"), each.get("type"))]
                found += [(level.get("name"), "nested_field") for level in each.get("nested_ticket_fields") or ()]
        return [(str(name), str(kind)) for name, kind in found if name]

    def count(self, since: datetime | None) -> int | None:
        day = (since or EVER).date().isoformat()
        try:
            with reading():
                return self.api.raw.total(f"updated_at:>'{day}'")
        except (Rejected, NoAccess, NotFound):
            return None

    def limits(self) -> Limits | None:
        total = getattr(self.api.credits, "total", None)
        if not total:
            return None
        return Limits(total, own_limits("GET /tickets").get(int(total)), self._share)
