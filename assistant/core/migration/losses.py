"""What of a ticket stays behind, whatever the other desk can take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.core.migration.exported import Exported

_MERGED = re.compile(r"merged into (?:the )?ticket\s*(?:<[^>]*>\s*)?#?\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Loss:
    """What of a ticket could not be carried, and why or as what it was; never a customer's words."""

    what: str
    why: str


FILES_LEFT = Loss(
    "files of first messages",
    "the export was made without attachments: they stay behind; tickets export --with attachments brings them",
)
"""Of a whole export; Freshdesk's lists do not even say which tickets have some."""


def left_behind(exported: Exported, desk: str) -> Iterator[Loss]:
    """`desk`: the old desk's address, "" if nobody knows."""
    ticket = exported.ticket
    for name, count in exported.beside.items():
        if count:
            yield Loss(name.replace("_", " "), f"{count} stay behind")
    due = {"first response": ticket.fr_due_by, "next response": ticket.nr_due_by, "solution": ticket.due_by}
    told = ", ".join(f"{name} {at:%Y-%m-%d %H:%M}" for name, at in due.items() if at)
    if told:
        yield Loss("due times", f"{told} UTC: the SLA policies there set their own")
    if ticket.association_type:
        yield Loss("association", "the link to other tickets")
    texts = [ticket.description, *(entry.body for entry in exported.conversations)]
    links = sum(_links(text, desk) for text in texts) if desk else 0
    if links:
        yield Loss("links", f"{links} in its texts lead to the old desk")
    into = next((found[1] for entry in exported.conversations if (found := _MERGED.search(entry.body))), None)
    if into:
        yield Loss("merge", f"it was merged into ticket {into} of the old desk; a note says so")


def _links(html: str, desk: str) -> int:
    address = re.escape(desk.rstrip("/"))
    return len(re.findall(rf'\bhref="{address}(?=["/?#])', html, re.IGNORECASE))
