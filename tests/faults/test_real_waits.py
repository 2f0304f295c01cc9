"""The one test with the waits as they are in production: 45 s after a crash, 10 and 30 s for a POST in doubt."""

import time

import pytest

from tests.faults.desk import QUEUES_SERVED, RealDesk

pytestmark = pytest.mark.slow


def test_a_crash_is_made_good_within_60_s_and_one_between_intent_and_record_within_90():
    with RealDesk(haste=1) as desk:
        desk.kill("worker")
        desk.run("worker", ["tests.faults.dying_worker", "intended"])
        desk.wait_for(lambda: len(desk.queue_workers()) == QUEUES_SERVED, 30, "the mortal worker")
        desk.fault("GET", "/api/v2/tickets/1", delay=8)
        reading = desk.open_ticket()
        desk.wait_for(lambda: desk.pending(reading).get("attempts"), 10, "the first look")
        posting = desk.open_ticket()
        desk.wait_for(lambda: not desk.members("worker"), 7, "the worker's death")
        died = time.monotonic()
        assert (1, 2) == (reading, posting)
        assert ["posting"] == [draft["state"] for draft in desk.drafts(posting)]

        desk.start("worker")
        desk.wait_done(reading, seconds=60 - (time.monotonic() - died))
        recovered = time.monotonic() - died
        desk.wait_done(posting, seconds=90 - (time.monotonic() - died))
        print(f"\nkilled while reading: {recovered:.1f} s; before the POST: {time.monotonic() - died:.1f} s")
        assert [1, 1] == [desk.posts(reading), desk.posts(posting)]
