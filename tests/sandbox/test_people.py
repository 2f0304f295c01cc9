"""Contacts, companies, agents, groups and their fields on the wire (freshdesk-api 6.1 to 6.4, 8, 13.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client

VIEW_ONLY = {"tags", "other_emails", "view_all_tickets", "avatar"}


def contact(client: Client, **fields: Any) -> int:
    return int(client.post("/contacts", json={"name": "Ana", "email": "ana@b.example", **fields}).json()["id"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("contacts", {"name": "A", "email": "a@b.example"}),
        ("companies", {"name": "A"}),
        ("agents", {"email": "a@b.example", "ticket_scope": 1}),
        ("groups", {"name": "A"}),
        ("admin/skills", {"name": "A"}),
        ("contact_fields", {"label": "A", "label_for_customers": "A", "type": "custom_text"}),
        ("company_fields", {"label": "A", "label_for_customers": "A", "type": "custom_text"}),
    ],
)
def test_what_was_made_has_an_address_and_ends_without_words(client: Client, path: str, body: dict[str, Any]) -> None:
    made = client.post(f"/{path}", json=body)
    where = made.headers["Location"]

    assert (201, f"{client.url}/api/v2/{path}/{made.json()['id']}") == (made.status_code, where)
    assert 200 == client.get(where).status_code
    gone = client.delete(where)
    assert (204, b"") == (gone.status_code, gone.content)


@pytest.mark.parametrize("path", ["/contacts", "/companies", "/agents", "/groups", "/admin/skills"])
def test_an_unknown_name_is_an_invalid_field(client: Client, path: str) -> None:
    answer = client.post(path, json={"name": "A", "email": "a@b.example", "ticket_scope": 1, "shoe_size": 43})

    assert (400, "Validation failed") == (answer.status_code, answer.json()["description"])
    assert {"shoe_size": "invalid_field"}.items() <= {e["field"]: e["code"] for e in answer.json()["errors"]}.items()


@pytest.mark.parametrize(
    "path", ["/contacts/1", "/companies/1", "/agents/1", "/groups/1", "/admin/skills/1", "/roles/1"]
)
def test_what_there_is_not_is_an_empty_404(client: Client, path: str) -> None:
    answers = [client.get(path), *([] if "roles" in path else [client.put(path, json={}), client.delete(path)])]

    assert {(404, b"")} == {(answer.status_code, answer.content) for answer in answers}


def test_lists_of_contacts_leave_out_what_one_alone_has(client: Client) -> None:
    number = contact(client)
    (listed,) = client.get("/contacts").json()

    assert VIEW_ONLY == set(client.get(f"/contacts/{number}").json()) - set(listed)


def test_the_next_page_keeps_the_filter(client: Client) -> None:
    for n in range(3):
        contact(client, email=f"a{n}@b.example", phone="1")
    link = client.get("/contacts?phone=1&per_page=2").headers["link"]

    assert f'< {client.url}/api/v2/contacts?phone=1&page=2&per_page=2>;rel="next"' == link


def test_lists_of_contacts_have_a_limit_of_their_own(client: Client) -> None:
    client.post("/_sandbox/plan", json={"name": "growth"})
    statuses = [client.get("/contacts").status_code for _ in range(21)]

    assert ([200] * 20, 429) == (statuses[:20], statuses[20])


def test_a_merge_wants_other_contacts(client: Client) -> None:
    number = contact(client)
    body = {"primary_contact_id": number, "secondary_contact_ids": [number]}

    assert 400 == client.post("/contacts/merge", json=body).status_code


def test_a_form_brings_an_avatar_of_five_megabytes_at_most(client: Client) -> None:
    form = {"name": "A", "email": "a@b.example"}
    sizes = {5: 201, 6: 400}

    assert sizes == {
        size: client.post("/contacts", data=form, files={"avatar": ("a.png", bytes(size << 20))}).status_code
        for size in reversed(sizes)
    }


def test_a_choice_of_a_field_is_refused_with_those_there_are(client: Client) -> None:
    field = {"label": "Tier", "label_for_customers": "Tier", "type": "custom_dropdown"}
    assert 400 == client.post("/contact_fields", json=field).status_code
    client.post("/contact_fields", json={**field, "choices": [{"value": "Gold", "position": 1}]})
    answer = client.post("/contacts", json={"name": "A", "phone": "1", "custom_fields": {"cf_tier": "Tin"}})

    assert (400, "It should be one of these values: 'Gold'") == (
        answer.status_code,
        answer.json()["errors"][0]["message"],
    )


def test_a_field_takes_its_values_along(client: Client) -> None:
    body = {"label": "Cups", "label_for_customers": "Cups", "type": "custom_number"}
    field = client.post("/contact_fields", json=body).json()["id"]
    number = contact(client, custom_fields={"cf_cups": 3})
    client.delete(f"/contact_fields/{field}")

    assert {} == client.get(f"/contacts/{number}").json()["custom_fields"]


def test_default_fields_stay(client: Client) -> None:
    field = client.get("/contact_fields").json()[0]["id"]

    assert 405 == client.delete(f"/contact_fields/{field}").status_code


def test_two_fields_have_two_labels(client: Client) -> None:
    body = {"label": "Cups", "label_for_customers": "Cups", "type": "custom_number"}

    assert [201, 409] == [client.post("/company_fields", json=body).status_code for _ in range(2)]


def test_skills_answer_under_the_old_path_too(client: Client) -> None:
    number = client.post("/skills", json={"name": "Spanish"}).json()["id"]

    assert ["Spanish"] == [row["name"] for row in client.get("/admin/skills").json()]
    assert "Spanish" == client.get(f"/skills/{number}").json()["name"]


def test_a_contact_made_now_is_found_after_the_lag(client: Client) -> None:
    client.post("/_sandbox/lag", json={"search": 60})
    contact(client)
    query = {"query": "\"email:'ana@b.example'\""}

    assert 0 == client.get("/search/contacts", params=query).json()["total"]
    client.post("/_sandbox/clock", json={"advance": 61})
    assert 1 == client.get("/search/contacts", params=query).json()["total"]


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        ("contacts", "active:false AND (phone:'1' OR mobile:'2')", 1),
        ("contacts", "company_id:null", 1),
        ("contacts", "tag:'vip'", 1),
        ("contacts", "created_at:<'2020-01-01'", 0),
        ("companies", "domain:'kettle.example'", 1),
        ("companies", "domain:null", 0),
    ],
)
def test_contacts_and_companies_are_searched(client: Client, path: str, query: str, found: int) -> None:
    contact(client, phone="1", tags=["vip"])
    client.post("/companies", json={"name": "Kettle", "domains": ["kettle.example"]})

    assert found == client.get(f"/search/{path}", params={"query": f'"{query}"'}).json()["total"]


@pytest.mark.parametrize("query", ["name:'Ana'", "active:'yes'", "email:>'a'", "domain:'kettle.example'"])
def test_what_contacts_are_not_searched_by(client: Client, query: str) -> None:
    assert 400 == client.get("/search/contacts", params={"query": f'"{query}"'}).status_code


def test_an_import_names_its_columns(client: Client) -> None:
    file = {"file": ("a.csv", b"name\nAna\n", "text/csv")}

    assert 400 == client.post("/contacts/imports", data={"fields[shoe_size]": "0"}, files=file).status_code
    assert 400 == client.post("/contacts/imports", data={"fields[name]": "first"}, files=file).status_code
    assert 400 == client.post("/contacts/imports", files=file).status_code


def test_the_latest_five_imports_are_listed(client: Client) -> None:
    file = {"file": ("a.csv", b"name,email\n", "text/csv")}
    made = [client.post("/contacts/imports", data={"fields[name]": "0"}, files=file).json()["id"] for _ in range(6)]

    assert made[:0:-1] == [row["id"] for row in client.get("/contacts/imports").json()]


def test_a_key_without_rights_is_told_so(client: Client) -> None:
    client.post("/_sandbox/rights", json={"admin": False})
    answer = client.get("/agents")

    assert (403, "access_denied") == (answer.status_code, answer.json()["code"])
    assert 200 == client.get("/contacts").status_code


def test_rights_come_back_with_a_reset(client: Client) -> None:
    client.post("/_sandbox/rights", json={"admin": False})
    client.post("/_sandbox/reset", json={})

    assert 200 == client.get("/agents").status_code


def test_lists_of_a_contact_are_emptied_by_null(client: Client) -> None:
    number = contact(client, tags=["a"], other_emails=["b@b.example"])
    changed = client.put(f"/contacts/{number}", json={"tags": None, "other_emails": None}).json()

    assert ([], []) == (changed["tags"], changed["other_emails"])
