"""From the rows of an address book to contacts: columns, values, what is to be written."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.core.contact_rows import (
    BadRow,
    ColumnError,
    Reading,
    Wanted,
    changes,
    field_of,
    needs_view,
    new_contact,
    plan,
    read_row,
)
from assistant.core.contact_rows.dates import day, order_of
from assistant.core.contact_rows.values import ValueProblem, address, value
from assistant.freshdesk.models import Contact, ContactField

TIER = {"choices": [{"value": "Gold"}, {"value": "Silver"}]}


def own(name: str, kind: str, label: str = "", **more: Any) -> ContactField:
    return ContactField.model_validate({"id": 1, "name": name, "label": label or name, "type": kind, **more})


FIELDS = (
    own("job_title", "default_job_title", "Title"),
    own("tag_names", "default_tag_names", "Tags"),
    own("cf_tier", "custom_dropdown", "Tier", **TIER),
    own("cf_seats", "custom_number", "Seats"),
    own("cf_since", "custom_date", "Customer since"),
    own("cf_news", "custom_checkbox", "Newsletter"),
)


def row(text: str, heading: str = "email,name", *, blank_clears: bool = False) -> Wanted | BadRow:
    columns = plan(heading.split(","), FIELDS, {})
    return read_row(2, text.split(","), columns, Reading(blank_clears))


def wanted(text: str, heading: str = "email,name", *, blank_clears: bool = False) -> Wanted:
    found = row(text, heading, blank_clears=blank_clears)
    assert isinstance(found, Wanted), found
    return found


def used(heading: str, **maps: str) -> list[str]:
    return [column.field for column in plan(heading.split(","), FIELDS, maps).used]


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("E-mail Address,First Name,Last Name,Company", ["email", "first_name", "last_name", "company"]),
        (
            "Vorname,Name,E-Mail-Adresse,Firma,Telefon,Handy",
            ["first_name", "last_name", "email", "company", "phone", "mobile"],
        ),
        ("Prénom,Nom,Courriel,Société", ["first_name", "last_name", "email", "company"]),
        ("Correo electrónico,Nombre,Apellidos,Empresa", ["email", "first_name", "last_name", "company"]),
        ("Имя,Почта,Компания", ["first_name", "email", "company"]),
        ("氏名,メールアドレス,会社名", ["name", "email", "company"]),
        ("姓名,邮箱,公司", ["name", "email", "company"]),
        ("Full name,Title,Email,Work phone,Tags", ["name", "job_title", "email", "phone", "tags"]),
        ("email,Street,City,Country", ["email", "address", "address", "address"]),
        ("email,tier,cf_seats,Customer since", ["email", "cf_tier", "cf_seats", "cf_since"]),
    ],
)
def test_the_usual_headings_of_many_languages_are_known(heading: str, fields: list[str]):
    assert fields == used(heading)


def test_case_accents_spaces_and_signs_of_a_heading_do_not_matter():
    assert {"email"} == {field_of(text) for text in ("E-MAIL", " e mail ", "eMail_Address", "E-Mail-Adresse")}


def test_a_column_that_nothing_is_known_of_is_named_with_the_reason():
    assert (("Shoe size", "no contact field has this name"),) == plan(["email", "Shoe size"], FIELDS, {}).left_out


def test_a_column_is_mapped_by_hand_or_left_out_by_hand():
    columns = plan(["Mail 2 go", "Kd-Nr", "Name"], FIELDS, {"mail 2 go": "email", "Kd-Nr": "seats", "Name": ""})

    assert ["email", "cf_seats"] == [column.field for column in columns.used]
    assert (("Name", "left out as told"),) == columns.left_out


def test_a_second_column_for_the_same_field_is_named():
    ((header, why),) = plan(["email", "mobile", "Cell Phone"], FIELDS, {}).left_out

    assert ("Cell Phone", "mobile is taken by another column; say which with --map") == (header, why)


@pytest.mark.parametrize(
    ("heading", "maps", "said"),
    [
        ("name,phone", {}, "no column holds the e-mail address"),
        ("ana@b.org,Ana", {}, "looks like data"),
        ("email", {"Mail": "email"}, 'there is no column "Mail"'),
        ("email", {"email": "mail"}, "no such field"),
    ],
)
def test_a_heading_that_does_not_do_says_what_to_do(heading: str, maps: dict[str, str], said: str):
    with pytest.raises(ColumnError, match=said):
        plan(heading.split(","), FIELDS, maps)


def test_without_the_right_to_read_the_fields_custom_ones_are_mapped_by_hand():
    columns = plan(["email", "Tier", "Seats"], None, {"Tier": "cf_tier"})

    assert ["email", "cf_tier"] == [column.field for column in columns.used]
    assert "may not read the contact fields" in columns.left_out[0][1]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("1,200", "number", 1200),
        ("12.0", "number", 12),
        ("-3", "number", -3),
        ("1.234,56", "decimal", 1234.56),
        ("1,234.56", "decimal", 1234.56),
        ("0,125", "decimal", 0.125),
        ("Ja", "checkbox", True),
        ("✓", "checkbox", True),
        ("NON", "checkbox", False),
        ("0", "checkbox", False),
        ("5. March 2026", "date", "2026-03-05"),
        ("05.03.2026", "date", "2026-03-05"),
        ("2026-03-05T23:00:00Z", "date", "2026-03-05"),
        ("2026年3月5日", "date", "2026-03-05"),
        ("25/3/26", "date", "2026-03-25"),
        ("vip, VIP; new ,", "words", ("vip", "new")),
        ("two\n lines", "line", "two lines"),
    ],
)
def test_values_are_understood_as_people_write_them(text: str, kind: str, found: Any):
    assert found == value(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("12.5", "number", "whole number"),
        ("0,125", "number", "whole number"),
        ("1,234", "decimal", "may be two"),
        ("1e5", "decimal", "number"),
        ("perhaps", "checkbox", "yes or no"),
        ("3/4/2026", "date", "--dates"),
        ("31.02.2026", "date", "YYYY-MM-DD$"),
        ("Bronze", "choice", "one of: Gold, Silver"),
        ("a@b", "email", "no valid"),
        ("a@b.org; c@d.org", "email", "several"),
    ],
)
def test_a_value_that_does_not_fit_says_what_does_and_not_what_was_there(text: str, kind: str, said: str):
    with pytest.raises(ValueProblem, match=said) as caught:
        value(text, kind, ("Gold", "Silver"))
    assert "perhaps" not in str(caught.value)


def test_a_choice_is_found_whatever_its_case():
    assert "Gold" == value("gold", "choice", ("Gold", "Silver"))


def test_an_address_is_taken_out_of_what_mail_programs_write_around_it():
    assert ["ana@b.org"] * 3 == [address(text) for text in (" ana@b.org ", "Ana D <ana@b.org>", "mailto:ana@B.org")]


def test_a_date_tells_the_order_of_its_column():
    assert ["dmy", "mdy", None] == [order_of(text) for text in ("25/3/2026", "3/25/2026", "3/4/2026")]
    assert ["2026-04-03", "2026-03-04"] == [day("3/4/2026", "dmy"), day("3/4/2026", "mdy")]


def test_an_empty_cell_leaves_its_field_alone_or_clears_it():
    heading = "email,phone,tags,Tier,Company"

    kept, cleared = wanted("a@b.org,,,,", heading), wanted("a@b.org,,,,", heading, blank_clears=True)

    assert ({}, {}) == (kept.fields, kept.custom)
    assert {"phone": None, "tags": (), "company_id": None} == cleared.fields
    assert {"cf_tier": None} == cleared.custom


def test_a_name_is_never_cleared():
    assert {} == wanted("a@b.org,", blank_clears=True).fields


def test_names_are_joined_as_they_are_written():
    heading = "email,First Name,Last Name"

    assert ["Ana Duarte", "Ana", "山田太郎"] == [
        wanted(text, heading).fields["name"] for text in ("a@b.org,Ana,Duarte", "a@b.org,Ana,", "a@b.org,太郎,山田")
    ]


def test_parts_of_an_address_are_joined():
    assert "Weg 1, Bonn" == wanted("a@b.org,Weg 1,,Bonn", "email,Street,Zip,City").fields["address"]


@pytest.mark.parametrize(
    ("text", "field", "why"),
    [
        (",Ana", "email", "no e-mail address"),
        ("nope,Ana", "email", "no valid e-mail address"),
        ("a@b.org,Ana,x", "", "3 cells, the heading 2"),
    ],
)
def test_a_bad_row_names_its_column_and_the_reason(text: str, field: str, why: str):
    found = row(text)

    assert isinstance(found, BadRow)
    assert (2, field) == (found.number, found.field)
    assert why in found.why


def test_what_a_row_holds_is_not_in_its_repr():
    assert "Ana" not in repr(wanted("a@b.org,Ana"))


def test_a_new_contact_without_a_name_is_called_after_its_address():
    assert {"name": "ana", "email": "ana@b.org"} == new_contact(wanted("Ana@b.org,"), None)


def contact(**fields: Any) -> Contact:
    return Contact.model_validate({"id": 7, "email": "a@b.org", "name": "Ana", **fields})


def test_only_what_differs_is_written():
    heading = "email,name,phone,Tier,Seats,Newsletter,Customer since"
    there = contact(phone="1", custom_fields={"cf_tier": "Gold", "seats": "3", "cf_since": "2026-03-05T00:00:00Z"})

    assert {} == changes(there, wanted("A@B.org,Ana,1,gold,3,,5.3.2026", heading), None)
    assert {"phone": "2", "custom_fields": {"cf_news": True}} == changes(
        there, wanted("a@b.org,Ana,2,gold,3,yes,5.3.2026", heading), None
    )


def test_nothing_an_empty_text_and_an_unticked_box_are_the_same_and_a_zero_is_not():
    heading = "email,phone,Newsletter,Seats"

    assert {"custom_fields": {"cf_seats": 0}} == changes(contact(phone=""), wanted("a@b.org,,no,0", heading), None)


def test_tags_and_addresses_are_added_and_none_is_lost():
    asked = wanted("a@b.org,VIP;new,A@b.org;c@d.org", "email,tags,other emails")
    there = contact(tags=["vip", "old"], other_emails=["x@y.org"])

    assert needs_view(asked)
    assert {"tags": ["vip", "old", "new"], "other_emails": ["x@y.org", "c@d.org"]} == changes(there, asked, None)


def test_a_company_that_the_contact_already_has_beside_its_own_is_no_change():
    there = contact(company_id=1, other_companies=[2, {"company_id": 3}])

    assert [{}, {}, {"company_id": 4}] == [changes(there, wanted("a@b.org,Ana"), number) for number in (1, 3, 4)]
