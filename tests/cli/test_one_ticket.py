"""`draft`, `reply`: a person at the command line, against a real desk's stand-in."""

from collections.abc import Iterator

import pytest

from assistant.demo.desk import Desk
from assistant.demo.questions import shop_tickets
from assistant.embedded import Servers
from assistant.sandbox import Sandbox
from tests.servers import deskhand


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Sandbox.start() as sandbox:
        yield Desk(sandbox.url)


@pytest.fixture
def helpdesk(desk: Desk) -> dict[str, str]:
    return {"FRESHDESK_URL": desk.url, "FRESHDESK_API_KEY": "key"}


@pytest.fixture
def everything(helpdesk: dict[str, str], database_url: str, servers: Servers) -> dict[str, str]:
    return {**helpdesk, "DATABASE_URL": database_url, "REDIS_URL": servers.redis_url}


def test_a_draft_is_shown_without_any_server_and_nothing_is_written(desk: Desk, helpdesk: dict[str, str]):
    ticket = desk.open(shop_tickets()[0])
    note = deskhand("draft", str(ticket), env=helpdesk)
    reply = deskhand("draft", str(ticket), "--form", "reply", env=helpdesk)

    assert note.returncode == 0, note.stderr
    assert note.stdout.startswith("Draft reply")
    assert reply.stdout.startswith("<p>Hi Mara,</p>")
    assert "Deskhand" not in reply.stdout
    assert {"GET"} == {call["method"] for call in desk.requests() if call["path"].startswith("/api/v2/tickets")}


def test_a_draft_that_is_posted_is_the_one_note_and_its_reply_is_sent_once(desk: Desk, everything: dict[str, str]):
    ticket = str(desk.open(shop_tickets()[0]))
    assert 0 == deskhand("draft", ticket, "--post", "--dry-run", env=everything).returncode
    assert [] == desk.notes(int(ticket))
    posted = deskhand("draft", ticket, "--post", env=everything)
    number = posted.stderr.split("Draft ")[1].split(",")[0]
    again = deskhand("draft", ticket, "--post", env=everything)

    assert [0, 0] == [posted.returncode, again.returncode]
    assert 1 == len(desk.notes(int(ticket)))
    assert 0 == deskhand("draft", ticket, env=everything).returncode  # a look at a draft, beside the note

    assert 0 == deskhand("reply", ticket, "--draft", number, "--dry-run", env=everything).returncode
    assert 2 == deskhand("reply", ticket, "--draft", number, env=everything).returncode
    sent = deskhand("reply", ticket, "--draft", number, "--yes", env=everything)
    assert sent.returncode == 0, sent.stderr
    replies = [c for c in desk.requests() if c["method"] == "POST" and c["path"].endswith("/reply")]
    assert 1 == len(replies)


def test_an_unknown_ticket_or_prompt_is_not_found(helpdesk: dict[str, str]):
    assert 4 == deskhand("draft", "999", env=helpdesk).returncode
    assert 4 == deskhand("draft", "1", "--prompt", "nonsense", env=helpdesk).returncode
