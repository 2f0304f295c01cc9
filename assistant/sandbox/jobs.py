"""Jobs: done after the lag that is set for them, at once without one (freshdesk-api 6.11)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from assistant.sandbox import background
from assistant.sandbox.build import dated
from assistant.sandbox.state import JSON, Desk


def start(
    desk: Desk, name: str, data: list[JSON] | None = None, *, work: Callable[[], list[JSON]] | None = None
) -> JSON:
    """A job by its id, and the instant from which it is done. `work` is done then and gives the data; what a caller
    without it does is its own matter."""
    job = dated(desk, {"id": new_id(), "name": name, "data": data or [], "done_at": done_at(desk)})
    desk.jobs[job["id"]] = job
    if work is not None:
        background.later(desk, job["done_at"], lambda: job.update(data=work()))
    return job


def shown(desk: Desk, job: JSON) -> JSON:
    """As `GET /jobs/{id}` tells it."""
    done = is_done(desk, job)
    return {
        **{key: value for key, value in job.items() if key not in ("done_at", "data")},
        "status": "COMPLETED" if done else "IN PROGRESS",
        "progress": 100 if done else 0,
        "status_updated_at": job["updated_at"],
        **({"data": job["data"]} if done and job["data"] else {}),
    }


def new_id() -> str:
    return secrets.token_hex(20)


def done_at(desk: Desk) -> float:
    return desk.clock.now() + desk.lag["jobs"]


def is_done(desk: Desk, row: dict[str, Any]) -> bool:
    return bool(row["done_at"] <= desk.clock.now())
