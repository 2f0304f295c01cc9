"""Custom objects through the client, against the stand-in (freshdesk-api 6.11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadAnswer, BadRequest, Conflict, NotFound
from assistant.freshdesk.models import CustomObject, CustomRecord
from tests.freshdesk.server import Reply, Server

BOOKINGS = 1


def book(desk: Freshdesk, number: int, **more: Any) -> CustomRecord:
    data = {"customer_id": f"C{number}", "customer_name": "Ana", "seats": number, **more}
    return desk.custom_objects.create_record(BOOKINGS, data)


def page(link: str) -> Reply:
    return Reply(value={"records": [{"display_id": "BKG-1"}], "_links": {"next": {"href": link}}})


def test_an_object_tells_its_fields(desk: Freshdesk) -> None:
    (bookings,) = desk.custom_objects.list()

    assert bookings == desk.custom_objects.get(bookings.id)
    assert ("Bookings", "BKG") == (bookings.name, bookings.prefix)
    assert {"customer_id": "PRIMARY", "customer_name": "TEXT"} == {
        each.name: each.type for each in bookings.fields if each.required
    }


def test_a_record_is_made_changed_and_deleted(desk: Freshdesk) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    made = book(desk, 1, room="North")

    assert made == desk.custom_objects.record(BOOKINGS, "BKG-1")
    assert made.created_time
    assert before < made.created_time < datetime.now(UTC) + timedelta(seconds=1)
    changed = desk.custom_objects.update_record(BOOKINGS, "BKG-1", {**made.data, "seats": 5}, version=made.version)
    assert (5, "North") == (changed.data["seats"], changed.data["room"])
    desk.custom_objects.delete_record(BOOKINGS, "BKG-1")
    assert 0 == desk.custom_objects.count(BOOKINGS)
    with pytest.raises(NotFound):
        desk.custom_objects.record(BOOKINGS, "BKG-1")
    assert "BKG-2" == book(desk, 1).display_id


def test_who_read_an_older_version_changes_nothing(desk: Freshdesk) -> None:
    made = book(desk, 1)
    desk.custom_objects.update_record(BOOKINGS, "BKG-1", {**made.data, "seats": 2}, version=made.version)

    with pytest.raises(Conflict):
        desk.custom_objects.update_record(BOOKINGS, "BKG-1", {**made.data, "seats": 3}, version=made.version)
    assert 2 == desk.custom_objects.record(BOOKINGS, "BKG-1").data["seats"]


def test_an_error_names_each_field_and_not_its_value(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest) as caught:
        book(desk, 1, customer_name="", seats="many", colour="red", room="West")

    wrong = {"customer_name": "MISSING_FIELD", "seats": "INVALID_VALUE", "colour": "INVALID_FIELD"}
    assert {**wrong, "room": "INVALID_VALUE"} == {each.field: each.code for each in caught.value.fields}
    assert "VALIDATION_FAILED" == caught.value.code
    assert not {"many", "red", "West"} & set(str(caught.value).replace(",", " ").split())


def test_records_are_walked_to_the_last_page_each_once(desk: Freshdesk) -> None:
    for number in range(1, 206):
        book(desk, number)

    found = [each.data["seats"] for each in desk.custom_objects.records(BOOKINGS)]
    assert [*range(1, 206)] == found
    assert 205 == desk.custom_objects.count(BOOKINGS)
    assert [*range(104, 206)] == [
        each.data["seats"] for each in desk.custom_objects.records(BOOKINGS, {"seats[gt]": 103, "customer_name": "Ana"})
    ]


def test_records_are_found_by_time(desk: Freshdesk) -> None:
    book(desk, 1)
    now = datetime.now(UTC)

    assert 1 == len([*desk.custom_objects.records(BOOKINGS, {"created_time[gte]": now - timedelta(minutes=1)})])
    assert [] == [*desk.custom_objects.records(BOOKINGS, {"created_time[gte]": now + timedelta(minutes=1)})]


@pytest.mark.parametrize("where", [{"colour": "red"}, {"seats[not]": 1}, {"customer_name[gt]": "A"}, {"seats": "many"}])
def test_a_filter_that_freshdesk_does_not_know_is_refused(desk: Freshdesk, where: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        [*desk.custom_objects.records(BOOKINGS, where)]


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/schemas/1/records?next_token=2", "/schemas/2/records?next_token=2", "/agents"]
)
def test_a_link_that_leads_elsewhere_is_not_followed(api: Freshdesk, server: Server, link: str) -> None:
    server.says(page(link))

    with pytest.raises(BadAnswer):
        [*api.custom_objects.records(BOOKINGS)]


@pytest.mark.parametrize("link", ["/schemas/1/records?next_token=2", "schemas/1/records?next_token=2"])
def test_a_list_that_repeats_itself_ends(api: Freshdesk, server: Server, link: str) -> None:
    server.says(page(link))

    assert ["BKG-1", "BKG-1"] == [each.display_id for each in api.custom_objects.records(BOOKINGS)]


def test_nulls_and_odd_times_are_read() -> None:
    record = CustomRecord.model_validate({"display_id": "B-1", "data": None, "created_time": "soon", "version": None})

    assert ({}, None, None) == (record.data, record.created_time, record.version)
    assert [] == CustomObject.model_validate({"id": 3, "fields": None, "created_time": 1e300}).fields
