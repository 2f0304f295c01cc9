"""Attachments fetched and read, within limits of number, size and time."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from charset_normalizer import from_bytes

from assistant.core import files
from assistant.core.context import File
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.errors import FreshdeskError
from assistant.freshdesk.models import Attachment
from assistant.helpdesk.pdf_text import pdf_text

SECONDS = 20.0
"""For all attachments of a turn; what is not there by then is named and not read."""
EACH = 8.0
_SAMPLE = 20_000
"""Bytes from which the character set is guessed."""


def read(
    api: Freshdesk, attachments: Sequence[Attachment], *, images: bool, clock: Callable[[], float] = time.monotonic
) -> tuple[File, ...]:
    """One file for each, in order; one that could not or may not be read has neither text nor image. Never raises."""
    ends = clock() + SECONDS
    offers = [files.Offer(one.name, one.content_type or "", one.size or 0) for one in attachments]
    found = []
    for one, offer, kind in zip(attachments, offers, files.chosen(offers, images=images), strict=True):
        file = File(*offer)
        left = min(EACH, ends - clock())
        found.append(_read(api, one, file, kind, left) if kind and left > 0 else file)
    texts = files.shared_out([file.text for file in found])
    return tuple(replace(file, text=text) for file, text in zip(found, texts, strict=True))


def _read(api: Freshdesk, attachment: Attachment, file: File, kind: files.Kind, seconds: float) -> File:
    try:
        data = api.download(attachment, largest=files.LARGEST[kind], seconds=seconds)
    except FreshdeskError:
        return file
    media = files.content_type(kind, data)
    if not media:
        return file
    known = replace(file, content_type=media, size=len(data))
    if kind == "image":
        return replace(known, image=f"data:{media};base64,{base64.b64encode(data).decode()}")
    words = pdf_text(data, pages=files.MAX_PAGES, chars=files.MAX_CHARS) if kind == "pdf" else decoded(data)
    return replace(known, text=files.readable(kind, words))


def decoded(data: bytes) -> str:
    """Text of bytes in whatever character set they seem to be."""
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding if best else "latin-1", errors="replace")
