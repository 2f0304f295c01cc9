"""An address book into the helpdesk, through the real client: what is written, what is left alone, what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import requests

from assistant.core.contact_rows import BadRow, Reading, Wanted, plan, read_row
from assistant.errors import LockedOut, TemporaryError
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import Contact
from assistant.freshdesk.retry import Retry
from assistant.helpdesk.contact_book import FreshdeskContacts
from assistant.sandbox import Sandbox
from assistant.usecases.sync_contacts import Options, RowResult, Summary, sync_contacts


class Bench:
    """A bare desk, and the command's work on lines of a file."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.api = Freshdesk(sandbox.url, "key", retry=Retry(longest_limit=0.0), sleep=lambda seconds: None)
        self.results: list[RowResult] = []

    def sync(self, *lines: str, heading: str = "email,name", listed: bool = False, **options: Any) -> Summary:
        contacts = FreshdeskContacts(self.api)
        columns = plan(heading.split(","), contacts.fields(), {})
        rows: Sequence[Wanted | BadRow] = [
            read_row(number, line.split(","), columns, Reading()) for number, line in enumerate(lines, 2)
        ]
        how = Options(**options)
        contacts.prepare(100 if listed else 1, thorough=how.dry_run)
        self.sandbox.state.requests.clear()
        self.results = []
        return sync_contacts(rows, contacts=contacts, options=how, report=self.results.append)

    @property
    def actions(self) -> list[str]:
        return [result.action for result in self.results]

    def calls(self, method: str) -> list[str]:
        return [call["path"] for call in self.sandbox.state.requests if call["method"] == method]

    def writes(self) -> list[str]:
        return self.calls("POST") + self.calls("PUT")

    def contacts(self) -> list[Contact]:
        return [self.api.contacts.get(number) for number in self.sandbox.state.contacts]

    def order(self, route: str, **body: Any) -> None:
        requests.post(f"{self.sandbox.url}/_sandbox/{route}", json=body, timeout=5).raise_for_status()

    def fault(self, method: str, path: str, times: int | None = 1, **then: Any) -> None:
        self.order("faults", match={"method": method, "path": f"/api/v2/{path}"}, times=times, then=then)


@pytest.fixture
def bench() -> Iterator[Bench]:
    with Sandbox.start(seed="empty") as sandbox:
        yield Bench(sandbox)


@pytest.mark.parametrize("listed", [False, True])
def test_who_is_new_is_created_and_a_second_run_writes_nothing(bench: Bench, listed: bool):
    lines = ("ana@b.example,Ana Duarte", "BO@b.example,Bo")
    bench.sync(*lines, listed=listed)

    assert ["created", "created"] == bench.actions
    assert {("ana@b.example", "Ana Duarte"), ("bo@b.example", "Bo")} == {(c.email, c.name) for c in bench.contacts()}

    bench.sync(*lines, listed=listed)

    assert ["unchanged", "unchanged"] == bench.actions
    assert [] == bench.writes()


@pytest.mark.parametrize("listed", [False, True])
def test_what_differs_is_changed_and_the_rest_left_alone(bench: Bench, listed: bool):
    bench.sync("ana@b.example,Ana,1,vip", heading="email,name,phone,tags")
    bench.sync("Ana@B.example,,2,vip;new", heading="email,name,phone,tags", listed=listed)

    (contact,) = bench.contacts()
    assert (["updated"], "phone, tags") == (bench.actions, bench.results[0].why)
    assert ("Ana", "2", ["vip", "new"]) == (contact.name, contact.phone, contact.tags)


def test_a_list_of_everybody_makes_look_ups_free(bench: Bench):
    bench.sync(*(f"p{number}@b.example,P{number}" for number in range(30)))
    bench.sync(*(f"p{number}@b.example,P{number}" for number in range(30)), listed=True)

    assert [] == list(bench.sandbox.state.requests)
    assert {"unchanged"} == set(bench.actions)


def test_few_rows_are_looked_up_one_by_one(bench: Bench):
    assert not FreshdeskContacts(bench.api).prepare(5, thorough=False)
    assert FreshdeskContacts(bench.api).prepare(50, thorough=False)


def test_a_small_file_for_a_large_account_is_looked_up_one_by_one(bench: Bench):
    for number in range(700):
        bench.sandbox.state.contacts[number] = {**_row(number), "email": f"p{number}@b.example"}

    assert not FreshdeskContacts(bench.api).prepare(12, thorough=False)
    assert FreshdeskContacts(bench.api).prepare(14, thorough=False)


def test_a_list_that_turns_out_too_long_is_given_up(bench: Bench):
    """How many were deleted is not known before they are listed."""
    for number in range(501):
        gone = {**_row(number), "email": f"p{number}@b.example", "deleted": True}
        bench.sandbox.state.contacts[number] = gone

    assert FreshdeskContacts(bench.api).prepare(10, thorough=False)
    assert not FreshdeskContacts(bench.api).prepare(10, thorough=True)


def _row(number: int) -> dict[str, Any]:
    stamp = "2026-01-01T00:00:00Z"
    return {"id": number, "name": f"P{number}", "active": False, "created_at": stamp, "updated_at": stamp}


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(bench: Bench):
    bench.sync("ana@b.example,Ana")
    gone = bench.api.contacts.create(name="Gone", email="gone@b.example")
    bench.api.contacts.delete(gone.id)
    for listed in (False, True):
        bench.sync("ana@b.example,Anna", "bo@b.example,Bo", "gone@b.example,Gone", listed=listed, dry_run=True)

        assert ["updated", "created", "failed"] == bench.actions
        assert [] == bench.writes()


