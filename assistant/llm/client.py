"""`OpenAIModel` fills the port `LanguageModel`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.core.budget import cost_usd
from assistant.deadline import Deadline
from assistant.errors import ModelUnavailable
from assistant.llm import faults
from assistant.llm.connection import Connection
from assistant.llm.dialect import Dialect, Form, blind, has_pictures, in_words
from assistant.ports import Answer

if TYPE_CHECKING:
    import openai
    from openai.types.chat import ChatCompletion

    from assistant.llm.bounds import Call

TIMEOUT = 60.0
"""Seconds for one question in all: retry, lower forms and repair included."""
AT_ONCE = 64
_PAUSE = 0.5
_LONGEST_PAUSE = 2.0
"""A server that asks for a longer wait is left alone: a canned response now is worth more than a draft later."""
_AGAIN = frozenset({408, 409, 429})


@dataclass
class _Use:
    model: str
    tokens_in: int = 0
    tokens_out: int = 0


class OpenAIModel:
    """A chat model, asked for JSON: by strict schema where the server knows that, else by object, else in words.

    Shared by all threads of a process; what the server refused once is not tried again. `form` is where it starts."""

    def __init__(
        self,
        *,
        api_key: str,
        model: str,
        base_url: str | None = None,
        timeout: float = TIMEOUT,
        form: Form = "json_schema",
    ) -> None:
        self.model = model
        self.timeout = timeout
        self._connection = Connection(api_key, base_url)
        self._is_openai = (urlsplit(self._connection.base_url).hostname or "").endswith("openai.com")
        self._dialect = Dialect(form, tokens_name="max_completion_tokens" if self._is_openai else "max_tokens")
        self._deadline = Deadline(AT_ONCE)

    def ask(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        schema: Mapping[str, Any],
        valid: Callable[[str], str | None],
        temperature: float | None,
        max_tokens: int,
    ) -> Answer:
        """Ask for JSON by `schema`; an answer that `valid` finds fault with is sent back once.

        Raises ModelUnavailable with a sentence for an agent, within `timeout` seconds in any case."""
        from assistant.llm.bounds import CALL, Call

        call = Call(time.monotonic() + self.timeout)
        context = copy_context()
        context.run(CALL.set, call)
        question = _Question(self, call, schema, temperature, max_tokens)
        try:
            return self._deadline.run(lambda: context.run(question.answer, messages, valid), self.timeout + 0.5)
        except TimeoutError:
            raise ModelUnavailable(faults.TIMEOUT) from None

    def complete(self, call: Call, request: Callable[[Dialect], dict[str, Any]]) -> ChatCompletion:
        """One completion, lower forms tried as the server asks for them. Raises ModelUnavailable."""
        import openai

        dialect = self._dialect
        for _ in range(7):
            asked = self._extras(request(dialect))
            try:
                return self._once_more(call, dialect, asked)
            except openai.APIStatusError as error:
                lower = self._lower(dialect, asked, error)
                if lower is None:
                    raise faults.unavailable(error) from None  # the server's words may hold the customer's
                self._remember(dialect, lower, faults.said(error))
                dialect = lower
            except openai.APIError as error:
                raise faults.unavailable(error, endless=call.endless) from None
            except (ValueError, RecursionError):  # what came is no JSON, though it calls itself so
                raise ModelUnavailable(faults.NO_CHAT) from None
        raise ModelUnavailable(faults.NO_CHAT)

    def _extras(self, request: dict[str, Any]) -> dict[str, Any]:
        """OpenAI alone keeps what it is asked unless told not to."""
        return request | {"store": False} if self._is_openai else request

    def _lower(self, dialect: Dialect, asked: dict[str, Any], error: openai.APIStatusError) -> Dialect | None:
        """What to try after this refusal."""
        shown = dialect.pictures and has_pictures(asked["messages"])
        return dialect.after_refusal(error.status_code, faults.said(error), with_pictures=shown)

    def _remember(self, dialect: Dialect, lower: Dialect, said: str) -> None:
        """For the process; but a picture that the server cannot read says nothing of the next one."""
        this_one = lower.pictures is dialect.pictures or not blind(said)
        self._dialect = replace(lower, pictures=self._dialect.pictures and this_one)

    def _once_more(self, call: Call, dialect: Dialect, request: dict[str, Any]) -> ChatCompletion:
        """Send it, and once again after a fault that passes. Raises openai.APIError."""
        import openai

        create = self._connection.client().chat.completions.create
        try:
            return create(**request)  # type: ignore[no-any-return]
        except openai.APITimeoutError:
            raise
        except openai.APIStatusError as error:
            pause = faults.retry_after(error) or _PAUSE
            passes = error.status_code in _AGAIN or error.status_code >= 500
            if not passes or pause > min(_LONGEST_PAUSE, call.left()) or self._says_why(dialect, request, error):
                raise
        except openai.APIConnectionError:
            if call.endless or call.left() < _PAUSE:
                raise
            pause = _PAUSE
        time.sleep(pause)
        return create(**request)  # type: ignore[no-any-return]

    def _says_why(self, dialect: Dialect, request: dict[str, Any], error: openai.APIStatusError) -> bool:
        """Whether the same request would fail again: a form it does not know, a quota that is spent."""
        return "quota" in faults.said(error) or self._lower(dialect, request, error) is not None


class _Question:
    """One question: its answer, one repair at most, and what both used."""

    def __init__(
        self, model: OpenAIModel, call: Call, schema: Mapping[str, Any], temperature: float | None, max_tokens: int
    ) -> None:
        self.model, self.call, self.schema = model, call, schema
        self.temperature, self.max_tokens = temperature, max_tokens
        self.use = _Use(model.model)

    def answer(self, messages: Sequence[Mapping[str, Any]], valid: Callable[[str], str | None]) -> Answer:
        """The valid text. Raises ModelUnavailable, which says what was used."""
        try:
            return self._answer(messages, valid)
        except ModelUnavailable as error:
            error.tokens = self.use.tokens_in + self.use.tokens_out
            error.cost_usd = cost_usd(self.use.model, self.use.tokens_in, self.use.tokens_out)
            raise

    def _answer(self, messages: Sequence[Mapping[str, Any]], valid: Callable[[str], str | None]) -> Answer:
        text = self._text(messages, valid)
        fault = valid(text)
        if fault is not None:
            repair = f"Your answer cannot be used: {fault}\n{in_words(self.schema)}"
            said = [{"role": "assistant", "content": text[:20_000]}, {"role": "user", "content": repair}]
            text = self._text([*messages, *said], valid)
            if valid(text) is not None:
                raise ModelUnavailable(faults.BROKEN)
        use = self.use
        return Answer(
            text, use.model, use.tokens_in, use.tokens_out, cost_usd(use.model, use.tokens_in, use.tokens_out)
        )

    def _text(self, messages: Sequence[Mapping[str, Any]], valid: Callable[[str], str | None]) -> str:
        """What the model said. Raises ModelUnavailable if it said nothing that could be valid."""
        done = self.model.complete(
            self.call,
            lambda dialect: dialect.request(self.model.model, messages, self.schema, self.temperature, self.max_tokens),
        )
        self._count(done)
        try:
            choice = done.choices[0]
            text, refusal, reason = choice.message.content or "", choice.message.refusal, choice.finish_reason
        except (AttributeError, IndexError, TypeError):
            raise ModelUnavailable(faults.NO_CHAT) from None
        if refusal or reason == "content_filter":
            raise ModelUnavailable(faults.REFUSED)
        if not isinstance(text, str) or not text.strip():
            raise ModelUnavailable(faults.CUT_OFF if reason == "length" else faults.EMPTY)
        if reason == "length" and valid(text) is not None:
            raise ModelUnavailable(faults.CUT_OFF)
        return text

    def _count(self, done: ChatCompletion) -> None:
        """Add up the tokens; some servers name none."""
        usage = getattr(done, "usage", None)
        self.use.tokens_in += _whole(getattr(usage, "prompt_tokens", 0))
        self.use.tokens_out += _whole(getattr(usage, "completion_tokens", 0))
        named = getattr(done, "model", None)
        if isinstance(named, str) and named:
            self.use.model = named[:100]


def _whole(number: object) -> int:
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10**9 else 0
