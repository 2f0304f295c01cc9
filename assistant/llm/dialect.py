"""What a server understands of chat completions, learned from what it refuses and remembered for the process."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Form = Literal["json_schema", "json_object", "text"]
_NEXT: dict[Form, Form] = {"json_schema": "json_object", "json_object": "text"}
_BLIND = ("support", "multimodal", "mmproj", "at most 0 image", "valid string", "unknown variant", "missing data")
"""Words of servers that cannot look at any picture. Everything else that is said of pictures is about that one."""
_BAD_PICTURE = ("unsupported image", "unsupported_image", "image format", "image type", "valid image", "invalid_image")


@dataclass(frozen=True)
class Dialect:
    """How to ask: from the strictest form downwards."""

    form: Form = "json_schema"
    tokens_name: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    pictures: bool = True

    def after_refusal(self, status: int, said: str, *, with_pictures: bool = False) -> Dialect | None:
        """What to try after an answer of 400 or the like, by the words it `said`; None if they say nothing of that.

        `with_pictures`: the question held some. llama-cpp-python answers an unknown form with 500."""
        if status not in (400, 404, 415, 422, 500, 501):
            return None
        if (
            status in (400, 422)
            and self.tokens_name in said
            and "unsupported" in said.replace("not supported", "unsupported")
        ):
            other: Literal["max_tokens", "max_completion_tokens"]
            other = "max_completion_tokens" if self.tokens_name == "max_tokens" else "max_tokens"
            return replace(self, tokens_name=other)
        if status in (400, 422) and self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if any(mark in said for mark in ("response_format", "json_schema", "json_object")) and self.form in _NEXT:
            return replace(self, form=_NEXT[self.form])
        if with_pictures and self.pictures and ("image" in said or "content" in said):
            return replace(self, pictures=False)
        return None

    def request(
        self,
        model: str,
        messages: Sequence[Mapping[str, Any]],
        schema: Mapping[str, Any],
        temperature: float | None,
        max_tokens: int,
    ) -> dict[str, Any]:
        """The arguments of `chat.completions.create`."""
        asked: dict[str, Any] = {"model": model, "messages": self._messages(messages, schema)}
        asked[self.tokens_name] = max_tokens
        if self.temperature and temperature is not None:
            asked["temperature"] = temperature
        if self.form == "json_schema":
            named = {"name": "answer", "strict": True, "schema": dict(schema)}
            asked["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.form == "json_object":
            asked["response_format"] = {"type": "json_object"}
        return asked

    def _messages(self, messages: Sequence[Mapping[str, Any]], schema: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Without a schema in the request, the first message says it in words."""
        copies = [dict(message) if self.pictures else _text_alone(message) for message in messages]
        if self.form != "json_schema" and copies:
            copies[0]["content"] += f"\n\n{in_words(schema)}"
        return copies


def has_pictures(messages: Sequence[Mapping[str, Any]]) -> bool:
    """Whether some content comes in parts."""
    return any(isinstance(message["content"], list) for message in messages)


def blind(said: str) -> bool:
    """Whether a refusal of pictures holds for all of them, not for these alone."""
    return any(mark in said for mark in _BLIND) and not any(mark in said for mark in _BAD_PICTURE)


def _text_alone(message: Mapping[str, Any]) -> dict[str, Any]:
    content = message["content"]
    if isinstance(content, list):
        content = "\n\n".join(part["text"] for part in content if part["type"] == "text")
    return {**message, "content": content}


def in_words(schema: Mapping[str, Any]) -> str:
    """A schema as an instruction."""
    return (
        f"Answer with one JSON object and nothing else, by this JSON schema:\n{json.dumps(schema, ensure_ascii=False)}"
    )
