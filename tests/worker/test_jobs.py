"""What the queue may run, and that it can be run."""

from __future__ import annotations

import importlib
import inspect

import pytest
from redis import Redis
from rq.serializers import JSONSerializer

from assistant import queue as queues
from assistant.queue import JOBS, AllowedJob, RedisQueue, queue


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_job_that_is_enqueued_exists_and_takes_ids_only(name: str) -> None:
    module, function = name.rsplit(".", 1)
    found = getattr(importlib.import_module(module), function)
    assert {"int"} >= {str(parameter.annotation) for parameter in inspect.signature(found).parameters.values()}


@pytest.mark.parametrize("name", ["os.system", "subprocess.run", "worker.jobs.load", "builtins.eval"])
def test_no_other_function_is_run_whatever_redis_says(name: str, redis_url: str) -> None:
    job = AllowedJob.create(name, args=("true",), connection=Redis.from_url(redis_url), serializer=JSONSerializer)
    with pytest.raises(PermissionError, match="not one of Deskhand's"):
        job.perform()


def test_a_wake_up_carries_the_ticket_id_and_nothing_else(redis_url: str) -> None:
    connection = Redis.from_url(redis_url)
    RedisQueue(connection).wake(7)
    [job] = queue(connection, queues.TICKETS).jobs
    assert ("worker.jobs.look_at_tickets", [7], {}) == (job.func_name, list(job.args), job.kwargs)


def test_a_wake_up_is_lost_without_an_error_when_redis_is_away() -> None:
    RedisQueue(queues.connect("redis://127.0.0.1:1/0")).wake(7)


@pytest.mark.parametrize(
    ("options", "name"),
    [({}, "tickets"), ({"person_waits": True}, "interactive"), ({"alone": True}, "bulk")],
)
def test_each_kind_of_look_has_its_queue(options: dict[str, bool], name: str, redis_url: str) -> None:
    connection = Redis.from_url(redis_url)
    RedisQueue(connection).wake(7, **options)
    assert 1 == len(queue(connection, name).jobs)
