"""Our RQ worker: one queue, JSON, allowed jobs, quick to notice a death, gentle at SIGTERM."""

from __future__ import annotations

import contextlib
import os
import signal
from types import FrameType
from typing import Any

from redis import Redis
from redis.client import Pipeline
from rq.exceptions import StopRequested
from rq.job import Job
from rq.worker import Worker

from assistant.queue import AllowedJob, queue


class QueueWorker(Worker):
    """SIGTERM reaches the horse too, here and on platforms that signal every process; its drive then ends by itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._parent = os.getppid()

    def setup_work_horse_signals(self) -> None:
        """Until the drive listens itself, a signal must not end the horse in the middle of a look."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)

    def handle_warm_shutdown_request(self) -> None:
        """Pass the word on: the horse lives in a process group of its own."""
        if self.horse_pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.horse_pid, signal.SIGTERM)

    def request_force_stop(self, signum: int, frame: FrameType | None) -> None:
        """Platforms repeat SIGTERM; the horse is already ending, and SIGKILL is the platform's to send."""

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """At least every half minute while idle: an orphan, which nobody could stop, ends by itself then."""
        if os.getpid() == self.pid and not self.horse_pid and os.getppid() != self._parent:
            raise StopRequested
        super().heartbeat(timeout, pipeline)

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        """Without RQ's 60 s on top: a dead worker's job is cleared away in half a minute."""
        return int(3 * self.job_monitoring_interval)


def make_worker(name: str, connection: Redis) -> QueueWorker:
    """A worker of one queue: several queues in one worker can lose jobs between Redis and the process."""
    options: dict[str, Any] = {
        "serializer": "json",
        "job_class": AllowedJob,
        "worker_ttl": 45,
        "maintenance_interval": 30,
        "job_monitoring_interval": 10,
        "log_job_description": False,
    }
    return QueueWorker([queue(connection, name)], connection=connection, **options)
