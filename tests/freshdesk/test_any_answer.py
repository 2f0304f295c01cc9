"""Whatever a server sends, a caller meets a value or a FreshdeskError."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.freshdesk.answers import value_of
from assistant.freshdesk.call import Call, RawAnswer
from assistant.freshdesk.choices import parse_choices
from assistant.freshdesk.credits import Credits
from assistant.freshdesk.errors import FreshdeskError, RateLimited
from assistant.freshdesk.headers import retry_after
from assistant.freshdesk.models import Ticket
from assistant.freshdesk.models.load import load
from assistant.freshdesk.pagination import Fetched, next_call

NOW = datetime(2026, 3, 5, tzinfo=UTC)
CALL = Call("GET", "/tickets")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
NAMES = st.sampled_from(["Retry-After", "Date", "Content-Type", "link", "X-RateLimit-Total", "X-RateLimit-Remaining"])
HEADERS = st.dictionaries(NAMES, st.text() | st.integers().map(str) | st.datetimes().map(str))


@given(status=st.integers(100, 699), headers=HEADERS, body=st.binary())
def test_any_bytes_give_a_value_or_an_error(status: int, headers: dict[str, str], body: bytes) -> None:
    with suppress(FreshdeskError):
        value_of(CALL, RawAnswer(status, headers, body), NOW)


@given(HEADERS)
def test_any_link_leads_to_the_same_list_or_nowhere(headers: dict[str, str]) -> None:
    with suppress(FreshdeskError):
        following = next_call(CALL, Fetched([], headers, "https://kettle.freshdesk.com"))
        assert following is None or following.path == CALL.path


@given(HEADERS)
def test_no_headers_stop_the_client_for_more_than_five_minutes(headers: dict[str, str]) -> None:
    slept: list[float] = []
    credits = Credits(max_wait=1000, clock=lambda: sum(slept), sleep=slept.append)

    credits.settle(0, headers)
    credits.block(retry_after(headers, NOW) or 0, headers)
    with suppress(RateLimited):  # a limit of nothing a minute lets nothing pass
        credits.acquire(1, wait=True)

    assert all(0 < each <= 300 for each in slept)


@given(st.dictionaries(st.sampled_from(sorted(Ticket.model_fields)), JSON))
def test_any_object_is_a_ticket_or_a_bad_answer(value: object) -> None:
    with suppress(FreshdeskError):
        load(CALL, Ticket, value)


@given(st.sampled_from(["default_status", "nested_field", "custom_dropdown"]), JSON)
# A socket that some earlier test forgot is collected whenever it likes: that is no warning of these choices.
@pytest.mark.filterwarnings("error", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_any_choices_are_read_as_far_as_they_make_sense(field_type: str, raw: object) -> None:
    assert isinstance(parse_choices(field_type, raw), tuple)
