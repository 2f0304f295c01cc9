"""Companies through the client, against the stand-in (freshdesk-api 6.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, Conflict, FieldError, NotFound


def test_a_company_is_written_read_and_ended(desk: Freshdesk) -> None:
    number = desk.companies.create(name="Kettle", domains=["kettle.example"], renewal_date="2027-01-31").id

    desk.companies.update(number, note="Pays late", domains=[])
    company = desk.companies.get(number)

    assert ("Kettle", "Pays late", []) == (company.name, company.note, company.domains)
    assert datetime(2027, 1, 31, tzinfo=UTC) == company.renewal_date
    desk.companies.delete(number)
    with pytest.raises(NotFound):
        desk.companies.get(number)


def test_a_date_that_was_read_can_be_written_back(desk: Freshdesk) -> None:
    company = desk.companies.create(name="Kettle", renewal_date=datetime(2027, 1, 31, tzinfo=UTC))

    assert company.renewal_date == desk.companies.update(company.id, renewal_date=company.renewal_date).renewal_date


def test_a_company_that_goes_leaves_its_contacts(desk: Freshdesk) -> None:
    company = desk.companies.create(name="Kettle", domains=["kettle.example"]).id
    contact = desk.contacts.create(name="Rui", email="rui@kettle.example")

    desk.companies.delete(company)

    assert company == contact.company_id
    assert desk.contacts.get(contact.id).company_id is None


def test_a_name_is_taken_once(desk: Freshdesk) -> None:
    desk.companies.create(name="Kettle")

    with pytest.raises(Conflict):
        desk.companies.create(name="kettle")


@pytest.mark.parametrize(("field", "value"), [("health_score", "Fine"), ("nickname", "K"), ("domains", "k.example")])
def test_a_field_at_fault_is_named(desk: Freshdesk, field: str, value: str) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.companies.create(**{"name": "Kettle", field: value})

    assert [field] == [each.field for each in caught.value.fields]


def test_companies_are_listed_by_name_and_change(desk: Freshdesk) -> None:
    for name in ("b", "A", "c"):
        desk.companies.create(name=name)

    assert ["A", "b", "c"] == [each.name for each in desk.companies.list()]
    assert [] == list(desk.companies.list(updated_since=datetime.now(UTC) + timedelta(hours=1)))


def test_companies_are_listed_to_the_last_page(desk: Freshdesk) -> None:
    wanted = [desk.companies.create(name=f"Company {n:03}").id for n in range(105)]

    assert wanted == [each.id for each in desk.companies.list()]


def test_companies_are_completed_by_the_beginning_of_the_name(desk: Freshdesk) -> None:
    number = desk.companies.create(name="Kettle").id

    assert [(number, "Kettle")] == [(each.id, each.name) for each in desk.companies.autocomplete("ket")]
    assert [] == desk.companies.autocomplete("ettle")


def test_companies_are_searched_by_domain_and_custom_field(desk: Freshdesk) -> None:
    desk.company_fields.create("Region", "custom_text")
    number = desk.companies.create(name="A", domains=["a.example"], custom_fields={"cf_region": "North"}).id
    desk.companies.create(name="B", domains=["b.example"])

    assert [number] == [each.id for each in desk.companies.search("domain:'a.example' AND cf_region:'North'")]


def test_a_custom_field_of_a_company_is_checked(desk: Freshdesk) -> None:
    desk.company_fields.create("Seats", "custom_number")
    number = desk.companies.create(name="A", custom_fields={"cf_seats": 3}).id

    with pytest.raises(FieldError) as caught:
        desk.companies.update(number, custom_fields={"cf_seats": "many"})

    assert ("cf_seats", "datatype_mismatch", ("a number",)) == caught.value.misfits[0]


def test_companies_are_imported_and_exported(desk: Freshdesk) -> None:
    desk.company_fields.create("Region", "custom_text")
    file = b'Company,Domains,Where\nKettle,"a.example, b.example",North\n'

    job = desk.companies.imports.create(file, {"name": 0, "domains": 1, "cf_region": 2})
    export = desk.companies.exports.create(["name", "domains"], ["cf_region"])

    assert 1 == job.completed_records
    assert "completed" == desk.companies.exports.get(export.id).status
    (company,) = desk.companies.list()
    assert (["a.example", "b.example"], {"cf_region": "North"}) == (company.domains, company.custom_fields)


def test_an_export_of_contacts_is_none_of_companies(desk: Freshdesk) -> None:
    number = desk.contacts.exports.create(["name"]).id

    with pytest.raises(NotFound):
        desk.companies.exports.get(number)


def test_company_fields_have_choices(desk: Freshdesk) -> None:
    fields = {each.name: each for each in desk.company_fields.list()}

    assert ["At risk", "Doing okay", "Happy"] == [each.value for each in fields["health_score"].choices]
