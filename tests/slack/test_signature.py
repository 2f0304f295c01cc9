"""Slack's signature: only a genuine, fresh request is believed, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.slack.signature import is_genuine

# The example that Slack publishes in "Verifying requests from Slack".
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TIMESTAMP = "1531420618"
SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
RAW = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
NOW = 1531420618.0


def test_slacks_published_example_is_genuine() -> None:
    assert is_genuine(SECRET, TIMESTAMP, SIGNATURE, RAW, NOW)


@pytest.mark.parametrize(("late", "believed"), [(300, True), (301, False), (-300, True), (-301, False)])
def test_a_request_is_believed_for_five_minutes_either_way(late: int, believed: bool) -> None:
    assert believed is is_genuine(SECRET, TIMESTAMP, SIGNATURE, RAW, NOW + late)


def test_a_changed_body_or_time_or_secret_is_not_believed() -> None:
    assert not is_genuine(SECRET, TIMESTAMP, SIGNATURE, RAW + b"x", NOW)
    assert not is_genuine(SECRET, "1531420619", SIGNATURE, RAW, NOW)
    assert not is_genuine(SECRET[:-1], TIMESTAMP, SIGNATURE, RAW, NOW)
    assert not is_genuine("", TIMESTAMP, SIGNATURE, RAW, NOW)


@given(st.text(), st.text(), st.text(), st.binary())
def test_nothing_raises_and_nothing_invented_is_believed(
    secret: str, timestamp: str, signature: str, raw: bytes
) -> None:
    assert not is_genuine(secret, timestamp, SIGNATURE, raw, NOW)
    assert not is_genuine(SECRET, TIMESTAMP, signature, RAW, NOW)
