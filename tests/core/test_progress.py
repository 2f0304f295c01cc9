"""How far the walk over resolved tickets has come."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from assistant.core.past.progress import OVERLAP, Progress

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
BEFORE = NOON - OVERLAP - timedelta(seconds=1)


def test_it_begins_at_the_beginning() -> None:
    assert None is Progress().since


def test_it_goes_on_a_little_before_the_latest_change() -> None:
    assert NOON - OVERLAP == Progress().after([(1, NOON), (2, BEFORE)]).since


def test_what_is_listed_again_is_known_until_it_changes() -> None:
    place = Progress().after([(1, NOON)])
    assert place.has(1, NOON)
    assert not place.has(1, NOON + timedelta(seconds=1))


def test_what_is_not_listed_again_is_forgotten() -> None:
    assert {2: NOON} == Progress().after([(1, BEFORE)]).after([(2, NOON)]).seen


def test_it_is_written_and_read_back() -> None:
    place = Progress(gone_at=BEFORE).after([(1, NOON)])
    assert place == Progress.load(place.dump())


@pytest.mark.parametrize("text", [None, "", "nonsense", "[]", '{"seen": 3}', '{"at": "x"}', '{"seen": {"a": 1}}'])
def test_what_cannot_be_read_begins_anew(text: str | None) -> None:
    assert Progress() == Progress.load(text)


def test_what_an_older_release_read_is_read_once_more() -> None:
    older = json.loads(Progress(gone_at=BEFORE).after([(1, NOON)]).dump())
    del older["kept"]
    assert Progress(gone_at=BEFORE) == Progress.load(json.dumps(older))
