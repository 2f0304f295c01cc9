"""Search queries from values: `(Q.status == 2) & (Q.created_at >= date(2026, 1, 1))` (freshdesk-api 7)."""

from assistant.freshdesk.query.build import Name, Q
from assistant.freshdesk.query.check import check
from assistant.freshdesk.query.expression import Compare, Query
from assistant.freshdesk.query.parse import parse
from assistant.freshdesk.query.searchable import COMPANIES, CONTACTS, TICKETS, Searchable

__all__ = [
    "COMPANIES",
    "CONTACTS",
    "TICKETS",
    "Compare",
    "Name",
    "Q",
    "Query",
    "Searchable",
    "check",
    "parse",
]
