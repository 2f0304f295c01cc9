"""Post the conversations of a ticket as notes: each once, whatever ends a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.core.migration.exported import Exported
from assistant.core.migration.losses import Loss
from assistant.core.migration.texts import Words, note
from assistant.core.migration.wishes import Wishes
from assistant.errors import NoAccess, NotFound, Refused, Rejected, TemporaryError, Unsure
from assistant.freshdesk.models import Attachment, Conversation
from assistant.ports import Clock
from assistant.ports.migration import File, ImportLog, Moved, NewDesk

TRIES = 3
"""So often a POST is made whose answer gets lost, each time after looking for it."""


@dataclass(frozen=True)
class Means:
    """What a move works with, and what it counts."""

    desk: NewDesk
    log: ImportLog
    wishes: Wishes
    clock: Clock
    sleep: Callable[[float], None]
    counts: Counter[str] = field(default_factory=Counter)

    def wait_out(self, since: datetime) -> None:
        """Until what was sent then has landed or never will."""
        left = (since + self.wishes.quiet - self.clock()).total_seconds()
        if left > 0:
            self.sleep(left)

    def files(self, old_id: int, attachments: Sequence[Attachment], words: Words) -> Sequence[File]:
        """The attachments and the pictures of a text, as far as their links still live."""
        pictures = [
            Attachment(id=number, name=f"picture {number}", attachment_url=url)
            for number, url in enumerate(words.pictures, 1)
        ]
        wanted = [*attachments, *pictures]
        found = [self.desk.fetch(each) if self.wishes.files else None for each in wanted]
        dead = [each for each, file in zip(wanted, found, strict=True) if file is None]
        if dead:
            self.log.lose(old_id, [Loss("files", f"file {each.id} ({each.size or '?'} bytes)") for each in dead])
        return [file for file in found if file is not None]


def import_notes(exported: Exported, new_id: int, means: Means, *, look: bool, handed: bool) -> None:
    """The conversations that are not there yet, in their order; with `look` it is asked first which are.

    `handed`: the ticket is its requester's already. Raises LockedOut, NoAccess, NotFound, TemporaryError."""
    there = dict(means.log.entries(exported.id))
    notes = _Notes(exported, new_id, means, handed)
    if look and not all(there.get(entry.id) for entry in exported.conversations):
        there = notes.settle(there)
    for entry in exported.conversations:
        if there.get(entry.id) is None:
            notes.add(entry)


def named(error: Exception) -> str:
    """The fields that a refusal names, with its codes."""
    found = getattr(error, "fields", ())
    return ", ".join(f"{name}: {code}" for name, code in found) or "no field is named"


@dataclass(frozen=True)
class _Notes:
    """Those of one ticket."""

    exported: Exported
    new_id: int
    means: Means
    handed: bool

    def settle(self, there: dict[int, int | None]) -> dict[int, int | None]:
        """What was begun is there, by its origin, or never landed."""
        old_id, means = self.exported.id, self.means
        if None in there.values():
            moved = means.log.ticket(old_id)
            means.wait_out(moved.posted_at if moved and moved.posted_at else means.clock())
        for origin, note_id in means.desk.notes(self.new_id, means.wishes.source):
            if origin.ticket == old_id and origin.entry:
                there[origin.entry] = note_id
                means.log.set_entry(old_id, origin.entry, note_id)
        for entry_id in [number for number, note_id in there.items() if note_id is None]:
            means.log.drop_entry(old_id, entry_id)
        return there

    def add(self, entry: Conversation) -> None:
        """One conversation. One that is refused is told, and the others go on."""
        old_id, means = self.exported.id, self.means
        words = note(self.exported, entry, means.wishes.legend, means.wishes.source)
        files = means.files(old_id, entry.attachments, words)
        # A public note can mail the requester, so it stays private once the ticket is theirs.
        private = entry.private or self.handed or not means.wishes.public_notes
        try:
            note_id = self._posted(entry.id, words.html, private=private, files=files)
        except Rejected as error:
            if files:
                means.log.lose(old_id, [Loss("files", f"{len(files)} were refused: {named(error)}")])
                files = ()
            try:
                note_id = self._posted(entry.id, words.html, private=private, files=files)
            except Rejected as again:
                means.log.lose(old_id, [Loss("conversation", f"{entry.id} was refused: {named(again)}")])
                return
        means.log.set_entry(old_id, entry.id, note_id)
        means.counts["notes"] += 1
        means.counts["files"] += len(files)

    def _posted(self, entry_id: int, html: str, *, private: bool, files: Sequence[File]) -> int:
        """The note's id, once it is surely there once. Its intent is stored first."""
        old_id, means = self.exported.id, self.means
        moved = means.log.ticket(old_id) or Moved("opened", self.new_id)
        for _ in range(TRIES):
            means.log.set_ticket(old_id, replace(moved, posted_at=means.clock()))
            means.log.set_entry(old_id, entry_id, None)
            try:
                return means.desk.add_note(self.new_id, html, private=private, files=files)
            except Unsure:
                found = self.settle({entry_id: None})[entry_id]
                if found is not None:
                    return found
            except (Rejected, Refused, NoAccess, NotFound):
                means.log.drop_entry(old_id, entry_id)
                raise
        raise TemporaryError("Freshdesk gives no answer to new notes; run it again to go on")
