"""What the payload parser promises: a ticket's number from whatever arrives, or BadPayload, and nothing else."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.freshdesk.webhooks import MAX_BYTES, BadPayload, ticket_id


@pytest.mark.parametrize(
    "body",
    [
        b'{"freshdesk_webhook": {"ticket_id": 4107, "ticket_subject": "Grinder", "ticket_status": "Open"}}',
        b'{"freshdesk_webhook": {"ticket_id": "4107", "triggered_event": "{ticket_action:created}"}}',
        b'{"ticket_id": "INC-4107"}',
        b'{"ticket_id": "#4107"}',
        b'{"ticket_id": " 4107\\n"}',
        b'{"ticket.id": 4107}',
        b'{"Ticket ID": 1, "TICKET_ID": 4107}',
        b'{"ticket": {"requester": {"id": 3}, "id": 4107}}',
        b'{"freshdesk_webhook": {"id": 4107}}',
        b'[{"ticket_id": 4107}]',
        b'{"ticket_url": "https://acme.freshdesk.com/a/tickets/4107?x=1"}',
        b'{"ticket_url": "https:\\/\\/acme.freshdesk.com\\/helpdesk\\/tickets\\/4107"}',
        b'{"ticket_id": "", "ticket_url": "https://help.example/tickets/4107"}',
    ],
)
def test_the_ticket_is_found_in_json(body: bytes) -> None:
    assert ticket_id("application/json", body) == 4107


@pytest.mark.parametrize(
    "body",
    [
        b'{"ticket_subject": "the "blue" one", "ticket_id": "4107"}',
        b'{"ticket_id": 4107, "ticket_description": "<a href="https://x.example/tickets/9">x</a>"}',
        b'{"ticket_description": "two\nlines", "ticket_id": 4107}',
        b'{"ticket_description": "a\\q", "ticket_id": "INC-4107"}',
        b'{"text": "my "ticket_id: 9" ", "ticket_id": "4107"}',
        b'{"x": "a"b", "ticket": {"id": "4107"}}',
        b'{"x": "a"b", "ticket_url": "https://acme.freshdesk.com/a/tickets/4107"}',
        b"{'ticket_id': '4107'}",
        b'{"ticket_id": "4107", "ticket_description": "cut off he',
    ],
)
def test_the_ticket_is_found_in_json_that_a_customers_text_broke(body: bytes) -> None:
    assert ticket_id("application/json", body) == 4107


@pytest.mark.parametrize(
    "body",
    [
        b"ticket_id=4107&ticket_subject=Grinder+%26+co",
        b"freshdesk_webhook%5Bticket_subject%5D=x&freshdesk_webhook%5Bticket_id%5D=4107",
        b"ticket%5Bid%5D=INC-4107",
        b"payload=%7B%22ticket_id%22%3A+4107%7D",
        b"%7B%22ticket_id%22%3A%224107%22%7D",
        b"subject=100%&ticket_id=%234107",
    ],
)
def test_the_ticket_is_found_in_a_form(body: bytes) -> None:
    assert ticket_id("application/x-www-form-urlencoded", body) == 4107


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0" encoding="UTF-8"?>\n<freshdesk_webhook><ticket_id>4107</ticket_id></freshdesk_webhook>',
        b'<freshdesk-webhook><ticket-id type="integer">4107</ticket-id></freshdesk-webhook>',
        b"<w><ticket_subject>Tea & <br> biscuits</ticket_subject><ticket_id><![CDATA[INC-4107]]></ticket_id></w>",
        b"<ticket>\n  <id>4107</id>\n</ticket>",
        b"<w><ticket_url>https://acme.freshdesk.com/a/tickets/4107</ticket_url></w>",
    ],
)
def test_the_ticket_is_found_in_xml(body: bytes) -> None:
    assert ticket_id("application/xml", body) == 4107


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_the_charset_does_not_matter(charset: str) -> None:
    assert ticket_id("", '{"name": "Zoë", "ticket_id": 4107}'.encode(charset)) == 4107


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/xml", "application/json; charset=klingon"])
def test_a_wrong_content_type_does_not_matter(content_type: str) -> None:
    assert ticket_id(content_type, b'{"ticket_id": 4107, "name": "\xff\xfe"}') == 4107


@pytest.mark.parametrize(
    "value",
    ["true", "null", "0", "-4107", "1e3", "4107.0", "NaN", "Infinity", "[]", '""', '"{{ticket.id}}"', '"\\ud800"',
     '"4107abc"', '"４１０７"', "9223372036854775808", "9" * 20, "9" * 4000],
)  # fmt: skip
def test_what_is_no_ticket_number_is_refused(value: str) -> None:
    with pytest.raises(BadPayload, match=r"^ticket_id is missing or not"):
        ticket_id("application/json", f'{{"ticket_id": {value}}}'.encode())


def test_the_greatest_number_of_the_helpdesk_is_taken() -> None:
    assert ticket_id("", b'{"ticket_id": 9223372036854775807}') == 2**63 - 1


def test_of_two_ids_the_first_counts() -> None:
    """Else a subject like x", "ticket_id": "9 would turn the look to another ticket."""
    assert ticket_id("", b'{"ticket_id": 4107, "ticket_subject": "x", "ticket_id": 9}') == 4107


def test_an_id_of_something_else_is_not_the_tickets() -> None:
    with pytest.raises(BadPayload):
        ticket_id("", b'{"requester": {"id": 7}, "id": "8", "company_id": 9}')


def test_xml_with_a_document_type_is_refused() -> None:
    with pytest.raises(BadPayload, match="document type"):
        ticket_id("", b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "1">]><w><ticket_id>4107</ticket_id></w>')


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"ticket_id":' * 15_000, b'{"a":' + b"[" * 33])
def test_deep_nesting_is_refused_before_it_is_parsed(body: bytes) -> None:
    with pytest.raises(BadPayload, match="deeper than 32"):
        ticket_id("", body)


def test_a_long_body_is_refused() -> None:
    with pytest.raises(BadPayload, match="longer than"):
        ticket_id("", b'{"ticket_id": 4107}' + b" " * MAX_BYTES)


def test_the_refusal_tells_the_remedy_and_none_of_the_body() -> None:
    with pytest.raises(BadPayload) as refusal:
        ticket_id("", b'{"text": "my card is 4111"}')
    assert refusal.value.field == "ticket_id"
    assert refusal.value.remedy in str(refusal.value)
    assert "4111" not in str(refusal.value)


@pytest.mark.parametrize(
    "piece",
    ['"', '\\"', "[", "<ticket_id ", '"ticket_id" : "', "ticket_id=", '"ticket":{"id":', "<ticket><id>", "&a=1",
     "%7B", " ", 'ticket_url="', "ticket_url=/tickets/", "#", "a-", "<", "{{", "\\"],
)  # fmt: skip
@pytest.mark.parametrize("start", ["{", "<", "x", '{x "'])
def test_no_body_takes_long(start: str, piece: str) -> None:
    body = (start + piece * (MAX_BYTES // len(piece)))[:MAX_BYTES].encode()
    began = time.process_time()
    assert _number_or_none(body) is None
    assert time.process_time() - began < 1.0


_words = st.sampled_from(["ticket_id", "ticket.id", "ticket", "id", "ticket_url", "freshdesk_webhook", "\ud800", "a"])
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=8,
)


def _number_or_none(body: bytes) -> int | None:
    try:
        return ticket_id("", body)
    except BadPayload:
        return None


@given(
    st.binary(max_size=300) | st.builds(lambda a, b: a + b, st.sampled_from([b"{", b"<", b"[", b"%7B"]), st.binary())
)
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\x00")
def test_any_bytes_give_a_number_or_badpayload(body: bytes) -> None:
    number = _number_or_none(body)
    assert number is None or 0 < number < 2**63


@given(_values)
def test_any_document_gives_a_number_or_badpayload(value: object) -> None:
    number = _number_or_none(json.dumps(value).encode())
    assert number is None or 0 < number < 2**63
