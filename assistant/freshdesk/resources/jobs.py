"""Jobs: what bulk calls and exports start in the background (freshdesk-api 6.11)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.freshdesk.call import Call
from assistant.freshdesk.errors import TimedOut
from assistant.freshdesk.models import Job
from assistant.freshdesk.resources.base import Resource

LONGEST_PAUSE = 10.0
"""Seconds between two looks at a job that takes long."""


class Jobs(Resource):
    """`api.jobs`."""

    def get(self, job_id: str) -> Job:
        """How far it is."""
        return self._caller.one(Call("GET", "/jobs/{job_id}", {"job_id": job_id}), Job)

    def wait(self, job: Job | str, *, seconds: float = 300.0) -> Job:
        """The job, or the one of that id, once it has ended; a credit for each look.

        It is looked at after 1, 2, 4, 8 and then each 10 seconds. Raises TimedOut when it still runs after `seconds`:
        it goes on, look again later.
        """
        number = job if isinstance(job, str) else job.id
        found = self.get(number)
        for pause in pauses(seconds):
            if found.has_ended:
                return found
            self._caller.sleep(pause)
            found = self.get(number)
        if not found.has_ended:
            raise TimedOut(f"the job still runs after {seconds:g} seconds; look again with api.jobs.get")
        return found


def pauses(seconds: float) -> Iterator[float]:
    """1, 2, 4, 8, 10, 10 ... seconds, so many in all."""
    pause = 1.0
    while seconds > 0:
        yield min(pause, seconds)
        seconds, pause = seconds - pause, min(pause * 2, LONGEST_PAUSE)
