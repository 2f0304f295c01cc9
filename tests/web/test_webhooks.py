"""POST /webhooks/freshdesk: the status codes of the contract."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from .fakes_of_web import SECRET, Desk, FakeQueue, FakeStore, a_desk, unavailable

URL = "/webhooks/freshdesk"
BODY = b'{"freshdesk_webhook": {"ticket_id": "4107"}}'


def send(desk: Desk, body: bytes = BODY, **headers: str) -> TestResponse:
    """A webhook with the right secret unless `headers` say otherwise (`_` stands for `-`)."""
    named = {"X-Webhook-Secret": SECRET} | {name.replace("_", "-"): value for name, value in headers.items()}
    return desk.app.test_client().post(URL, data=body, headers=named)


def basic(password: str) -> str:
    return "Basic " + b64encode(b"freshdesk:" + password.encode()).decode()


def test_a_webhook_is_stored_and_answered_202_and_wakes_a_worker() -> None:
    desk = a_desk()
    response = send(desk)
    assert (202, {"ticket": 4107}) == (response.status_code, response.json)
    assert [(4107, "webhook")] == desk.store.asked
    assert [(4107, False)] == desk.queue.woken


def test_the_secret_may_come_as_the_basic_password() -> None:
    assert 202 == send(a_desk(), X_Webhook_Secret="", Authorization=basic(SECRET)).status_code


def test_two_secrets_count_while_one_is_replaced_by_the_other() -> None:
    desk = a_desk(webhook_secrets=("old", "new"))
    assert [202, 202, 401] == [send(desk, X_Webhook_Secret=given).status_code for given in ("old", "new", "ol")]


def test_a_secret_with_letters_beyond_ascii_is_compared_as_bytes() -> None:
    desk = a_desk(webhook_secrets=("grüße",))
    assert 202 == send(desk, X_Webhook_Secret="grüße".encode().decode("latin-1")).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Webhook_Secret": ""},
        {"X_Webhook_Secret": "wrong"},
        {"X_Webhook_Secret": SECRET + "\xff"},
        {"X_Webhook_Secret": "", "Authorization": basic("wrong")},
        {"X_Webhook_Secret": "", "Authorization": "Basic \xff\xfe"},
        {"X_Webhook_Secret": "", "Authorization": "Basic QQ"},
        {"X_Webhook_Secret": "", "Authorization": "Bearer " + SECRET},
    ],
)
def test_a_wrong_secret_is_answered_401_and_nothing_is_stored(headers: dict[str, str]) -> None:
    desk = a_desk()
    assert 401 == send(desk, **headers).status_code
    assert [] == desk.store.asked


@pytest.mark.parametrize("secrets", [(), ("",)])
def test_without_a_secret_in_the_settings_nobody_gets_in(secrets: tuple[str, ...]) -> None:
    desk = a_desk(webhook_secrets=secrets)
    assert [401, 401] == [send(desk, X_Webhook_Secret=given).status_code for given in ("", SECRET)]


def test_a_stranger_learns_nothing_of_how_a_body_is_read() -> None:
    desk = a_desk()
    long, packed = b" " * 300_000, {"Content_Encoding": "gzip"}
    assert 401 == send(desk, long, X_Webhook_Secret="x").status_code
    assert 401 == send(desk, X_Webhook_Secret="x", **packed).status_code


def test_a_body_without_a_ticket_is_answered_400_with_the_remedy() -> None:
    response = send(a_desk(), b'{"subject": "4107"}')
    assert 400 == response.status_code
    assert "{{ticket.id}}" in response.json["detail"]  # type: ignore[index]


def test_a_body_of_256_kilobytes_is_read_and_one_byte_more_is_413() -> None:
    desk = a_desk()
    assert 202 == send(desk, BODY.ljust(256 * 1024)).status_code
    assert 413 == send(desk, BODY.ljust(256 * 1024 + 1)).status_code


@pytest.mark.parametrize("headers", [{"Content_Encoding": "gzip"}, {"Content_Type": "multipart/form-data; boundary=x"}])
def test_packed_and_multipart_bodies_are_answered_415(headers: dict[str, str]) -> None:
    assert 415 == send(a_desk(), **headers).status_code


def test_content_encoding_identity_is_no_packing() -> None:
    assert 202 == send(a_desk(), Content_Encoding="identity").status_code


def test_what_could_not_be_stored_is_answered_503_with_retry_after() -> None:
    desk = a_desk(FakeStore(error=unavailable()))
    response = send(desk)
    assert (503, "7") == (response.status_code, response.headers["Retry-After"])
    assert [] == desk.queue.woken


@pytest.mark.parametrize("queue", [FakeQueue(hangs=4.0), FakeQueue(error=OSError("away"))])
def test_a_queue_that_is_away_changes_nothing_in_the_answer(queue: FakeQueue) -> None:
    desk = a_desk(queue=queue)
    began = time.monotonic()
    assert 202 == send(desk).status_code
    assert time.monotonic() - began < 2.0
    assert [(4107, "webhook")] == desk.store.asked


def test_a_get_is_answered_405_and_names_what_is_allowed() -> None:
    response = a_desk().app.test_client().get(URL)
    assert (405, True) == (response.status_code, "POST" in response.headers["Allow"])


_latin = st.text(st.characters(max_codepoint=255), max_size=40)


@settings(deadline=None)
@given(body=st.binary(max_size=400), kind=_latin, secret=_latin, authorization=_latin | _latin.map("Basic {}".format))
def test_no_bytes_of_a_client_are_answered_5xx(body: bytes, kind: str, secret: str, authorization: str) -> None:
    client = a_desk().app.test_client()
    for given_secret in (secret, SECRET):
        headers = {"CONTENT_TYPE": kind, "HTTP_X_WEBHOOK_SECRET": given_secret, "HTTP_AUTHORIZATION": authorization}
        assert client.post(URL, data=body, environ_overrides=headers).status_code < 500
