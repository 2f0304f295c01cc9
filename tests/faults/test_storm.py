"""Sixty tickets while workers die at random and Valkey is killed: sixty notes, none lost, none double."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.desk import SECRET, RealDesk, kill

pytestmark = pytest.mark.slow
TICKETS = 60
STORM = 25.0
SEED = 7


class Storm:
    """Kills something of the worker every 0.3 to 1 s, and Valkey once in the middle."""

    def __init__(self, desk: RealDesk) -> None:
        self.desk, self.kills = desk, Counter[str]()
        self.random = random.Random(SEED)
        self._over = threading.Event()
        self._pool = ThreadPoolExecutor(1)

    def __enter__(self) -> "Storm":
        self._raging = self._pool.submit(self._rage)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._raging.result(60)
        self._pool.shutdown()

    def _rage(self) -> None:
        began = time.monotonic()
        while time.monotonic() - began < STORM and not self._over.wait(self.random.uniform(0.3, 1.0)):
            self._strike()
            if "Valkey" not in self.kills and time.monotonic() - began > STORM / 2:
                self.kills["Valkey"] += 1
                self.desk.servers.valkey.kill()
                time.sleep(1.0)
                self.desk.servers.valkey.start()

    def _strike(self) -> None:
        """A horse, the parent of one, all of a queue, or the whole worker, which the platform then starts again."""
        desk = self.desk
        horses, parents = desk.horses(), desk.queue_workers()
        what = self.random.choices(["horse", "parent", "both", "everything"], [6, 3, 2, 1])[0]
        chosen = {
            "horse": horses[:1],
            "parent": self.random.sample(parents, min(1, len(parents))),
            "both": [*horses, *self.random.sample(parents, min(1, len(parents)))],
            "everything": [],
        }[what]
        if what == "everything":
            self.kills[what] += 1
            desk.kill("worker")
            desk.start("worker", wait=False)
        elif chosen:
            self.kills[what] += 1
            kill(chosen)


def test_sixty_tickets_in_a_storm_of_kills_have_sixty_notes():
    with RealDesk(haste=10, webhooks=False) as desk:
        desk.control("webhooks", {"url": desk.webhook_url, "headers": {"X-Webhook-Secret": SECRET}, "duplicates": 2})
        desk.model(delay=0.5)
        began = time.monotonic()
        with Storm(desk) as storm:
            tickets = [desk.open_ticket(f"Question {number}") for number in range(TICKETS)]
            time.sleep(STORM - (time.monotonic() - began))
            crashes = desk.rows("select max(attempts) as most from pending_tickets")[0]["most"]
            in_the_storm = sum(bool(desk.standing(ticket)) for ticket in tickets)
        desk.wait_done(*tickets, seconds=120)
        took = time.monotonic() - began

        posts = [desk.posts(ticket) for ticket in tickets]
        print(f"\nkills {dict(storm.kills)}; the last note after {took:.1f} s, {in_the_storm} in the storm")
        print(f"{len(desk.model_calls())} model calls, {sum(posts)} posts, most crashes of a ticket {crashes}")
        assert sum(storm.kills.values()) > 15
        assert 1 == storm.kills["Valkey"]
        assert [1] * TICKETS == [len(desk.standing(ticket)) for ticket in tickets]
