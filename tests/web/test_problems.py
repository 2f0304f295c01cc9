"""Errors are problem+json, with an id and without what was sent."""

from __future__ import annotations

import logging

import pytest

from .fakes_of_web import SECRET, FakeStore, a_desk


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing<script>here", 404),
        ("DELETE", "/healthz", 405),
        ("BREW", "/healthz", 405),
    ],
)
def test_every_error_is_problem_json(method: str, path: str, status: int) -> None:
    response = a_desk().app.test_client().open(path, method=method)
    assert (status, "application/problem+json") == (response.status_code, response.mimetype)
    assert {"type", "title", "status", "detail", "request_id"} == set(response.json or ())
    assert response.headers["X-Request-Id"] == response.json["request_id"]  # type: ignore[index]
    assert "script" not in response.text


def test_what_nobody_foresaw_is_a_500_that_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    desk = a_desk(FakeStore(error=RuntimeError("customer text")))
    with caplog.at_level(logging.DEBUG):
        response = desk.app.test_client().post(
            "/webhooks/freshdesk", data="ticket_id=1", headers={"X-Webhook-Secret": SECRET}
        )
    assert (500, "application/problem+json") == (response.status_code, response.mimetype)
    assert "customer text" not in response.text + caplog.text
    assert "RuntimeError" in caplog.text
    assert response.json["request_id"] in caplog.text  # type: ignore[index]


def test_every_answer_carries_the_security_headers() -> None:
    for path in ("/healthz", "/nothing"):
        headers = a_desk().app.test_client().get(path).headers
        assert ("nosniff", "no-store") == (headers["X-Content-Type-Options"], headers["Cache-Control"])
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_secrets_are_not_in_what_the_services_print() -> None:
    desk = a_desk(slash_token="hush", slack_signing_secret="hush", dashboard_password="hush", api_tokens=("hush",))
    printed = repr(desk.app.extensions["deskhand"])
    assert [False, False] == [SECRET in printed, "hush" in printed]
