"""Find the ticket's number in whatever an automation rule sends (freshdesk-api 9.2).

Pure: bytes in, a number out. The body is a hint that names a ticket, nothing more, so only the number is looked for;
everything else in it is somebody's text and is neither kept nor repeated in an error.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote_plus

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_ID = 2**63 - 1

Pair = tuple[tuple[str, ...], object]
"""Where a value stands (normalised names, outermost first) and the value."""

_ID = r"(?:#|[A-Za-z]{1,10}(?:-|\s?#|\s))?([0-9]{1,19})"
_NUMBER = re.compile(rf"\s{{0,50}}{_ID}\s{{0,50}}")
_URL = re.compile(r"/tickets\\?/([0-9]{1,19})(?![0-9A-Za-z])")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|([\[{])|([\]}])', re.DOTALL)
_PROLOG = re.compile(r"\s{0,99}(?:<\?xml[^>]{0,200}>)?\s{0,99}<!")

_MARK = r"\\?[\"']"
_COLON = rf"\s{{0,20}}[:=]\s{{0,20}}(?:{_MARK})?\s{{0,20}}"
_END = r"(?![0-9A-Za-z.])"
_TAG = r"(?:\s[^<>]{0,200})?>\s{0,50}"
_BROKEN_JSON = (
    re.compile(rf"{_MARK}ticket[_.]?id{_MARK}{_COLON}{_ID}{_END}", re.IGNORECASE),
    re.compile(rf"(?<![A-Za-z0-9_.])ticket[_.]?id(?:{_MARK})?{_COLON}{_ID}{_END}", re.IGNORECASE),
    re.compile(
        rf"{_MARK}(?:ticket|freshdesk_webhook){_MARK}\s{{0,20}}:\s{{0,20}}\{{\s{{0,20}}{_MARK}id{_MARK}{_COLON}{_ID}{_END}"
    ),
    re.compile(rf"ticket[_.]url(?:{_MARK})?{_COLON}[^\s\"'<>]{{0,300}}?/tickets\\?/([0-9]{{1,19}}){_END}"),
)
_XML = (
    re.compile(rf"<ticket[_.-]?id{_TAG}(?:<!\[CDATA\[\s{{0,50}})?{_ID}\s{{0,50}}(?:\]\]>\s{{0,50}})?</", re.IGNORECASE),
    re.compile(rf"<(?:ticket|freshdesk[_-]webhook){_TAG}<id{_TAG}{_ID}\s{{0,50}}</"),
    re.compile(rf"<ticket[_-]url{_TAG}(?:<!\[CDATA\[)?[^\s<>]{{0,300}}?/tickets/([0-9]{{1,19}}){_END}"),
)


class BadPayload(ValueError):
    """No usable ticket id. `field` names what was wrong with the body, `remedy` what the rule should send."""

    def __init__(self, field: str, problem: str) -> None:
        self.field = field
        self.remedy = 'In the automation rule send {"ticket_id": "{{ticket.id}}"} as JSON.'
        super().__init__(f"{field} {problem}. {self.remedy}")


def ticket_id(content_type: str, raw: bytes) -> int:
    """The ticket's number, 1 to 2^63-1. Raises BadPayload, and nothing else, whatever the bytes are.

    The body's first character decides its layout, for rules label theirs wrongly: of `content_type` (it may be empty)
    only multipart counts. Of several ids the first wins: in the layout that we recommend no customer's text stands
    before it.
    """
    if len(raw) > MAX_BYTES:
        raise BadPayload("body", f"is longer than {MAX_BYTES} bytes")
    if content_type.strip().lower().startswith("multipart/"):
        raise BadPayload("Content-Type", "multipart is not read here")
    text = raw.decode(json.detect_encoding(raw), "replace").lstrip("\ufeff \t\r\n\0")
    if text[:3].upper() == "%7B":
        text = unquote_plus(text)
    for number in _candidates(text):
        if 0 < number <= MAX_ID:
            return number
    raise BadPayload("ticket_id", "is missing or not a ticket's number")


def _candidates(text: str) -> Iterator[int]:
    if text[:1] in ("{", "["):
        pairs = _json_pairs(text)
        return _searched(_BROKEN_JSON, text) if pairs is None else _named(pairs)
    if text[:1] == "<":
        if _PROLOG.match(text):
            raise BadPayload("body", "is XML with a document type, which is refused")
        return _searched(_XML, text)
    return iter([*_named(_form_pairs(text)), *_searched(_BROKEN_JSON, text)])


def _named(pairs: Iterable[Pair]) -> Iterator[int]:
    """Numbers of the fields that name a ticket, the surest name first."""
    known = [(names, value) for names, value in pairs if isinstance(value, str)]
    for names, value in known:
        if names[-1] in ("ticket_id", "ticketid"):
            yield from _number(value)
    for names, value in known:
        if names[-2:] in (("ticket", "id"), ("freshdesk_webhook", "id")):
            yield from _number(value)
    for names, value in known:
        if names[-1] == "ticket_url":
            yield from (int(found[1]) for found in [_URL.search(value[:2000])] if found)


def _number(value: str) -> Iterator[int]:
    """`4107`, `#4107`, `INC-4107` (freshdesk-api 9.2); not 1e3, NaN, -1 or 20 digits."""
    found = _NUMBER.fullmatch(value)
    if found:
        yield int(found[1])


def _searched(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[int]:
    return (int(found[1]) for pattern in patterns for found in pattern.finditer(text))


def _json_pairs(text: str) -> list[Pair] | None:
    """Every named value, shallow ones first; None if the text is no JSON. Numbers stay text: none is ever too big."""
    _refuse_depth(text)
    try:
        whole = json.loads(
            text, strict=False, object_pairs_hook=_first_wins, parse_int=str, parse_float=str, parse_constant=str
        )
    except (ValueError, RecursionError):
        return None
    return list(_walk(whole))


def _first_wins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return dict(reversed(pairs))


def _refuse_depth(text: str) -> None:
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += bool(found[1]) - bool(found[2])
        if depth > MAX_DEPTH:
            raise BadPayload("body", f"is nested deeper than {MAX_DEPTH} levels")


def _walk(whole: object) -> Iterator[Pair]:
    waiting: deque[Pair] = deque([((), whole)])
    while waiting:
        names, value = waiting.popleft()
        if isinstance(value, dict):
            waiting.extend(((*names[-1:], *_name(key)), inner) for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((names, inner) for inner in value)
        elif names:
            yield names, value


def _form_pairs(text: str) -> list[Pair]:
    """`ticket_id=1`, `freshdesk_webhook[ticket_id]=1`, and JSON inside a field that wraps it."""
    try:
        fields = parse_qsl(text, max_num_fields=1000)
    except ValueError:
        raise BadPayload("body", "is a form of more than 1000 fields") from None
    pairs: list[Pair] = []
    for key, value in fields:
        names = _name(key)
        inner = _json_pairs(value) if names[-1] in ("payload", "freshdesk_webhook") and value[:1] == "{" else None
        pairs.extend(inner if inner is not None else [(names, value)])
    return pairs


def _name(key: str) -> tuple[str, ...]:
    """`Ticket.ID` as ("ticket_id",), `ticket[id]` as ("ticket", "id")."""
    parts = key[:200].lower().replace(".", "_").replace("-", "_").replace("]", "").split("[")
    return tuple(part.strip() for part in parts)
