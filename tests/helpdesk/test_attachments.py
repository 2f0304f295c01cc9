"""Attachments fetched from the sandbox and read."""

from __future__ import annotations

import base64
import io
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from pypdf import PdfWriter

from assistant.core.context import File
from assistant.freshdesk import Freshdesk
from assistant.freshdesk.models import Attachment
from assistant.helpdesk import FreshdeskDesk, attachments
from assistant.helpdesk.attachments import decoded
from assistant.helpdesk.pdf_text import pdf_text
from assistant.sandbox import Sandbox

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text on each page, written by hand."""
    count = len(pages)
    kids = " ".join(f"{3 + at} 0 R" for at in range(count))
    font = f"{3 + 2 * count} 0 R"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
        *(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F {font}>>>>"
            f"/Contents {3 + count + at} 0 R>>"
            for at in range(count)
        ),
        *(_stream(f"BT /F 12 Tf 20 200 Td ({text}) Tj ET".encode()) for text in pages),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return _written(objects)


def _stream(data: bytes, more: str = "") -> str:
    return f"<</Length {len(data)}{more}>>\nstream\n{data.decode('latin-1')}\nendstream"


def _written(objects: list[str]) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start, size = len(body), len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\n"
    body += f"startxref\n{start}\n%%EOF"
    return body.encode("latin-1")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty", api_key="the-key") as running:
        yield running


@pytest.fixture
def desk(sandbox: Sandbox) -> FreshdeskDesk:
    return FreshdeskDesk(Freshdesk(sandbox.url, "the-key"), clock=lambda: datetime.now(UTC))


def sent(sandbox: Sandbox, desk: FreshdeskDesk, *parts: tuple[str, bytes, str]) -> list[Attachment]:
    """The attachments of a ticket that came with these files, as the API shows them."""
    given = {
        "email": "ana@example.org",
        "subject": "Kettle",
        "description": "See the file",
        "status": "2",
        "priority": "1",
    }
    opened = requests.post(
        f"{sandbox.url}/api/v2/tickets",
        data=given,
        files=[("attachments[]", part) for part in parts],
        auth=("the-key", "X"),
        timeout=5,
    )
    return desk.thread(opened.json()["id"]).ticket.attachments


def read(sandbox: Sandbox, desk: FreshdeskDesk, name: str, data: bytes, declared: str, images: bool = False) -> File:
    (file,) = desk.files(sent(sandbox, desk, (name, data, declared)), images=images)
    return file


def test_a_text_is_read_in_its_character_set(sandbox: Sandbox, desk: FreshdeskDesk):
    rows = "Artikel;Größe\nKessel;1,7 l"
    assert rows == read(sandbox, desk, "rows.csv", rows.encode("cp1252"), "text/csv").text
    assert rows == read(sandbox, desk, "rows.csv", rows.encode("utf-16"), "text/csv").text


def test_a_pdf_is_read_page_by_page_to_the_tenth(sandbox: Sandbox, desk: FreshdeskDesk):
    file = read(sandbox, desk, "bill.pdf", pdf(*(f"Page {n}" for n in range(1, 13))), "application/pdf")
    assert [f"Page {n}" for n in range(1, 11)] == [line for line in file.text.splitlines() if line]


def test_a_picture_becomes_a_data_url_if_pictures_are_wanted(sandbox: Sandbox, desk: FreshdeskDesk):
    file = read(sandbox, desk, "lid.png", PNG, "application/octet-stream", images=True)
    assert ("image/png", f"data:image/png;base64,{base64.b64encode(PNG).decode()}") == (file.content_type, file.image)
    assert read(sandbox, desk, "lid.png", PNG, "image/png").image == ""


def test_a_program_that_calls_itself_a_text_is_named_and_not_read(sandbox: Sandbox, desk: FreshdeskDesk):
    assert File("log.txt", "text/plain", 8) == read(sandbox, desk, "log.txt", b"MZ\x90\x00abcd", "text/plain")


def test_one_file_that_is_gone_does_not_keep_the_others_from_being_read(sandbox: Sandbox, desk: FreshdeskDesk):
    found = sent(sandbox, desk, ("a.txt", b"first", "text/plain"), ("b.txt", b"second", "text/plain"))
    gone = found[0].model_copy(update={"attachment_url": f"{sandbox.url}/attachments/999999"})
    assert ["", "second"] == [file.text for file in desk.files([gone, found[1]], images=False)]


def test_a_file_larger_than_it_said_is_not_read(sandbox: Sandbox, desk: FreshdeskDesk):
    (found,) = sent(sandbox, desk, ("a.txt", b"x" * 300_000, "text/plain"))
    assert [""] == [file.text for file in desk.files([found.model_copy(update={"size": 10})], images=False)]


def test_when_the_time_is_over_files_are_named_and_not_fetched(sandbox: Sandbox, desk: FreshdeskDesk):
    found = sent(sandbox, desk, ("a.txt", b"first", "text/plain"))
    times = iter([0.0, attachments.SECONDS + 1])
    files = attachments.read(desk.api, found, images=False, clock=lambda: next(times))
    assert ("a.txt", "") == (files[0].name, files[0].text)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", pdf("x")[:200], b""], ids=["no object", "cut off", "empty"])
def test_a_broken_pdf_has_no_text(data: bytes):
    assert not pdf_text(data, pages=10, chars=100)


def test_a_locked_pdf_has_no_text():
    writer, out = PdfWriter(clone_from=io.BytesIO(pdf("secret"))), io.BytesIO()
    writer.encrypt("word", algorithm="RC4-128")
    writer.write(out)
    assert not pdf_text(out.getvalue(), pages=10, chars=100)


def test_a_pdf_that_unpacks_without_end_ends_with_its_time():
    bomb = zlib.compress(b"BT " + b"(a) Tj " * 9_000_000, 9)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        _stream(bomb, "/Filter/FlateDecode"),
    ]
    began = time.monotonic()
    pdf_text(_written(objects), pages=10, chars=100, seconds=2)
    assert time.monotonic() - began < 4


def test_the_process_that_reads_a_pdf_stands_alone():
    assert "assistant" not in Path(attachments.__file__).with_name("pdf_text.py").read_text().split('"""', 2)[2]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x81\x8d\x8f", b""])
def test_no_bytes_are_too_odd_to_be_decoded(data: bytes):
    assert isinstance(decoded(data), str)
