"""A ticket in plain words becomes the context of a draft."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.core.prompt.variables import context_of


def test_the_words_stand_where_a_drafter_reads_them():
    context = context_of(
        {
            "subject": "Return",
            "message": "Can I return it?",
            "requester": "Jana Weber",
            "earlier": [{"from": "agent", "name": "Ida", "text": "Hello"}],
            "canned": [{"title": "Returns", "text": "30 days"}],
            "articles": [{"title": "Inside", "text": "x", "internal": True}, {"title": "Outside", "text": "y"}],
            "files": [{"name": "a.txt", "text": "words"}],
        }
    )
    assert "Return\n\nCan I return it?" == context.question()
    assert [("agent", False), ("customer", True)] == [(entry.who, entry.in_turn) for entry in context.entries]
    assert [("Returns", False), ("Inside", False), ("Outside", True)] == [(m.title, m.public) for m in context.matches]
    assert ("words", "Jana Weber") == (context.files[0].text, context.requester_name)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"mesage": "Hi"}, "vars: mesage is not known; there are "),
        ({"subject": 7}, "vars: subject should be a text"),
        ({"canned": "Returns"}, "vars: canned should be a list"),
        ({"canned": [{"title": "Returns"}]}, "vars: canned: each needs title and text"),
        ({"earlier": [{"from": "boss", "text": "x"}]}, "from should be one of"),
    ],
)
def test_a_mistake_is_named(values: dict[str, Any], fault: str):
    with pytest.raises(ValueError, match="vars: ") as caught:
        context_of(values)
    assert fault in str(caught.value)
