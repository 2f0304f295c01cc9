"""Automation rules and scenarios (freshdesk-api 6.11 and 9.1)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated, Any

from assistant.freshdesk.models.base import Flag, MaybeTime, Model, Objects, Text, null_as


class AutomationRule(Model):
    """A rule. Who acted (`performer`) and what happened (`events`) are only told of rules on ticket updates.

    How its parts look is not documented for all kinds: they are kept as they came.
    """

    id: int
    name: Text = ""
    description: str | None = None
    position: int | None = None
    active: Flag = False
    outdated: Flag = False
    automation_type_id: int | None = None
    performer: Annotated[dict[str, Any], null_as(dict)] = {}
    events: Objects = []
    conditions: Objects = []
    operator: str | None = None
    actions: Objects = []
    summary: Annotated[dict[str, Any], null_as(dict)] = {}
    last_updated_by: int | None = None
    affected_tickets_count: int | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None

    @property
    def webhooks(self) -> list[dict[str, Any]]:
        """The actions that call an address; they may hold passwords and keys."""
        return [action for action in self.actions if action.get("url")]


class ScenarioAutomation(Model):
    """A scenario: what is done to a ticket with one click."""

    id: int
    name: Text = ""
    description: str | None = None
    actions: Objects = []
    private: bool | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