def test_the_same_address_twice_in_a_file_is_named(bench: Bench):
    bench.sync("ana@b.example,Ana", "ANA@b.example,Anna")

    assert ["created", "skipped"] == bench.actions
    assert "the same as in row 2" == bench.results[1].why


def test_an_address_that_is_somebodys_second_one_leads_to_them(bench: Bench):
    bench.sync("ana@b.example,Ana", "second@b.example,Ana too")
    first, second = bench.contacts()
    bench.api.contacts.merge(first.id, [second.id])

    bench.sync("second@b.example,Ana Duarte", listed=True)

    assert (["updated"], first.id) == (bench.actions, bench.results[0].contact_id)
    assert ("ana@b.example", "Ana Duarte") == (bench.contacts()[0].email, bench.contacts()[0].name)


def test_a_deleted_contact_is_named_with_the_cure(bench: Bench):
    bench.sync("ana@b.example,Ana")
    bench.api.contacts.delete(bench.contacts()[0].id)

    bench.sync("ana@b.example,Ana")

    assert ("failed", "email") == (bench.results[0].action, bench.results[0].where)
    assert "deleted in Freshdesk: restore it there first" in bench.results[0].why


def test_who_holds_a_taken_address_is_found_also_when_freshdesk_does_not_say(bench: Bench):
    bench.sync("ana@b.example,Ana")
    refusal = {"description": "x", "errors": [{"field": "email", "code": "duplicate_value", "message": "x"}]}
    bench.fault("GET", "contacts", body=[])
    bench.fault("POST", "contacts", status=409, body=refusal)

    bench.sync("ana@b.example,Anna")

    assert ["updated"] == bench.actions


def test_an_agents_address_is_said_to_be_one(bench: Bench):
    bench.sync("robin@sandbox.example,Robin")

    assert ["failed"] == bench.actions
    assert "an agent" in bench.results[0].why


def test_a_company_is_found_whatever_its_case_and_made_only_when_told(bench: Bench):
    company = bench.api.companies.create(name="Kettle Works")
    heading = "email,company"
    bench.sync("ana@b.example,kettle  works", "bo@b.example,Other", heading=heading)
    assert ["created", "failed"] == bench.actions
    assert company.id == bench.contacts()[0].company_id

    summary = bench.sync("bo@b.example,Other", "cy@b.example,OTHER", heading=heading, create_companies=True)

    assert (["created", "created"], 1) == (bench.actions, summary.companies)
    assert {"Kettle Works", "Other"} == {each.name for each in bench.api.companies.list()}
    assert 1 == len({c.company_id for c in bench.contacts()[1:]})


def test_a_field_that_freshdesk_refuses_is_named_and_the_others_go_on(bench: Bench):
    bench.sync("ana@b.example,999", "bo@b.example,", heading="email,company id")

    assert ["failed", "created"] == bench.actions
    assert ("company_id", "has a value that Freshdesk does not take") == (bench.results[0].where, bench.results[0].why)


def test_a_create_whose_answer_is_lost_makes_one_contact(bench: Bench):
    bench.fault("POST", "contacts", status=502, drop_after_write=True)

    bench.sync("ana@b.example,Ana", "bo@b.example,Bo")

    assert ["unchanged", "created"] == bench.actions
    assert 2 == len(bench.contacts())


def test_a_row_that_gets_no_answer_is_named_and_the_others_go_on(bench: Bench):
    bench.fault("POST", "contacts", times=2, status=500)

    bench.sync("ana@b.example,Ana", "bo@b.example,Bo")

    assert ["failed", "created"] == bench.actions
    assert "run it again" in bench.results[0].why


def test_an_outage_ends_the_run_and_what_was_done_was_told(bench: Bench):
    bench.sync("ana@b.example,Ana")
    bench.fault("POST", "contacts", times=None, status=503)

    with pytest.raises(TemporaryError):
        bench.sync("ana@b.example,Ana", *(f"p{number}@b.example,P" for number in range(9)))

    assert ["unchanged", "failed", "failed"] == bench.actions


def test_a_key_that_is_refused_ends_the_run(bench: Bench):
    bench.fault("POST", "contacts", status=401)

    with pytest.raises(LockedOut):
        bench.sync("ana@b.example,Ana")


def test_a_limit_counts_writes_so_that_the_next_run_goes_on(bench: Bench):
    lines = [f"p{number}@b.example,P" for number in range(5)]

    complete = [bench.sync(*lines, limit=2).complete for _ in range(3)]

    assert ([False, False, True], 5) == (complete, len(bench.contacts()))


def test_rows_may_be_known_by_the_id_of_an_outside_system(bench: Bench):
    heading = "email,external id,name"
    bench.sync(",K-1,Ana", heading=heading)
    bench.sync(",K-1,Anna", heading=heading)
    assert ["updated"] == bench.actions

    bench.sync("ana@b.example,K-1,Anna", heading=heading)

    assert ("failed", "unique_external_id") == (bench.results[0].action, bench.results[0].where)


def test_no_error_and_no_repr_tells_an_address(bench: Bench):
    bench.fault("POST", "contacts", times=None, status=503)

    with pytest.raises(TemporaryError) as caught:
        bench.sync(*(f"secret{number}@b.example,P" for number in range(9)))

    assert "secret" not in f"{caught.value!r} {bench.results!r}"
