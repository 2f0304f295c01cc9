"""Tickets of the stand-in, made and changed as tests want them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.sandbox import Sandbox, actions, build
from assistant.sandbox.clock import iso

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class Account:
    """`tickets` are made a minute apart from BEGIN on; what is changed later is changed now."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.desk, self.url = sandbox, sandbox.state, sandbox.url
        company = build.add_company(self.desk, "Kettle & Söhne", ["kettle.example"])["id"]
        self.person = build.add_contact(self.desk, email="ana@kettle.example", company_id=company)["id"]
        self.company, self._made = company, 0

    def open(self, count: int = 1, **known: Any) -> list[int]:
        """Ids of new tickets."""
        made = []
        for _ in range(count):
            stamp = iso((BEGIN + timedelta(minutes=self._made)).timestamp())
            self._made += 1
            fields = {"company_id": self.company, "created_at": stamp, "updated_at": stamp, **known}
            with self.desk.lock:
                ticket = build.add_ticket(self.desk, requester_id=self.person, description="<p>Hi</p>", **fields)
                made.append(int(ticket["id"]))
        return made

    def reply(self, ticket: int, body: str = "<p>We look.</p>") -> int:
        """By an agent, dated as the ticket is, so that it keeps its place."""
        with self.desk.lock:
            row = self.desk.tickets[ticket]
            before = row["updated_at"]
            entry = build.add_conversation(self.desk, row, body=body, user_id=self.desk.human["id"])
            row["updated_at"] = before
            return int(entry["id"])

    def attach(self, ticket: int, name: str) -> int:
        """A file of the first message; the ticket keeps its place."""
        with self.desk.lock:
            row, number = self.desk.tickets[ticket], self.desk.new_id()
            file = {"id": number, "name": name, "size": 4, "attachment_url": f"{self.url}/attachments/{number}"}
            row["attachments"] = [*row["attachments"], file]
            return number

    def change(self, ticket: int, **fields: Any) -> None:
        with self.desk.lock:
            self.desk.tickets[ticket].update(fields)
            build.touch(self.desk, self.desk.tickets[ticket])

    def delete(self, ticket: int) -> None:
        with self.desk.lock:
            actions.delete(self.desk, self.desk.tickets[ticket])

    def mark_spam(self, ticket: int) -> None:
        with self.desk.lock:
            actions.mark_spam(self.desk, self.desk.tickets[ticket])

    def calls(self, part: str = "") -> int:
        """How often a path with `part` was asked for."""
        with self.desk.lock:
            return sum(part in call["path"] for call in self.desk.requests)

    def looks(self) -> list[int]:
        """The tickets that were asked for one by one."""
        with self.desk.lock:
            paths = [call["path"].rpartition("/api/v2/tickets/")[2] for call in self.desk.requests]
        return [int(path) for path in paths if path.isdecimal()]
