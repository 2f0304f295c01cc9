"""Which attachments are read, and how much of them: what a file is its name and its content say, not who sent it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from assistant.core.text import clip, plain, visible

Kind = Literal["text", "html", "pdf", "image"]

MAX_FILES = 5
MAX_IMAGES = 4
MAX_CHARS = 20_000
"""Characters of all files together."""
MAX_PAGES = 10
LARGEST: dict[Kind, int] = {"text": 200_000, "html": 200_000, "pdf": 5_000_000, "image": 4_000_000}
"""Bytes of one file."""

_BY_ENDING: dict[str, Kind] = {
    **dict.fromkeys(("txt", "text", "log", "csv", "tsv", "json", "jsonl", "md", "markdown", "xml"), "text"),
    **dict.fromkeys(("html", "htm"), "html"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), "image"),
    "pdf": "pdf",
}
_BY_TYPE: dict[str, Kind] = {
    **dict.fromkeys(("text/plain", "text/csv", "text/markdown", "text/xml", "application/json", "application/xml"),
                    "text"),
    **dict.fromkeys(("image/png", "image/jpeg", "image/gif", "image/webp"), "image"),
    "text/html": "html",
    "application/pdf": "pdf",
}  # fmt: skip
_PICTURES = (
    (rb"\x89PNG\r\n\x1a\n", "image/png"),
    (rb"\xff\xd8\xff", "image/jpeg"),
    (rb"GIF8[79]a", "image/gif"),
    (rb"RIFF....WEBP", "image/webp"),
)
_BINARY = re.compile(
    rb"MZ|\x7fELF|PK\x03\x04|PK\x05\x06|%PDF-|Rar!|7z\xbc\xaf|\x1f\x8b|\xca\xfe\xba\xbe|\xd0\xcf\x11\xe0"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins, which has null bytes."""


class Offer(NamedTuple):
    """A file before it is read; `size` in bytes, 0 if it is not known."""

    name: str
    content_type: str
    size: int


def chosen(offers: Sequence[Offer], *, images: bool) -> list[Kind | None]:
    """As what each is to be read, None if not: the first ones of a known kind that are small enough."""
    kinds: list[Kind | None] = []
    for offer in offers:
        kind = _expected(offer)
        if kind is None or offer.size > LARGEST[kind] or (kind == "image" and not images):
            kinds.append(None)
            continue
        before = sum(one == "image" for one in kinds) if kind == "image" else sum(bool(one) for one in kinds)
        most = MAX_IMAGES if kind == "image" else MAX_FILES
        kinds.append(kind if before < most and sum(bool(one) for one in kinds) < MAX_FILES else None)
    return kinds


def _expected(offer: Offer) -> Kind | None:
    """What the name says; the declared type counts for a name without an ending."""
    stem, dot, ending = offer.name.strip().rpartition(".")
    if dot and stem:
        return _BY_ENDING.get(ending.lower())
    return _BY_TYPE.get(offer.content_type.partition(";")[0].strip().lower())


def content_type(kind: Kind, data: bytes) -> str:
    """The media type that the content shows; empty if it is not what the name said."""
    if kind == "image":
        return next((media for magic, media in _PICTURES if re.match(magic, data, re.DOTALL)), "")
    if kind == "pdf":
        return "application/pdf" if b"%PDF-" in data[:1024] and not data.startswith((b"MZ", b"PK", b"\x7fELF")) else ""
    if _BINARY.match(data) or re.match(b"|".join(magic for magic, _ in _PICTURES), data, re.DOTALL):
        return ""
    head = data[:20_000]
    if not head.startswith(_WIDE) and len(_CONTROL.findall(head)) > len(head) / 200:
        return ""
    return "text/html" if kind == "html" else "text/plain"


def readable(kind: Kind, text: str) -> str:
    """A file's words as a person sees them."""
    return plain(text) if kind == "html" else visible(text.replace("\r\n", "\n")).strip()


def shared_out(texts: Sequence[str]) -> list[str]:
    """Texts cut so that all together keep the limit; what the short ones leave goes to the long ones."""
    room, cut = MAX_CHARS, list(texts)
    by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    for left, at in zip(range(len(texts), 0, -1), by_length, strict=True):
        cut[at] = clip(texts[at], room // left)
        room -= len(cut[at])
    return cut
