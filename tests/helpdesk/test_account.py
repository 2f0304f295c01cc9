"""The account's facts as the desk is read with the rights that the key has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import BusinessHours, SlaPolicy
from assistant.helpdesk import promises
from assistant.helpdesk.account import own_fields, read_desk
from assistant.sandbox import Sandbox

DAY = 24 * 3600


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(seed="demo") as sandbox:
        yield sandbox


def test_the_shops_hours_and_promises_are_known(sandbox: Sandbox) -> None:
    desk = read_desk(Freshdesk(sandbox.url, "key"))
    (policy,), (calendar,) = desk.slas, desk.hours
    assert (4, 2 * 3600, DAY, False) == policy.targets[-1]
    assert ("monday", "09:00", "17:00") == calendar.days[0]
    assert 5 == len(calendar.days)


def test_the_forms_own_fields_are_known_as_customers_read_them(sandbox: Sandbox) -> None:
    number, country = read_desk(Freshdesk(sandbox.url, "key")).fields
    assert ("cf_order_number", "Order number", False, ()) == (
        number.name,
        number.label,
        number.required,
        number.choices,
    )
    assert ("cf_country", "Germany") == (country.name, country.choices[0])


def test_a_field_that_customers_do_not_see_is_not_one_to_ask_for(sandbox: Sandbox) -> None:
    with sandbox.state.lock:
        sandbox.state.account["custom_fields"].append({"name": "cf_batch", "label": "Batch", "type": "custom_text"})
    try:
        api = Freshdesk(sandbox.url, "key")
        hidden = [each.model_copy(update={"displayed_to_customers": False}) for each in api.ticket_fields.list()]
        assert ["cf_order_number", "cf_country", "cf_batch"] == [field.name for field in read_desk(api).fields]
        assert () == own_fields(hidden)
    finally:
        with sandbox.state.lock:
            sandbox.state.account["custom_fields"].pop()


def test_a_key_that_may_not_read_them_leaves_them_empty(sandbox: Sandbox) -> None:
    for path in ("sla_policies", "business_hours"):
        fault = {"match": {"path": f"/api/v2/{path}"}, "times": 1, "then": {"status": 403, "body": "{}"}}
        requests.post(f"{sandbox.url}/_sandbox/faults", json=fault, timeout=5).raise_for_status()
    desk = read_desk(Freshdesk(sandbox.url, "key"))
    assert ((), (), "Larkhob") == (desk.slas, desk.hours, desk.name)


@pytest.mark.parametrize(
    ("written", "read"),
    [("8:00 am", "08:00"), ("08:00:00 am", "08:00"), ("5:30 pm", "17:30"), ("12:00 am", "00:00"), ("12:00 pm", "12:00"),
     ("17:00", "17:00"), ("", ""), ("noon", ""), ("25:00", ""), ("13:00 pm", "")],
)  # fmt: skip
def test_every_way_to_write_a_time_is_read(written: str, read: str) -> None:
    assert read == promises.clock(written)


def test_nulls_and_closed_days_are_tolerated() -> None:
    raw = {"id": 1, "name": None, "time_zone": None, "business_hours": {"monday": None, "friday": {"start_time": None}}}
    (calendar,) = promises.hours([BusinessHours.model_validate(raw)])
    assert ("", ()) == (calendar.name, calendar.days)
    policies = [
        SlaPolicy.model_validate({"id": 1, "active": True, "sla_target": None}),
        SlaPolicy.model_validate({"id": 2, "active": None, "sla_target": {"priority_1": None}}),
        SlaPolicy.model_validate({"id": 3, "active": True, "sla_target": {"priority_1": {"respond_within": 60}}}),
    ]
    assert [(1, ()), (3, ((1, 60, 0, False),))] == [(sla.id, sla.targets) for sla in promises.slas(policies)]
