"""/healthz: the process answers. /readyz: what it needs is there."""

from __future__ import annotations

import time
from concurrent.futures import Future

from flask import Blueprint

from assistant.deadline import Deadline
from assistant.web.services import Check, services

CHECK_SECONDS = 1.0

health = Blueprint("health", __name__)
_checks = Deadline(at_once=20)


@health.get("/healthz")
def healthz() -> dict[str, str]:
    """Touches nothing outside the process: an outage of Redis must not restart the web."""
    return {"status": "ok"}


@health.get("/readyz")
def readyz() -> tuple[dict[str, object], int]:
    """200 if every check is well, else 503; both list what each check saw."""
    started = {name: _checks.start(check) for name, check in services().ready.items()}
    end = time.monotonic() + CHECK_SECONDS
    seen = {name: _result(future, end) for name, future in started.items()}
    ok = all(check.ok for check in seen.values())
    checks = {name: {"ok": check.ok, "value": check.value} for name, check in seen.items()}
    return {"status": "ok" if ok else "unready", "checks": checks}, 200 if ok else 503


def _result(future: Future[tuple[bool, str | float]], end: float) -> Check:
    try:
        return Check(*future.result(timeout=max(0.0, end - time.monotonic())))
    except TimeoutError:
        return Check(False, f"no answer within {CHECK_SECONDS:g} s")
    except Exception as error:  # noqa: BLE001 - whatever it is, this check is not well
        return Check(False, type(error).__name__)
