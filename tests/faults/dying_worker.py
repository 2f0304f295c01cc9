"""`python -m tests.faults.dying_worker POINT [TICKET]`: the real worker, which kills itself at one point of its work.

    popped        RQ has taken the wake-up off the queue, and nothing else
    registered    ... and has noted who runs it
    forked        ... and has forked, but not marked it as started
    intended      the intent to post is committed, the POST not sent
    landed        the note is posted, its number not recorded
    recorded      the note is recorded, the look not ended

At these everything dies at once by SIGKILL, as when a machine goes down. With `poison` only the process that reads
TICKET dies, each time.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from rq.job import Job
from rq.queue import Queue

import worker.jobs
from assistant.account import make_redis, now
from assistant.config import load
from assistant.core.records import Record
from assistant.core.thread import Thread
from assistant.helpdesk import FreshdeskDesk
from assistant.queue import BULK, INTERACTIVE, LOOK_AT_TICKETS, TICKETS, AllowedJob
from assistant.store import PostgresStore
from assistant.wiring import Services, make_services
from worker.looks import Drive
from worker.rq_worker import QueueWorker, make_worker
from worker.supervisor import Supervisor


def die() -> None:
    """SIGKILL the first process, the queues' and this one."""
    os.killpg(os.getsid(0), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


class Popped(QueueWorker):
    """Dies with a job in hand."""

    def execute_job(self, job: Job, queue: Queue) -> None:
        die()


class Registered(QueueWorker):
    """Dies before the fork."""

    def fork_work_horse(self, job: Job, queue: Queue) -> None:
        die()


class Forked(QueueWorker):
    """Dies in the horse, before the job is marked as started."""

    def prepare_job_execution(self, job: Job, remove_from_intermediate_queue: bool = False) -> None:
        die()


class DyingStore(PostgresStore):
    """Dies around what it writes about a note."""

    at = ""

    def intend(self, record: Record, now: datetime) -> Record | None:
        intended = super().intend(record, now)
        if self.at == "intended":
            die()
        return intended

    def posted(self, record: Record, note_id: int, note_text: str) -> None:
        if self.at == "landed":
            die()
        super().posted(record, note_id, note_text)
        if self.at == "recorded":
            die()


class DyingDesk(FreshdeskDesk):
    """Dies of one ticket."""

    poison = 0

    def thread(self, ticket_id: int, *, long: bool = False) -> Thread:
        if ticket_id == self.poison:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().thread(ticket_id, long=long)


class DyingJob(AllowedJob):
    """Runs the real drive, with parts that die."""

    at = ""
    poison = 0

    @property
    def func(self) -> Callable[[int], None]:
        """The stand-in for one of our two jobs that look."""
        return partial(_drive, at=self.at, poison=self.poison, all_due=self.func_name == LOOK_AT_TICKETS)


def _drive(ticket_id: int, *, at: str, poison: int, all_due: bool) -> None:
    services = _dying_services(at, poison)
    Drive(
        store=services.store,
        queue=services.queue,
        look=services.look,
        clock=now,
        capacity=worker.jobs.CAPACITY if all_due else 1,
        alone_after=services.policy.alone_after,
        only=None if all_due else ticket_id,
    ).run()


def _dying_services(at: str, poison: int) -> Services:
    services = make_services(load())
    store = DyingStore(services.settings.database_url, clock=now, crash_wait=services.policy.crash_wait)
    store.at = at
    helpdesk = DyingDesk(services.helpdesk.api, clock=now, memory=store)
    helpdesk.poison = poison
    return replace(services, store=store, helpdesk=helpdesk)


WORKERS: dict[str, type[QueueWorker]] = {"popped": Popped, "registered": Registered, "forked": Forked}


def run_queue(name: str, *, at: str) -> None:
    """As `python -m worker` runs one queue, but mortal."""
    made = make_worker(name, make_redis(load(), timeout=None))
    made.__class__ = WORKERS.get(at, QueueWorker)
    made.job_class = DyingJob
    made.work(logging_level="WARNING")


def main(at: str, poison: Any = 0) -> int:
    DyingJob.at, DyingJob.poison = at, int(poison)
    return Supervisor([TICKETS, INTERACTIVE, BULK], partial(run_queue, at=at)).run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
