"""Freshdesk's REST API v2, one module per resource (freshdesk-api 4 to 7)."""

from __future__ import annotations

from assistant.sandbox.api import (
    agents,
    canned_responses,
    companies,
    contacts,
    conversations,
    fields,
    search,
    settings,
    solutions,
    tickets,
)

MODULES = (agents, canned_responses, companies, contacts, conversations, fields, search, settings, solutions, tickets)
BLUEPRINTS = [module.blueprint for module in MODULES]
