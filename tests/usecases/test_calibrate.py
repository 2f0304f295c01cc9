"""A desk learns from its own past how sure it may be."""

from __future__ import annotations

import json

import pytest

from assistant.cli.memory import Memory
from assistant.core.draft import Match
from assistant.errors import PermanentError
from assistant.usecases.calibrate import FEWEST, LIMITS, NEVER, Calibration, calibrate, is_right
from tests.fakes import FakeStore, World

RETURN = Match("canned", "71", "Return an item", "Send the item back within thirty days of its delivery to you.")
LATE = Match("canned", "72", "Late parcel", "The parcel is on its way and comes within three working days to you.")


def past(number: int, question: str, used: str = "", answer: str = "") -> Match:
    return Match("past", str(number), "", question, answer=answer, used=(used,) if used else ())


def shelf(count: int) -> Memory:
    """Half ask for a return and half for a late parcel; each is the only one with its own number."""
    memory = Memory()
    memory.replace("canned", [RETURN, LATE])
    asks = [("return the item", "canned:71"), ("my parcel is late", "canned:72")]
    memory.put([past(n, f"{asks[n % 2][0]} q{n}", asks[n % 2][1]) for n in range(count)])
    return memory


def run(memory: Memory, store: FakeStore) -> Calibration:
    return calibrate(knowledge=memory, store=store)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(World())


def test_too_few_past_tickets_are_refused_in_a_clear_sentence(store: FakeStore) -> None:
    with pytest.raises(PermanentError, match="49 past tickets with an answer are stored; at least 50 are needed"):
        run(shelf(FEWEST - 1), store)
    assert None is store.fact(LIMITS)


def test_every_past_ticket_is_asked_again_and_the_limit_is_stored(store: FakeStore) -> None:
    found = run(shelf(FEWEST), store)
    assert (FEWEST, FEWEST) == (found.asked, found.right) == (found.sure, found.sure_and_right)
    assert {"answer": found.limits.answer} == json.loads(store.fact(LIMITS) or "")
    assert 0 < found.limits.answer < 1


def test_a_desk_that_is_never_right_has_a_limit_that_nothing_reaches(store: FakeStore) -> None:
    memory = shelf(0)
    memory.put([past(n, f"my parcel is late q{n}", "canned:71") for n in range(FEWEST)])
    found = run(memory, store)
    assert (0, 0) == (found.right, found.sure)
    assert {"answer": NEVER} == json.loads(store.fact(LIMITS) or "")


def test_a_ticket_is_not_found_by_itself(store: FakeStore) -> None:
    memory = shelf(FEWEST)
    memory.put([past(99, "zebra crossing", answer="Only this one says so.")])
    found = run(memory, store)
    assert (FEWEST + 1, FEWEST) == (found.asked, found.right)


def test_tickets_without_an_answer_are_not_asked(store: FakeStore) -> None:
    memory = shelf(FEWEST)
    memory.put([past(99, "zebra crossing")])
    assert FEWEST == run(memory, store).asked


def test_the_nearest_ticket_answered_in_the_same_words_is_right() -> None:
    own = past(1, "Is it?", answer="Hi [name], the tin goes into the metal bin and the bag on the compost.")
    same = past(2, "Is it so?", answer="Dear [name], the tin goes into the metal bin and the bag on the compost.")
    other = past(3, "Is it?", answer="Call the fire brigade.")
    assert is_right(own, [RETURN, same, other])
    assert not is_right(own, [RETURN, other, same])
    assert not is_right(own, [])
