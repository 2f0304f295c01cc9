"""Working hours: open time between two moments."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.context import Hours
from assistant.core.metrics.calendar import Calendar, calendar

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = Calendar(BERLIN, dict.fromkeys(range(5), (9 * 3600, 17 * 3600)))
times = st.integers(0, 60 * 24 * 3650).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_a_night_is_no_working_time():
    assert 0 == NINE_TO_FIVE.seconds(berlin("2026-03-04T18:00"), berlin("2026-03-05T08:30"))


def test_an_evening_goes_on_in_the_morning():
    assert 90 * 60 == NINE_TO_FIVE.seconds(berlin("2026-03-04T16:30"), berlin("2026-03-05T10:00"))


def test_a_weekend_does_not_count():
    assert 3600 == NINE_TO_FIVE.seconds(berlin("2026-03-06T16:30"), berlin("2026-03-09T09:30"))


def test_a_day_of_changed_clocks_is_as_long_as_any_other():
    assert 8 * 3600 == NINE_TO_FIVE.seconds(berlin("2026-03-27T17:00"), berlin("2026-03-30T17:00"))


def test_hours_are_those_of_the_desks_own_place():
    start = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)
    assert 3600 == NINE_TO_FIVE.seconds(start, start + timedelta(hours=2))


def test_an_end_before_the_start_takes_no_time():
    assert 0 == NINE_TO_FIVE.seconds(berlin("2026-03-05T10:00"), berlin("2026-03-04T10:00"))


def test_a_day_that_ends_at_midnight_is_open_until_then():
    always = calendar(Hours(1, "24x7", "", (("monday", "00:00", "23:59"), ("tuesday", "00:00", "00:00"))), UTC)
    assert always is not None
    assert 2 * 86400 == always.week


def test_a_calendar_that_is_never_open_is_none():
    assert calendar(Hours(1, "closed", "", ()), UTC) is None
    assert calendar(Hours(1, "backwards", "", (("monday", "17:00", "09:00"),)), UTC) is None


@given(times, st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 20))
def test_parts_add_up_to_the_whole(start: datetime, first: int, second: int):
    middle = start + timedelta(minutes=first)
    end = middle + timedelta(minutes=second)
    parts = NINE_TO_FIVE.seconds(start, middle) + NINE_TO_FIVE.seconds(middle, end)
    assert abs(parts - NINE_TO_FIVE.seconds(start, end)) < 1e-3


@given(times, st.integers(0, 60 * 24 * 9))
def test_it_is_what_one_counts_minute_by_minute(start: datetime, minutes: int):
    counted = sum(
        local.weekday() < 5 and 9 <= local.hour < 17
        for local in ((start + timedelta(minutes=each)).astimezone(BERLIN) for each in range(minutes))
    )
    assert counted * 60 == round(NINE_TO_FIVE.seconds(start, start + timedelta(minutes=minutes)))
