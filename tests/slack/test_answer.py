"""An answer survives its storage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.answer import MAX_MESSAGE, Told, from_json


@given(st.text(max_size=MAX_MESSAGE), st.none() | st.integers(1, 2**63 - 1))
def test_what_was_stored_is_what_is_told(message: str, draft_id: int | None) -> None:
    told = Told("told", message) if draft_id is None else Told("draft", message, draft_id)
    assert told == from_json(told.to_json())


@given(st.text(max_size=300))
def test_any_other_text_is_told_as_a_sentence(text: str) -> None:
    assert "told" == from_json(text).kind
    assert Told("told", "x") == from_json('{"kind": "draft", "message": "x", "draft_id": "7"}')
