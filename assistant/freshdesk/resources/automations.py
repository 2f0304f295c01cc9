"""Automation rules and scenarios (freshdesk-api 6.11 and 9.1)."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import AutomationRule, ScenarioAutomation
from assistant.freshdesk.models.base import Model, null_as
from assistant.freshdesk.resources.base import Resource

PATH = "/automations/{automation_type}/rules"


class _Rules(Model):
    rules: Annotated[list[AutomationRule], null_as(list)] = Field(default_factory=list)


class Automations(Resource):
    """`api.automations`. Needs an admin's key. `automation_type`: 1 on creation, 3 hourly, 4 on updates
    (`AutomationType`)."""

    def list(self, automation_type: int) -> builtins.list[AutomationRule]:
        """The rules of a kind, the first first."""
        return self._caller.one(_rules("GET", automation_type), _Rules).rules

    def get(self, automation_type: int, rule_id: int) -> AutomationRule:
        return self._caller.one(_rule("GET", automation_type, rule_id), AutomationRule)

    def create(
        self,
        automation_type: int,
        name: str,
        conditions: Sequence[Mapping[str, Any]],
        actions: Sequence[Mapping[str, Any]],
        **fields: Any,
    ) -> AutomationRule:
        """A new rule. `fields`: description, position, active, operator and, on updates, performer and events.

        Copy the shape of a rule that was made by hand: names of fields and actions are not all documented."""
        body = {"name": name, "conditions": [*conditions], "actions": [*actions], **fields}
        return self._caller.one(_rules("POST", automation_type, body), AutomationRule)

    def update(self, automation_type: int, rule_id: int, **fields: Any) -> AutomationRule:
        """Change what is given; a list replaces the whole list."""
        return self._caller.one(_rule("PUT", automation_type, rule_id, fields), AutomationRule)

    def delete(self, automation_type: int, rule_id: int) -> None:
        self._caller.nothing(_rule("DELETE", automation_type, rule_id))


class ScenarioAutomations(Resource):
    """`api.scenario_automations`."""

    def list(self) -> builtins.list[ScenarioAutomation]:
        return [*self._caller.every(Call("GET", "/scenario_automations"), ScenarioAutomation)]


def _rules(method: str, automation_type: int, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, PATH, {"automation_type": int(automation_type)}, body=body)


def _rule(method: str, automation_type: int, rule_id: int, body: Mapping[str, Any] | None = None) -> Call:
    ids = {"automation_type": int(automation_type), "rule_id": rule_id}
    return Call(method, f"{PATH}/{{rule_id}}", ids, body=body)
