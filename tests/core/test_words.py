"""Word lists as regular expressions."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.words import one_of

WORDS = st.text(alphabet="abAB.$ ", min_size=1, max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=8), st.text(alphabet="abAB.$ c", max_size=20))
def test_a_tree_of_words_finds_what_the_list_finds_longest_first(choices: list[str], text: str):
    listed = "|".join(re.escape(word) for word in sorted(choices, key=len, reverse=True))
    assert re.findall(rf"(?:{listed})\b", text) == re.findall(rf"{one_of(choices)}\b", text)


def test_one_word_is_itself():
    assert "ab" == one_of(["ab"])
