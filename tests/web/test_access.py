"""Who may see what is neither webhook, chat nor /healthz."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from .fakes_of_web import Desk, a_desk

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def status(desk: Desk, path: str = "/readyz", environ: dict[str, Any] | None = None, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return desk.app.test_client().get(path, environ_overrides=environ, headers=named).status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_without_a_password_this_machine_sees_everything(address: str) -> None:
    assert 200 == status(a_desk(), environ={"REMOTE_ADDR": address})


@pytest.mark.parametrize("address", ["203.0.113.9", "10.0.0.1", "::ffff:203.0.113.9", "", "nonsense"])
def test_without_a_password_nobody_else_does(address: str) -> None:
    assert 403 == status(a_desk(), environ={"REMOTE_ADDR": address})


@pytest.mark.parametrize("header", ["Forwarded", "X_Forwarded_For", "X_Forwarded_Proto", "x_forwarded_anything"])
def test_what_came_through_a_proxy_is_not_from_this_machine(header: str) -> None:
    assert 403 == status(a_desk(), **{header: "127.0.0.1"})


def test_a_strange_host_name_that_points_here_is_not_this_machine() -> None:
    assert [403, 200, 200] == [status(a_desk(), Host=host) for host in ("evil.example", "[::1]:8000", "localhost:8000")]


@pytest.mark.parametrize("path", ["/api/v1/drafts/1", "/metrics", "/"])
def test_addresses_that_are_not_open_do_not_even_tell_whether_they_exist(path: str) -> None:
    assert 403 == status(a_desk(api_tokens=("t",)), path, ELSEWHERE)


@pytest.mark.parametrize(
    ("path", "answer"), [("/healthz", 200), ("/healthz/", 200), ("/webhooks/freshdesk", 405), ("/slack/commands", 405)]
)
def test_the_open_addresses_are_reached_from_everywhere(path: str, answer: int) -> None:
    assert answer == status(a_desk(), path, ELSEWHERE)


def test_with_a_password_everybody_signs_in_this_machine_too() -> None:
    desk = a_desk(dashboard_username="anna", dashboard_password="grün:1")
    right = "Basic " + b64encode("anna:grün:1".encode()).decode()
    wrong = "Basic " + b64encode(b"anna:x").decode()
    assert 200 == status(desk, environ=ELSEWHERE, Authorization=right)
    assert [401, 401, 401] == [status(desk), status(desk, Authorization=wrong), status(desk, Authorization=right[:-8])]
