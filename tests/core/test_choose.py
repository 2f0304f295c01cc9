"""Which text a reply rests on when no model writes it."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.choose import choose, history, how_sure, is_ours
from assistant.core.draft import Match
from assistant.core.retrieval.confidence import Limits
from tests.core.make import ARTICLE, RETURNS

LIMITS = Limits(0.1)
NEAR = replace(RETURNS, score=0.8, nearness=0.8)


def past(number: int, score: float = 0.8, *used: str) -> Match:
    return Match(
        "past", str(number), "", "Return?", answer=f"Send it back {number}.", used=used, score=score, nearness=score
    )


def chosen(*matches: Match) -> str | None:
    choice = choose(matches, LIMITS)
    return choice.match.key if choice else None


def test_a_canned_response_comes_first():
    assert "canned:7" == chosen(NEAR, replace(ARTICLE, score=0.8, nearness=0.8))


def test_of_responses_as_near_the_one_that_speaks_of_what_is_asked_comes_first():
    asked = ("Could you send me a new one?", "And do I have to send the broken one back first?")
    jam = Match("canned", "8", "It is jammed", "Unplug it and brush the burrs.", score=0.81, nearness=0.8)
    new = replace(jam, id="9", title="New for broken", text="We send a new one; send the broken one back.", score=0.8)
    far = replace(new, score=0.7)

    def first(*texts: Match) -> str:
        choice = choose(texts, Limits(0.01), asked)
        return choice.match.key if choice else ""

    assert ("canned:9", "canned:8") == (first(jam, new), first(jam, far))
    assert "canned:8" == chosen(jam, new)


def test_agents_who_write_in_their_own_words_overrule_a_canned_response():
    assert (chosen(NEAR, past(1), past(2), past(3)) or "").startswith("past:")


def test_past_answers_made_of_the_response_speak_for_it():
    matches = [replace(NEAR, votes=0.8), *(past(number, 0.8, "canned:7") for number in range(3))]
    assert "canned:7" == chosen(*matches)
    assert "used in 3 of the 3 nearest past answers" == history(matches, "canned:7")


def test_two_past_answers_overrule_nothing():
    assert "canned:7" == chosen(NEAR, past(1), past(2))


def test_an_article_must_be_surer_than_a_response():
    assert "canned:7" == chosen(replace(RETURNS, score=0.38, nearness=0.38))
    assert None is chosen(replace(ARTICLE, score=0.38, nearness=0.38))


def test_a_question_that_is_none_of_ours_is_not_answered_however_clear_the_margin():
    assert None is chosen(replace(RETURNS, score=0.3, nearness=0.3))
    assert not is_ours([replace(RETURNS, score=0.3, nearness=0.3)], LIMITS)
    assert is_ours([NEAR], LIMITS)


def test_an_internal_article_and_an_empty_response_are_never_chosen():
    assert None is chosen(replace(ARTICLE, score=0.9, nearness=0.9, public=False))
    assert None is chosen(replace(NEAR, text=" "))


def test_far_matches_and_none_at_all_give_no_choice():
    assert None is chosen(replace(NEAR, score=0.05, nearness=0.05))
    assert None is chosen()
    assert 0.0 == how_sure([])
