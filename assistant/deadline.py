"""Run a call that may hang, and wait for it only so long."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from typing import TypeVar

T = TypeVar("T")


class Deadline:
    """Starts calls in threads of their own, at most `at_once` of them, so that hanging ones cannot pile up.

    A call that is given up on runs on to its own timeout; daemon threads never hold up the end of the process.
    """

    def __init__(self, at_once: int) -> None:
        self._places = BoundedSemaphore(at_once)

    def start(self, call: Callable[[], T]) -> Future[T]:
        """The call's future; it holds a TimeoutError at once if every place is taken by a call that hangs."""
        future: Future[T] = Future()
        if self._places.acquire(blocking=False):
            Thread(target=self._run, args=(call, future), daemon=True).start()
        else:
            future.set_exception(TimeoutError("earlier calls have not come back"))
        return future

    def run(self, call: Callable[[], T], seconds: float) -> T:
        """The call's result. Raises what it raises, or TimeoutError after `seconds`."""
        return self.start(call).result(timeout=seconds)

    def _run(self, call: Callable[[], T], future: Future[T]) -> None:
        try:
            result = call()
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits
            self._places.release()
            future.set_exception(error)
        else:
            self._places.release()
            future.set_result(result)
