"""A server of chat completions on loopback that answers as a test tells it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def said(content: Any, *, finish: str = "stop", refusal: str | None = None, **changes: Any) -> dict[str, Any]:
    """A completion."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    plain = {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-4o-mini",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }
    return plain | changes


def fault(status: int, message: str = "no", code: str | None = None, **headers: str) -> tuple[int, dict[str, str], Any]:
    """An error as OpenAI words it."""
    return status, headers, {"error": {"message": message, "type": "error", "param": None, "code": code}}


class Model:
    """Hands out its answers in turn, the last one for ever, and keeps what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.url = ""

    def next(self) -> Any:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Any) -> Iterator[Model]:
    """Answers: a dict (200), (status, headers, body), a float (seconds of silence), "endless", "drip" or bytes."""
    model = Model(*answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            model.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            answer = model.next()
            if isinstance(answer, float):
                time.sleep(answer)
                return
            try:
                self._write(answer)
            except OSError:
                return

        def _write(self, answer: Any) -> None:
            status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            if body == "endless":
                while True:
                    self.wfile.write(b" " * 65_536)
            if body == "drip":
                while True:
                    self.wfile.write(b" ")
                    time.sleep(0.05)
            self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
