"""Freshdesk's REST API v2, one module per resource (freshdesk-api 4 to 7)."""

from __future__ import annotations

from assistant.sandbox.api import (
    agents,
    availability,
    canned_responses,
    companies,
    contact_actions,
    contacts,
    conversations,
    customer_fields,
    fields,
    groups,
    jobs,
    search,
    settings,
    skills,
    solutions,
    tickets,
    transfers,
)

MODULES = (
    agents,
    availability,
    canned_responses,
    companies,
    contact_actions,
    contacts,
    conversations,
    customer_fields,
    fields,
    groups,
    jobs,
    search,
    settings,
    skills,
    solutions,
    tickets,
    transfers,
)
BLUEPRINTS = [module.blueprint for module in MODULES]
