"""The desk that the other tests break, whole."""

import pytest

from tests.faults.desk import RealDesk

pytestmark = pytest.mark.slow


def test_an_unbroken_desk_brings_one_note(desk: RealDesk):
    ticket = desk.open_ticket()
    assert desk.wait_done(ticket, seconds=20) < 20
    assert 1 == desk.posts(ticket)
