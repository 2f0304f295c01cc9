"""The slash command on real processes: answered at once, the result at the response URL, and nobody else is pinged."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import requests

from tests.faults.desk import SECRET, RealDesk
from tests.servers import deskhand

pytestmark = pytest.mark.slow

SIGNING = "signing-secret"
TOKEN = "mattermost-token"
ANSWER: dict[str, Any] = {
    "summary": "Asks <!channel> about R&D.",
    "enough": True,
    "reply": "Hello,\n\nit is <!here> & there.",
    "sources": [],
    "question": "",
    "language": "en",
    "triage": {},
}


@pytest.fixture(scope="module")
def _own_desk() -> Iterator[RealDesk]:
    with RealDesk(env={"SLACK_SIGNING_SECRET": SIGNING, "SLASH_TOKEN": TOKEN}) as desk:
        yield desk


@pytest.fixture
def desk(_own_desk: RealDesk) -> RealDesk:
    """A desk that a chat may ask, with a model that answers."""
    _own_desk.heal()
    _own_desk.model(reply=json.dumps(ANSWER))
    return _own_desk


@pytest.fixture
def sink(request: pytest.FixtureRequest) -> str:
    """The name of a response URL of this one test."""
    return hashlib.sha256(request.node.name.encode()).hexdigest()[:12]


def form(desk: RealDesk, text: str, sink: str, **more: str) -> bytes:
    fields = {
        "command": "/deskhand",
        "text": text,
        "user_id": "U1",
        "response_url": f"{desk.sandbox.url}/slack/response/{sink}",
    }
    return urlencode(fields | more).encode()


def signed(raw: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    mac = hmac.new(SIGNING.encode(), f"v0:{at}:".encode() + raw, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={mac}"}


def post(desk: RealDesk, raw: bytes, headers: dict[str, str]) -> requests.Response:
    headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    return requests.post(f"{desk.web_url}/slack/commands", data=raw, headers=headers, timeout=3)


def type_in(desk: RealDesk, text: str, sink: str) -> dict[str, Any]:
    """What the asker reads at once: within Slack's three seconds, for their eyes alone."""
    raw = form(desk, text, sink)
    answer = post(desk, raw, signed(raw))
    assert 200 == answer.status_code
    payload: dict[str, Any] = answer.json()
    assert "ephemeral" == payload["response_type"]
    return payload


def arrived(desk: RealDesk, sink: str) -> list[dict[str, Any]]:
    return list(requests.get(f"{desk.sandbox.url}/slack/response/{sink}", timeout=5).json())


def result(desk: RealDesk, sink: str, seconds: float = 30) -> dict[str, Any]:
    """The one answer that comes to the response URL."""
    desk.wait_for(lambda: arrived(desk, sink), seconds, "the answer in the chat")
    (payload,) = arrived(desk, sink)
    assert "ephemeral" == payload["response_type"]
    return dict(payload)


def ticket_with_note(desk: RealDesk) -> int:
    ticket = desk.open_ticket()
    desk.wait_done(ticket)
    return ticket


def test_a_ticket_is_shown_with_summary_reply_and_the_state_of_its_note(desk: RealDesk, sink: str):
    ticket = ticket_with_note(desk)
    assert str(ticket) in type_in(desk, str(ticket), sink)["text"]
    shown = result(desk, sink)
    assert "The note with this draft is on the ticket." in shown["text"]
    assert "Suggested reply" in shown["text"]
    assert f"/a/tickets/{ticket}" in shown["text"]
    assert "dh-" not in json.dumps(shown)
    assert 1 == desk.posts(ticket)


def test_a_ticket_that_has_no_note_yet_gets_it_and_is_shown(desk: RealDesk, sink: str):
    desk.delete("webhooks")
    try:
        ticket = desk.open_ticket()
        type_in(desk, f"#{ticket}", sink)
        assert "Suggested reply" in result(desk, sink)["text"]
        desk.wait_done(ticket)
    finally:
        desk.desk.send_webhooks(desk.webhook_url, SECRET)


def test_what_customer_and_model_wrote_pings_nobody(desk: RealDesk, sink: str):
    ticket = ticket_with_note(desk)
    type_in(desk, str(ticket), sink)
    shown = json.dumps(result(desk, sink), ensure_ascii=False)
    assert "Asks &lt;!channel&gt; about R&amp;D." in shown
    assert "<!" not in shown
    assert "<@" not in shown


def test_an_instruction_changes_the_same_note_and_the_new_draft_arrives(desk: RealDesk, sink: str):
    ticket = ticket_with_note(desk)
    desk.model(reply=json.dumps(ANSWER | {"reply": "Bonjour,\n\nvoici."}))
    type_in(desk, f"draft {ticket} shorter, in French", sink)
    assert "voici." in result(desk, sink)["text"]
    (note,) = desk.standing(ticket)
    assert "voici." in note["body"]
    assert f"dh-{ticket}-2-" in note["body"]
    assert "An agent asks for this draft as follows: shorter, in French" in json.dumps(desk.model_calls())


def test_help_and_mistakes_are_answered_at_once_and_nothing_follows(desk: RealDesk, sink: str):
    assert "/deskhand 4107" in type_in(desk, "help", sink)["text"]
    assert "Give a ticket's number" in type_in(desk, "hello <!channel>", sink)["text"]
    assert [] == arrived(desk, sink)


def test_a_chat_that_shows_a_token_is_answered_too(desk: RealDesk, sink: str):
    ticket = ticket_with_note(desk)
    raw = form(desk, str(ticket), sink, token=TOKEN)
    assert 200 == post(desk, raw, {}).status_code
    assert "Suggested reply" in result(desk, sink)["text"]


def test_a_command_that_comes_again_or_unsigned_is_refused(desk: RealDesk, sink: str):
    raw = form(desk, "help", sink)
    headers = signed(raw)
    assert [200, 401] == [post(desk, raw, headers).status_code for _ in range(2)]
    assert 401 == post(desk, raw, {}).status_code


def test_a_closed_ticket_is_told_to_be_closed(desk: RealDesk, sink: str):
    ticket = ticket_with_note(desk)
    url = f"{desk.sandbox.url}/api/v2/tickets/{ticket}"
    requests.put(url, json={"status": 5}, auth=("key", "X"), timeout=5).raise_for_status()
    type_in(desk, f"draft {ticket}", sink)
    assert "No message waits for an answer: closed." in result(desk, sink)["text"]


def test_a_question_during_a_pause_is_answered_after_it(desk: RealDesk, sink: str):
    ticket = ticket_with_note(desk)
    assert 0 == deskhand("pause", env=desk.env).returncode
    try:
        type_in(desk, str(ticket), sink)
        time.sleep(3)
        assert [] == arrived(desk, sink)
    finally:
        assert 0 == deskhand("resume", env=desk.env).returncode
    assert "Suggested reply" in result(desk, sink)["text"]


def test_an_answer_that_the_chat_did_not_take_arrives_later_and_once(desk: RealDesk, sink: str):
    ticket = ticket_with_note(desk)
    desk.fault("POST", f"/slack/response/{sink}", times=2, status=503)
    type_in(desk, str(ticket), sink)
    assert "Suggested reply" in result(desk, sink)["text"]
    time.sleep(2)
    assert 1 == len(arrived(desk, sink))
