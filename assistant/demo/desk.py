"""What the demo asks of the sandbox: tickets to open, webhooks to send, threads to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

from assistant.core.note import reference_line

PAGE = 100


@dataclass(frozen=True)
class Note:
    """A finished note of ours."""

    id: int
    html: str
    created_at: str


class Desk:
    """The sandbox over HTTP."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = requests.Session()
        self._http.trust_env = False  # no proxy stands between us and this machine
        self._http.auth = ("demo", "X")

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return self._http.get(f"{self.url}/_sandbox/state", timeout=2).ok
        except requests.RequestException:
            return False

    def send_webhooks(self, url: str, secret: str) -> None:
        """Install the two rules: ticket created, ticket updated."""
        self._post("/_sandbox/webhooks", {"url": url, "headers": {"X-Webhook-Secret": secret}})

    def open(self, ticket: dict[str, Any]) -> int:
        """Open a ticket with the messages that follow; its id."""
        return int(self._post("/_sandbox/tickets", ticket)["id"])

    def tickets(self) -> list[dict[str, Any]]:
        """Every ticket, the last changed first."""
        found: list[dict[str, Any]] = []
        while len(found) % PAGE == 0:
            page = self._get(f"/api/v2/tickets?order_by=updated_at&per_page={PAGE}&page={len(found) // PAGE + 1}")
            found += page
            if not page:
                break
        return found

    def ticket(self, ticket_id: int) -> dict[str, Any]:
        """One ticket with its requester."""
        return dict(self._get(f"/api/v2/tickets/{ticket_id}?include=requester"))

    def notes(self, ticket_id: int) -> list[Note]:
        """Our finished notes on a ticket that are not retired, oldest first."""
        entries = self._get(f"/api/v2/tickets/{ticket_id}/conversations?per_page={PAGE}")
        return [Note(e["id"], e["body"], e["created_at"]) for e in entries if e["private"] and _finished(e["body"])]

    def requests(self) -> list[dict[str, Any]]:
        """Every call that the sandbox has answered."""
        return list(self._get("/_sandbox/requests"))

    def _get(self, path: str) -> Any:
        answer = self._http.get(f"{self.url}{path}", timeout=10)
        answer.raise_for_status()
        return answer.json()

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._http.post(f"{self.url}{path}", json=body, timeout=10)
        if answer.status_code >= 400:
            raise ValueError(f"the sandbox refused {path}: {answer.text[:300]}")
        return answer.json()


def _finished(html: str) -> bool:
    reference = reference_line(html)
    return reference is not None and not reference[3]
