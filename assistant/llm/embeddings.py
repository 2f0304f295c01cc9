"""`OpenAIEmbedder` fills the port `Embedder` over HTTP: OpenAI's own, or any server that speaks its embeddings."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Sequence
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from assistant.deadline import Deadline
from assistant.errors import ModelUnavailable
from assistant.llm import faults
from assistant.llm.connection import Connection

if TYPE_CHECKING:
    import openai
    from openai.types import CreateEmbeddingResponse

TIMEOUT = 20.0
"""Seconds for one batch in all, its retries included."""
ONE = 5.0
"""Seconds for a single text: somebody's question, whose search can do without."""
BATCH = 16
"""Of 4,000 numbers in decimals each, still within `bounds.MAX_BYTES`."""
DIMENSIONS = 512
"""Of a text-embedding-3 vector, which can be cut short: a third of the room that all 1,536 take."""
_CHARS = 6_000
"""Of one text: within the 8,191 tokens of the models there are, whatever the script."""
_RETRIES = 2
_PAUSES = (0.5, 2.0)
_AGAIN = frozenset({408, 409, 429})
_AT_ONCE = 32
NO_VECTORS = "What answered at the model's address does not speak embeddings; see OPENAI_BASE_URL."


class OpenAIEmbedder:
    """Texts to vectors through the openai client. Shared by all threads of a process; make it after a fork."""

    def __init__(self, *, api_key: str, model: str, base_url: str | None = None, timeout: float = TIMEOUT) -> None:
        self.name = model
        self.timeout = timeout
        self.tokens = 0
        """What all texts so far have used, as far as the server says."""
        self._connection = Connection(api_key, base_url)
        self._extras: dict[str, Any] = {"dimensions": DIMENSIONS} if model.startswith("text-embedding-3-") else {}
        self._deadline = Deadline(_AT_ONCE)

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector of length 1 for each text.

        Raises ModelUnavailable, within `timeout` seconds a batch, within `ONE` for a single text."""
        batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
        return [vector for batch in batches for vector in self._within(batch)]

    def _within(self, batch: Sequence[str]) -> list[list[float]]:
        from assistant.llm.bounds import CALL, Call

        self._connection.client()  # the first imports openai, for a second on a busy machine
        timeout = self.timeout if len(batch) > 1 else min(ONE, self.timeout)
        call = Call(time.monotonic() + timeout)
        context = copy_context()
        context.run(CALL.set, call)
        try:
            return self._deadline.run(lambda: context.run(self._vectors, batch, call), timeout + 0.5)
        except TimeoutError:
            raise ModelUnavailable(faults.TIMEOUT) from None

    def _vectors(self, batch: Sequence[str], call: Any) -> list[list[float]]:
        answer = self._answer([text[:_CHARS].encode("utf-8", "ignore").decode() or " " for text in batch], call)
        with contextlib.suppress(AttributeError, TypeError):  # some servers name none
            self.tokens += answer.usage.total_tokens
        try:
            rows = sorted(answer.data, key=lambda row: row.index)
            found = [_unit(row.embedding) for row in rows]
        except (AttributeError, TypeError, ValueError):
            raise ModelUnavailable(NO_VECTORS) from None
        if len(found) != len(batch) or len({len(vector) for vector in found}) > 1:
            raise ModelUnavailable(NO_VECTORS)
        return found

    def _answer(self, batch: Sequence[str], call: Any) -> CreateEmbeddingResponse:
        """Ask, and again after faults that pass. Raises ModelUnavailable."""
        import openai

        for attempt in range(_RETRIES + 1):
            try:
                return self._connection.client().embeddings.create(
                    input=list(batch), model=self.name, encoding_format="float", **self._extras
                )
            except openai.APIError as error:
                pause = _pause(error, attempt)
                if attempt == _RETRIES or pause is None or call.endless or call.left() < pause:
                    raise faults.unavailable(error, endless=call.endless) from None
            except (ValueError, RecursionError):  # what came is no JSON, or holds nothing
                raise ModelUnavailable(NO_VECTORS) from None
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")


def _pause(error: openai.APIError, attempt: int) -> float | None:
    """Seconds before the same request may work; None if it never will."""
    import openai

    if isinstance(error, openai.APIStatusError):
        passes = error.status_code in _AGAIN or error.status_code >= 500
        if not passes or "quota" in faults.said(error):
            return None
        return faults.retry_after(error) or _PAUSES[attempt % len(_PAUSES)]
    return _PAUSES[attempt % len(_PAUSES)] if isinstance(error, openai.APIConnectionError) else None


def _unit(vector: Sequence[float]) -> list[float]:
    """The vector made 1 long. Raises ValueError if it points nowhere."""
    length = math.sqrt(sum(value * value for value in vector))
    if not math.isfinite(length) or length == 0:
        raise ValueError("no direction")
    return [value / length for value in vector]
