"""The variables of a prompt test, which describe a ticket in plain words, as the context that a drafter reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.core.context import Context, Desk, Entry, File
from assistant.core.draft import Match, Pool

_NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
_ROWS: Mapping[str, frozenset[str]] = {
    "earlier": frozenset({"from", "name", "text"}),
    "canned": frozenset({"title", "text", "html"}),
    "articles": frozenset({"title", "text", "url", "internal"}),
    "past": frozenset({"title", "text", "answer"}),
    "files": frozenset({"name", "text"}),
}
"""Lists, and what an entry of each may hold."""
_WORDS = frozenset(
    {"subject", "message", "requester", "agent", "desk", "desk_language", "group", "product", "type", "instruction",
     "previous"}
)  # fmt: skip
_SWITCHES = frozenset({"agents_words"})
_WRITERS = {"customer", "agent", "note", "automation"}


def context_of(values: Mapping[str, Any]) -> Context:
    """The context. Raises ValueError that names what is wrong."""
    _check(values)
    words = {name: str(values.get(name) or "") for name in _WORDS}
    rows = {name: values.get(name) or [] for name in _ROWS}
    requester, groups, products = words["requester"] or "Mia Torres", words["group"], words["product"]
    return Context(
        ticket_id=4107,
        subject=words["subject"],
        entries=(*_earlier(rows["earlier"]), Entry("customer", requester, _NOON, words["message"], in_turn=True)),
        requester_name=requester,
        requester_email="",
        company="",
        status="Open",
        priority="Low",
        type=words["type"],
        group=groups,
        assigned_agent=words["agent"],
        custom_fields=(),
        attachments=tuple(f"{row['name']} (text)" for row in rows["files"]),
        files=tuple(File(row["name"], "text/plain", len(row["text"]), row["text"]) for row in rows["files"]),
        desk=Desk(
            me=1,
            name=words["desk"],
            language=words["desk_language"] or "en",
            groups=((1, groups),) if groups else (),
            products=((1, products),) if products else (),
            types=("Question", "Problem"),
        ),
        matches=tuple(_match(pool, at, row) for pool, at, row in _texts(rows)),
        instruction=words["instruction"],
        previous=words["previous"],
        product=products,
        agents_words=bool(values.get("agents_words")),
    )


def _earlier(rows: list[Mapping[str, str]]) -> tuple[Entry, ...]:
    """Before the message, an hour apart."""
    return tuple(
        Entry(row["from"], row.get("name", ""), _NOON - timedelta(hours=len(rows) - at), row["text"])  # type: ignore[arg-type]
        for at, row in enumerate(rows)
    )


def _texts(rows: Mapping[str, list[Mapping[str, Any]]]) -> list[tuple[Pool, int, Mapping[str, Any]]]:
    """Canned responses, then articles, then past answers: the order of the sources S1, S2, ..."""
    pools: tuple[tuple[Pool, str], ...] = (("canned", "canned"), ("article", "articles"), ("past", "past"))
    return [(pool, at, row) for pool, name in pools for at, row in enumerate(rows[name], start=1)]


def _match(pool: Pool, number: int, row: Mapping[str, Any]) -> Match:
    return Match(
        pool,
        str(number),
        row["title"],
        row["text"],
        html=row.get("html", ""),
        url=row.get("url"),
        public=pool == "article" and not row.get("internal", False),
        answer=row.get("answer", ""),
        score=0.9,
    )


def _check(values: Mapping[str, Any]) -> None:
    """Raises ValueError."""
    for name, value in values.items():
        if name in _ROWS:
            _check_rows(name, value)
        elif name not in _WORDS | _SWITCHES:
            raise ValueError(
                f"vars: {name} is not known; there are {', '.join(sorted({*_WORDS, *_ROWS, *_SWITCHES}))}."
            )
        elif name in _WORDS and not isinstance(value, str):
            raise ValueError(f"vars: {name} should be a text.")


def _check_rows(name: str, rows: Any) -> None:
    known = _ROWS[name]
    needed = ("from", "text") if name == "earlier" else ("name", "text") if name == "files" else ("title", "text")
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise ValueError(f"vars: {name} should be a list.")
    for row in rows:
        if set(row) - known or not set(needed) <= set(row):
            raise ValueError(
                f"vars: {name}: each needs {' and '.join(needed)} and may have {', '.join(sorted(known))}."
            )
        if row.get("from", "customer") not in _WRITERS:
            raise ValueError(f"vars: {name}: from should be one of {', '.join(sorted(_WRITERS))}.")
