"""Surveys and satisfaction ratings (freshdesk-api 6.9)."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from datetime import datetime

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import SatisfactionRating, Survey
from assistant.freshdesk.models.surveys import DEFAULT_QUESTION
from assistant.freshdesk.resources.base import Resource


class Surveys(Resource):
    """`api.surveys`."""

    def list(self, *, state: str | None = None) -> builtins.list[Survey]:
        """All surveys, or those in use with `state="active"`."""
        return [*self._caller.every(Call("GET", "/surveys", params={"state": state}), Survey)]


class SatisfactionRatings(Resource):
    """`api.satisfaction_ratings`."""

    def list(
        self,
        *,
        ticket_id: int | None = None,
        created_since: datetime | str | None = None,
        user_id: int | None = None,
    ) -> Iterator[SatisfactionRating]:
        """Ratings of all tickets, or of one. Say `created_since` where all are meant: how far back the list goes
        without it is not documented."""
        filters: dict[str, Param] = {"created_since": created_since, "user_id": user_id}
        if ticket_id is None:
            return self._caller.every(Call("GET", "/surveys/satisfaction_ratings", params=filters), SatisfactionRating)
        return self._caller.every(_of_ticket("GET", ticket_id), SatisfactionRating)

    def create(
        self,
        ticket_id: int,
        rating: int,
        *,
        feedback: str | None = None,
        more: Mapping[str, int] | None = None,
    ) -> SatisfactionRating:
        """Rate a ticket in the name of its requester. `rating` answers the default question, as `Rating.HAPPY`;
        `more` further ones by their id. Raises BadRequest for a number that the question does not accept."""
        ratings = {DEFAULT_QUESTION: int(rating), **(more or {})}
        body = {"ratings": ratings, **({"feedback": feedback} if feedback is not None else {})}
        return self._caller.one(_of_ticket("POST", ticket_id, body), SatisfactionRating)


def _of_ticket(method: str, ticket_id: int, body: Mapping[str, object] | None = None) -> Call:
    return Call(method, "/tickets/{ticket_id}/satisfaction_ratings", {"ticket_id": ticket_id}, body=body)
