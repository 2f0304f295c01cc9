"""What counts when, and for which row."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.metrics.calendar import Calendar
from assistant.core.metrics.facts import Rating, TicketFacts
from assistant.core.metrics.figures import Share, Spread, spread
from assistant.core.metrics.report import DIMENSIONS, Calendars, Period, measure


def march(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


MARCH = Period(march(1), datetime(2026, 4, 1, tzinfo=UTC))
SOLVED = TicketFacts(1, march(2), responded=march(2, 1), resolved=march(3), status=4, group=7)


def test_a_ticket_of_february_solved_in_march_is_no_new_one_of_march():
    report = measure([replace(SOLVED, created=march(1) - timedelta(days=3))], [], period=MARCH)
    assert (0, 1, 1) == (report.total.created, report.total.responded, report.total.resolved)


def test_what_happens_after_the_end_does_not_count_and_the_ticket_is_backlog():
    report = measure([SOLVED], [], period=Period(march(1), march(2, 12)))
    assert (1, 1, 0, 1) == (
        report.total.created,
        report.total.responded,
        report.total.resolved,
        report.total.backlog,
    )


def test_times_are_from_creation():
    report = measure([SOLVED], [], period=MARCH)
    assert Spread(1, 3600.0, 3600.0, 3600.0) == report.total.first_response
    assert report.total.resolution is not None
    assert 86400.0 == report.total.resolution.median


def test_working_hours_are_those_of_the_group():
    nine_to_five = Calendar(UTC, {0: (9 * 3600, 17 * 3600)})
    always = Calendar(UTC, dict.fromkeys(range(7), (0, 86400)))
    tickets = [replace(SOLVED, group=7), replace(SOLVED, id=2, group=8)]
    report = measure(tickets, [], period=MARCH, by=["group"], calendars=Calendars(nine_to_five, {8: always}))
    opened = {key: row.resolution_open.median for key, row in report.rows["group"].items() if row.resolution_open}
    assert {7: 8 * 3600.0, 8: 86400.0} == opened


def test_without_a_calendar_there_are_no_working_hours():
    report = measure([SOLVED], [], period=MARCH)
    assert report.total.resolution_open is None


def test_a_due_time_goes_before_the_accounts_own_word():
    late = replace(SOLVED, resolve_by=march(2, 12), resolve_late=False)
    word = replace(SOLVED, id=2, resolve_by=None, resolve_late=True)
    fine = replace(SOLVED, id=3, resolve_by=march(3), resolve_late=True)
    report = measure([late, word, fine], [], period=MARCH)
    assert Share(1, 3) == report.total.resolution_sla


def test_a_ticket_that_comes_twice_counts_once():
    report = measure([SOLVED, replace(SOLVED, status=2, resolved=None)], [], period=MARCH)
    assert (1, 1, 0) == (report.total.created, report.total.resolved, report.total.backlog)


def test_a_reopened_ticket_is_counted_and_open():
    again = replace(SOLVED, status=2, resolved=None, reopened=march(4))
    report = measure([again], [], period=MARCH)
    assert (1, 0, 1) == (report.total.reopened, report.total.resolved, report.total.backlog)


def test_a_rating_counts_for_the_row_of_its_ticket():
    ratings = [
        Rating(1, march(5), "happy"),
        Rating(1, march(6), "unhappy"),
        Rating(1, march(1) - timedelta(1), "happy"),
    ]
    report = measure([SOLVED], ratings, period=MARCH, by=["group"])
    assert Share(1, 2) == report.rows["group"][7].happy
    assert Share(1, 2) == report.total.unhappy


def test_a_rating_of_an_unread_ticket_counts_for_the_group_that_it_names():
    report = measure([], [Rating(99, march(5), "neutral", group=7)], period=MARCH, by=["group", "type"])
    assert Share(0, 1) == report.rows["group"][7].happy
    assert Share(0, 1) == report.rows["type"][None].happy


def test_weeks_without_tickets_are_rows_too_and_each_has_its_own_backlog():
    report = measure([SOLVED], [], period=Period(march(2), march(16)), by=["week"])
    assert ["2026-W10", "2026-W11"] == list(report.rows["week"])
    assert [1, 0] == [row.created for row in report.rows["week"].values()]
    still = measure([replace(SOLVED, resolved=march(12))], [], period=Period(march(2), march(16)), by=["week"])
    assert [1, 0] == [row.backlog for row in still.rows["week"].values()]


def test_weeks_begin_on_monday_where_the_desk_is():
    auckland = ZoneInfo("Pacific/Auckland")
    sunday_evening_utc = datetime(2026, 3, 8, 12, tzinfo=UTC)
    assert "2026-W11" == Period(march(1), march(20), auckland).week(sunday_evening_utc)


def test_tickets_without_a_group_come_last():
    tickets = [replace(SOLVED, id=2, group=None), SOLVED]
    assert [7, None] == list(measure(tickets, [], period=MARCH, by=["group"]).rows["group"])


moments = st.integers(0, 24 * 60).map(lambda hours: march(1) - timedelta(days=15) + timedelta(hours=hours))
tickets = st.builds(
    TicketFacts,
    id=st.integers(1, 50),
    created=moments,
    responded=st.none() | moments,
    resolved=moments,
    reopened=st.none() | moments,
    status=st.sampled_from([2, 3, 4, 5, 6]),
    priority=st.sampled_from([1, 2, None]),
    source=st.sampled_from([1, 2, None]),
    type=st.sampled_from(["Question", None]),
    group=st.sampled_from([7, 8, None]),
    agent=st.sampled_from([3, None]),
).map(lambda each: each if each.status in (4, 5) else replace(each, resolved=None))


@given(st.lists(tickets, max_size=30))
def test_rows_add_up_to_the_whole_whatever_they_are_by(found: list[TicketFacts]):
    report = measure(found, [], period=MARCH, by=DIMENSIONS)
    for dimension, rows in report.rows.items():
        for name in ("created", "responded", "resolved", "reopened"):
            assert getattr(report.total, name) == sum(getattr(row, name) for row in rows.values()), (dimension, name)
        if dimension != "week":
            assert report.total.backlog == sum(row.backlog for row in rows.values())
    assert report.total.backlog == [*report.rows["week"].values()][-1].backlog


def test_nine_in_ten_took_no_longer():
    assert Spread(10, 5.5, 5.5, 9.1) == spread([float(n) for n in range(1, 11)])
    assert Spread(1, 4.0, 4.0, 4.0) == spread([4.0])
    assert spread([]) is None
