"""Two desks and an export of the first: what a move is tried on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from assistant.core.migration.wishes import Wishes
from assistant.freshdesk import Freshdesk
from assistant.freshdesk.retry import Retry
from assistant.helpdesk.new_desk import FreshdeskNewDesk, read_legend
from assistant.imports.lines import read_lines
from assistant.imports.log import FileLog
from assistant.sandbox import Sandbox
from assistant.usecases.import_tickets import import_tickets

EVER = datetime(2000, 1, 1, tzinfo=UTC)
QUIET = timedelta(seconds=40)
DUE = "due times"
"""Each ticket of a desk has them, and loses them."""


def export(old: Freshdesk) -> list[dict[str, Any]]:
    """Lines as `tickets export --format jsonl --with conversations,attachments,requester,company` writes them."""
    names = {each.id: each.name for each in old.companies.list()}
    rows = []
    for page in old.raw.walk(updated_since=EVER, include=("description", "requester")):
        for ticket in page.items:
            found = old.raw.pages("/tickets/{ticket_id}/conversations", ids={"ticket_id": ticket["id"]})
            number = ticket["company_id"]
            company = {"id": number, "name": names[number]} if number else None
            files = old.raw.get("/tickets/{ticket_id}", ids={"ticket_id": ticket["id"]})["attachments"]
            entries = [each for part in found for each in part.items]
            rows.append({**ticket, "conversations": entries, "attachments": files, "company": company})
    return sorted(rows, key=lambda row: row["id"])


class Move:
    """An old desk with a few tickets, and a bare new one."""

    def __init__(self, old: Sandbox, new: Sandbox, folder: Path) -> None:
        self.sandboxes = (old, new)
        self.old, self.new = Freshdesk(old.url, "key"), self.client(new)
        self.file, self.record = folder / "export.jsonl", folder / "export.jsonl.import"
        self.rested = timedelta()

    @staticmethod
    def client(new: Sandbox) -> Freshdesk:
        return Freshdesk(new.url, "key", retry=Retry(longest_limit=0.0), sleep=lambda seconds: None)

    def write(self, rows: Iterable[dict[str, Any]] | None = None) -> None:
        """The export of the old desk as it is now, or these rows."""
        found = export(self.old) if rows is None else rows
        self.file.write_text("".join(json.dumps(row) + "\n" for row in found), "utf-8")

    def run(self, desk: FreshdeskNewDesk | None = None, record: Path | None = None, **wishes: Any) -> Counter[str]:
        log = FileLog(record or self.record)
        legend = read_legend(self.old)
        try:
            return import_tickets(
                read_lines(self.file),
                desk=desk or self.desk(),
                log=log,
                wishes=Wishes("old", **{"legend": legend, "quiet": QUIET, **wishes}),
                target=self.new.base_url,
                clock=lambda: datetime.now(UTC) + self.rested,
                sleep=self.rest,
            )
        finally:
            told = sorted((old, what, why) for old, _, what, why in log.losses())
            self.losses = [loss for loss in told if loss[1] != DUE]
            self.due = [old for old, what, _ in told if what == DUE]
            log.close()

    def desk(self) -> FreshdeskNewDesk:
        return FreshdeskNewDesk(self.new, files=Freshdesk(self.old.base_url, "none"))

    def rest(self, seconds: float) -> None:
        """Nobody really waits."""
        self.rested += timedelta(seconds=seconds)

    def fault(self, method: str, path: str, times: int | None = 1, **then: Any) -> None:
        body = {"match": {"method": method, "path": f"/api/v2/{path}"}, "times": times, "then": then}
        requests.post(f"{self.new.base_url}/_sandbox/faults", json=body, timeout=5).raise_for_status()

    def no_faults(self) -> None:
        requests.delete(f"{self.new.base_url}/_sandbox/faults", timeout=5).raise_for_status()

    def moved(self) -> list[tuple[str, str, list[str]]]:
        """What the new desk shows: subject, requester's address, and the first words of each note, by ticket."""
        desk = self.sandboxes[1].state
        with desk.lock:
            return sorted(
                (
                    ticket["subject"],
                    (desk.person(ticket["requester_id"]) or {}).get("email") or "",
                    [entry["body_text"].split(",")[0].strip() for entry in desk.thread(ticket["id"])],
                )
                for ticket in desk.tickets.values()
            )

    def calls(self, *methods: str) -> list[tuple[str, str]]:
        return [
            (call["method"], call["path"])
            for call in self.sandboxes[1].state.requests
            if call["method"] in methods and call["path"].startswith("/api/")
        ]
