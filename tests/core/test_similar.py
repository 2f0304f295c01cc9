"""What similar old tickets agree on."""

from __future__ import annotations

from assistant.core.draft import Match, Triage
from assistant.core.retrieval.similar import neighbours, votes
from assistant.core.triage import propose
from tests.core.make import context


def proposals(*matches: Match, **changes: object) -> tuple[Triage, ...]:
    return propose(context("Hello there", *matches, **{"subject": "Hello", **changes}))


def past(number: int, score: float, **labels: str) -> Match:
    fields = tuple((name, value) for name, value in labels.items())
    return Match("past", str(number), "Old", "It broke", score=score, labels=fields)


def test_the_nearest_ticket_counts_most():
    first = votes([past(1, 0.9, type="Return"), past(2, 0.5, type="Problem"), past(3, 0.5, type="Problem")], "type")[0]
    assert ("Return", 1, 3) == (first.value, first.count, first.of)
    assert first.share > 0.9


def test_a_ticket_without_the_field_weakens_the_vote():
    assert 0.5 == votes([past(1, 0.7, type="Return"), past(2, 0.7)], "type")[0].share


def test_only_the_eight_nearest_past_tickets_vote():
    assert ["9", "8"] == [match.id for match in neighbours([past(n, n / 10) for n in range(10)])][:2]
    assert 8 == len(neighbours([past(n, n / 10) for n in range(10)]))


def test_nothing_votes_where_nothing_was_found():
    assert [] == votes([], "type")


def test_a_value_that_similar_tickets_agree_on_is_proposed_with_its_count():
    matches = [past(number, 0.8, type="Return", group="Repairs") for number in range(4)]
    found = {triage.field: triage for triage in proposals(*matches)}
    assert ("Return", "4 of 4 similar tickets", "high") == (
        found["type"].value,
        found["type"].reason,
        found["type"].confidence,
    )
    assert "Repairs" == found["group"].value


def test_a_value_that_is_not_the_accounts_own_is_never_proposed():
    matches = [past(number, 0.8, type="Gone", group="Nobody") for number in range(4)]
    assert () == proposals(*matches)


def test_far_tickets_propose_nothing():
    assert () == proposals(*[past(number, 0.1, type="Return") for number in range(4)])


def test_tags_come_from_more_than_one_ticket_and_not_twice():
    matches = [past(number, 0.8, tags="vip") for number in range(3)]
    assert ["vip"] == [triage.value for triage in proposals(*matches)]
    assert () == proposals(*matches, tags=("vip",))
    assert () == proposals(past(1, 0.8, tags="vip"))
