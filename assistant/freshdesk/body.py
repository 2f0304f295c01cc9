"""What a write carries: values as JSON can hold them, form fields, files (freshdesk-api 1). Pure."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from assistant.freshdesk.errors import TooLarge

MOST_ATTACHED = 20 * 1024 * 1024
"""Bytes of all attachments of one ticket (freshdesk-api 1). What the ticket has already is not known here."""

AS_TEXT = ("structured_body",)
"""Objects that a form carries as JSON text and not in brackets (freshdesk-api 5.2)."""


@dataclass(frozen=True)
class Upload:
    """A file that goes along, as an avatar or an attachment. Its content stays out of its repr."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"

    @classmethod
    def of(cls, path: str | Path) -> Self:
        """A file of this machine, its type guessed from its name. Raises OSError."""
        kind, encoding = mimetypes.guess_type(str(path))
        return cls(Path(path).name, Path(path).read_bytes(), kind if kind and not encoding else cls.content_type)


Files = Sequence[tuple[str, Upload]]
"""Files by the name of their form field, as ("attachments[]", Upload(...))."""


def attached(files: Sequence[Upload]) -> Files:
    """Attachments as a form names them. Raises TooLarge for more than Freshdesk takes of one ticket."""
    size = sum(len(file.content) for file in files)
    if size > MOST_ATTACHED:
        raise TooLarge(size, MOST_ATTACHED)
    return [("attachments[]", file) for file in files]


def given(**values: Any) -> dict[str, Any]:
    """The values that are not None: what nobody said is not sent."""
    return {name: value for name, value in values.items() if value is not None}


def iso(value: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ` (freshdesk-api 1). Raises ValueError for a time without a zone: it has no one meaning."""
    if value.tzinfo is None:
        raise ValueError("give the time with its zone, as datetime(..., tzinfo=UTC)")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sendable(value: Any) -> Any:
    """`value` with its times and days as text. Raises ValueError for a time without a zone."""
    if isinstance(value, Mapping):
        return {key: sendable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [sendable(each) for each in value]
    if isinstance(value, datetime):
        return iso(value)
    return value.isoformat() if isinstance(value, date) else value


def form_fields(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields of a form: `tags[]` once for each tag, `custom_fields[name]`; null and no items are empty text."""
    return [pair for name, value in sendable(body).items() for pair in _fields(name, value)]


def _fields(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if name in AS_TEXT and value is not None:
        yield name, json.dumps(value)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _fields(f"{name}[{key}]", each)
    elif isinstance(value, list):
        for each in value or [None]:
            yield from _fields(f"{name}[]", each)
    elif isinstance(value, bool):
        yield name, "true" if value else "false"
    else:
        yield name, "" if value is None else str(value)
