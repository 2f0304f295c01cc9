"""Public support data as libraries: texts, past tickets, and questions with the keys of their right answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.core.draft import Match

Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What a customer asks and the keys of the texts that answer it."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True)
class Library:
    """What a desk would hold, and what it would be asked."""

    name: str
    items: Sequence[Match]
    questions: Sequence[Question]
    past: Sequence[Match] = ()


def libraries(folder: Path) -> list[Library]:
    """Those whose files are in the folder. Raises FileNotFoundError."""
    return [_shop(folder), _bank(folder), _faq(folder), _manual(folder)]


def unrelated(folder: Path) -> list[str]:
    """Questions that none of the libraries answers."""
    return [str(row["text"]) for row in _rows(folder, "oos/clinc_oos_dev")]


def _shop(folder: Path) -> Library:
    items = [Match("canned", row["id"], row["title"], row["body"]) for row in _rows(folder, "bitext/canned_responses")]
    asked = _rows(folder, "bitext/queries_dev")
    questions = [Question(row["text"], frozenset({f"canned:{row['canned_response_id']}"})) for row in asked]
    solved = _rows(folder, "bitext/past_tickets")
    past = [_past(row["id"], row["text"], row["canned_response_id"]) for row in solved]
    return Library("bitext", items, questions, past)


def _bank(folder: Path) -> Library:
    items = [Match("canned", row["intent"], row["title"], "") for row in _rows(folder, "banking77/intents")]
    asked = _rows(folder, "banking77/queries_dev")
    questions = [Question(row["text"], frozenset({f"canned:{row['intent']}"})) for row in asked]
    past = [_past(row["id"], row["text"], row["intent"]) for row in _rows(folder, "banking77/past_tickets")]
    return Library("banking77", items, questions, past)


def _faq(folder: Path) -> Library:
    asked = _rows(folder, "faq_covid/queries_dev")
    questions = [Question(row["text"], frozenset({f"article:{row['article_id']}"})) for row in asked]
    return Library("covid", _articles(folder, "faq_covid"), questions)


def _manual(folder: Path) -> Library:
    asked = _rows(folder, "product_docs/queries_dev")
    questions = [Question(row["text"], frozenset(f"article:{key}" for key in row["article_ids"])) for row in asked]
    return Library("docs", _articles(folder, "product_docs"), questions)


def _articles(folder: Path, name: str) -> list[Match]:
    rows = _rows(folder, f"{name}/articles")
    return [Match("article", row["id"], row["title"], row["body"], public=True) for row in rows]


def _past(number: str, text: str, used: str) -> Match:
    return Match("past", number, "", text, used=(f"canned:{used}",))


def _rows(folder: Path, name: str) -> list[Row]:
    return rows(folder / f"{name}.jsonl")


def rows(file: Path) -> list[Row]:
    """Each line's JSON object."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
