"""What an export costs, how far it is, and how a ticket becomes a line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.export.columns import OTHER, cells, columns
from assistant.core.export.cost import Cost, Limits
from assistant.core.export.row import LARGE, Row, Seen, company, dump
from assistant.core.export.run import OVERLAP, OtherWish, Run, begin
from assistant.core.export.wanted import EXTRAS, Wanted

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
GROWTH = Limits(credits=200, lists=20)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("extras", "descriptions", "credits"),
    [
        (set(), False, 301),
        (set(), True, 3 * 301),
        ({"requester", "stats"}, True, 7 * 301),
        ({"company"}, False, 301 + 1),
        ({"conversations"}, False, 301 + 30_050),
        ({"attachments"}, False, 301 + 30_050),
        ({"conversations", "attachments"}, False, 301 + 2 * 30_050),
    ],
)
def test_an_include_costs_two_credits_a_page_and_a_tickets_own_parts_a_call_each(
    extras: set[str], descriptions: bool, credits: int
):
    assert credits == Wanted(extras=frozenset(extras), descriptions=descriptions).cost(30_050).credits


@pytest.mark.parametrize(
    ("cost", "limits", "minutes"),
    [
        (Cost(pages=160), GROWTH, 10.0),  # 16 pages a minute are ours
        (Cost(pages=160, page_price=3), GROWTH, 10.0),  # the list's own limit is still the narrower one
        (Cost(pages=160, page_price=20), GROWTH, 20.0),  # 160 credits a minute are ours
        (Cost(pages=0, others=320), GROWTH, 2.0),
        (Cost(pages=160, others=320), GROWTH, 12.0),
        (Cost(pages=80), Limits(credits=50), 2.0),
        (Cost(pages=0), GROWTH, 0.0),
    ],
)
def test_the_narrowest_limit_says_how_long_it_takes(cost: Cost, limits: Limits, minutes: float):
    assert minutes == pytest.approx(cost.seconds(limits) / 60)


def test_a_first_run_reads_all_and_a_later_one_from_shortly_before_the_newest_change():
    words = Wanted().words()
    first = begin(None, words, None, NOW)
    assert (None, NOW - timedelta(days=1)) == (first.place("tickets"), first.gone_since)

    read = first.reached("tickets", NOW).reached("tickets", NOW - timedelta(hours=1)).done("all")
    second = begin(read, words, None, NOW + timedelta(days=9))
    assert (2, NOW - OVERLAP, NOW - OVERLAP) == (second.number, second.place("tickets"), second.gone_since)


def test_a_run_that_did_not_end_goes_on():
    words = Wanted().words()
    broken = begin(None, words, None, NOW).reached("tickets", NOW)
    assert broken == begin(Run.load(broken.dump()), words, None, NOW + timedelta(days=1))


def test_a_run_over_an_empty_account_begins_anew():
    words = Wanted(since=NOW).words()
    empty = begin(None, words, NOW, NOW).done("all")
    assert NOW == begin(empty, words, NOW, NOW).place("tickets")


@pytest.mark.parametrize(
    ("other", "name"),
    [
        (Wanted(since=NOW), "--since"),
        (Wanted(extras=frozenset({"stats"})), "--with"),
        (Wanted(gone=frozenset({"spam"})), "--spam"),
        (Wanted(gone=frozenset({"deleted"})), "--deleted"),
        (Wanted(descriptions=False), "--no-descriptions"),
    ],
)
def test_what_differs_from_the_run_before_is_named(other: Wanted, name: str):
    before = begin(None, Wanted().words(), None, NOW)
    with pytest.raises(OtherWish) as caught:
        begin(before, other.words(), other.since, NOW)
    assert (name,) == caught.value.names


@given(st.lists(st.integers(min_value=-5, max_value=3000) | st.integers(min_value=LARGE - 2)))
def test_an_id_is_new_once(numbers: list[int]):
    seen, known = Seen(), set[int]()
    for number in numbers:
        assert seen.add(number) == (number not in known)
        known.add(number)


@given(st.dictionaries(st.text(), JSONS), st.lists(JSONS, max_size=2))
def test_a_part_is_put_into_a_ticket_without_reading_it(ticket: dict[str, object], part: list[object]):
    row = Row(7, dump({"id": 7, **ticket}), {"parts of it": dump(part)})
    assert {"id": 7, **ticket, "parts of it": part} == row.value()
    assert "\n" not in row.json()


def test_a_company_that_is_not_known_has_no_name():
    assert ['{"id":9,"name":"Kettle"}', '{"id":8,"name":null}', "null"] == [
        company(number, {9: "Kettle"}) for number in (9, 8, None)
    ]


@given(st.dictionaries(st.sampled_from(["id", "subject", "tags", "stats", "custom_fields", "new", "due_by"]), JSONS))
def test_nothing_of_a_ticket_is_lost_in_a_line(ticket: dict[str, object]):
    shape = columns(Wanted(extras=frozenset(EXTRAS)), [("cf_a", "custom_text")], parts=True)
    line = cells(ticket, shape)
    assert len(shape) + 1 == len(line)
    said = [cell for cell in line[:-1] if cell is not None]
    other = json.loads(line[-1] or "{}")
    for name, value in ticket.items():
        if value in (None, [], {}) or isinstance(value, dict):
            continue
        assert value in said or other.get(name) == value or name in ("due_by", "created_at"), (name, OTHER)
