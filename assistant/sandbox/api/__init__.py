"""Freshdesk's REST API v2, one module per resource (freshdesk-api 4 to 7)."""

from __future__ import annotations

from assistant.sandbox.api import agents, canned_responses, conversations, tickets

BLUEPRINTS = [module.blueprint for module in (agents, canned_responses, conversations, tickets)]
