"""Search queries built from values, and those that people write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.freshdesk.errors import BadRequest, QueryError
from assistant.freshdesk.models import Priority, TicketField
from assistant.freshdesk.query import COMPANIES, CONTACTS, TICKETS, Q, Query, check, parse
from assistant.sandbox import query as stand_in

DAY = date(2026, 3, 1)
FORM = [
    TicketField.model_validate({"id": 1, "name": name, "type": f"custom_{kind}"})
    for name, kind in (
        ("cf_order", "text"),
        ("cf_cups", "number"),
        ("cf_gift", "checkbox"),
        ("cf_bought", "date"),
        ("cf_story", "paragraph"),
        ("cf_new", "that_came_later"),
    )
]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("status:2", Q.status == 2),
        ("priority:3", Q.priority == Priority.HIGH),
        ("tag:'urgent'", Q.tag == "urgent"),
        ("group_id:null", Q.group_id == None),  # noqa: E711 -- how an empty field is asked for
        ("active:true", Q.active == True),  # noqa: E712 -- a query, no truth
        ("created_at:>'2026-03-01'", Q.created_at >= DAY),
        ("created_at:<'2026-03-01'", Q.created_at <= "2026-03-01"),
        ("cf_order:'K-1'", Q.cf("order") == "K-1"),
        ("cf_order:'K-1'", Q.cf_order == "K-1"),
        ("status:2 AND priority:3", (Q.status == 2) & (Q.priority == 3)),
        ("status:2 OR status:3 OR status:6", Q.status.any_of(2, 3, 6)),
        ("(status:2 OR status:3) AND tag:'a'", Q.status.any_of(2, 3) & (Q.tag == "a")),
        ("(status:2 AND tag:'a') OR status:3", (Q.status == 2) & (Q.tag == "a") | (Q.status == 3)),
        ("status:2 AND tag:'a' AND type:'b'", (Q.status == 2) & ((Q.tag == "a") & (Q.type == "b"))),
    ],
)
def test_how_a_query_is_written(text: str, query: Query) -> None:
    assert text == str(query)


def test_strict_signs_take_the_next_day_or_number_since_theirs_include_it() -> None:
    """`created_at:<'2024-02-01'` would also take 1 February."""
    assert "created_at:<'2024-01-31'" == str(Q.created_at < date(2024, 2, 1))
    assert "created_at:>'2024-03-01'" == str(Q.created_at > "2024-02-29")
    assert "priority:>3" == str(Q.priority > 2)
    assert "priority:<2" == str(Q.priority < 3)


@pytest.mark.parametrize(
    ("said", "build"),
    [
        ("status: there is no NOT", lambda: Q.status != 5),
        ("query: there is no NOT", lambda: ~(Q.status == 5)),
        ("tag: a text with a quote", lambda: Q.tag == "d'or"),
        ("tag: a text with a quote", lambda: Q.tag == 'a"b'),
        ("tag: an empty text", lambda: Q.tag == " "),
        ("tag: an empty text", lambda: Q.tag == "a\nb"),
        ("priority: cannot be compared with a float", lambda: Q.priority == 1.5),
        ("status: cannot be compared with a list; any_of()", lambda: Q.status == [2, 3]),
        ("status: any_of() needs a value", lambda: Q.status.any_of()),
        ("created_at: is searched by whole days", lambda: Q.created_at > datetime(2026, 1, 1, tzinfo=UTC)),
        ("created_at: there is no day beyond", lambda: Q.created_at > date.max),
        ("created_at: only numbers and days have an order; a day is", lambda: Q.created_at > "yesterday"),
        ("group_id: only numbers and days", lambda: Q.group_id >= None),
        ("cf_gift: only numbers and days", lambda: Q.cf("gift") < True),
    ],
)
def test_what_cannot_be_asked_names_the_field(said: str, build: Callable[[], Query]) -> None:
    with pytest.raises(QueryError) as caught:
        build()
    assert str(caught.value).startswith(said)


def test_and_or_not_of_python_are_caught() -> None:
    """`a and b` would quietly be `b`."""
    for mistake in (lambda: (Q.status == 2) and (Q.priority == 3), lambda: 2 < Q.priority < 4, lambda: not Q.tag):
        with pytest.raises(TypeError, match=r"join with & and \|"):
            mistake()


@pytest.mark.parametrize(
    ("remedy", "query"),
    [
        ("created_at: takes a day", Q.created_at == 3),
        ("created_at: takes a day", Q.created_at == "2026-02-30"),
        ("status: takes a whole number", Q.status == "2"),
        ("status: takes a whole number", Q.status == True),  # noqa: E712
        ("tag: takes a text", Q.tag == 5),
        ("tag: has no order", Q.tag >= "a"),
        ("cf_cups: takes a whole number", Q.cf("cups") == "two"),
        ("cf_gift: takes true or false", Q.cf("gift") == "yes"),
        ("cf_story: is a text of several lines", Q.cf("story") == "x"),
        ("cf_oder: did you mean cf_order?", Q.cf("oder") == "x"),
        ("order: did you mean cf_order?", Q.order == "x"),
        ("Status: did you mean status?", Q.Status == 2),
        ("zzz: is not a field of tickets; known are agent_id", Q.zzz == 2),
        ("responder_id: its name in a search is agent_id", Q.responder_id == 2),
        ("company_id: use api.tickets.list(company_id=", Q.company_id == 2),
        ("requester_id: use api.tickets.list(requester_id=", Q.requester_id == 2),
        ("requester_email: use api.tickets.list(email=", Q.requester_email == "x@y.example"),
        ("subject: there is no full-text search of tickets", Q.subject == "x"),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_what_to_use(remedy: str, query: Query) -> None:
    with pytest.raises(BadRequest) as caught:
        check((Q.status == 2) & query if remedy[0] != "S" else query, TICKETS, FORM)
    assert str(caught.value).startswith(remedy)
    assert caught.value.fields[0].field == remedy.split(":")[0]


def test_each_object_has_its_own_fields() -> None:
    check((Q.company_id == 7) & (Q.tag == "vip") & (Q.email == None), CONTACTS, [])  # noqa: E711
    check((Q.domain == "kettle.example") | (Q.custom_string == "x"), COMPANIES, [])
    with pytest.raises(QueryError, match="autocomplete"):
        check(Q.name == "Kettle", COMPANIES, [])


def test_without_definitions_a_custom_field_is_left_to_freshdesk() -> None:
    check(Q.cf("anything") == "x", TICKETS, None)
    check(Q.cf("new") == "x", TICKETS, FORM)
    with pytest.raises(QueryError, match="is not a field"):
        check(Q.anything == "x", TICKETS, None)


def test_a_query_over_512_characters_is_refused() -> None:
    check(Q.tag == "x" * 506, TICKETS, [])
    with pytest.raises(QueryError, match="has 513 characters, 512 are allowed"):
        check(Q.tag == "x" * 507, TICKETS, [])


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("status:2 AND priority:3", "status:2 AND priority:3"),
        ("(status:2 OR tag:'a b') AND type:null", "  (status:2 OR tag:'a b')AND type:null "),
        ("(status:2 AND priority:3) OR agent_id:1", "status:2 AND priority:3 OR agent_id:1"),
        ("created_at:>'2024-01-01' AND cf_gift:true", "((created_at:>'2024-01-01')) AND (cf_gift:true)"),
    ],
)
def test_a_text_is_read_and_written_with_its_parentheses(written: str, text: str) -> None:
    assert written == str(parse(text))


@pytest.mark.parametrize(
    ("remedy", "text"),
    [
        ("~ is no operator: there is no full-text search of tickets", "~'password reset'"),
        ("at character 10: AND or OR is missing", "status:2 priority:3"),
        ("filters belong to the list, which has no all_unresolved", "filter=all_unresolved"),
        ("leave the double quotes around the query out", '"status:2"'),
        ("at character 10: write AND and OR in capitals", "status:2 and priority:3"),
        ("write AND and OR", "status:2 && priority:3"),
        ("there is no NOT", "NOT status:5"),
        ("there is no NOT", "status!=5"),
        ("there is no NOT", "-status:5"),
        ("write :> for at least", "priority:>=3"),
        ("write :> for at least", "priority>3"),
        ("write a colon: status:2", "status=2"),
        ("write a colon: status:2", "status==2"),
        ("no space beside the colon", "status: 2"),
        ("no space beside the colon", "status :2"),
        ("created_at: a day stands in single quotes", "created_at:>2024-01-01"),
        ("created_at: a day stands in single quotes", "created_at:>2024-01-01T00:00:00Z"),
        ("tag: a text stands in single quotes", "tag:urgent"),
        ("texts and days stand in single quotes", 'tag:"urgent"'),
        ("a closing single quote is missing", "tag:'urgent"),
        ("a closing single quote is missing, or a text holds one", "tag:'d'or'"),
        ("a value is missing after the colon", "status:"),
        ("a closing parenthesis is missing", "(status:2"),
        ("at character 9: a parenthesis closes that was not opened", "status:2)"),
        ("or it is empty", "()"),
        ("a comparison is missing at the end", "status:2 AND"),
        ("a comparison is missing beside AND", "AND status:2"),
        ("there is no search for bare words", "password"),
        ("a text needs its field", "'password'"),
        ("query: is empty", "  "),
    ],
)
def test_what_freshdesk_does_not_read_is_named_with_what_to_write(remedy: str, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert remedy in str(caught.value)


@given(st.text(alphabet="status:2 AND OR()'\"~<>=! x-", max_size=40))
def test_any_text_is_read_or_refused_and_what_is_read_reads_again(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert str(query) == str(parse(str(query)))


KINDS = {"status": "int", "tag": "text", "created_at": "date", "gift": "bool"}
DAYS = [date(2024, 2, day).isoformat() for day in (27, 28, 29)]
VALUES: Mapping[str, Any] = {
    "status": st.none() | st.integers(1, 4),
    "tag": st.none() | st.sampled_from(["a", "b c", "straße", "null", "AND", "2)"]),
    "created_at": st.sampled_from([date(2024, 2, day) for day in (27, 28, 29)]),
    "gift": st.none() | st.booleans(),
}
ROWS = [
    {"status": status, "tag": tags, "created_at": f"{day}T23:59:59Z", "gift": gift}
    for status in (None, 1, 2, 3)
    for tags in ([], ["a", "b c"], ["straße", "null", "AND", "2)"])
    for day in DAYS
    for gift in (None, True, False)
]
Row = Mapping[str, Any]
Pair = tuple[Query, Callable[[Row], bool]]
"""A query, and the same predicate in Python."""


def _same(field: str, value: Any) -> Pair:
    def holds(row: Row) -> bool:
        found = row[field]
        if field == "tag":
            return value in found if value else not found
        return bool((found[:10] == value.isoformat()) if field == "created_at" else found == value)

    return getattr(Q, field) == value, holds


@st.composite
def _ordered(draw: st.DrawFn) -> Pair:
    field = draw(st.sampled_from(["status", "created_at"]))
    value = draw(VALUES[field].filter(lambda each: each is not None))
    sign = draw(st.sampled_from(["__ge__", "__le__", "__gt__", "__lt__"]))

    def holds(row: Row) -> bool:
        found = date.fromisoformat(row[field][:10]) if field == "created_at" else row[field]
        return found is not None and bool(getattr(found, sign)(value))

    return getattr(getattr(Q, field), sign)(value), holds


def _joined(pairs: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    both = st.tuples(pairs, pairs)
    return both.map(lambda two: (two[0][0] & two[1][0], lambda row: two[0][1](row) and two[1][1](row))) | both.map(
        lambda two: (two[0][0] | two[1][0], lambda row: two[0][1](row) or two[1][1](row))
    )


EQUAL = st.sampled_from(sorted(VALUES)).flatmap(lambda field: VALUES[field].map(lambda value: _same(field, value)))
READERS = {name: (kind, lambda row, name=name: row[name]) for name, kind in KINDS.items()}


@given(st.recursive(EQUAL | _ordered(), _joined, max_leaves=8))
def test_a_query_of_values_selects_what_the_same_predicate_does(pair: Pair) -> None:
    query, holds = pair
    text = str(query)
    if len(text) <= 512:
        for written in (text, str(parse(text))):
            test = stand_in.parse(f'"{written}"', READERS)
            assert [row for row in ROWS if holds(row)] == [row for row in ROWS if test(row)]
