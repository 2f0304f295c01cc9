"""Calls that hang are given up on and cannot pile up."""

from __future__ import annotations

from threading import Event

import pytest

from assistant.deadline import Deadline


def test_a_call_that_hangs_takes_a_place_until_it_ends() -> None:
    deadline, end = Deadline(at_once=1), Event()
    with pytest.raises(TimeoutError):
        deadline.run(end.wait, 0.01)
    with pytest.raises(TimeoutError, match="earlier calls"):
        deadline.run(lambda: True, 5.0)
    end.set()
    assert _soon(deadline)


def _soon(deadline: Deadline) -> bool:
    for _ in range(500):
        try:
            return deadline.run(lambda: True, 5.0)
        except TimeoutError:
            Event().wait(0.01)
    return False


def test_a_calls_own_error_reaches_whoever_waits_and_frees_its_place() -> None:
    deadline = Deadline(at_once=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            deadline.run(lambda: 1 // 0, 5.0)
