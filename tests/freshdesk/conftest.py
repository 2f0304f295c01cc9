"""A server that says what a test wants, and a client for it that never really sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.sandbox import Sandbox

from .server import Server

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def slept() -> list[float]:
    """The pauses that the client of this test took, in seconds."""
    return []


@pytest.fixture
def connect(server: Server, slept: list[float]) -> Callable[..., Freshdesk]:
    """Makes clients of the server; options go to `Freshdesk`. Its clock is still, but for the pauses."""

    def make(**options: Any) -> Freshdesk:
        return Freshdesk(server.url, "the-key", **{"clock": lambda: sum(slept), "sleep": slept.append, **options})

    return make


@pytest.fixture
def api(connect: Callable[..., Freshdesk]) -> Freshdesk:
    return connect()


@pytest.fixture
def sample() -> Callable[[str], Any]:
    """A stored answer by name: `sample("ticket")`."""
    return lambda name: json.loads((SAMPLES / f"{name}.json").read_text())


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """The stand-in with a bare account."""
    with Sandbox.start(seed="empty") as running:
        yield running


@pytest.fixture
def desk(sandbox: Sandbox) -> Freshdesk:
    """A client of the stand-in."""
    return Freshdesk(sandbox.url, "the-key")
