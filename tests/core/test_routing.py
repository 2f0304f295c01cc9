"""What rules make of a ticket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.labels import Labels
from assistant.core.routing.changes import Change
from assistant.core.routing.rules import Rules, company_names, read
from assistant.core.routing.values import Account, RuleError
from assistant.freshdesk.models import Ticket, TicketField

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
FORM = {
    name: TicketField.model_validate({"id": number, "name": name, "type": kind, "choices": choices})
    for number, (name, kind, choices) in enumerate(
        (
            ("cf_country", "custom_dropdown", ["Germany", "France"]),
            ("cf_cups", "custom_number", None),
            ("cf_gift", "custom_checkbox", None),
            ("colour", "custom_text", None),
        )
    )
}
ACCOUNT = Account(
    Labels(groups={5: "Repairs", 6: "Wholesale"}, agents={9: "Ida Brandt"}, types=("Question", "Problem")),
    FORM,
    {"café morgenrot": 77},
)


def ticket(**fields: Any) -> Ticket:
    made = {
        "id": 1,
        "subject": "Grinder stopped",
        "description": "<p>My <b>Rookmill</b>&nbsp;hums.</p>",
        "status": 2,
        "priority": 1,
        "source": 1,
        "type": "Question",
        "tags": ["vip"],
        "created_at": NOW - timedelta(hours=5),
        "updated_at": NOW - timedelta(hours=1),
        "requester": {"id": 3, "email": "Ana@Mail.Kettle.Example"},
        "custom_fields": {"cf_country": "Germany", "cf_cups": 2, "cf_gift": None, "colour": "red"},
    }
    return Ticket.model_validate({**made, **fields})


def rules(*given: dict[str, Any], **options: Any) -> Rules:
    return read({"rules": list(given), **options}, ACCOUNT)


def change(when: dict[str, Any], then: dict[str, Any], **fields: Any) -> Change | None:
    return rules({"when": when, "then": then}).change(ticket(**fields), NOW)


@pytest.mark.parametrize(
    "when",
    [
        {"status": "open"},
        {"status": [2, "Pending"]},
        {"priority": "LOW"},
        {"source": "email"},
        {"type": "question"},
        {"group": "none"},
        {"agent": None},
        {"tag": ["VIP", "other"]},
        {"domain": "kettle.example"},
        {"domain": "@mail.kettle.example"},
        {"email": "ana@mail.kettle.example"},
        {"words": "rookmill HUMS"},
        {"words": ["nothing", "grind*"]},
        {"subject": "stopped"},
        {"company": "Café Morgenrot"},
        {"older_than": "5h"},
        {"newer_than": "1d"},
        {"quiet_for": "60min"},
        {"cf_country": ["France", "Germany"]},
        {"cf_cups": "2"},
        {"cf_gift": "none"},
        {"colour": "red"},
        {"not": {"tag": "vip", "status": "pending"}},
        {},
    ],
)
def test_when_a_rule_fits(when: dict[str, Any]) -> None:
    made = rules({"when": when or None, "then": {"priority": "high"}}).change(ticket(company_id=77), NOW)
    assert made is not None


@pytest.mark.parametrize(
    "when",
    [
        {"status": "pending"},
        {"tag": "vi"},
        {"domain": "ettle.example"},
        {"words": "grind"},
        {"subject": "rookmill"},
        {"older_than": "6h"},
        {"newer_than": "5h"},
        {"quiet_for": "2h"},
        {"company": "none"},
        {"cf_country": "France"},
        {"status": "open", "priority": "high"},
        {"not": {"tag": "vip"}},
    ],
)
def test_when_it_does_not(when: dict[str, Any]) -> None:
    assert change(when, {"priority": "high"}, company_id=77) is None


def test_a_requester_or_an_address_that_is_not_known_fits_no_domain() -> None:
    assert change({"domain": "kettle.example"}, {"priority": 3}, requester=None) is None
    assert change({"domain": "kettle.example"}, {"priority": 3}, requester={"id": 3, "email": None}) is None


def test_what_a_change_writes() -> None:
    then = {"status": "pending", "group": "repairs", "agent": "ida brandt", "type": "none", "cf_gift": "true"}
    made = rules({"then": then}).change(ticket(), NOW)

    assert made is not None
    assert {
        "status": 3,
        "group_id": 5,
        "responder_id": 9,
        "type": None,
        "custom_fields": {"cf_gift": True},
    } == made.body()
    assert ("agent", "", "Ida Brandt") in made.lines(ACCOUNT.labels)


def test_tags_are_merged_with_those_that_are_there_by_then() -> None:
    made = rules({"then": {"tags": ["hardware", "VIP"], "remove_tags": "new"}}).change(ticket(tags=["vip", "new"]), NOW)

    assert made is not None
    assert ["vip", "meanwhile", "hardware"] == made.body(["vip", "new", "meanwhile"])["tags"]
    assert ["status"] == list(Change(1, "", (("status", 2, 3),)).body(["vip"])), "tags are not written unasked"


def test_the_first_rule_that_fits_counts_unless_all_are_wanted() -> None:
    two = ({"name": "a", "then": {"priority": 2}}, {"name": "b", "then": {"priority": 3, "tags": "x"}})

    first, both = rules(*two).change(ticket(), NOW), rules(*two, match="all").change(ticket(), NOW)

    assert first is not None
    assert both is not None
    assert (("priority", 1, 2),) == first.fields
    assert ((("priority", 1, 3),), ("x",), ("a", "b")) == (both.fields, both.add_tags, both.why)


def test_with_all_a_rule_sees_what_those_before_it_made() -> None:
    two = ({"then": {"group": "Repairs"}}, {"when": {"group": "Repairs"}, "then": {"tags": "workshop"}})

    made = rules(*two, match="all").change(ticket(), NOW)

    assert made is not None
    assert ("workshop",) == made.add_tags


def test_what_is_so_already_is_no_change() -> None:
    assert rules({"then": {"status": "open", "tags": "VIP", "cf_cups": 2}}).change(ticket(), NOW) is None


def test_resolved_and_closed_tickets_are_left_alone_unless_the_status_is_named() -> None:
    assert rules({"then": {"priority": 3}}).change(ticket(status=5), NOW) is None
    assert change({"status": ["closed"]}, {"priority": 3}, status=5) is not None


def test_embeds_are_asked_for_only_where_a_rule_needs_them() -> None:
    assert frozenset() == rules({"when": {"status": 2}, "then": {"priority": 3}}).needs
    assert {"requester", "description"} == rules(
        {"when": {"not": {"domain": "a.b"}, "words": "x"}, "then": {"priority": 3}}
    ).needs


def test_companies_are_those_that_are_named_not_numbered() -> None:
    data = {"rules": [{"when": {"company": ["Kettle", 7, "8"], "not": {"company": "Other"}}}, "odd"]}
    assert {"Kettle", "Other"} == company_names(data)
    assert set() == company_names({"rules": True}) == company_names(None)


THEN = {"then": {"priority": 3}}


@pytest.mark.parametrize(
    ("place", "said", "data"),
    [
        ((), "should have match, rules", ["x"]),
        (("rules",), "should be a list", {"rules": []}),
        (("match",), "first or all", {"match": "some", "rules": [THEN]}),
        (("rule",), "is not known here", {"rule": [THEN]}),
        (("rules", 0, "if"), "is not known here", {"rules": [{"if": {}, **THEN}]}),
        (("rules", 1), "then: is missing", {"rules": [THEN, {"when": {"status": 2}}]}),
        (("rules", 0, "when"), "fields with values", {"rules": [{"when": "open", **THEN}]}),
        (("rules", 0, "when", "state"), "there is no such condition", {"rules": [{"when": {"state": 2}, **THEN}]}),
        (("rules", 0, "when", "status"), "there are Open, Pending", {"rules": [{"when": {"status": "x"}, **THEN}]}),
        (("rules", 0, "when", "not", "tag", 1), "a text", {"rules": [{"when": {"not": {"tag": ["a", {}]}}, **THEN}]}),
        (("rules", 0, "when", "older_than"), "90min, 4h", {"rules": [{"when": {"older_than": "long"}, **THEN}]}),
        (("rules", 0, "when", "words"), "is an empty list", {"rules": [{"when": {"words": []}, **THEN}]}),
        (("rules", 0, "when", "company"), "no company", {"rules": [{"when": {"company": "X"}, **THEN}]}),
        (("rules", 0, "when", "cf_x"), "its own are cf_country", {"rules": [{"when": {"cf_x": 1}, **THEN}]}),
        (("rules", 0, "then", "cf_country"), "one of Germany, France", {"rules": [{"then": {"cf_country": "Mars"}}]}),
        (("rules", 0, "then", "cf_cups"), "takes one value", {"rules": [{"then": {"cf_cups": [1]}}]}),
        (("rules", 0, "then", "type"), "there are Question, Problem", {"rules": [{"then": {"type": "X"}}]}),
        (("rules", 0, "then", "status"), "a text or a whole number", {"rules": [{"then": {"status": True}}]}),
        (("rules", 0, "then", "status"), "no status has that name", {"rules": [{"then": {"status": "none"}}]}),
        (("rules", 0, "then", "subject"), "cannot be set", {"rules": [{"then": {"subject": "x"}}]}),
        (("rules", 0, "then"), "fields with values", {"rules": [{"then": {}}]}),
    ],
)
def test_a_fault_of_a_rule_names_its_place_and_the_remedy(place: tuple[Any, ...], said: str, data: Any) -> None:
    with pytest.raises(RuleError) as caught:
        read(data, ACCOUNT)
    assert place == caught.value.place
    assert said in str(caught.value)


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["open", "4h", "none", "Repairs"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["match", "rules", "when", "then", "not", "status", "tag", "tags", "words", "cf_cups", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(ODD)
def test_any_data_is_read_or_refused_with_its_place(data: Any) -> None:
    company_names(data)
    try:
        made = read(data, ACCOUNT)
    except RuleError:
        return
    found = made.change(ticket(), NOW)
    if found is not None:
        after = found.body(ticket().tags)
        custom = {**ticket().custom_fields, **after.pop("custom_fields", {})}
        again = made.change(ticket().model_copy(update={**after, "custom_fields": custom}), NOW)
        assert again is None or made.match == "first" or len(made.rules) > 1
