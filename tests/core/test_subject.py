"""Subject and words of a ticket as one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.subject import with_subject


def test_a_subject_comes_before_the_words():
    assert "Return\n\nCan I return it?" == with_subject("Return", "Can I return it?")


@pytest.mark.parametrize("subject", ["Can I return it", "can I  return…", "Can I return ...", "Can I return it?"])
def test_a_subject_that_is_their_beginning_is_not_said_twice(subject: str):
    assert "Can I return it?" == with_subject(subject, "Can I return it?")


@pytest.mark.parametrize(("subject", "words"), [("", "Hello"), ("Hello", ""), ("…", "Hello")])
def test_one_of_both_may_be_missing(subject: str, words: str):
    assert "Hello" == with_subject(subject, words).strip("… \n")


@given(st.text(), st.text())
def test_no_words_are_lost(subject: str, words: str):
    assert words.strip() in with_subject(subject, words)
