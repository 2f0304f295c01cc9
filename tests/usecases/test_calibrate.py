"""A desk learns from its own past how sure it may be."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from assistant.cli.memory import Memory
from assistant.core.draft import Match
from assistant.errors import PermanentError
from assistant.usecases.calibrate import FEWEST, LIMITS, Calibration, Sample, calibrate, is_right
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


def run(memory: Memory, store: FakeStore, seen: list[Sample]) -> Calibration:
    def fit(samples: Sequence[Sample]) -> dict[str, float]:
        seen.extend(samples)
        return {"high": 0.5, "medium": 0.0}

    return calibrate(knowledge=memory, store=store, certainty=lambda found: found[0].score, fit=fit)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(World())


def test_too_few_past_tickets_are_refused_in_a_clear_sentence(store: FakeStore) -> None:
    with pytest.raises(PermanentError, match="49 past tickets with an answer are stored; at least 50 are needed"):
        run(shelf(FEWEST - 1), store, [])
    assert None is store.fact(LIMITS)


def test_every_past_ticket_is_asked_again_and_the_limits_are_stored(store: FakeStore) -> None:
    seen: list[Sample] = []
    found = run(shelf(FEWEST), store, seen)
    assert (FEWEST, FEWEST, FEWEST) == (found.asked, found.right, len(seen))
    assert {"high": 0.5, "medium": 0.0} == json.loads(store.fact(LIMITS) or "")
    assert (FEWEST, FEWEST) == found.above["medium"]


def test_a_ticket_is_not_found_by_itself(store: FakeStore) -> None:
    memory = shelf(FEWEST)
    memory.put([past(99, "zebra crossing", answer="Only this one says so.")])
    found = run(memory, store, [])
    assert (FEWEST + 1, FEWEST) == (found.asked, found.right)


def test_tickets_without_an_answer_are_not_asked(store: FakeStore) -> None:
    memory = shelf(FEWEST)
    memory.put([past(99, "zebra crossing")])
    assert FEWEST == run(memory, store, []).asked


def test_the_nearest_ticket_answered_in_the_same_words_is_right() -> None:
    own = past(1, "Is it?", answer="Hi [name], the tin goes into the metal bin and the bag on the compost.")
    same = past(2, "Is it so?", answer="Dear [name], the tin goes into the metal bin and the bag on the compost.")
    other = past(3, "Is it?", answer="Call the fire brigade.")
    assert is_right(own, [RETURN, same, other])
    assert not is_right(own, [RETURN, other, same])
    assert not is_right(own, [])
