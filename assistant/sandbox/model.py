"""A scripted model behind OpenAI's chat completions and embeddings."""

from __future__ import annotations

import hashlib
import itertools
import json
import select
import socket
import ssl
import time
from typing import Any, cast

from flask import Blueprint, Response, current_app, request

from assistant.sandbox import obedience
from assistant.sandbox.answers import answer, json_body, the_desk
from assistant.sandbox.model_script import Script
from assistant.sandbox.schema_filler import fill, schema_in
from assistant.sandbox.server import CONNECTION
from assistant.sandbox.state import JSON
from assistant.sandbox.switches import Switches

blueprint = Blueprint("model", __name__, url_prefix="/v1")

MODEL = "sandbox-model"
SENTENCE = "Thank you for your message, we are looking into it."
HANG = 120.0
"""Most seconds that the mode `hang` holds a request."""

DIMENSIONS = 64
_numbers = itertools.count(1)


def the_script() -> Script:
    return cast(Switches, current_app.extensions["switches"]).script


@blueprint.get("/models")
def models() -> Response:
    entry = {"id": MODEL, "object": "model", "created": 0, "owned_by": "sandbox"}
    return answer({"object": "list", "data": [entry]})


@blueprint.post("/chat/completions")
def complete() -> Response:
    body, script = json_body(), the_script()
    with the_desk().lock:
        script.calls.append(body)
        reply = script.next_reply()
    the_desk().stopping.wait(script.delay)
    if refusal := _format_refused(script, body):
        return refusal
    if reply is None and script.mode == "hang":
        _hang()
    if reply is None and script.mode == "refuse":
        return _completion(body, None, "I cannot help with that.")
    return _completion(body, reply if reply is not None else _written(script.mode, body), None)


def _format_refused(script: Script, body: JSON) -> Response | None:
    """The 400 of servers that know no json_schema, or no response_format at all."""
    kind = (body.get("response_format") or {}).get("type", "text")
    known = {"no_schema": ("text", "json_object"), "text_only": ("text",)}.get(script.mode)
    if known is None or kind in known:
        return None
    message = f"response_format of type {kind} is not supported by this model"
    error = {"message": message, "type": "invalid_request_error", "param": "response_format", "code": None}
    return answer({"error": error}, 400)


def _written(mode: str, body: JSON) -> str:
    """The content: an object that fits the schema, or a sentence when no JSON is asked for."""
    messages = body.get("messages") or []
    text = {"echo": obedience.last_user_text, "obey": obedience.demanded}.get(mode, lambda _: SENTENCE)(messages)
    kind = (body.get("response_format") or {}).get("type", "text")
    schema = schema_in(body)
    if kind == "text" and schema is None:
        return text
    items = 1 if mode in ("echo", "obey") else 0
    content = json.dumps(fill(schema if schema is not None else {"type": "object"}, text, items), ensure_ascii=False)
    return content[: len(content) * 2 // 3] if mode == "broken_json" else content


def _completion(body: JSON, content: str | None, refusal: str | None) -> Response:
    asked, said = len(json.dumps(body.get("messages", ""))) // 4, len(content or refusal or "") // 4
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    usage = {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
    return answer(
        {
            "id": f"chatcmpl-{next(_numbers)}",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": body.get("model", MODEL),
            "choices": [choice],
            "usage": usage,
        }
    )


def _hang() -> None:
    """Wait until the client goes away, the sandbox stops, or HANG is over."""
    end = time.monotonic() + HANG
    while time.monotonic() < end and not the_desk().stopping.wait(0.1) and not _gone(request.environ[CONNECTION]):
        pass


def _gone(connection: Any) -> bool:
    """True when the client has closed a plain connection; TLS cannot be peeked into."""
    if isinstance(connection, ssl.SSLSocket) or not select.select([connection], [], [], 0)[0]:
        return False
    try:
        return not connection.recv(1, socket.MSG_PEEK)
    except OSError:
        return True


@blueprint.post("/embeddings")
def embed() -> Response:
    """One vector a text, the same for the same text and near for texts that share words."""
    body = json_body()
    given = body.get("input", "")
    texts = given if isinstance(given, list) else [given]
    size = body.get("dimensions") or DIMENSIONS
    data = [{"object": "embedding", "index": i, "embedding": vector(str(text), size)} for i, text in enumerate(texts)]
    tokens = sum(len(str(text)) for text in texts) // 4
    return answer(
        {
            "object": "list",
            "data": data,
            "model": body.get("model", MODEL),
            "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
        }
    )


def vector(text: str, size: int) -> list[float]:
    """Words hashed into `size` places, at length 1."""
    places = [0.0] * size
    for word in text.lower().split() or [""]:
        digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
        places[int.from_bytes(digest[:4]) % size] += 1.0 if digest[7] & 1 else -1.0
    length = sum(place * place for place in places) ** 0.5 or 1.0
    return [round(place / length, 6) for place in places]
