"""/healthz and /readyz."""

from __future__ import annotations

import time

from .fakes_of_web import a_desk


def test_healthz_asks_nobody() -> None:
    desk = a_desk(ready={"redis": lambda: 1 / 0})
    assert {"status": "ok"} == desk.app.test_client().get("/healthz").json


def test_readyz_lists_what_each_check_saw() -> None:
    desk = a_desk(ready={"postgres": lambda: (True, ""), "oldest_due_seconds": lambda: (True, 2.5)})
    response = desk.app.test_client().get("/readyz")
    checks = {"postgres": {"ok": True, "value": ""}, "oldest_due_seconds": {"ok": True, "value": 2.5}}
    assert (200, {"status": "ok", "checks": checks}) == (response.status_code, response.json)


def test_readyz_is_503_when_a_check_is_not_well() -> None:
    desk = a_desk(ready={"postgres": lambda: (True, ""), "workers": lambda: (False, 0)})
    response = desk.app.test_client().get("/readyz")
    assert (503, "unready") == (response.status_code, response.json["status"])  # type: ignore[index]


def test_a_check_that_raises_is_named_by_its_kind_alone() -> None:
    def broken() -> tuple[bool, str]:
        raise OSError("redis://:password@host is away")

    response = a_desk(ready={"redis": broken}).app.test_client().get("/readyz")
    assert {"redis": {"ok": False, "value": "OSError"}} == response.json["checks"]  # type: ignore[index]


def test_checks_that_hang_are_given_up_on_together() -> None:
    def hangs() -> tuple[bool, str]:
        time.sleep(3)
        return True, ""

    desk = a_desk(ready={"postgres": hangs, "redis": hangs, "workers": hangs})
    began = time.monotonic()
    response = desk.app.test_client().get("/readyz")
    assert 503 == response.status_code
    assert time.monotonic() - began < 2.0
