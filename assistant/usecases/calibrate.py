"""How sure this desk may be: its own past tickets are asked again, each without its own answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.core.draft import Match, Pool
from assistant.core.past import words
from assistant.errors import PermanentError
from assistant.ports import Knowledge, Store

LIMITS = "limits"
"""The fact that holds this desk's limits, as JSON."""
FEWEST = 50
SAMPLED = 400
"""Past tickets that are asked again, the newest."""
POOLS: tuple[Pool, ...] = ("canned", "article", "past")
MATCHES = 5
SAME = 0.8
"""Token-F1 from which two answers say the same: one canned response filled in for two customers gives 0.85 and more."""

Sample = tuple[float, bool]
"""How certain the search was, and whether it was right."""


@dataclass(frozen=True)
class Calibration:
    """What was found."""

    asked: int
    right: int
    limits: Mapping[str, float]
    """Name -> the least certainty."""
    above: Mapping[str, tuple[int, int]]
    """Name -> (tickets with at least that certainty, right ones of them)."""


def calibrate(
    *,
    knowledge: Knowledge,
    store: Store,
    certainty: Callable[[Sequence[Match]], float],
    fit: Callable[[Sequence[Sample]], Mapping[str, float]],
    progress: Callable[[int], None] = lambda _: None,
) -> Calibration:
    """Ask past tickets again and store the limits that `fit` draws from it. Raises PermanentError under FEWEST."""
    usable = [item for item in knowledge.items("past", SAMPLED) if item.used or item.answer.strip()]
    if len(usable) < FEWEST:
        raise PermanentError(
            f"{len(usable)} past tickets with an answer are stored; at least {FEWEST} are needed."
            " Load them with `knowledge sync`."
        )
    samples: list[Sample] = []
    for item in usable:
        found = _asked_again(item, knowledge)
        samples.append((certainty(found), is_right(item, found)))
        progress(len(samples))
    limits = fit(samples)
    store.set_fact(LIMITS, json.dumps(dict(limits)))
    above = {name: _above(samples, limit) for name, limit in limits.items()}
    return Calibration(len(samples), sum(right for _, right in samples), limits, above)


def _asked_again(item: Match, knowledge: Knowledge) -> Sequence[Match]:
    question = f"{item.title}\n\n{item.text}".strip()
    return knowledge.search(question, pools=POOLS, limit=MATCHES, without=item.key)


def _above(samples: Sequence[Sample], limit: float) -> tuple[int, int]:
    sure = [right for certainty, right in samples if certainty >= limit]
    return len(sure), sum(sure)


def is_right(item: Match, found: Sequence[Match]) -> bool:
    """Whether the best match is what the ticket was answered with, or its nearest neighbour was answered alike."""
    if found and found[0].key in item.used:
        return True
    nearest = next((match for match in found if match.pool == "past"), None)
    return nearest is not None and _likeness(item.answer, nearest.answer) >= SAME


def _likeness(one: str, other: str) -> float:
    """Token-F1: twice the shared words over all words."""
    ours, theirs = Counter(words(one)), Counter(words(other))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0
