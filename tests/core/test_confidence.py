"""How sure we are that the best match answers, and from where on we answer."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.draft import Match
from assistant.core.retrieval.confidence import Limits, calibrate, certainty, relevance

REFUND = Match("canned", "1", "Refund", "Within 5 days.", score=0.6, nearness=0.7)
INVOICE = Match("canned", "2", "Invoice", "Under Orders.", score=0.3, nearness=0.4)


def test_nothing_found_is_certainly_no_answer():
    assert 0.0 == certainty([])


def test_a_near_match_is_surer_than_a_far_one():
    assert certainty([REFUND]) > certainty([INVOICE])


def test_a_rival_as_near_makes_it_less_sure():
    assert certainty([REFUND, replace(INVOICE, score=0.59)]) < certainty([REFUND, INVOICE])


def test_the_same_text_twice_is_no_rival():
    assert certainty([REFUND, INVOICE]) == certainty([REFUND, replace(REFUND, id="3"), INVOICE])


def test_a_rival_as_near_makes_a_question_no_less_ours():
    assert relevance([REFUND, replace(INVOICE, score=0.59)]) == relevance([REFUND, INVOICE])


def test_a_past_ticket_that_used_no_text_changes_nothing():
    assert certainty([REFUND, INVOICE]) == certainty([Match("past", "9", "", "Refund?", score=0.9), REFUND, INVOICE])


def asked_before(nearness: float, *used: str) -> Match:
    return Match("past", "9", "", "Refund?", score=nearness, nearness=nearness, votes=1.0, used=used)


def test_where_the_same_was_asked_before_votes_decide():
    """The text that answered it is gone: a text as near is no answer, although the question is the desk's."""
    voted, unvoted = replace(REFUND, votes=0.8), replace(REFUND, votes=0.0)
    assert certainty([voted, asked_before(0.9, "canned:1")]) > 0.9
    assert certainty([unvoted, asked_before(0.9, "canned:404")]) < Limits().answer
    assert relevance([unvoted, asked_before(0.9, "canned:404")]) > Limits().relevance


def test_what_was_asked_before_is_ours_however_far_the_texts_are():
    far = replace(INVOICE, nearness=0.1)
    assert relevance([far]) < Limits().relevance < relevance([far, asked_before(0.9, "canned:2")])


def test_a_past_ticket_answered_freely_does_not_make_a_response_ours():
    far = replace(INVOICE, nearness=0.1)
    assert relevance([far], "canned") == relevance([far, asked_before(0.9)], "canned")


def test_few_past_tickets_that_know_nothing_of_a_text_take_nothing_from_it():
    few = replace(asked_before(0.6, "canned:404"), votes=0.05)

    assert 0.9 * certainty([REFUND, INVOICE]) < certainty([REFUND, INVOICE, few]) < certainty([REFUND, INVOICE])
    assert certainty([REFUND, INVOICE, replace(few, votes=1.0)]) < 0.6 * certainty([REFUND, INVOICE])


def test_where_nobody_asked_anything_like_it_the_texts_decide():
    assert certainty([REFUND, INVOICE]) == certainty([REFUND, INVOICE, asked_before(0.3, "canned:404")])


def test_a_pool_is_judged_by_its_own_best():
    article = replace(INVOICE, pool="article")
    assert certainty([REFUND, article], "article") == certainty([article])
    assert 0.0 == certainty([REFUND], "article")


def test_past_tickets_alone_are_judged_by_the_nearest():
    near, far = (Match("past", "9", "", "Refund?", score=score, nearness=score) for score in (0.8, 0.2))
    assert certainty([near, near]) > 0.5 > certainty([far, far])


def test_of_more_texts_one_is_near_by_chance():
    near = replace(INVOICE, nearness=0.45)
    assert relevance([replace(near, among=30)]) > relevance([replace(near, among=10_000)])
    assert relevance([replace(near, among=30)]) > Limits().relevance > relevance([replace(near, among=10_000)])


def test_of_a_handful_of_texts_no_less_is_asked():
    assert relevance([replace(INVOICE, among=2)]) == relevance([replace(INVOICE, among=5)])


def test_several_texts_as_near_make_a_question_ours():
    alone = [replace(INVOICE, id=str(at), nearness=0.4 if at == 0 else 0.1, among=50) for at in range(5)]
    together = [replace(match, nearness=0.4) for match in alone]
    assert relevance(together) > relevance(alone)


def test_a_text_of_another_pool_makes_a_question_ours_too():
    article = replace(REFUND, pool="article")
    assert relevance([INVOICE, article]) == relevance([article])


def test_votes_count_most_where_there_are_no_vectors():
    by_words, asked = replace(REFUND, nearness=None), replace(asked_before(0.9, "canned:1"), nearness=None)
    assert certainty([replace(by_words, votes=0.7), asked]) > certainty([by_words, asked])


def test_by_words_a_question_that_nobody_asked_is_judged_by_the_texts():
    by_words, asked = replace(REFUND, nearness=None), replace(asked_before(0.1, "canned:1"), nearness=None)
    assert certainty([by_words]) == certainty([by_words, asked])


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.none() | st.floats(-1, 1))
def test_certainty_lies_between_0_and_1(score: float, second: float, votes: float, nearness: float | None):
    best = replace(REFUND, score=score, votes=votes, nearness=nearness)
    found = [best, replace(INVOICE, score=second)]
    assert all(0 <= value <= 1 for value in (certainty(found), relevance(found)))


def test_a_desk_whose_sure_answers_were_right_answers_from_there():
    samples = [(0.6, True)] * 40 + [(0.2, False)] * 40
    assert Limits(0.6) == calibrate(samples, accept_wrong=0.1)


def test_a_desk_that_accepts_more_wrong_ones_answers_more():
    samples = [(at / 100, at % 3 > 0 or at > 60) for at in range(100)]
    assert calibrate(samples, accept_wrong=0.3).answer < calibrate(samples, accept_wrong=0.1).answer


def test_a_desk_that_was_always_right_does_not_answer_what_it_is_unsure_of():
    assert Limits() == calibrate([(at / 100, True) for at in range(100)])


def test_as_sure_as_each_other_they_pass_together():
    samples = [(0.5, True), (0.5, False)] * 30
    assert Limits(math.inf) == calibrate(samples, accept_wrong=0.2)


def test_a_handful_of_samples_changes_nothing():
    assert Limits() == calibrate([(0.9, False)] * 29)
