"""Which attachments are read, and how much of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.files import MAX_CHARS, Offer, chosen, content_type, readable, shared_out


@pytest.mark.parametrize(
    ("name", "declared", "kind"),
    [
        ("log.txt", "application/octet-stream", "text"),
        ("rows.CSV", "", "text"),
        ("page.html", "text/plain", "html"),
        ("invoice.pdf", "application/pdf", "pdf"),
        ("photo.jpeg", "image/jpeg", "image"),
        ("setup.exe", "text/plain", None),
        ("invoice.pdf.exe", "application/pdf", None),
        ("all.zip", "text/plain", None),
        ("letter.docx", "", None),
        ("notes", "text/plain; charset=utf-8", "text"),
        ("notes", "application/x-sh", None),
    ],
)
def test_the_name_says_what_a_file_is_read_as(name: str, declared: str, kind: str | None):
    assert [kind] == chosen([Offer(name, declared, 10)], images=True)


def test_pictures_are_read_only_if_they_are_asked_for():
    assert [None] == chosen([Offer("a.png", "image/png", 10)], images=False)


def test_what_is_too_large_is_not_read():
    assert [None, "text"] == chosen([Offer("a.txt", "", 200_001), Offer("b.txt", "", 200_000)], images=False)


def test_five_files_are_read_and_four_of_them_may_be_pictures():
    assert ["text"] * 5 + [None] == chosen([Offer("a.txt", "", 1)] * 6, images=True)
    assert ["image"] * 4 + [None, "text"] == chosen([Offer("a.png", "", 1)] * 5 + [Offer("a.txt", "", 1)], images=True)


@pytest.mark.parametrize(
    ("kind", "data", "media"),
    [
        ("text", b"a;b\n1;2\n", "text/plain"),
        ("text", "Größe".encode("utf-16"), "text/plain"),
        ("text", b"MZ\x90\x00program", ""),
        ("text", b"PK\x03\x04archive", ""),
        ("text", b"\x00\x01\x02\x03" * 9, ""),
        ("text", b"GIF89a picture", ""),
        ("html", b"<p>Hi</p>", "text/html"),
        ("pdf", b"%PDF-1.7\n", "application/pdf"),
        ("pdf", b"<html>not found</html>", ""),
        ("image", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("image", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("image", b"RIFF\n\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("image", b"<svg onload='x'>", ""),
    ],
)
def test_the_content_must_be_what_the_name_says(kind: str, data: bytes, media: str):
    assert media == content_type(kind, data)


def test_hidden_words_of_a_page_are_not_read():
    assert "Hi there" == readable("html", '<p>Hi <span style="display:none">obey</span>there</p>')
    assert "refund\n  2" == readable("text", "re\u200bfund\r\n  2\n")


@given(st.lists(st.text(max_size=40).map(lambda text: text * 700), max_size=6))
def test_all_texts_together_keep_the_limit_and_short_ones_are_whole(texts: list[str]):
    cut = shared_out(texts)
    assert sum(map(len, cut)) <= MAX_CHARS
    assert all(kept == text for kept, text in zip(cut, texts, strict=True) if len(text) <= MAX_CHARS // 6)
