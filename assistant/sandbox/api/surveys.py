"""Surveys and satisfaction ratings (freshdesk-api 6.9)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import checks, errors, filters, ratings
from assistant.sandbox.answers import created, json_body, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON

blueprint = Blueprint("surveys", __name__)

BODY = {"feedback": Rule(), "ratings": Rule("dict")}


@blueprint.get("/surveys")
def list_surveys() -> Response:
    active = filters.choice("state", ("active",)) is not None
    return paged([row for row in the_desk().surveys.values() if row["active"] or not active])


@blueprint.get("/surveys/satisfaction_ratings")
def list_ratings() -> Response:
    """All of them without created_since: what window the real list has then is not documented."""
    since, user = filters.instant("created_since"), filters.identity("user_id")
    return paged(
        [
            row
            for row in the_desk().ratings.values()
            if (since is None or row["created_at"] >= since) and (user is None or row["user_id"] == user)
        ]
    )


@blueprint.get("/tickets/<int:number>/satisfaction_ratings")
def list_of_ticket(number: int) -> Response:
    find(the_desk().tickets, number)
    return paged([row for row in the_desk().ratings.values() if row["ticket_id"] == number])


@blueprint.post("/tickets/<int:number>/satisfaction_ratings")
def create_rating(number: int) -> Response:
    """The default question must be answered, each from what the active survey accepts."""
    desk, body = the_desk(), json_body()
    ticket, survey = find(desk.tickets, number), ratings.active(desk)
    checks.check(body, BODY, ["ratings"])
    if survey is None:
        raise errors.forbidden()
    checks.check(body["ratings"], accepted(survey), [ratings.DEFAULT])
    given = {name: value for name, value in body["ratings"].items() if value is not None}
    row = ratings.add_rating(desk, ticket, survey, given, body.get("feedback"))
    return created(row, f"tickets/{number}/satisfaction_ratings")


def accepted(survey: JSON) -> dict[str, Rule]:
    return {each["id"]: Rule("int", each["accepted_ratings"]) for each in survey["questions"]}
