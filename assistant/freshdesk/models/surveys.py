"""Surveys and what customers answered (freshdesk-api 6.9)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated, Literal

from assistant.freshdesk.models.base import Flag, Ids, MaybeTime, Model, Text, null_as

DEFAULT_QUESTION = "default_question"
"""The id of the question that every survey has."""

Mood = Literal["happy", "neutral", "unhappy"]


class SurveyQuestion(Model):
    """A question and the numbers that answer it."""

    id: str
    label: Text = ""
    accepted_ratings: Ids = []
    default: Flag = False


class Survey(Model):
    """A survey; of a list without `state` some are no longer active. Lists may leave `active` out."""

    id: int
    title: Text = ""
    active: bool | None = None
    questions: Annotated[list[SurveyQuestion], null_as(list)] = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class SatisfactionRating(Model):
    """One customer's answers: `ratings` by the id of the question, on the scale of `Rating` or, in classic surveys,
    1 happy, 2 neutral, 3 unhappy. What `create` answers may have no id: one sample has false there."""

    id: Annotated[int, null_as(int)] = 0
    survey_id: int | None = None
    user_id: int | None = None
    agent_id: int | None = None
    group_id: int | None = None
    ticket_id: int | None = None
    feedback: str | None = None
    ratings: Annotated[dict[str, int | None], null_as(dict)] = {}
    created_at: MaybeTime = None
    updated_at: MaybeTime = None

    @property
    def score(self) -> int | None:
        """The answer to the default question."""
        return self.ratings.get(DEFAULT_QUESTION)

    @property
    def mood(self) -> Mood | None:
        """The score in one word, whichever scale it is on; None without one, or with a number of neither."""
        return None if self.score is None else _mood(self.score)


def _mood(score: int) -> Mood | None:
    """100 and above or 1 to 3; anything below zero is unhappy."""
    if score < 0 or score == 3:
        return "unhappy"
    if score in (2, 100):
        return "neutral"
    return "happy" if score == 1 or score > 100 else None
