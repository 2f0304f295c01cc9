"""Tickets on their way, in a file of SQLite: each once, whatever kills the process. Fills `ports.export.Shelf`.

The state file of an export is such a file. Without one it is a nameless file that ends with the process.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from assistant.core.export.row import JSON, Row, array, company, dump
from assistant.core.export.run import Run, begin
from assistant.core.export.wanted import OWN
from assistant.errors import PermanentError, TemporaryError

OURS = 0x44485831
"""What says in a file of SQLite that it is ours."""
SOME = 500
TABLES = """
create table run (state text not null);
create table tickets (id integer primary key, at text not null, company_id integer, body text not null,
                      is_read integer not null);
create index unread on tickets (id) where is_read = 0;
create table parts (kind text not null, ticket_id integer not null, id integer not null, body text not null,
                    run integer not null default 0, primary key (kind, ticket_id, id)) without rowid;
"""
PUT = """
insert into tickets (id, at, company_id, body, is_read) values (?, ?, ?, ?, ?)
on conflict (id) do update set at = excluded.at, company_id = excluded.company_id, body = excluded.body,
  is_read = excluded.is_read or (tickets.is_read and tickets.at = excluded.at)
where excluded.at >= tickets.at"""


class FileShelf:
    """`file` None: kept for this process alone. Raises PermanentError for a file that is something else, TemporaryError
    while another export uses it."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        if file is not None:
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # customers' words: for us alone
        self._db = sqlite3.connect("" if file is None else file, timeout=0, isolation_level=None)
        self._db.execute("pragma locking_mode = exclusive")
        with self._told():
            self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _open(self) -> None:
        self._db.execute("begin immediate")
        (mark,) = self._db.execute("pragma application_id").fetchone()
        (tables,) = self._db.execute("select count(*) from sqlite_master").fetchone()
        if tables and mark != OURS:
            raise sqlite3.DatabaseError
        self._db.execute("commit")
        if not tables:
            self._db.executescript(f"begin; {TABLES} pragma application_id = {OURS}; commit;")
        # A kill leaves what was committed in the file or in its log beside it. Without a name nothing outlives us.
        self._db.execute(f"pragma journal_mode = {'off' if self.file is None else 'wal'}")
        self._db.execute("pragma synchronous = normal")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise TemporaryError(f"{self.file}: another export uses this state file") from None
            raise PermanentError(f"{self.file or 'the temporary file'}: {error}") from None
        except sqlite3.DatabaseError:
            raise PermanentError(f"{self.file}: not the state file of an export; name another one") from None

    @contextmanager
    def _step(self) -> Iterator[sqlite3.Connection]:
        """One transaction."""
        with self._told():
            self._db.execute("begin immediate")
            try:
                yield self._db
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")

    def begin(self, words: Mapping[str, str], since: datetime | None, now: datetime) -> Run:
        """The run under way. Raises OtherWish."""
        found = self._db.execute("select state from run").fetchone()
        with self._told():
            try:
                before = Run.load(found[0]) if found else None
            except (ValueError, KeyError, TypeError):
                raise sqlite3.DatabaseError from None
        run = begin(before, words, since, now)
        self.save(run)
        return run

    def save(self, run: Run) -> None:
        with self._step() as db:
            _save(db, run)

    def put(self, tickets: Sequence[tuple[JSON, datetime]], run: Run) -> None:
        is_read = not {*OWN} & {*run.words.get("--with", "").split(",")}  # then there is nothing to read
        with self._step() as db:
            lines = ((t["id"], _text(at), _number(t.get("company_id")), dump(t), is_read) for t, at in tickets)
            db.executemany(PUT, lines)
            _save(db, run)

    def drop(self, tickets: Sequence[tuple[int, datetime]]) -> None:
        with self._step() as db:
            gone = [(number, _text(at)) for number, at in tickets]
            db.executemany("delete from tickets where id = ? and at <= ?", gone)
            db.executemany(
                "delete from parts where ticket_id = ? and not exists (select 1 from tickets where id = ticket_id)",
                [(number,) for number, _ in gone],
            )

    def unread(self) -> Sequence[int]:
        found = self._db.execute("select id from tickets where is_read = 0 order by id limit ?", (SOME,))
        return [number for (number,) in found]

    def unread_count(self) -> int:
        return int(self._db.execute("select count(*) from tickets where is_read = 0").fetchone()[0])

    def put_own(self, read: Mapping[int, Mapping[str, Sequence[JSON]]]) -> None:
        with self._step() as db:
            for number, parts in read.items():
                for part, found in parts.items():
                    db.execute("delete from parts where kind = ? and ticket_id = ?", (part, number))
                    db.executemany(
                        "insert or replace into parts (kind, ticket_id, id, body) values (?, ?, ?, ?)",
                        [(part, number, each["id"], dump(each)) for each in found],
                    )
                db.execute("update tickets set is_read = 1 where id = ?", (number,))

    def put_listed(self, part: str, rows: Sequence[JSON], run: Run) -> None:
        with self._step() as db:
            db.executemany(
                "insert or replace into parts (kind, ticket_id, id, body, run) values (?, ?, ?, ?, ?)",
                [(part, each["ticket_id"], each["id"], dump(each), run.number) for each in rows],
            )

    def drop_unlisted(self, part: str, run: Run) -> None:
        with self._step() as db:
            db.execute("delete from parts where kind = ? and run <> ?", (part, run.number))

    def count(self) -> int:
        return int(self._db.execute("select count(*) from tickets").fetchone()[0])

    def rows(self, parts: Sequence[str], companies: Mapping[int, str] | None) -> Iterator[Row]:
        for number, company_id, body in self._db.execute("select id, company_id, body from tickets order by id"):
            more = {} if companies is None else {"company": company(company_id, companies)}
            yield Row(number, body, {**more, **{part: self._part(part, number) for part in parts}})

    def _part(self, part: str, number: int) -> str:
        found = self._db.execute("select body from parts where kind = ? and ticket_id = ? order by id", (part, number))
        return array([body for (body,) in found])


def _save(db: sqlite3.Connection, run: Run) -> None:
    db.execute("delete from run")
    db.execute("insert into run values (?)", (run.dump(),))


def _text(at: datetime) -> str:
    """Text that sorts as the times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
