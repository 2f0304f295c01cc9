"""Webhook rules and their sender (freshdesk-api 9)."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.sandbox.conftest import Client, Receiver, until


def rule(client: Client, receiver: Receiver, **more: Any) -> None:
    assert client.post("/_sandbox/webhooks", json={"url": receiver.url, **more}).ok


def quiet(receiver: Receiver, count: int) -> bool:
    """True when, after a moment, exactly `count` webhooks have come."""
    time.sleep(0.25)
    return len(receiver.got) == count


def test_a_new_ticket_is_announced_with_the_headers_of_the_rule(client: Client, receiver: Receiver) -> None:
    rule(client, receiver, headers={"X-Webhook-Secret": "s3cret"}, on=["create"])
    client.open()
    assert until(lambda: receiver.got)
    headers, body = receiver.got[0]
    hook = json.loads(body)["freshdesk_webhook"]
    assert ("s3cret", 1, "Open") == (headers["X-Webhook-Secret"], hook["ticket_id"], hook["ticket_status"])
    assert "{ticket_action:created}" == hook["triggered_event"]


@pytest.mark.parametrize("who", ["customer", "cc", "agent"])
def test_public_messages_of_people_fire_the_update_rules(client: Client, receiver: Receiver, who: str) -> None:
    client.open()
    rule(client, receiver, on=["update"])
    client.say(who)
    assert until(lambda: receiver.got)


def test_private_notes_and_automations_do_not_fire(client: Client, receiver: Receiver) -> None:
    client.open()
    rule(client, receiver)
    client.post("/tickets/1/notes", json={"body": "x"})
    client.say("agent", public=False)
    client.say("automation")
    assert quiet(receiver, 0)


def test_private_notes_fire_a_rule_that_asks_for_them(client: Client, receiver: Receiver) -> None:
    client.open()
    rule(client, receiver, private_notes=True)
    client.post("/tickets/1/notes", json={"body": "x"})
    assert until(lambda: receiver.got)
    assert "{note_type:private}" in receiver.got[0][1]


def test_changes_made_by_api_fire_once_for_status_and_not_for_tags(client: Client, receiver: Receiver) -> None:
    client.open()
    rule(client, receiver)
    client.put("/tickets/1", json={"tags": ["x"]})
    client.put("/tickets/1", json={"status": 4})
    client.put("/tickets/1", json={"status": 4})
    assert until(lambda: receiver.got)
    assert quiet(receiver, 1)
    assert "{status:{from:2,to:4}}" in receiver.got[0][1]


def test_the_advanced_layout_is_pasted_and_breaks_on_a_quote(client: Client, receiver: Receiver) -> None:
    rule(client, receiver, layout="advanced")
    client.open(subject='He said "no"')
    assert until(lambda: receiver.got)
    assert '"ticket_id": "1"' in receiver.got[0][1]
    with pytest.raises(json.JSONDecodeError):
        json.loads(receiver.got[0][1])


def test_a_template_of_ones_own_and_other_encodings(client: Client, receiver: Receiver) -> None:
    rule(client, receiver, layout="advanced", template="id={{ticket.id}}&x={{ nothing }}", encoding="form")
    client.open()
    assert until(lambda: receiver.got)
    assert ("application/x-www-form-urlencoded", "id=1&x=") == (receiver.got[0][0]["Content-Type"], receiver.got[0][1])


def test_xml_is_escaped(client: Client, receiver: Receiver) -> None:
    rule(client, receiver, encoding="xml")
    client.open(subject="a < b")
    assert until(lambda: receiver.got)
    assert "<ticket_subject>a &lt; b</ticket_subject>" in receiver.got[0][1]


def test_duplicates_are_sent_as_well(client: Client, receiver: Receiver) -> None:
    rule(client, receiver, duplicates=2)
    client.open()
    assert until(lambda: len(receiver.got) == 3)


def test_a_delay_runs_on_the_sandbox_clock(client: Client, receiver: Receiver) -> None:
    rule(client, receiver, delay=60)
    client.open()
    assert quiet(receiver, 0)
    client.post("/_sandbox/clock", json={"advance": 61})
    assert until(lambda: receiver.got)


def test_a_failed_delivery_is_tried_again_after_5_30_and_60_minutes(client: Client, receiver: Receiver) -> None:
    receiver.status = 500
    rule(client, receiver)
    client.open()
    for attempt, minutes in enumerate((5, 30, 60, 600), 1):
        assert until(lambda n=attempt: len(receiver.got) == n)
        assert quiet(receiver, attempt)
        client.post("/_sandbox/clock", json={"advance": minutes * 60 + 1})
    assert quiet(receiver, 4)


def test_a_slow_receiver_does_not_hold_up_the_api(client: Client, receiver: Receiver) -> None:
    receiver.delay = 1.0
    rule(client, receiver)
    began = time.monotonic()
    client.open()
    assert time.monotonic() - began < 0.5
