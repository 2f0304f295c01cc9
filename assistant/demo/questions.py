"""Tickets and canned responses to open on the demo's desk: the demo shop's own, or other people's files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

Row = dict[str, Any]
SHOP = Path(__file__).parents[1] / "sandbox" / "desk"
FOLDER = "Canned responses"
SUBJECT_LENGTH = 70
AS_TEXT = ("text", "subject", "description", "title", "body", "name", "email")


class FileError(ValueError):
    """A line that cannot be used: names file, line and field."""


def rows(file: Path) -> Iterator[tuple[str, Row]]:
    """Each line's place and JSON object. Raises FileError."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{file}: is not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{file}: line {number}", _row(line, f"{file}: line {number}")


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise FileError(f"{where}: is not JSON") from None
    if not isinstance(row, dict):
        raise FileError(f"{where}: should be a JSON object")
    for field in AS_TEXT:
        if not isinstance(row.get(field) or "", str):
            raise FileError(f"{where}: field {field} should be a text")
    return row


def shop_tickets() -> list[Row]:
    """The demo shop's tickets, as the sandbox opens them."""
    return [row for _, row in rows(SHOP / "tickets.jsonl")]


def tickets(file: Path) -> list[Row]:
    """Other people's questions as the sandbox opens them, each from a customer of its own. Raises FileError."""
    found = [ticket(row, number, where) for number, (where, row) in enumerate(rows(file), 1)]
    if not found:
        raise FileError(f"{file}: holds no ticket")
    return found


def ticket(row: Row, number: int, where: str) -> Row:
    words = str(row.get("description") or row.get("text") or "")
    if not words.strip() and not (row.get("subject") or "").strip():
        raise FileError(f"{where}: field text (or subject and description) is missing")
    sender = {
        "name": row.get("name") or f"Customer {number}",
        "email": row.get("email") or f"customer{number}@example.com",
    }
    return {"from": sender, "subject": row.get("subject") or _first_words(words), "description": as_html(words)}


def _first_words(text: str) -> str:
    line = " ".join(re.sub(r"<[^>]*>", " ", text).split())
    return line if len(line) <= SUBJECT_LENGTH else line[:SUBJECT_LENGTH].rsplit(" ", 1)[0] + " …"


def as_html(text: str) -> str:
    """HTML as it is; plain text with its lines kept."""
    if re.search(r"</(div|p|body|html|table|span|ul|ol)>|<br\s*/?>", text, re.IGNORECASE):
        return text
    return "<div>" + "<br>".join(escape(line, quote=False) for line in text.split("\n")) + "</div>" if text else ""


def canned(file: Path) -> list[Row]:
    """Canned responses as the sandbox's files write them. Raises FileError."""
    found = [response(row, where) for where, row in rows(file)]
    if not found:
        raise FileError(f"{file}: holds no canned response")
    return found


def response(row: Row, where: str) -> Row:
    title = str(row.get("title") or "").strip()
    if not title:
        raise FileError(f"{where}: field title is missing")
    return {"title": title, "folder": FOLDER, "body": as_html(row.get("body") or "")}


def write_desk(folder: Path, responses: list[Row]) -> Path:
    """A bare desk with these canned responses, as a folder that the sandbox reads."""
    folder.mkdir(parents=True, exist_ok=True)
    account = {
        "name": "Your desk",
        "support_email": "help@desk.example",
        "agents": [
            {"name": "Deskhand", "email": "deskhand@desk.example"},
            {"name": "Robin Ellis", "email": "robin@desk.example", "job_title": "Support"},
        ],
        "canned_response_folders": [{"name": FOLDER, "personal": False}],
    }
    (folder / "account.json").write_text(json.dumps(account), "utf-8")
    lines = "".join(json.dumps(response) + "\n" for response in responses)
    (folder / "canned_responses.jsonl").write_text(lines, "utf-8")
    return folder
