"""Contacts through the client, against the stand-in (freshdesk-api 6.1)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.body import Upload
from assistant.freshdesk.errors import BadRequest, Conflict, FieldError, Forbidden, MethodNotAllowed, NotFound
from assistant.freshdesk.models import Attachment
from assistant.sandbox import Sandbox

PNG = b"\x89PNG\r\n\x1a\n and so on"


def ana(api: Freshdesk, **fields: Any) -> int:
    return api.contacts.create(**{"name": "Ana Duarte", "email": "ana@b.example", **fields}).id


def control(sandbox: Sandbox, route: str, **body: Any) -> None:
    requests.post(f"{sandbox.url}/_sandbox/{route}", json=body, timeout=5).raise_for_status()


def test_a_contact_is_written_and_read(desk: Freshdesk) -> None:
    number = ana(desk, tags=["vip"], other_emails=["a@c.example"])

    desk.contacts.update(number, job_title="Barista")
    contact = desk.contacts.get(number)

    assert ("Ana Duarte", "Barista", ["vip"]) == (contact.name, contact.job_title, contact.tags)
    assert (["a@c.example"], False) == (contact.other_emails, contact.active)


def test_an_avatar_goes_along_with_everything_else(desk: Freshdesk) -> None:
    desk.contact_fields.create("Cups", "custom_number")
    desk.contact_fields.create("Wholesale", "custom_checkbox")
    custom = {"cf_cups": 3, "cf_wholesale": True}

    number = ana(desk, avatar=Upload("ana.png", PNG, "image/png"), tags=["a", "b"], custom_fields=custom)
    contact = desk.contacts.get(number)

    assert (["a", "b"], custom) == (contact.tags, contact.custom_fields)
    assert contact.avatar is not None
    assert PNG == desk.download(contact.avatar, largest=100)


def test_an_avatar_can_be_changed(desk: Freshdesk) -> None:
    number = ana(desk)
    desk.contacts.update(number, avatar=Upload("é.jpg", PNG, "image/jpeg"))

    assert "é.jpg" == getattr(desk.contacts.get(number).avatar, "name", "")


def test_an_avatar_must_be_a_picture(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest) as caught:
        ana(desk, avatar=Upload("ana.pdf", PNG))

    assert ["avatar"] == [each.field for each in caught.value.fields]


def test_a_contact_without_an_address_or_number_is_refused(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.contacts.create(name="Nobody")

    assert "missing_field" == caught.value.code


@pytest.mark.parametrize("taken", ["email", "unique_external_id", "twitter_id"])
def test_what_must_be_unique_is_taken_once(desk: Freshdesk, taken: str) -> None:
    ana(desk, **{taken: "one@b.example"})

    with pytest.raises(Conflict) as caught:
        desk.contacts.create(**{"name": "B", "email": "two@b.example", taken: "one@b.example"})

    assert [(taken, "duplicate_value")] == list(caught.value.fields)


def test_a_taken_address_says_whose_it_is(desk: Freshdesk) -> None:
    number = ana(desk)

    with pytest.raises(Conflict) as caught:
        ana(desk)

    assert number == caught.value.user_id


def test_a_deleted_contact_is_left_out_and_comes_back(desk: Freshdesk) -> None:
    number = ana(desk)
    desk.contacts.delete(number)

    assert [] == list(desk.contacts.list())
    assert [number] == [each.id for each in desk.contacts.list(state="deleted")]
    with pytest.raises(MethodNotAllowed):
        desk.contacts.update(number, name="B")
    desk.contacts.restore(number)
    assert [number] == [each.id for each in desk.contacts.list(state="unverified")]


def test_a_contact_is_deleted_for_good_only_on_purpose(desk: Freshdesk) -> None:
    ticket = desk.tickets.create(email="ana@b.example", subject="S", description="D", status=2, priority=1)
    number = ticket.requester_id or 0

    with pytest.raises(BadRequest):
        desk.contacts.hard_delete(number)
    desk.contacts.hard_delete(number, force=True)

    for read in (lambda: desk.contacts.get(number), lambda: desk.tickets.get(ticket.id)):
        with pytest.raises(NotFound):
            read()


@pytest.mark.parametrize(
    "filters",
    [
        {"email": "ANA@b.example"},
        {"mobile": "123"},
        {"phone": "456"},
        {"unique_external_id": "crm-1"},
        {"email": "ana@b.example", "phone": "456"},
        {"state": "unverified", "mobile": "123"},
        {"contact_type": "contact", "mobile": "123"},
    ],
)
def test_contacts_are_found_by_what_identifies_them(desk: Freshdesk, filters: dict[str, str]) -> None:
    number = ana(desk, mobile="123", phone="456", unique_external_id="crm-1")
    ana(desk, name="B", email="b@b.example")

    assert [number] == [each.id for each in desk.contacts.list(**filters)]


def test_contacts_of_a_company_are_listed(desk: Freshdesk) -> None:
    company = desk.companies.create(name="Kettle", domains=["kettle.example"]).id
    number = ana(desk, email="rui@kettle.example")
    ana(desk)

    assert [number] == [each.id for each in desk.contacts.list(company_id=company)]


def test_contacts_are_listed_by_their_change(desk: Freshdesk) -> None:
    ana(desk)
    now = datetime.now(UTC)

    assert 1 == len(list(desk.contacts.list(updated_since=now - timedelta(hours=1))))
    assert [] == list(desk.contacts.list(updated_since=now + timedelta(hours=1)))


def test_a_state_that_there_is_not_is_refused(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest):
        list(desk.contacts.list(state="asleep"))


def test_contacts_are_completed_by_the_beginning_of_a_word(desk: Freshdesk) -> None:
    number = ana(desk)

    assert [(number, "Ana Duarte")] == [(each.id, each.name) for each in desk.contacts.autocomplete("dua")]
    assert [] == desk.contacts.autocomplete("arte")


def test_an_invitation_goes_to_a_contact_who_is_there(desk: Freshdesk) -> None:
    desk.contacts.send_invite(ana(desk))

    with pytest.raises(NotFound):
        desk.contacts.send_invite(1)


def test_a_contact_becomes_an_agent_of_the_same_id(desk: Freshdesk) -> None:
    number = ana(desk, other_emails=["a@c.example"])
    group = desk.groups.list()[0].id

    made = desk.contacts.make_agent(number, occasional=True, ticket_scope=2, group_ids=[group])
    agent = desk.agents.get(number)

    assert (number, True, 2, [group]) == (
        getattr(made.agent, "id", 0),
        agent.occasional,
        agent.ticket_scope,
        agent.group_ids,
    )
    assert "ana@b.example" == agent.contact.email
    with pytest.raises(NotFound):
        desk.contacts.get(number)


def test_nobody_becomes_an_agent_without_an_address(desk: Freshdesk) -> None:
    with pytest.raises(Conflict):
        desk.contacts.make_agent(desk.contacts.create(name="A", phone="1").id)


def test_no_agent_is_made_without_a_seat(desk: Freshdesk) -> None:
    desk.agents.bulk([{"email": f"a{n}@b.example", "ticket_scope": 1} for n in range(60)])

    with pytest.raises(Forbidden) as caught:
        desk.contacts.make_agent(ana(desk))

    assert "max_agents_reached" == caught.value.code


def test_merged_contacts_become_one_with_all_tickets(desk: Freshdesk) -> None:
    primary = ana(desk)
    ticket = desk.tickets.create(email="old@b.example", subject="S", description="D", status=2, priority=1)

    desk.contacts.merge(primary, [ticket.requester_id or 0])

    assert primary == desk.tickets.get(ticket.id).requester_id
    assert ["old@b.example"] == desk.contacts.get(primary).other_emails
    with pytest.raises(NotFound):
        desk.contacts.get(ticket.requester_id or 0)


def test_a_merge_must_say_which_of_two_numbers_stays(desk: Freshdesk) -> None:
    primary, other = ana(desk, phone="1"), ana(desk, email="b@b.example", phone="2")

    with pytest.raises(BadRequest) as caught:
        desk.contacts.merge(primary, [other])
    desk.contacts.merge(primary, [other], contact={"phone": "2"})

    assert [("phone", "missing_field")] == list(caught.value.fields)
    assert "2" == desk.contacts.get(primary).phone


def test_contacts_are_searched(desk: Freshdesk) -> None:
    desk.contact_fields.create("Cups", "custom_number")
    number = ana(desk, tags=["vip"], custom_fields={"cf_cups": 3})
    ana(desk, email="b@b.example")

    assert [number] == [each.id for each in desk.contacts.search("tag:'vip' AND cf_cups:>2 AND active:false")]


def test_a_search_is_read_to_its_last_page(desk: Freshdesk) -> None:
    wanted = {ana(desk, email=f"a{n}@b.example") for n in range(65)}

    assert wanted == {each.id for each in desk.contacts.search("language:'en'")}


def test_a_search_goes_on_past_three_hundred(desk: Freshdesk, sandbox: Sandbox) -> None:
    with sandbox.state.lock:
        contact = {"name": "A", "deleted": False, "language": "en", "custom_fields": {}}
        days = {n: f"2026-0{1 + n % 2}-01T08:00:00Z" for n in range(1, 400)}
        sandbox.state.contacts.update({n: {**contact, "id": n, "created_at": day} for n, day in days.items()})

    assert 399 == len(list(desk.contacts.search("language:'en'")))


def test_a_query_that_is_none_is_refused(desk: Freshdesk) -> None:
    with pytest.raises(BadRequest):
        list(desk.contacts.search("shoe_size:43"))


def test_a_custom_field_that_does_not_fit_is_refused_before_it_is_sent(desk: Freshdesk, sandbox: Sandbox) -> None:
    choices = [{"value": "Gold", "position": 1}, {"value": "Silver", "position": 2}]
    desk.contact_fields.create("Tier", "custom_dropdown", choices=choices)

    with pytest.raises(FieldError) as caught:
        ana(desk, custom_fields={"cf_tier": "Bronze"})

    assert ("cf_tier", "invalid_value", ("Gold", "Silver")) == caught.value.misfits[0]
    with sandbox.state.lock:
        assert "/api/v2/contacts" not in [each["path"] for each in sandbox.state.requests]


def test_custom_fields_are_merged_with_those_that_are_there(desk: Freshdesk) -> None:
    for label in ("Colour", "Size"):
        desk.contact_fields.create(label, "custom_text")
    number = ana(desk, custom_fields={"cf_colour": "red"})

    contact = desk.contacts.update(number, custom_fields={"cf_size": "L"})

    assert {"cf_colour": "red", "cf_size": "L"} == contact.custom_fields


def test_where_fields_cannot_be_read_freshdesk_judges(desk: Freshdesk, sandbox: Sandbox) -> None:
    fields = {"method": "GET", "path": "/api/v2/contact_fields"}
    control(sandbox, "faults", match=fields, times=9, then={"status": 403})

    with pytest.raises(BadRequest) as caught:
        ana(desk, custom_fields={"cf_tier": "Bronze"})

    assert (400, [("cf_tier", "invalid_field")]) == (caught.value.status, list(caught.value.fields))


def test_contacts_are_exported_as_csv(desk: Freshdesk, sandbox: Sandbox) -> None:
    ana(desk)
    control(sandbox, "lag", jobs=30)

    export = desk.contacts.exports.create(["name", "email"])
    waiting = desk.contacts.exports.get(export.id)
    with pytest.raises(Conflict):
        desk.contacts.exports.create(["name"])
    control(sandbox, "clock", advance=31)
    done = desk.contacts.exports.get(export.id)

    assert ("in_progress", None) == (waiting.status, waiting.download_url)
    content = desk.download(Attachment(id=0, attachment_url=done.download_url), largest=1000).decode()
    assert [["name", "email"], ["Ana Duarte", "ana@b.example"]] == list(csv.reader(io.StringIO(content)))


def test_contacts_are_imported_from_csv(desk: Freshdesk) -> None:
    number = ana(desk)
    file = b'Full name,Note,Mail\n"Duarte, Ana",x,ana@b.example\nRui,y,rui@b.example\nNobody,z,\n'

    job = desk.contacts.imports.create(file, {"name": 0, "email": 2})

    assert ("completed", 3, 2) == (job.status, job.total_records, job.completed_records)
    assert 1 == getattr(job.failures, "count", None)
    assert "Duarte, Ana" == desk.contacts.get(number).name
    assert ["Duarte, Ana", "Rui"] == [each.name for each in desk.contacts.list()]


def test_an_import_under_way_is_cancelled(desk: Freshdesk, sandbox: Sandbox) -> None:
    control(sandbox, "lag", jobs=30)
    number = desk.contacts.imports.create(b"name,email\n", {"name": 0, "email": 1}).id

    assert "in_progress" == desk.contacts.imports.get(number).status
    assert "cancelled" == desk.contacts.imports.cancel(number).status
    assert [number] == [each.id for each in desk.contacts.imports.list(status="cancelled")]
    assert [] == desk.contacts.imports.list(status="in_progress")
    with pytest.raises(Conflict):
        desk.contacts.imports.cancel(number)


def test_contact_fields_are_made_changed_and_ended(desk: Freshdesk) -> None:
    choices = [{"value": "Gold", "position": 1}]
    made = desk.contact_fields.create("Tier", "custom_dropdown", choices=choices)

    desk.contact_fields.update(made.id, label="Level", choices=[{"value": "Top", "position": 1}])
    changed = desk.contact_fields.get(made.id)

    assert ("cf_tier", "Level", ["Top"]) == (changed.name, changed.label, [each.value for each in changed.choices])
    assert {"name", "email", "cf_tier"} <= {each.name for each in desk.contact_fields.list()}
    desk.contact_fields.delete(made.id)
    with pytest.raises(NotFound):
        desk.contact_fields.get(made.id)


def test_a_field_that_was_made_is_known_to_the_next_write(desk: Freshdesk) -> None:
    desk.contact_fields.create("One", "custom_text")
    ana(desk, custom_fields={"cf_one": "1"})
    desk.contact_fields.create("Two", "custom_text")

    assert "2" == desk.contacts.create(name="B", phone="1", custom_fields={"cf_two": "2"}).custom_fields["cf_two"]
