"""How far an import is, in a SQLite file beside the export. Fills `ports.migration.ImportLog`."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from assistant.core.migration.losses import Loss
from assistant.errors import PermanentError, TemporaryError
from assistant.ports.migration import Moved

_TABLES = """
    CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT);
    CREATE TABLE IF NOT EXISTS people (old INTEGER PRIMARY KEY, new INTEGER);
    CREATE TABLE IF NOT EXISTS tickets (old INTEGER PRIMARY KEY, state TEXT, new INTEGER, posted_at TEXT);
    CREATE TABLE IF NOT EXISTS entries (ticket INTEGER, old INTEGER, new INTEGER, PRIMARY KEY (ticket, old));
    CREATE TABLE IF NOT EXISTS losses (ticket INTEGER, what TEXT, why TEXT, PRIMARY KEY (ticket, what, why));
"""


class FileLog:
    """One file, one process at a time; "" keeps it for this run only. A killed process loses nothing."""

    def __init__(self, path: Path | str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_TABLES)
        except sqlite3.OperationalError:
            raise TemporaryError(f"{path} is in use: another import runs on it") from None
        except sqlite3.DatabaseError:
            raise PermanentError(f"{path} is no record of an import; name another file with --state") from None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def begin(self, source: str, target: str) -> bool:
        """Whether this is the first run. Raises PermanentError if the file is of another import."""
        known = dict(self._db.execute("SELECT name, value FROM facts"))
        for name, value in (("source", source), ("target", target)):
            if known.get(name, value) != value:
                raise PermanentError(f"the record is of an import from {known['source']} to {known['target']}")
        self._db.executemany("INSERT OR IGNORE INTO facts VALUES (?, ?)", [("source", source), ("target", target)])
        return "looked" not in known

    def looked(self) -> None:
        """What was moved before this record began is known now."""
        self._db.execute("INSERT OR IGNORE INTO facts VALUES ('looked', 'yes')")

    def ticket(self, old_id: int) -> Moved | None:
        row = self._db.execute("SELECT state, new, posted_at FROM tickets WHERE old = ?", (old_id,)).fetchone()
        return _moved(row) if row else None

    def posting(self) -> Sequence[tuple[int, Moved]]:
        rows = self._db.execute("SELECT old, state, new, posted_at FROM tickets WHERE state = 'posting'")
        return [(row[0], _moved(row[1:])) for row in rows]

    def set_ticket(self, old_id: int, moved: Moved) -> None:
        at = moved.posted_at.isoformat() if moved.posted_at else None
        row = (old_id, moved.state, moved.new_id, at)
        self._db.execute("INSERT OR REPLACE INTO tickets VALUES (?, ?, ?, ?)", row)

    def forget(self, old_id: int) -> None:
        self._db.execute("DELETE FROM tickets WHERE old = ?", (old_id,))

    def entries(self, old_id: int) -> Mapping[int, int | None]:
        return dict(self._db.execute("SELECT old, new FROM entries WHERE ticket = ?", (old_id,)))

    def set_entry(self, old_id: int, entry_id: int, note_id: int | None) -> None:
        self._db.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", (old_id, entry_id, note_id))

    def drop_entry(self, old_id: int, entry_id: int) -> None:
        self._db.execute("DELETE FROM entries WHERE ticket = ? AND old = ?", (old_id, entry_id))

    def person(self, old_id: int) -> int | None:
        row = self._db.execute("SELECT new FROM people WHERE old = ?", (old_id,)).fetchone()
        return row[0] if row else None

    def set_person(self, old_id: int, new_id: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO people VALUES (?, ?)", (old_id, new_id))

    def lose(self, old_id: int, losses: Iterable[Loss]) -> None:
        rows = [(old_id, loss.what, loss.why) for loss in losses]
        self._db.executemany("INSERT OR IGNORE INTO losses VALUES (?, ?, ?)", rows)

    def losses(self) -> Iterator[tuple[int, int | None, str, str]]:
        """Old ticket, new one, what and why, by ticket."""
        yield from self._db.execute(
            "SELECT ticket, new, what, why FROM losses LEFT JOIN tickets ON old = ticket ORDER BY ticket, what, why"
        )

    def lost(self) -> Mapping[str, int]:
        """What could not be carried -> of how many tickets."""
        return dict(
            self._db.execute("SELECT what, COUNT(DISTINCT ticket) FROM losses GROUP BY what ORDER BY 2 DESC, 1")
        )

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Old and new number of each ticket that is there."""
        yield from self._db.execute("SELECT old, new FROM tickets WHERE new IS NOT NULL ORDER BY old")


def _moved(row: tuple[str, int | None, str | None]) -> Moved:
    state, new, at = row
    return Moved(state, new, datetime.fromisoformat(at) if at else None)  # type: ignore[arg-type]  # as it was stored


def write_report(path: Path, log: FileLog) -> None:
    """A line for each ticket that is there, and one for each thing that stayed behind."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("ticket", "new_ticket", "what", "why"))
        rows.writerows((old, new, "moved", "") for old, new in log.pairs())
        rows.writerows(log.losses())
