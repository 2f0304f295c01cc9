"""All RQ policy. A job is a wake-up with an id: RQ never retries, never schedules, and losing a job loses nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.job import Job

log = structlog.get_logger()

INTERACTIVE, TICKETS, BULK = "interactive", "tickets", "bulk"
QUEUES = (INTERACTIVE, TICKETS, BULK)

LOOK_AT_TICKETS = "worker.jobs.look_at_tickets"
LOOK_AT_TICKET = "worker.jobs.look_at_ticket"
DELIVER = "worker.jobs.deliver_answers"
SYNC_KNOWLEDGE = "worker.jobs.sync_knowledge"
SYNC_PAST = "worker.jobs.sync_past"
EMBED_KNOWLEDGE = "worker.jobs.embed_knowledge"
JOBS = frozenset({LOOK_AT_TICKETS, LOOK_AT_TICKET, DELIVER, SYNC_KNOWLEDGE, SYNC_PAST, EMBED_KNOWLEDGE})
"""The only functions that a worker will run: who can write to Redis cannot make it run another."""

SECONDS = 2.0
"""What a wake-up may take when Redis does not answer; the row is committed, and the clock finds it."""
TIME_LIMIT = 3600
KEPT = {"result_ttl": 0, "failure_ttl": 86_400, "ttl": 3600}
"""A finished job leaves nothing behind, a failed one a day's trace; a wake-up older than an hour is worth nothing."""


def connect(url: str, *, timeout: float | None = SECONDS, **options: Any) -> Redis:
    """A connection that does not repeat a command by itself: a lost answer must not enqueue twice."""
    return Redis.from_url(
        url,
        socket_timeout=timeout,
        socket_connect_timeout=SECONDS,
        socket_keepalive=True,
        health_check_interval=30,
        retry=Retry(NoBackoff(), 0),
        **options,
    )


WAITING = 4
"""Wake-ups for all that is due that may wait at once. One starts a worker; the rest would start it in vain."""


class AllowedJob(Job):
    """A job that runs only what `JOBS` names, whatever Redis says: no callbacks, no methods of objects."""

    @property
    def func(self) -> Any:
        """The function to run. Raises PermissionError for any but ours."""
        if self.instance is not None or self.func_name not in JOBS:
            raise PermissionError("this job's function is not one of Deskhand's")
        return super().func

    @property
    def success_callback(self) -> None:
        """We use none."""
        return None

    @property
    def failure_callback(self) -> None:
        """We use none."""
        return None

    @property
    def stopped_callback(self) -> None:
        """We use none."""
        return None


def queue(connection: Redis, name: str) -> Queue:
    """One of `QUEUES`, in JSON, running allowed jobs only."""
    return Queue(name, connection=connection, serializer="json", job_class=AllowedJob, default_timeout=TIME_LIMIT)


class RedisQueue:
    """Fills `ports.JobQueue`."""

    def __init__(self, connection: Redis) -> None:
        self.connection = connection

    def wake(self, ticket_id: int, *, person_waits: bool = False, alone: bool = False) -> None:
        """Several wake-ups of one ticket do no harm: the first look takes the lock, the others end. Never raises."""
        if person_waits:
            self._enqueue(INTERACTIVE, LOOK_AT_TICKET, ticket_id)
        elif alone:
            self._enqueue(BULK, LOOK_AT_TICKET, ticket_id, name=f"alone-{ticket_id}", most=1)
        else:
            self._enqueue(TICKETS, LOOK_AT_TICKETS, ticket_id, name="due", most=WAITING)

    def deliver(self, request_id: int) -> None:
        """Never raises."""
        self._enqueue(INTERACTIVE, DELIVER, request_id)

    def sync_knowledge(self) -> None:
        """Never raises."""
        self._enqueue(BULK, SYNC_KNOWLEDGE)

    def sync_past(self) -> None:
        """Never raises."""
        self._enqueue(BULK, SYNC_PAST, name="past", most=1)

    def embed_knowledge(self) -> None:
        """Never raises."""
        self._enqueue(BULK, EMBED_KNOWLEDGE, name="embed", most=1)

    def _enqueue(self, queue_name: str, function: str, *args: int, name: str = "", most: int = 0) -> None:
        """`most` jobs of that `name` wait at a time, if it is given; each has an id of its own, as RQ forgets by id."""
        there = queue(self.connection, queue_name)
        try:
            if most and sum(job_id.startswith(f"{name}-") for job_id in there.job_ids) >= most:
                return
            job_id = f"{name}-{uuid4().hex}" if name else None
            there.enqueue(function, args=args, job_id=job_id, **KEPT)
        except RedisError as error:
            log.warning("no wake-up", queue=queue_name, reason=type(error).__name__)
