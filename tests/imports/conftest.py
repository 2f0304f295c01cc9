"""A small desk to move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.freshdesk.body import Upload
from assistant.sandbox import Sandbox
from tests.imports.desks import Move


@pytest.fixture
def move(tmp_path: Path) -> Iterator[Move]:
    """Two tickets with three conversations, a company, a file."""
    with Sandbox.start(seed="empty") as old, Sandbox.start(seed="empty") as new:
        made = Move(old, new, tmp_path)
        company = made.old.companies.create(name="Kettle Works", domains=["kettle.example"])
        ana = made.old.contacts.create(name="Ana Duarte", email="ana@kettle.example", company_id=company.id)
        known = {"requester_id": ana.id, "status": 4, "priority": 3, "type": "Problem"}
        first = made.old.tickets.create(subject="Grinder", description="<p>It stopped</p>", **known)
        burr = Upload("burr.txt", b"worn", "text/plain")
        made.old.conversations.create_note(first.id, "<p>look</p>", attachments=[burr])
        made.old.conversations.create_reply(first.id, "<p>We send a new one</p>")
        known = {"email": "bo@b.example", "status": 2, "priority": 1}
        second = made.old.tickets.create(subject="Kettle", description="<p>Where?</p>", **known)
        made.old.conversations.create_note(second.id, "<p>Asked the carrier</p>")
        made.write()
        yield made
