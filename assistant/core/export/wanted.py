"""What somebody wants of an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.core.export.cost import PAGE, Cost

EMBEDS = ("requester", "stats")
"""Parts that come with the pages of the list, at two credits a page each (freshdesk-api 2)."""
NAMES = "company"
"""Companies' names are read once, from their own list: the tickets' list gives them to some clients only."""
OWN = ("conversations", "attachments")
"""Parts that are asked for ticket by ticket, a credit each: no list has first messages' files (freshdesk-api 4.1)."""
PARTS = (*OWN, "time_entries", "ratings")
"""Parts of which a ticket may have many; those that are not a ticket's own come from the account's lists."""
EXTRAS = (*OWN, "requester", "company", "stats", "time_entries", "ratings")
GONE = ("spam", "deleted")


@dataclass(frozen=True)
class Wanted:
    """`since`: tickets changed at or after it; None is all. `gone`: which of spam and deleted are wanted too."""

    since: datetime | None = None
    extras: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    descriptions: bool = True

    @property
    def includes(self) -> tuple[str, ...]:
        """What each page of the list is asked to embed."""
        described = ("description",) if self.descriptions else ()
        return (*described, *(each for each in EMBEDS if each in self.extras))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(each for each in PARTS if each in self.extras)

    @property
    def own(self) -> tuple[str, ...]:
        """The parts to ask for ticket by ticket."""
        return tuple(each for each in OWN if each in self.extras)

    def words(self) -> Mapping[str, str]:
        """Option -> value, to tell one wish from another."""
        return {
            "--since": self.since.astimezone(UTC).isoformat() if self.since else "",
            "--with": ",".join(each for each in EXTRAS if each in self.extras),
            "--spam": "yes" if "spam" in self.gone else "",
            "--deleted": "yes" if "deleted" in self.gone else "",
            "--no-descriptions": "" if self.descriptions else "yes",
        }

    def cost(self, tickets: int, unread: int | None = None) -> Cost:
        """What is still to be paid for so many tickets; `unread` is of how many their own parts are not read yet.

        Lists whose length nobody tells (time entries, ratings, companies) count as one page."""
        reads = (tickets if unread is None else unread) * len(self.own)
        lists = sum(each in self.extras for each in ("time_entries", "ratings", NAMES))
        return Cost(pages=-(-tickets // PAGE), page_price=1 + 2 * len(self.includes), others=reads + lists)
