"""A sandbox that other people's clients take for their desk, which is bare and speaks a second language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.sandbox import Sandbox

NAME = "kettle.freshdesk.com"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the certificate authority that all of these sandboxes share."""
    return tmp_path_factory.mktemp("authority")


@contextmanager
def desk(authority: Path) -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty", tls=authority) as running:
        running.state.account["supported_languages"] = ["de"]
        yield running


@pytest.fixture
def sandbox(authority: Path) -> Iterator[Sandbox]:
    """The desk of one test, with https and http on one port."""
    with desk(authority) as running:
        yield running


@pytest.fixture
def plain(sandbox: Sandbox) -> str:
    """Its address over http."""
    return sandbox.url.replace("https", "http", 1)


@pytest.fixture
def trusted(sandbox: Sandbox) -> Iterator[str]:
    """The file to trust, with nothing in the environment that says otherwise: requests would obey that instead."""
    names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    yield str(sandbox.ca)
    os.environ.update(before)
