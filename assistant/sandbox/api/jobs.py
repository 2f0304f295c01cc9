"""How far a job is (freshdesk-api 6.11)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import errors, jobs
from assistant.sandbox.answers import answer, the_desk

blueprint = Blueprint("jobs", __name__)


@blueprint.get("/jobs/<number>")
def view_job(number: str) -> Response:
    desk = the_desk()
    if number not in desk.jobs:
        raise errors.not_found()
    return answer(jobs.shown(desk, desk.jobs[number]))
