"""A browser, and a sandbox with the demo shop's tickets in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from assistant.sandbox import Sandbox
from assistant.sandbox.seed import SHOP

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail("chromium is not on the PATH, and REQUIRE_ALL=1 lets nothing skip")
        pytest.skip("needs chromium on the PATH (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(seed=str(SHOP)) as started:
        yield started
