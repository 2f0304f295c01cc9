"""What can be searched, and what to do instead for what cannot (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["int", "text", "date", "bool"]

NO_TEXT = (
    "there is no full-text search of tickets; api.solutions.search(term) searches articles, and for past tickets "
    "keep an index of your own"
)
LISTED = "cannot be searched; list and compare: api.tickets.list(updated_since=...)"


@dataclass(frozen=True)
class Searchable:
    """One of the three searches. `instead`: name -> what to use in place of a name that Freshdesk does not know."""

    name: str
    fields: Mapping[str, Kind]
    custom: Mapping[str, Kind]
    instead: Mapping[str, str]
    parts: tuple[str, tuple[int, ...]] | None = None
    """A field that each has, with all its values: what one day holds is cut by it."""


_DATES: Mapping[str, Kind] = {"created_at": "date", "updated_at": "date"}
_CUSTOM: Mapping[str, Kind] = {
    "custom_text": "text",
    "custom_dropdown": "text",
    "custom_number": "int",
    "custom_checkbox": "bool",
}

TICKETS = Searchable(
    "tickets",
    fields={
        "agent_id": "int",
        "group_id": "int",
        "priority": "int",
        "status": "int",
        "tag": "text",
        "type": "text",
        "due_by": "date",
        "fr_due_by": "date",
        # In later copies of the reference only: uncertain, so Freshdesk may refuse them.
        "closed_at": "date",
        "resolved_at": "date",
        **_DATES,
    },
    custom={**_CUSTOM, "custom_date": "date"},
    instead={
        "requester_email": "use api.tickets.list(email=..., updated_since=...)",
        "email": "use api.tickets.list(email=..., updated_since=...)",
        "requester_id": "use api.tickets.list(requester_id=..., updated_since=...)",
        "requester": "use api.tickets.list(requester_id=..., updated_since=...)",
        # One client claims that company_id works, another that it does not (uncertain): the list surely does.
        "company_id": "use api.tickets.list(company_id=..., updated_since=...)",
        "company": "use api.tickets.list(company_id=..., updated_since=...)",
        "responder_id": "its name in a search is agent_id",
        "responder": "use agent_id, with the agent's number",
        "agent": "use agent_id, with the agent's number",
        "group": "use group_id, with the group's number",
        "tags": "its name in a search is tag",
        "ticket_type": "its name in a search is type",
        "subject": NO_TEXT,
        "description": NO_TEXT,
        "description_text": NO_TEXT,
        "body": NO_TEXT,
        "text": NO_TEXT,
        "source": LISTED,
        "product_id": LISTED,
        "id": "use api.tickets.get(id)",
        "updated_since": "use updated_at:>'YYYY-MM-DD', or api.tickets.list(updated_since=...)",
        "filter": "filters belong to the list, which has no all_unresolved: search api.tickets.unresolved()",
    },
    parts=("priority", (1, 2, 3, 4)),
)
CONTACTS = Searchable(
    "contacts",
    fields={
        "active": "bool",
        "company_id": "int",
        "email": "text",
        "phone": "text",
        "mobile": "text",
        "tag": "text",
        "language": "text",
        "time_zone": "text",
        "twitter_id": "text",
        **_DATES,
    },
    custom=_CUSTOM,
    instead={
        "name": "use api.contacts.autocomplete(term)",
        "company": "use company_id, with the company's number",
        "tags": "its name in a search is tag",
        "id": "use api.contacts.get(id)",
        "state": "use api.contacts.list(state=...)",
        "unique_external_id": "use api.contacts.list(unique_external_id=...)",
        "job_title": "cannot be searched; list and compare: api.contacts.list()",
    },
)
COMPANIES = Searchable(
    "companies",
    fields={"domain": "text", **_DATES},
    custom=_CUSTOM,
    instead={
        "name": "use api.companies.autocomplete(name)",
        "domains": "its name in a search is domain",
        "id": "use api.companies.get(id)",
    },
)
