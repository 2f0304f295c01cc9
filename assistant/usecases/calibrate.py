"""How sure this desk may be: its own past tickets are asked again, each without its own answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.core.draft import Match, Pool
from assistant.core.retrieval import confidence
from assistant.core.retrieval.confidence import Limits
from assistant.core.retrieval.token_f1 import token_f1, words
from assistant.core.subject import with_subject
from assistant.errors import PermanentError
from assistant.ports import Knowledge, Store

LIMITS = "limits"
"""The fact that holds this desk's own limit, as JSON."""
FEWEST = 50
SAMPLED = 400
"""Past tickets that are asked again, the newest."""
POOLS: tuple[Pool, ...] = ("canned", "article", "past")
MATCHES = 5
SAME = 0.8
"""Token-F1 from which two answers say the same: one canned response filled in for two customers gives 0.85 and more."""

NEVER = 1.01
"""A limit that nothing reaches, for infinity, which JSON does not know."""


@dataclass(frozen=True)
class Calibration:
    """What was found."""

    asked: int
    right: int
    limits: Limits
    sure: int
    """Tickets with at least the certainty that the limit asks for."""
    sure_and_right: int


def calibrate(
    *,
    knowledge: Knowledge,
    store: Store,
    progress: Callable[[int], None] = lambda _: None,
) -> Calibration:
    """Ask past tickets again and store the limit that this gives. Raises PermanentError if there are not FEWEST."""
    usable = [item for item in knowledge.items("past", SAMPLED) if item.used or item.answer.strip()]
    if len(usable) < FEWEST:
        raise PermanentError(
            f"{len(usable)} past tickets with an answer are stored; at least {FEWEST} are needed."
            " Load them with `knowledge sync`."
        )
    samples: list[tuple[float, bool]] = []
    for item in usable:
        found = _asked_again(item, knowledge)
        samples.append((confidence.certainty(found), is_right(item, found)))
        progress(len(samples))
    limits = Limits(min(confidence.calibrate(samples).answer, NEVER))
    store.set_fact(LIMITS, json.dumps({"answer": limits.answer}))
    sure = [right for certainty, right in samples if certainty >= limits.answer]
    return Calibration(len(samples), sum(right for _, right in samples), limits, len(sure), sum(sure))


def _asked_again(item: Match, knowledge: Knowledge) -> Sequence[Match]:
    return knowledge.search(with_subject(item.title, item.text), pools=POOLS, limit=MATCHES, without=item.key)


def is_right(item: Match, found: Sequence[Match]) -> bool:
    """Whether the best text is what the ticket was answered with, or its nearest neighbour was answered alike."""
    if next((match.key for match in found if match.pool != "past"), "") in item.used:
        return True
    nearest = next((match for match in found if match.pool == "past"), None)
    return nearest is not None and _likeness(item.answer, nearest.answer) >= SAME


def _likeness(one: str, other: str) -> float:
    return token_f1(Counter(words(one)), Counter(words(other)))
