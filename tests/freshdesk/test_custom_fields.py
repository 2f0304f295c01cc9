"""Custom fields are looked at before a write, and their definitions are read rarely."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.freshdesk.cache import Cache
from assistant.freshdesk.custom_fields import FieldGuard, find_misfits
from assistant.freshdesk.errors import BadRequest, FieldError, Forbidden, ServerError
from assistant.freshdesk.models import TicketField

FIELDS = [
    TicketField.model_validate({"id": number, **row})
    for number, row in enumerate(
        (
            {"name": "ticket_type", "type": "default_ticket_type", "choices": ["Question"]},
            {"name": "cf_colour", "type": "custom_dropdown", "choices": ["Red", "Blue"]},
            {"name": "cf_order", "type": "custom_text"},
            {"name": "cf_cups", "type": "custom_number"},
            {"name": "cf_gift", "type": "custom_checkbox"},
            {"name": "cf_bought", "type": "custom_date"},
            {
                "name": "cf_place",
                "type": "nested_field",
                "choices": [{"Spain": [{"Madrid": ["North"]}]}, {"Italy": [{"Rome": []}]}],
                "nested_ticket_fields": [{"name": "cf_city"}, {"name": "cf_part"}],
            },
            {"name": "cf_new", "type": "custom_that_came_later"},
        )
    )
]


class Desk:
    """The definitions of an account, a clock, and how often it was asked."""

    def __init__(self) -> None:
        self.fields, self.now, self.reads = list(FIELDS), 0.0, 0
        self.error: Exception | None = None
        self.guard = FieldGuard("ticket_fields", self.read, Cache(lambda: self.now), exact=True)

    def read(self) -> list[TicketField]:
        self.reads += 1
        if self.error is not None:
            raise self.error
        return list(self.fields)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"cf_colour": "Red", "cf_order": "A-7", "cf_cups": 2, "cf_gift": True, "cf_bought": "2026-03-05"},
        {"cf_bought": date(2026, 3, 5), "cf_cups": 2.5, "cf_new": object()},
        dict.fromkeys(("cf_colour", "cf_order", "cf_cups", "cf_gift", "cf_bought", "cf_place")),
        {"cf_place": "Spain", "cf_city": "Madrid", "cf_part": "North"},
        {"cf_city": "Rome"},
    ],
)
def test_what_fits_passes(values: dict[str, Any]) -> None:
    assert [] == find_misfits(values, FIELDS)


@pytest.mark.parametrize(
    ("name", "value", "code", "allowed"),
    [
        ("cf_colour", "Green", "invalid_value", ("Red", "Blue")),
        ("cf_colour", ["Red", "Green"], "invalid_value", ("Red", "Blue")),
        ("cf_order", 7, "datatype_mismatch", ("text",)),
        ("cf_cups", "2", "datatype_mismatch", ("a number",)),
        ("cf_cups", True, "datatype_mismatch", ("a number",)),
        ("cf_gift", "yes", "datatype_mismatch", ("true or false",)),
        ("cf_bought", "05.03.2026", "datatype_mismatch", ("a day as YYYY-MM-DD",)),
        ("cf_bought", datetime(2026, 3, 5, tzinfo=UTC), "datatype_mismatch", ("a day as YYYY-MM-DD",)),
        ("cf_place", "France", "invalid_value", ("Spain", "Italy")),
    ],
)
def test_what_does_not_fit_is_named_with_what_would(name: str, value: Any, code: str, allowed: tuple[str, ...]) -> None:
    assert [(name, code, allowed)] == find_misfits({name: value}, FIELDS)


def test_a_city_must_lie_in_the_country_that_was_chosen() -> None:
    assert [("cf_city", "invalid_value", ("Rome",))] == find_misfits({"cf_place": "Italy", "cf_city": "Madrid"}, FIELDS)


def test_a_field_that_is_not_there_is_answered_with_those_that_are() -> None:
    (misfit,) = find_misfits({"colour": "Red"}, FIELDS)

    assert ("colour", "invalid_field") == misfit[:2]
    assert {"cf_colour", "cf_city"} <= set(misfit.allowed)
    assert "ticket_type" not in misfit.allowed


def test_the_prefix_does_not_matter_where_accounts_differ() -> None:
    assert [] == find_misfits({"colour": "Red"}, FIELDS, exact=False)
    assert ["cf_colour"] == [each.field for each in find_misfits({"colour": "Green"}, FIELDS, exact=False)]


@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), st.none() | st.integers() | st.text()))
def test_any_values_are_judged(values: dict[str, Any]) -> None:
    assert {each.field for each in find_misfits(values, FIELDS)} <= set(values)


def test_every_misfit_is_in_one_error(desk: Desk) -> None:
    with pytest.raises(FieldError) as caught:
        desk.guard.check({"cf_colour": "Green", "cf_cups": "2"})

    assert isinstance(caught.value, BadRequest)
    assert [("cf_colour", "invalid_value"), ("cf_cups", "datatype_mismatch")] == list(caught.value.fields)
    assert "cf_colour: invalid_value, allowed: Red, Blue" in str(caught.value)
    assert "Green" not in str(caught.value)


def test_definitions_are_read_once_in_ten_minutes(desk: Desk) -> None:
    for now in (0.0, 300.0, 600.0, 601.0):
        desk.now = now
        desk.guard.check({"cf_order": "A-7"})

    assert 2 == desk.reads


def test_without_custom_fields_nothing_is_read(desk: Desk) -> None:
    desk.guard.check({})
    desk.guard.check(None)

    assert 0 == desk.reads


def test_a_field_made_since_is_not_refused(desk: Desk) -> None:
    desk.guard.check({"cf_order": "A-7"})
    desk.fields.append(TicketField(id=99, name="cf_fresh", type="custom_text"))
    desk.now = 60.0

    desk.guard.check({"cf_fresh": "yes"})

    assert 2 == desk.reads


def test_a_key_that_may_not_read_them_is_not_stopped_and_asks_once(desk: Desk) -> None:
    desk.error = Forbidden("no", status=403)
    for _ in range(2):
        desk.guard.check({"cf_colour": "Green"})

    assert 1 == desk.reads


def test_an_outage_stops_no_write_and_is_not_remembered(desk: Desk) -> None:
    desk.error = ServerError("down", status=500)
    desk.guard.check({"cf_colour": "Green"})
    desk.error = None

    with pytest.raises(FieldError):
        desk.guard.check({"cf_colour": "Green"})


def test_what_is_forgotten_is_read_anew() -> None:
    reads: list[str] = []
    cache = Cache(lambda: 0.0)
    for name in ("a", "b", "a"):
        cache.get(name, lambda name=name: reads.append(name))  # type: ignore[misc]
    cache.forget("a")
    cache.get("a", lambda: reads.append("a"))
    cache.get("b", lambda: reads.append("b"))
    cache.forget()
    cache.get("b", lambda: reads.append("b"))

    assert ["a", "b", "a", "b"] == reads
