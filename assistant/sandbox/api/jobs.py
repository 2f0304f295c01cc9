"""How far a job is (freshdesk-api 6.11)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import background, errors, jobs
from assistant.sandbox.answers import answer, the_desk

blueprint = Blueprint("jobs", __name__)


@blueprint.before_app_request
def catch_up() -> None:
    """Whatever is asked, what was due before is done before."""
    with the_desk().lock:
        background.run(the_desk())


@blueprint.get("/jobs/<number>")
def view_job(number: str) -> Response:
    desk = the_desk()
    if number not in desk.jobs:
        raise errors.not_found()
    return answer(jobs.shown(desk, desk.jobs[number]))
