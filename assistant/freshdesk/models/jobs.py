"""What runs in the background: jobs, exports and imports (freshdesk-api 6.1 and 6.11)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AliasChoices, Field

from assistant.freshdesk.models.base import MaybeTime, Model, null_as

RUNNING = ("IN PROGRESS", "INPROGRESS", "QUEUED", "PENDING", "SCHEDULED", "STARTED", "RUNNING", "PROCESSING")


class Job(Model):
    """A job. `status` is as "IN PROGRESS"; which words end it is not documented: see `has_ended`.

    Where Freshdesk tells what became of each record, it stands in `data`.
    """

    id: str = Field(validation_alias=AliasChoices("id", "job_id"))
    name: str | None = None
    status: str | None = None
    progress: float | None = None
    data: Annotated[list[dict[str, Any]], null_as(list)] = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
    status_updated_at: MaybeTime = None

    @property
    def download_url(self) -> str | None:
        """Where the file of an export is, once it is done. Its place in the answer is not documented: the usual names
        are looked for in the job itself and in its data."""
        places = [self.model_extra or {}, *self.data]
        found = (place.get(name) for place in places for name in ("download_url", "download_link", "url"))
        return next((url for url in found if isinstance(url, str)), None)

    @property
    def has_ended(self) -> bool:
        """Whether it runs no more, well or not: every word but those of a running job says so."""
        return self.status is not None and re.sub(r"[\W_]+", " ", self.status).strip().upper() not in RUNNING


class Export(Model):
    """An export to CSV; `download_url` is there once `status` is "completed", for 15 days."""

    id: str
    status: str | None = None
    download_url: str | None = None


class Failures(Model):
    """Rows of an import that were refused, and the link to a file that says why."""

    count: int | None = None
    report: str | None = None


class Import(Model):
    """An import from CSV: in_progress, completed, cancelled or failed. The numbers count rows."""

    id: int
    status: str | None = None
    total_records: int | None = None
    completed_records: int | None = None
    estimated_time_remaining: str | None = None
    failures: Failures | None = None
    created_at: MaybeTime = None
