"""Tables as spreadsheet programs save them: whatever wrote the file, its rows come back as they were."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.core.contact_rows import field_of
from assistant.core.table import BadRecord, Evidence, Record, encoding_of, records, separator_of

HEADINGS = ("E-Mail", "First Name", "Last Name", "Company", "Phone", "Tags", "Notes")
QUOTING = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
WESTERN = ("cp1252", "latin-1")
NAMES = (
    *("José Müller", "François Lefèvre", "Åsa Öberg", "Søren Kjær", "Núria Español", "Zoë Brûlé"),
    *("Ana Duarte", "O'Neil; Rob", "a", "b"),
)


def saved(table: list[list[str]], encoding: str, separator: str, quoting: int, end: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator=end).writerows(table)  # type: ignore[arg-type]
    return file.getvalue().encode(encoding)


def opened(content: bytes) -> list[tuple[str, ...]]:
    """The rows as the command reads them."""
    evidence = encoding_of(io.BytesIO(content))
    assert () == evidence.mixed

    def lines() -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(content), evidence.encoding, newline="")

    separator = separator_of(lines(), lambda header: field_of(header) is not None)
    found = list(records(lines(), separator))
    assert all(isinstance(row, Record) for row in found)
    return [row.cells for row in found if isinstance(row, Record)]


cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
dialects = st.tuples(st.sampled_from(",;\t|"), st.sampled_from(QUOTING), st.sampled_from(["\n", "\r\n", "\r"]))


@given(
    width=st.integers(2, len(HEADINGS)),
    rows=st.lists(st.lists(cells, min_size=len(HEADINGS), max_size=len(HEADINGS)), max_size=6),
    encoding=st.sampled_from(UNICODE),
    dialect=dialects,
)
@example(2, [["Anna, Berta; Claus", 'line\r\nbreak "quoted"', *[""] * 5]], "utf-16", (",", csv.QUOTE_MINIMAL, "\r\n"))
def test_any_table_in_any_dialect_and_unicode_encoding_comes_back_as_it_was(
    width: int, rows: list[list[str]], encoding: str, dialect: tuple[str, int, str]
):
    separator, quoting, end = dialect
    table = [list(HEADINGS[:width]), *(row[:width] for row in rows)]
    kept = [tuple(row) for row in table if any(cell.strip() for cell in row)]

    assert kept == opened(saved(table, encoding, separator, quoting, end))


@given(
    people=st.lists(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3), min_size=1, max_size=8),
    encoding=st.sampled_from(WESTERN),
    dialect=dialects,
)
def test_western_names_come_back_from_the_older_encodings(
    people: list[list[str]], encoding: str, dialect: tuple[str, int, str]
):
    table = [list(HEADINGS[:3]), *people]

    assert [tuple(row) for row in table] == opened(saved(table, encoding, *dialect))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Почта;Имя\ni@x.org;Иван Петров\nm@x.org;Мария Иванова\n"),
        ("koi8-r", "Почта;Имя\ni@x.org;Иван Петров\nm@x.org;Мария Иванова\n"),
        ("cp1253", "email;Όνομα\ng@x.org;Γιώργος Παπαδόπουλος\nm@x.org;Μαρία Νικολάου\n"),
        ("cp932", "氏名,メール\n山田太郎,y@x.org\n佐藤花子,s@x.org\n"),
        ("gb18030", "姓名,邮箱\n王小明,w@x.org\n李四,l@x.org\n"),
        ("cp949", "이름,메일\n김철수,k@x.org\n"),
        ("cp1250", "name;email\nŁukasz Żółć;l@x.org\nPaweł Święty;p@x.org\n"),
    ],
)
def test_other_alphabets_are_told_from_the_western_one(encoding: str, text: str):
    content = text.encode(encoding)

    assert text == content.decode(encoding_of(io.BytesIO(content)).encoding)


def test_plain_ascii_and_an_empty_file_are_utf_8():
    assert Evidence("utf-8") == encoding_of([b"email\n", b"a@b.org\n"])
    assert Evidence("utf-8") == encoding_of([])


def test_a_byte_order_mark_decides():
    assert "utf-8-sig" == encoding_of([codecs.BOM_UTF8 + b"email\n"]).encoding


def test_an_odd_byte_at_the_end_of_a_long_file_is_seen():
    lines = [b"email,name\n", *[b"a@b.org,Ana\n"] * 100_000, "b@b.org,Jörg\n".encode("cp1252")]

    assert "cp1252" == encoding_of(lines).encoding


def test_lines_of_another_encoding_in_a_file_of_utf_8_are_named_not_mangled():
    lines = ["é,1\n".encode(), "ü,2\n".encode(), "ö,3\n".encode("cp1252")]

    assert Evidence("utf-8", (3,)) == encoding_of(lines)


def test_excels_hint_of_the_separator_is_obeyed_and_is_no_row():
    lines = ["sep=|\r\n", "email|name, first; last\r\n", "a@b.org|x\r\n"]

    assert "|" == separator_of(lines, lambda header: False)
    assert [Record(1, ("email", "name, first; last")), Record(2, ("a@b.org", "x"))] == [*records(lines, "|")]


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    lines = ["\n", "email,notes\n", "\n", 'a@b.org,"two\n', 'lines"\n', ",\n", "b@b.org,x\n"]

    assert [1, 3, 5] == [row.number for row in records(lines, ",")]


def test_a_row_whose_quotes_do_not_fit_is_named_and_the_others_go_on():
    lines = ["email,name\n", '"a@b.org"x,Ana\n', "b@b.org,Bo\n", 'c@b.org,"never closed\n', "d@b.org,Di\n"]

    found = list(records(lines, ","))

    assert [Record(1, ("email", "name")), Record(3, ("b@b.org", "Bo"))] == [found[0], found[2]]
    assert [2, 4] == [row.number for row in found if isinstance(row, BadRecord)]
    assert "never closed" in str(found[3])


def test_a_cell_without_an_end_does_not_fill_the_memory():
    lines = ["email,name\n", 'a@b.org,"' + "x" * 200_000 + "\n", "b@b.org,Bo\n"]

    bad = next(row for row in records(lines, ",") if isinstance(row, BadRecord))

    assert "131,072" in bad.why
