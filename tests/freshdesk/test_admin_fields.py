"""The ticket form for admins through the client, against the stand-in (freshdesk-api 6.8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, Conflict, FieldError, NotFound
from assistant.freshdesk.models import AdminTicketField

PLACES = [
    {"value": "Lamps", "choices": [{"value": "Desk", "choices": [{"value": "Oak"}]}, {"value": "Floor"}]},
    {"value": "Chairs"},
]
LEVELS = [
    {"label": "Model", "label_for_customers": "Model", "level": 2},
    {"label": "Wood", "label_for_customers": "Wood", "level": 3},
]


def dropdown(api: Freshdesk, *values: str) -> AdminTicketField:
    choices = [{"value": value, "position": place} for place, value in enumerate(values, 1)]
    return api.admin_ticket_fields.create("Topic", "custom_dropdown", choices=choices)


def open_ticket(api: Freshdesk, **custom: Any) -> int:
    return api.tickets.create(
        email="a@b.example", subject="S", description="D", status=2, priority=1, custom_fields=custom
    ).id


def test_a_field_is_made_and_takes_values(desk: Freshdesk) -> None:
    assert "cf_topic" not in desk.static.ticket_fields()
    made = dropdown(desk, "Refund", "Delivery")

    assert ("cf_topic", False) == (made.name, made.default)
    assert ["Refund", "Delivery"] == [each.value for each in desk.static.ticket_fields()["cf_topic"].choices]
    assert "Refund" == desk.tickets.get(open_ticket(desk, cf_topic="Refund")).custom_fields["cf_topic"]
    with pytest.raises(FieldError):
        open_ticket(desk, cf_topic="Weather")


def test_choices_are_renamed_removed_and_added(desk: Freshdesk) -> None:
    made = dropdown(desk, "Refund", "Delivery", "Faulty")
    refund, delivery, _ = made.raw_choices
    changes = [{"id": refund["id"], "value": "Money back"}, {"id": delivery["id"], "deleted": True}, {"value": "Other"}]

    changed = desk.admin_ticket_fields.update(made.id, label="About", choices=changes)

    assert ("About", ["Money back", "Faulty", "Other"]) == (changed.label, [each.value for each in changed.choices])
    assert changed.choices == desk.admin_ticket_fields.get(made.id).choices


def test_a_nested_field_has_three_levels(desk: Freshdesk) -> None:
    made = desk.admin_ticket_fields.create("Article", "nested_field", choices=PLACES, dependent_fields=LEVELS)

    (lamps, chairs) = made.choices
    assert ("Lamps", ["Desk", "Floor"], "Chairs") == (
        lamps.value,
        [each.value for each in lamps.children],
        chairs.value,
    )
    assert ["cf_model", "cf_wood"] == [each.name for each in made.dependent_fields]
    assert made.choices == desk.static.ticket_fields()["cf_article"].choices
    ticket = open_ticket(desk, cf_article="Lamps", cf_model="Desk", cf_wood="Oak")
    assert "Oak" == desk.tickets.get(ticket).custom_fields["cf_wood"]


def test_a_field_takes_its_values_along(desk: Freshdesk) -> None:
    made = dropdown(desk, "Refund")
    ticket = open_ticket(desk, cf_topic="Refund")
    desk.admin_ticket_fields.delete(made.id)

    assert {} == desk.tickets.get(ticket).custom_fields
    with pytest.raises(NotFound):
        desk.admin_ticket_fields.get(made.id)


def test_sections_are_shown_for_choices(desk: Freshdesk) -> None:
    made = dropdown(desk, "Refund", "Delivery")
    section = desk.admin_ticket_fields.create_section(made.id, "Money", [made.raw_choices[0]["id"]])
    inner = desk.admin_ticket_fields.create("IBAN", "custom_text", section_mappings=[{"section_id": section.id}])

    assert [(section.id, 1)] == [(each.section_id, each.position) for each in inner.section_mappings]
    assert [inner.id] == desk.admin_ticket_fields.section(made.id, section.id).ticket_field_ids
    assert "Bank" == desk.admin_ticket_fields.update_section(made.id, section.id, label="Bank").label
    assert ["Bank"] == [each.label for each in desk.admin_ticket_fields.get(made.id, sections=True).sections]
    assert desk.admin_ticket_fields.sections(made.id) == next(
        each.sections for each in desk.admin_ticket_fields.list(sections=True) if each.id == made.id
    )
    desk.admin_ticket_fields.delete_section(made.id, section.id)
    assert [] == desk.admin_ticket_fields.sections(made.id)


def test_a_choice_is_in_one_section(desk: Freshdesk) -> None:
    made = dropdown(desk, "Refund")
    choice = made.raw_choices[0]["id"]
    desk.admin_ticket_fields.create_section(made.id, "Money", [choice])

    with pytest.raises(BadRequest):
        desk.admin_ticket_fields.create_section(made.id, "More money", [choice])


def test_two_fields_have_two_labels(desk: Freshdesk) -> None:
    dropdown(desk, "Refund")

    with pytest.raises(Conflict):
        dropdown(desk, "Refund")


def test_the_form_tells_its_fields(desk: Freshdesk) -> None:
    made = dropdown(desk, "Refund")
    (form,) = desk.ticket_forms.list()

    assert (True, []) == (form.default, form.fields)
    assert made.id in [each.id for each in desk.ticket_forms.get(form.id).fields]


def test_a_recorded_field_is_read_with_its_nulls(sample: Callable[[str], Any]) -> None:
    field = AdminTicketField.model_validate(sample("admin_ticket_field"))

    assert (["usa"], ["texas"]) == (
        [each.value for each in field.choices],
        [child.value for each in field.choices for child in each.children],
    )
    assert ([], [], False) == (field.sections, field.section_mappings, field.required_for_agents)
