"""/api/v1 by token."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from .builders_of_web import a_record
from .fakes_of_web import Desk, FakeStore, a_desk, unavailable

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}
OPENED = {"api_tokens": ("old", "new"), "dashboard_username": "u", "dashboard_password": "p"}


def call(desk: Desk, method: str, path: str, token: str = "new") -> TestResponse:
    headers = {"Authorization": f"Bearer {token}"}
    return desk.app.test_client().open(path, method=method, headers=headers, environ_overrides=ELSEWHERE)


def test_a_program_asks_for_a_look() -> None:
    desk = a_desk(**OPENED)
    assert 202 == call(desk, "POST", "/api/v1/tickets/4107/look").status_code
    assert [(4107, "api")] == desk.store.asked
    assert [(4107, False)] == desk.queue.woken


def test_a_look_that_could_not_be_stored_is_503() -> None:
    assert 503 == call(a_desk(FakeStore(error=unavailable()), **OPENED), "POST", "/api/v1/tickets/1/look").status_code


def test_a_draft_is_read_without_the_mark_of_its_note() -> None:
    record = a_record()
    response = call(a_desk(FakeStore(drafts={7: record}), **OPENED), "GET", "/api/v1/drafts/7", "old")
    assert (4107, record.draft.reply) == (response.json["ticket"], response.json["reply"])  # type: ignore[index]
    assert record.mark not in response.text


@pytest.mark.parametrize(
    "path", ["drafts/8", "drafts/0", "drafts/x", "drafts/-1", f"drafts/{2**63}", "drafts/" + "9" * 5000]
)
def test_a_draft_that_is_not_there_is_404(path: str) -> None:
    assert 404 == call(a_desk(**OPENED), "GET", f"/api/v1/{path}").status_code


@pytest.mark.parametrize("token", ["", "wrong", "new\xff", "ne"])
def test_a_wrong_token_is_401(token: str) -> None:
    assert 401 == call(a_desk(**OPENED), "GET", "/api/v1/drafts/7", token).status_code


def test_without_tokens_the_api_is_for_this_machine_alone() -> None:
    desk = a_desk(FakeStore(drafts={7: a_record()}))
    assert 403 == call(desk, "GET", "/api/v1/drafts/7").status_code
    assert 200 == desk.app.test_client().get("/api/v1/drafts/7").status_code


def test_without_tokens_a_password_closes_the_api() -> None:
    desk = a_desk(dashboard_username="u", dashboard_password="p")
    assert 403 == desk.app.test_client().get("/api/v1/drafts/7").status_code
