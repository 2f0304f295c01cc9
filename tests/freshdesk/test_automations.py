"""Automation rules and scenarios through the client, against the stand-in (freshdesk-api 6.11 and 9.1)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, NotFound
from assistant.freshdesk.models import AutomationRule, AutomationType

CONDITIONS = [{"match_type": "all", "properties": [{"field_name": "status", "operator": "is", "value": 2}]}]
ACTIONS = [{"field_name": "trigger_webhook", "url": "https://a.example/hook", "request_type": "POST"}]
WHEN = {"performer": {"type": 2}, "events": [{"field_name": "reply_sent"}]}


def test_a_rule_is_made_changed_and_deleted(desk: Freshdesk) -> None:
    made = desk.automations.create(AutomationType.CREATION, "Tell us", CONDITIONS, ACTIONS)

    assert (True, 1, ACTIONS) == (made.active, made.automation_type_id, made.webhooks)
    changed = desk.automations.update(AutomationType.CREATION, made.id, active=False)
    assert changed == desk.automations.get(AutomationType.CREATION, made.id)
    assert [False] == [each.active for each in desk.automations.list(AutomationType.CREATION)]
    assert [] == desk.automations.list(AutomationType.UPDATES)
    with pytest.raises(NotFound):
        desk.automations.get(AutomationType.UPDATES, made.id)
    desk.automations.delete(AutomationType.CREATION, made.id)
    assert [] == desk.automations.list(AutomationType.CREATION)


def test_a_rule_on_updates_says_who_and_what(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.automations.create(AutomationType.UPDATES, "Tell us", CONDITIONS, ACTIONS)
    made = desk.automations.create(AutomationType.UPDATES, "Tell us", CONDITIONS, ACTIONS, **WHEN)

    assert {"performer", "events"} == {each.field for each in caught.value.fields}
    assert WHEN == {"performer": made.performer, "events": made.events}


def test_rules_come_in_their_order(desk: Freshdesk) -> None:
    for name, position in (("B", 2), ("A", 1)):
        desk.automations.create(AutomationType.HOURLY, name, CONDITIONS, ACTIONS, position=position)

    assert ["A", "B"] == [each.name for each in desk.automations.list(AutomationType.HOURLY)]


def test_scenarios_are_listed(desk: Freshdesk) -> None:
    (scenario,) = desk.scenario_automations.list()

    assert ("Mark as duplicate", False) == (scenario.name, scenario.private)
    assert {"name": "status", "value": 5} in scenario.actions


@pytest.mark.parametrize("part", [None, []])
def test_a_recorded_rule_is_read_with_its_nulls(part: Any) -> None:
    raw = {"id": 7, "name": None, "active": None, "actions": part, "conditions": part, "performer": None}

    assert ([], [], {}) == (
        AutomationRule.model_validate(raw).webhooks,
        AutomationRule.model_validate(raw).conditions,
        AutomationRule.model_validate(raw).performer,
    )
