"""POST /slack/commands: who is believed, what is stored, and what the asker reads."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from .fakes_of_web import NOW, Desk, FakeQueue, FakeStore, a_desk, unavailable

URL = "/slack/commands"
SECRET = "slack-signing-secret"
RESPONSE_URL = "https://hooks.slack.com/commands/T1/2/3"
FORM = "application/x-www-form-urlencoded"


def desk(*fakes: Any, **given_settings: Any) -> Desk:
    return a_desk(*fakes, **{"slack_signing_secret": SECRET, **given_settings})


def signed(raw: bytes, *, late: int = 0, secret: str = SECRET) -> dict[str, str]:
    at = str(int(NOW.timestamp()) - late)
    mac = hmac.new(secret.encode(), f"v0:{at}:".encode() + raw, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": "v0=" + mac}


def form(text: str, **changes: str) -> bytes:
    fields = {"command": "/deskhand", "text": text, "user_id": "U1", "response_url": RESPONSE_URL, **changes}
    return urlencode(fields).encode()


def post(to: Desk, raw: bytes, headers: dict[str, str]) -> TestResponse:
    return to.app.test_client().post(URL, data=raw, content_type=FORM, headers=headers)


def type_in(to: Desk, text: str, **changes: str) -> TestResponse:
    raw = form(text, **changes)
    return post(to, raw, signed(raw))


def test_asking_for_a_ticket_is_stored_and_acknowledged_and_wakes_a_worker() -> None:
    to = desk()
    response = type_in(to, "4107")
    assert (200, "ephemeral") == (response.status_code, response.json["response_type"])  # type: ignore[index]
    assert "4107" in response.json["text"]  # type: ignore[index]
    wish = {"ticket_id": 4107, "kind": "show", "instruction": "", "who": "U1", "answer_to": RESPONSE_URL, "now": NOW}
    assert [wish] == to.store.requests
    assert [(4107, True)] == to.queue.woken


def test_asking_for_another_draft_is_stored_with_the_instruction() -> None:
    to = desk()
    type_in(to, "draft 4107 shorter, in French")
    assert [("draft", "shorter, in French")] == [(wish["kind"], wish["instruction"]) for wish in to.store.requests]


@pytest.mark.parametrize("text", ["", "help", "hello <!channel>", "draft", "4107 x"])
def test_help_and_mistakes_are_words_for_the_asker_and_store_nothing(text: str) -> None:
    to = desk()
    response = type_in(to, text)
    assert (200, "ephemeral") == (response.status_code, response.json["response_type"])  # type: ignore[index]
    assert [] == to.store.requests
    assert "<!" not in response.text


@pytest.mark.parametrize("url", ["", "https://evil.example/x", "http://127.0.0.1:6379/"])
def test_a_response_url_elsewhere_is_told_and_nothing_is_stored(url: str) -> None:
    to = desk()
    assert "SLASH_RESPONSE_HOSTS" in type_in(to, "4107", response_url=url).text
    assert [] == to.store.requests


def test_a_stale_a_forged_and_an_unsigned_command_are_401() -> None:
    to, raw = desk(), form("4107")
    assert 401 == post(to, raw, signed(raw, late=301)).status_code
    assert 401 == post(to, raw, signed(raw, secret="other")).status_code
    assert 401 == post(to, form("4108"), signed(raw)).status_code
    assert 401 == post(to, raw, {}).status_code
    assert [] == to.store.requests


def test_the_very_same_request_is_taken_once() -> None:
    to, raw = desk(), form("4107")
    assert [200, 401] == [post(to, raw, signed(raw)).status_code for _ in range(2)]
    assert 1 == len(to.store.requests)


def raises(_: str) -> bool:
    raise OSError("Redis is away")


def hangs(_: str) -> bool:
    time.sleep(3)
    return True


@pytest.mark.parametrize("seen", [raises, hangs])
def test_a_memory_for_signatures_that_is_away_stops_nobody(seen: Any) -> None:
    began = time.monotonic()
    assert 200 == type_in(desk(seen=seen), "4107").status_code
    assert time.monotonic() - began < 2.0


def test_a_queue_that_hangs_does_not_cost_the_three_seconds() -> None:
    began = time.monotonic()
    assert 200 == type_in(desk(FakeStore(), FakeQueue(hangs=4.0)), "4107").status_code
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize("headers", [{"Authorization": "Token tok"}, {"Authorization": "token tok"}])
def test_a_token_in_the_header_is_believed(headers: dict[str, str]) -> None:
    assert 200 == post(desk(slash_token="tok"), form("4107"), headers).status_code


def test_a_token_in_the_form_is_believed() -> None:
    to = desk(slash_token="tok", response_hosts=("chat.acme.example",))
    raw = form("4107", token="tok", response_url="https://chat.acme.example/hooks/commands/1")
    assert 200 == post(to, raw, {}).status_code
    assert 1 == len(to.store.requests)


@pytest.mark.parametrize("configured", ["", "tok"])
def test_a_wrong_or_empty_token_is_401(configured: str) -> None:
    to = desk(slash_token=configured)
    assert [401, 401] == [post(to, form("4107", token=shown), {}).status_code for shown in ("", "to")]
    assert 401 == post(to, form("4107"), {"Authorization": "Token "}).status_code


def test_without_any_secret_in_the_settings_nobody_is_believed() -> None:
    raw = form("4107")
    assert 401 == post(desk(slack_signing_secret=""), raw, signed(raw, secret="")).status_code


def test_slacks_look_at_our_certificate_is_answered() -> None:
    to = desk()
    assert 200 == to.app.test_client().get(URL + "?ssl_check=1").status_code
    assert 200 == post(to, b"ssl_check=1&token=x", {}).status_code
    assert [] == to.store.requests


def test_what_could_not_be_stored_is_503() -> None:
    response = type_in(desk(FakeStore(error=unavailable())), "4107")
    assert (503, "7") == (response.status_code, response.headers["Retry-After"])


def test_a_long_a_packed_and_a_multipart_body_are_refused() -> None:
    client = desk().app.test_client()
    assert 413 == client.post(URL, data=b"x" * 300_000).status_code
    assert 415 == client.post(URL, data=b"x", headers={"Content-Encoding": "gzip"}).status_code
    assert 415 == client.post(URL, data=b"x", content_type="multipart/form-data; boundary=x").status_code


_latin = st.text(st.characters(max_codepoint=255), max_size=40)


@settings(deadline=None)
@given(raw=st.binary(max_size=400), kind=_latin, at=_latin, signature=_latin, authorization=_latin)
def test_no_bytes_of_a_client_are_answered_5xx(
    raw: bytes, kind: str, at: str, signature: str, authorization: str
) -> None:
    headers = {
        "CONTENT_TYPE": kind,
        "HTTP_X_SLACK_REQUEST_TIMESTAMP": at,
        "HTTP_X_SLACK_SIGNATURE": signature,
        "HTTP_AUTHORIZATION": authorization,
    }
    client = desk(slash_token="tok").app.test_client()
    assert client.post(URL, data=raw, environ_overrides=headers).status_code < 500
    assert client.post(URL, data=raw, environ_overrides=headers | {"HTTP_AUTHORIZATION": "Token tok"}).status_code == (
        415 if kind.strip().lower().startswith("multipart/") else 200
    )


@settings(deadline=None)
@given(raw=st.binary(max_size=300), text=st.text(max_size=80), url=st.text(max_size=80))
def test_a_signed_command_of_any_bytes_is_answered_200(raw: bytes, text: str, url: str) -> None:
    to = desk()
    for body in (
        raw,
        form(text.encode("utf-8", "replace").decode(), response_url=url.encode("utf-8", "replace").decode()),
    ):
        assert 200 == post(to, body, signed(body)).status_code
