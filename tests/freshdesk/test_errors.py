"""From an answer to a value or an error (freshdesk-api 8)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.freshdesk import errors
from assistant.freshdesk.answers import value_of
from assistant.freshdesk.call import Call, RawAnswer
from assistant.freshdesk.errors import BadAnswer, BadRequest, FieldProblem, FreshdeskError, RateLimited

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
READ = Call("GET", "/tickets/{ticket_id}", {"ticket_id": 4107}, {"email": "ana@example.org"})
WRITE = Call("POST", "/tickets/{ticket_id}/notes", {"ticket_id": 4107}, body={"body": "secret words"})
JSON = {"content-type": "application/json; charset=utf-8"}


def failure(call: Call, status: int, body: bytes = b"", headers: dict[str, str] = JSON) -> FreshdeskError:
    with pytest.raises(FreshdeskError) as caught:
        value_of(call, RawAnswer(status, headers, body), NOW)
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (401, errors.Unauthorized),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (405, errors.MethodNotAllowed),
        (406, errors.BadRequest),
        (409, errors.Conflict),
        (415, errors.BadRequest),
        (429, errors.RateLimited),
        (500, errors.ServerError),
        (503, errors.ServerError),
        (302, errors.BadAnswer),
    ],
)
def test_each_status_has_its_kind(status: int, kind: type[FreshdeskError]) -> None:
    error = failure(READ, status)

    assert kind is type(error)
    assert status == error.status


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (errors.NotFound, LookupError),
        (errors.BadRequest, ValueError),
        (errors.TimedOut, TimeoutError),
        (errors.ConnectionFailed, ConnectionError),
        (errors.Forbidden, PermissionError),
    ],
)
def test_an_error_is_also_the_builtin_that_a_caller_expects(kind: type[FreshdeskError], builtin: type) -> None:
    error = kind("why", status=400, retry_after=1.0)

    assert isinstance(error, builtin)
    assert str(error) == "why"


def test_a_validation_error_names_the_fields() -> None:
    body = b'{"description":"Validation failed","errors":[{"field":"page","code":"invalid_value","message":"No."}]}'

    error = failure(READ, 400, body)

    assert (FieldProblem("page", "invalid_value"),) == error.fields
    assert error.code == "invalid_value"
    assert "page: invalid_value" in str(error)
    assert isinstance(error, BadRequest)


def test_a_plain_error_gives_its_code() -> None:
    assert failure(READ, 401, b'{"code":"invalid_credentials","message":"Log in."}').code == "invalid_credentials"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"errors": 5}', b'{"errors":[null]}', b"[" * 100_000])
def test_a_refusal_with_a_useless_body_is_still_told_by_its_status(body: bytes) -> None:
    assert failure(READ, 404, body).status == 404


def test_messages_hold_no_body_no_query_and_no_text_of_the_answer() -> None:
    body = b'{"errors":[{"field":"ana@example.org wrote","code":"secret words","message":"secret words"}]}'

    said = str(failure(WRITE, 400, body)) + str(failure(READ, 400, body))

    assert "secret" not in said
    assert "ana@" not in said
    assert "POST /tickets/4107/notes" in said


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 429])
def test_a_refused_write_did_not_land(status: int) -> None:
    assert failure(WRITE, status).may_have_landed is False


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (500, b"", JSON),
        (502, b"<html>", {"content-type": "text/html"}),
        (301, b"", {"location": "https://elsewhere.example/"}),
        (200, b"<html>log in</html>", {"content-type": "text/html"}),
        (201, b'{"id": 5, "bo', JSON),
    ],
)
def test_a_write_may_have_landed_when_nobody_refused_it(status: int, body: bytes, headers: dict[str, str]) -> None:
    assert failure(WRITE, status, body, headers).may_have_landed is True


def test_a_read_never_lands() -> None:
    assert failure(READ, 500).may_have_landed is False


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><title>Log in</title>",
        b'{"id": 1',
        b'{"id": NaN}',
        b'{"id": ' + b"9" * 5000 + b"}",
        b"[" * 200_000,
        b"[" * 150 + b"]" * 150,
        b'"\xff"',
    ],
)
def test_a_good_status_with_a_bad_body_is_a_bad_answer(body: bytes) -> None:
    assert BadAnswer is type(failure(READ, 200, body))


def test_a_login_page_is_not_an_answer_even_to_a_delete() -> None:
    delete = Call("DELETE", "/tickets/{ticket_id}", {"ticket_id": 1})

    assert BadAnswer is type(failure(delete, 200, b"<html>", {"Content-Type": "text/html"}))


def test_an_empty_answer_has_no_value() -> None:
    assert value_of(WRITE, RawAnswer(204, {"content-type": "text/html"}, b""), NOW) is None


def test_text_that_no_database_can_hold_is_replaced_and_emoji_stay() -> None:
    value = value_of(READ, RawAnswer(200, JSON, rb'{"a": ["x\u0000\ud83d", "\ud83d\ude00"]}'), NOW)

    assert value == {"a": ["x\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}", "\N{GRINNING FACE}"]}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"retry-after": "7.5"}, 7.5),
        ({"RETRY-AFTER": "Thu, 05 Mar 2026 09:00:20 GMT"}, 20),
        ({"Retry-After": "Thu, 05 Mar 2026 11:00:20 GMT", "Date": "Thu, 05 Mar 2026 11:00:00 GMT"}, 20),
        ({"Retry-After": "Thu, 05 Mar 2026 08:00:00 GMT"}, 0),
        ({"Retry-After": "86400"}, 300),
        ({"Retry-After": "Thu, 05 Mar 2099 09:00:00 GMT"}, 300),
        ({"Retry-After": "-5"}, 60),
        ({"Retry-After": "inf"}, 60),
        ({"Retry-After": "soon"}, 60),
        ({}, 60),
    ],
)
def test_a_429_always_says_how_long_to_wait(headers: dict[str, str], seconds: float) -> None:
    error = failure(WRITE, 429, b"", headers)

    assert isinstance(error, RateLimited)
    assert seconds == error.retry_after
