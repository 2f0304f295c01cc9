"""The wall of 300 pages, and how one gets past it (freshdesk-api 3)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.sandbox import Sandbox
from assistant.sandbox.big import BIG
from tests.sandbox.conftest import Client

WALK = "/tickets?order_by=updated_at&order_type=asc&per_page=100&updated_since="


def walk(client: Client) -> Iterator[int]:
    """The id of every ticket: on from the last time seen whenever the pages end at the wall."""
    address: str | None = WALK + "2015-01-01T00:00:00Z"
    last = ""
    while address:
        answer = client.get(address)
        if answer.ok:
            yield from (row["id"] for row in answer.json())
            last = answer.json()[-1]["updated_at"]
            address = answer.links.get("next", {}).get("url")
        else:
            address = WALK + last


@pytest.mark.slow
def test_every_ticket_is_reached_past_the_wall() -> None:
    with Sandbox.start(seed="big") as sandbox, Client(sandbox.url) as client:
        assert 400 == client.get("/tickets?page=301&per_page=100").status_code
        assert BIG == len(set(walk(client)))
