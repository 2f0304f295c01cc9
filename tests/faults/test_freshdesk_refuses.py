"""Freshdesk refuses many looks at once, on real processes: the account's limit, a revoked key, a desk that hangs."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.desk import RealDesk

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def _own_desk() -> Iterator[RealDesk]:
    """As in production, where the sweep is rare: each of its looks costs credits."""
    with RealDesk(haste=1) as desk:
        desk.wait_done(desk.open_ticket())
        yield desk


@pytest.fixture
def desk(_own_desk: RealDesk) -> RealDesk:
    _own_desk.heal()
    _own_desk.rows("update switches set value = 'null' where name = 'parked_until' returning name")
    return _own_desk


def calls(desk: RealDesk) -> list[dict[str, Any]]:
    with desk.sandbox.state.lock:
        return list(desk.sandbox.state.requests)


def test_forty_tickets_on_a_small_plan_get_their_notes_and_leave_others_their_share(desk: RealDesk):
    """Growth has 200 credits a minute for everybody, and forty tickets cost 200."""
    desk.control("plan", {"name": "growth"})
    before = len(calls(desk))
    tickets = [desk.open_ticket(f"Question {number}") for number in range(40)]
    took = desk.wait_done(*tickets, seconds=150)
    desk.control("plan", {"name": "off"})
    made = calls(desk)[before:]
    print(f"\n{took:.0f} s, {sum(call['credits'] for call in made)} credits, {len(made)} calls")
    assert [] == [call for call in made if call["status"] == 429]
    assert 40 * 5 + 16 * 4 >= sum(call["credits"] for call in made), "a look that was held back reads its ticket twice"
    assert {1} == {desk.posts(ticket) for ticket in tickets}


def test_a_revoked_key_is_one_alarm_and_no_ticket_is_lost(desk: RealDesk):
    desk.fault("*", "/api/v2/*", times=None, status=401)
    tickets = [desk.open_ticket(f"Question {number}") for number in range(12)]
    desk.wait_for(lambda: alarms(desk), 20, "the alarm")
    time.sleep(2)  # looks that were under way
    before = len(calls(desk))
    desk.clear_faults()
    desk.wait_done(*tickets, seconds=90)
    assert "/api/v2/agents/me" == calls(desk)[before]["path"]
    assert 1 == len(alarms(desk))
    assert "check FRESHDESK_API_KEY" == alarms(desk)[0]["remedy"]


def alarms(desk: RealDesk) -> list[dict[str, Any]]:
    lines = desk.log("worker").read_text().splitlines()
    return [json.loads(line) for line in lines if '"locked out of Freshdesk"' in line]


def test_a_desk_that_hangs_uses_no_attempt_and_all_notes_come_when_it_answers(desk: RealDesk):
    desk.fault("*", "/api/v2/*", times=None, delay=12)
    tickets = [desk.open_ticket(f"Question {number}") for number in range(8)]
    desk.wait_for(lambda: all(desk.pending(ticket).get("failures") for ticket in tickets), 60, "the first failures")
    assert {0} == {desk.pending(ticket)["attempts"] for ticket in tickets}
    assert all("took too long" in desk.pending(ticket)["outcome"] for ticket in tickets)
    desk.clear_faults()
    desk.wait_done(*tickets, seconds=60)
    assert {1} == {desk.posts(ticket) for ticket in tickets}
