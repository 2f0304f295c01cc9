"""Each format, read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assistant.core.export.columns import Column, columns
from assistant.core.export.row import Row, dump
from assistant.core.export.wanted import EXTRAS, Wanted
from assistant.exports.formats import in_a_file, in_lines

TICKET: dict[str, Any] = {
    "id": 4107,
    "subject": 'Grinder, "stopped"\nafter a week \N{BROKEN HEART} \u2028',
    "status": 2,
    "responder_id": None,
    "tags": ["warranty", "a,b"],
    "spam": False,
    "custom_fields": {"cf_order": "K-1", "cf_count": 3, "cf_odd": {"a": 1}},
    "created_at": "2026-03-05T09:15:00Z",
    "updated_at": "2026-03-05T14:45:07+05:30",
    "brand_new": [1, {"b": None}],
    "requester": {"id": 7, "name": "Ana", "email": "ana@example.org", "fax": "1"},
    "stats": {"resolved_at": "2026-03-06T09:15:00Z", "closed_at": None},
}
MORE = {
    "company": dump({"id": 9, "name": "Kettle & Söhne"}),
    "conversations": dump([{"id": 1, "ticket_id": 4107, "body": "<p>é</p>", "private": True, "to_emails": None}]),
    "attachments": dump([{"id": 5, "name": "é.txt", "size": 4, "attachment_url": "https://a.example/5", "new": 1}]),
    "time_entries": "[]",
    "ratings": dump([{"id": 3, "ticket_id": 4107, "ratings": {"default_question": 103}}]),
}
ROWS = [Row(4107, dump(TICKET), MORE), Row(4108, dump({"id": 4108, "subject": None, "status": "odd"}), {})]
WHOLE = Wanted(extras=frozenset(EXTRAS))
CUSTOM = [
    ("cf_order", "custom_text"),
    ("cf_count", "custom_number"),
    ("cf_odd", "custom_text"),
    ("Status", "custom_text"),
]


def shape(parts: bool = True) -> list[Column]:
    return columns(WHOLE, CUSTOM, parts=parts)


def written(kind: str) -> str:
    file = io.StringIO(newline="")
    in_lines(iter(ROWS), file, kind, shape())
    return file.getvalue()


def test_json_is_one_array_of_what_freshdesk_gave_with_the_parts_in_it():
    found = json.loads(written("json"))
    assert {**TICKET, **{name: json.loads(part) for name, part in MORE.items()}} == found[0]
    assert [4107, 4108] == [row["id"] for row in found]


def test_json_of_no_ticket_is_an_empty_array():
    file = io.StringIO()
    in_lines([], file, "json", shape())
    assert [] == json.loads(file.getvalue())


def test_jsonl_has_a_ticket_in_each_line():
    lines = written("jsonl").split("\n")
    assert ([4107, 4108], "") == ([json.loads(line)["id"] for line in lines[:-1]], lines[-1])


def test_csv_has_a_column_for_each_field_and_loses_nothing():
    first, second = csv.DictReader(io.StringIO(written("csv"), newline=""))
    expected = {
        "id": "4107",
        "subject": TICKET["subject"],
        "responder_id": "",
        "tags": '["warranty","a,b"]',
        "spam": "false",
        "cf_order": "K-1",
        "cf_count": "3",
        "requester_name": "Ana",
        "company_name": "Kettle & Söhne",
        "updated_at": "2026-03-05T09:15:07Z",
        "stats_resolved_at": "2026-03-06T09:15:00Z",
    }
    assert expected == {name: first[name] for name in expected}
    assert 103 == json.loads(first["ratings"])[0]["ratings"]["default_question"]
    assert json.loads(MORE["attachments"]) == json.loads(first["attachments"])
    other = {"brand_new": [1, {"b": None}], "custom_fields": {"cf_odd": {"a": 1}}, "requester": {"fax": "1"}}
    assert other == json.loads(first["other_fields"])
    assert ("", {"status": "odd"}) == (second["status"], json.loads(second["other_fields"]))


def test_a_field_of_the_account_called_like_one_of_freshdesk_has_a_column_of_its_own():
    found = columns(Wanted(), [("Status", "x"), ("cf_a", "x"), ("CF_A", "x"), ("ratings", "x")], parts=True)
    names = [column.name for column in found if column.path[0] == "custom_fields"]
    assert ["custom_fields_Status", "cf_a", "custom_fields_CF_A", "custom_fields_ratings"] == names


def test_sqlite_has_a_table_for_each_part(tmp_path: Path):
    file = tmp_path / "t.sqlite"
    in_a_file(iter(ROWS), file, "sqlite", shape(parts=False), WHOLE.parts)
    with closing(sqlite3.connect(file)) as db:
        row = db.execute("select id, status, tags, cf_count, spam, stats_resolved_at from tickets").fetchone()
        joined = db.execute(
            "select body, private, conversations.to_emails from conversations join tickets on tickets.id = ticket_id"
        ).fetchall()
        ratings = db.execute("select json_extract(ratings, '$.default_question') from ratings").fetchall()
        entries = db.execute("select count(*) from time_entries").fetchone()
        files = db.execute("select ticket_id, name, size, attachment_url, other_fields from attachments").fetchall()
    assert (4107, 2, '["warranty","a,b"]', 3, 0, "2026-03-06T09:15:00Z") == row
    assert ([("<p>é</p>", 1, None)], [(103,)], (0,)) == (joined, ratings, entries)
    assert [(4107, "é.txt", 4, "https://a.example/5", '{"new":1}')] == files


def test_parquet_has_types(tmp_path: Path):
    file = tmp_path / "it's.parquet"
    in_a_file(iter(ROWS), file, "parquet", shape(), ())
    found = duckdb.read_parquet(str(file))
    rows = found.project("id, tags, spam, created_at, updated_at, cf_count, subject, conversations").fetchall()
    made, changed = datetime(2026, 3, 5, 9, 15), datetime(2026, 3, 5, 9, 15, 7)  # noqa: DTZ001 - UTC, as parquet has it
    assert (4107, ["warranty", "a,b"], False, made, changed, 3, TICKET["subject"]) == rows[0][:7]
    assert 1 == json.loads(rows[0][7])[0]["id"]
    assert (4108, None) == rows[1][:2]


@pytest.mark.parametrize("kind", ["json", "csv", "sqlite"])
def test_what_stood_there_stays_until_the_new_file_is_whole(tmp_path: Path, kind: str):
    file = tmp_path / "t"
    file.write_text("before")

    def breaking() -> Iterator[Row]:
        yield ROWS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        in_a_file(breaking(), file, kind, shape(parts=kind != "sqlite"), WHOLE.parts)
    assert "before" == file.read_text()
    in_a_file(iter(ROWS), file, kind, shape(parts=kind != "sqlite"), WHOLE.parts)
    assert ["t"] == [each.name for each in tmp_path.iterdir()]
