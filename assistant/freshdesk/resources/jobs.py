"""Jobs: what bulk calls and exports start in the background (freshdesk-api 6.11)."""

from __future__ import annotations

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Job
from assistant.freshdesk.resources.base import Resource


class Jobs(Resource):
    """`api.jobs`."""

    def get(self, job_id: str) -> Job:
        """How far it is."""
        return self._caller.one(Call("GET", "/jobs/{job_id}", {"job_id": job_id}), Job)
