"""Values that we propose for a ticket's fields: better none than a wrong one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.triage import propose
from tests.core.make import DESK, context


def proposed(text: str, **changes: object) -> dict[str, str]:
    return {triage.field: triage.value for triage in propose(context(text, **{"subject": "Hello", **changes}))}


def test_clear_words_give_a_type_of_the_desks_own():
    assert proposed("The grinder is broken and stopped working") == {"type": "Problem"}
    assert proposed("Ich möchte eine Rückgabe und die Retoure umtauschen") == {"type": "Return"}


def test_words_that_speak_for_two_types_give_none():
    assert proposed("It is broken, I send it back: return").get("type") in (None, "Return")
    assert proposed("Broken. Return.") == {}


def test_a_group_is_proposed_when_it_is_named():
    assert proposed("Please pass this on to repairs") == {"group": "Repairs"}


@pytest.mark.parametrize("text", ["This is URGENT", "Es ist dringend!", "c'est urgent", "至急お願いします"])
def test_urgent_words_raise_the_priority(text: str):
    assert proposed(text)["priority"] == "High"


@pytest.mark.parametrize("text", ["It is not urgent", "das ist nicht dringend", "no hurry"])
def test_what_is_said_not_to_be_urgent_is_not(text: str):
    assert "priority" not in proposed(text)


def test_what_the_ticket_says_already_is_not_proposed():
    said = {"type": "Question", "priority": "Urgent", "group": "Customer Care"}
    assert proposed("urgent: broken, repairs", **said) == {}


def test_a_desk_without_values_of_its_own_gets_none():
    assert proposed("broken", desk=replace(DESK, types=(), groups=())) == {}


@given(st.text())
def test_no_text_makes_it_raise(text: str):
    propose(context(text))
