"""Surveys, and what customers answered (freshdesk-api 6.9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.sandbox.build import dated
from assistant.sandbox.state import JSON, Desk

SCALE = (-103, -102, -101, 100, 101, 102, 103)
"""From extremely unhappy by neutral to extremely happy."""

DEFAULT = "default_question"


def add_survey(
    desk: Desk, title: str, question: str, accepted: tuple[int, ...] = SCALE, more: tuple[str, ...] = (), **known: Any
) -> JSON:
    """A survey of the default question and of `more`, all answered on one scale."""
    labels = [(DEFAULT, question), *((f"question_{place}", label) for place, label in enumerate(more, 1))]
    questions = [
        {"id": name, "label": label, "accepted_ratings": [*accepted], "default": name == DEFAULT}
        for name, label in labels
    ]
    survey = dated(desk, {"id": desk.new_id(), "title": title, "active": True, "questions": questions, **known})
    desk.surveys[survey["id"]] = survey
    return survey


def active(desk: Desk) -> JSON | None:
    """The survey that customers get."""
    return next((survey for survey in desk.surveys.values() if survey["active"]), None)


def add_rating(desk: Desk, ticket: JSON, survey: JSON, ratings: Mapping[str, int], feedback: str | None) -> JSON:
    """What the requester says of the agent and the group that had the ticket."""
    row = dated(
        desk,
        {
            "id": desk.new_id(),
            "survey_id": survey["id"],
            "user_id": ticket["requester_id"],
            "agent_id": ticket["responder_id"],
            "group_id": ticket["group_id"],
            "ticket_id": ticket["id"],
            "feedback": feedback,
            "ratings": dict(ratings),
        },
    )
    desk.ratings[row["id"]] = row
    if ticket["requester_id"] in desk.contacts:
        desk.contacts[ticket["requester_id"]]["csat_rating"] = ratings[DEFAULT]
    return row
