"""Move the tickets of an export into another desk: each ticket and each conversation once, whatever ends a run.

Before a POST its intent is stored; what a run finds begun and not ended is looked for on the desk, by its origin,
before it is posted again. No customer can get mail: a ticket is opened for a contact without an address, its
conversations become notes, and only then it is handed over to its requester.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.core.migration.carry import Carried, Loss, Target, carry, fitting
from assistant.core.migration.exported import Exported
from assistant.core.migration.legend import Legend
from assistant.core.migration.refused import KEPT, is_optional, top, without
from assistant.core.migration.texts import Words, description, note
from assistant.errors import NoAccess, NotFound, Refused, Rejected, TemporaryError, Unsure
from assistant.freshdesk.models import Attachment, Conversation
from assistant.ports import Clock
from assistant.ports.migration import File, ImportLog, Moved, NewDesk

TRIES = 3
"""So often a POST is made whose answer gets lost, each time after looking for it."""
AGAIN = 3
"""So often a ticket is posted again without the fields that were refused."""


@dataclass(frozen=True)
class BadLine:
    """A line of the export that cannot be used."""

    number: int
    why: str


@dataclass(frozen=True)
class Wishes:
    """`source`: a short name of the old desk. `statuses`: its number or label -> ours. `quiet`: how long a POST may
    still be on its way."""

    source: str
    legend: Legend = field(default_factory=Legend)
    statuses: dict[str, int] = field(default_factory=dict)
    public_notes: bool = False
    files: bool = True
    dry_run: bool = False
    quiet: timedelta = timedelta(seconds=40)


def import_tickets(
    lines: Iterable[Exported | BadLine],
    *,
    desk: NewDesk,
    log: ImportLog,
    wishes: Wishes,
    target: str,
    clock: Clock,
    sleep: Callable[[float], None],
    tell: Callable[[Counter[str]], None] = lambda counts: None,
) -> Counter[str]:
    """How many of what were made, were there already, or failed. `tell` hears after each ticket.

    Raises LockedOut, NoAccess, TemporaryError: what was done is stored, and the next call goes on."""
    run = _Run(desk, log, wishes, desk.facts(), clock, sleep)
    if not wishes.dry_run:
        run.begin(target)
    for line in lines:
        if isinstance(line, BadLine):
            run.counts["failed"] += 1
            log.lose(0, [Loss(f"line {line.number}", line.why)])
        else:
            run.move(line)
        tell(run.counts)
    return run.counts


@dataclass
class _Run:
    desk: NewDesk
    log: ImportLog
    wishes: Wishes
    target: Target
    clock: Clock
    sleep: Callable[[float], None]
    counts: Counter[str] = field(default_factory=Counter)

    def begin(self, target: str) -> None:
        """Learn what is there: with a new record from the whole desk, for a lost record must not double anything."""
        if self.log.begin(self.wishes.source, target):
            for origin, new_id in self.desk.moved(self.wishes.source):
                if self.log.ticket(origin.ticket) is None:
                    self.log.set_ticket(origin.ticket, Moved("complete", new_id))
            for origin, new_id in self.desk.waiting(self.wishes.source):
                self.log.set_ticket(origin.ticket, Moved("opened", new_id))
            self.log.looked()
        begun = self.log.posting()
        if begun:
            self._wait_out(max((moved.posted_at for _, moved in begun if moved.posted_at), default=self.clock()))
            self._settle_tickets()

    def move(self, exported: Exported) -> None:
        """One ticket, from wherever it was left."""
        ticket = exported.ticket
        if ticket.spam or ticket.deleted:
            self.counts["skipped"] += 1
            self.log.lose(exported.id, [Loss("ticket", "it is spam or deleted there")])
            return
        fits, bad = fitting(ticket.custom_fields, self.desk.misfits)
        carried = carry(exported, self.wishes.legend, self.target, self.wishes.statuses, (fits, bad))
        self.log.lose(exported.id, carried.losses)
        if self.wishes.dry_run:
            self._count(exported)
            return
        moved = self.log.ticket(exported.id)
        if moved is not None and moved.state == "complete" and self._has_all(exported):
            self.counts["there"] += 1
            return
        try:
            self._move(exported, carried, moved)
        except (Rejected, NotFound) as error:
            self.counts["failed"] += 1
            self.log.lose(exported.id, [Loss("ticket", f"it was refused: {_fields(error)}")])

    def _count(self, exported: Exported) -> None:
        """What it would come to: a credit to open it and one to hand it over, one for each note and new person."""
        number = exported.requester.id if exported.requester else 0
        new = self.log.person(number) is None
        self.log.set_person(number, 0)
        self.counts["tickets"] += 1
        self.counts["notes"] += len(exported.conversations)
        self.counts["credits"] += 2 + len(exported.conversations) + new

    def _move(self, exported: Exported, carried: Carried, moved: Moved | None) -> None:
        company_id, requester_id = self._people(exported)
        known = moved if moved is not None and moved.new_id is not None else None
        if known is None:
            new_id = self._open(exported, carried)
            self._notes(exported, new_id, look=False, handed=False)
        else:
            new_id = known.new_id or 0
            self._notes(exported, new_id, look=True, handed=known.state == "complete")
        if known is None or known.state != "complete":
            self._hand_over(exported, new_id, requester_id, company_id)
        self.log.set_ticket(exported.id, Moved("complete", new_id))

    def _has_all(self, exported: Exported) -> bool:
        there = self.log.entries(exported.id)
        return all(there.get(entry.id) for entry in exported.conversations)

    def _people(self, exported: Exported) -> tuple[int | None, int]:
        """The company and the requester, found or made."""
        company_id, contact = None, exported.requester
        assert contact is not None  # noqa: S101 -- `exported` saw to it
        if exported.company is not None:
            company = self.desk.company(exported.company.name or "")
            company_id = company.id
            self.counts["companies"] += company.made
        known = self.log.person(contact.id)
        if known is not None:
            return company_id, known
        found = self.desk.person(contact, f"moved-{self.wishes.source}-{contact.id}", company_id)
        if found.loss:
            self.log.lose(exported.id, [Loss("requester", found.loss)])
        self.counts["contacts"] += found.made
        self.log.set_person(contact.id, found.id)
        return company_id, found.id

    def _open(self, exported: Exported, carried: Carried) -> int:
        """The new ticket, still without its requester. Fields that are refused are left out and told."""
        words = description(exported, self.wishes.source, carried.beside)
        files = self._files(exported.id, exported.ticket.attachments, words)
        fields: dict[str, object] = {**carried.fields, "description": words.html}
        for _ in range(AGAIN):
            try:
                return self._opened(exported, fields, files)
            except Rejected as error:
                refused = [(name, code) for name, code in error.fields if is_optional(name, fields)]
                if not refused:
                    raise
                fields = without(fields, [name for name, _ in refused])
                files = () if any(name == "attachments" for name, _ in refused) else files
                self.log.lose(exported.id, [Loss(top(name), f"it was refused: {code}") for name, code in refused])
        return self._opened(exported, {name: value for name, value in fields.items() if name in KEPT}, ())

    def _opened(self, exported: Exported, fields: dict[str, object], files: Sequence[File]) -> int:
        for _ in range(TRIES):
            began = self.clock()
            self.log.set_ticket(exported.id, Moved("posting", None, began))
            try:
                new_id = self.desk.open_ticket(fields, files)
            except Unsure:
                self._wait_out(began)
                self._settle_tickets()
                found = self.log.ticket(exported.id)
                if found is None or found.new_id is None:
                    continue
                new_id = found.new_id
            except (Rejected, Refused, NoAccess, NotFound):
                self.log.forget(exported.id)
                raise
            self.log.set_ticket(exported.id, Moved("opened", new_id))
            self.counts["tickets"] += 1
            return new_id
        raise TemporaryError("Freshdesk gives no answer to new tickets; run it again to go on")

    def _settle_tickets(self) -> None:
        """What was begun is there, by its origin, or it never landed. Nobody else opens tickets for that contact."""
        for origin, new_id in self.desk.waiting(self.wishes.source):
            known = self.log.ticket(origin.ticket)
            if known is None or known.new_id is None:
                self.log.set_ticket(origin.ticket, Moved("opened", new_id))
        for old_id, _ in self.log.posting():
            self.log.forget(old_id)

    def _wait_out(self, since: datetime) -> None:
        """Until what was sent then has landed or never will."""
        left = (since + self.wishes.quiet - self.clock()).total_seconds()
        if left > 0:
            self.sleep(left)

    def _hand_over(self, exported: Exported, new_id: int, requester_id: int, company_id: int | None) -> None:
        try:
            self.desk.hand_over(new_id, requester_id, company_id)
        except Rejected as error:
            if company_id is None or "company_id" not in dict(error.fields):
                raise
            self.log.lose(exported.id, [Loss("company", "the requester is not of this company there")])
            self.desk.hand_over(new_id, requester_id, None)

    def _notes(self, exported: Exported, new_id: int, *, look: bool, handed: bool) -> None:
        """Those that are not there yet, in their order; with `look` it is asked first which are."""
        there = dict(self.log.entries(exported.id))
        if look and not all(there.get(entry.id) for entry in exported.conversations):
            there = self._settle_notes(exported, new_id, there)
        for entry in exported.conversations:
            if there.get(entry.id) is None:
                self._note(exported, entry, new_id, handed=handed)

    def _settle_notes(self, exported: Exported, new_id: int, there: dict[int, int | None]) -> dict[int, int | None]:
        """What was begun is there, by its origin, or never landed."""
        if None in there.values():
            moved = self.log.ticket(exported.id)
            self._wait_out(moved.posted_at if moved and moved.posted_at else self.clock())
        for origin, note_id in self.desk.notes(new_id, self.wishes.source):
            if origin.ticket == exported.id and origin.entry:
                there[origin.entry] = note_id
                self.log.set_entry(exported.id, origin.entry, note_id)
        for entry_id in [number for number, note_id in there.items() if note_id is None]:
            self.log.drop_entry(exported.id, entry_id)
        return there

    def _note(self, exported: Exported, entry: Conversation, new_id: int, *, handed: bool) -> None:
        """One conversation. One that is refused is told, and the others go on."""
        words = note(exported, entry, self.wishes.legend, self.wishes.source)
        files = self._files(exported.id, entry.attachments, words)
        # A public note can mail the requester, so it stays private once the ticket is theirs.
        private = entry.private or handed or not self.wishes.public_notes
        try:
            note_id = self._posted(exported, entry.id, new_id, words.html, private=private, files=files)
        except Rejected as error:
            if files:
                self.log.lose(exported.id, [Loss("files", f"{len(files)} were refused: {_fields(error)}")])
                files = ()
            try:
                note_id = self._posted(exported, entry.id, new_id, words.html, private=private, files=files)
            except Rejected as again:
                self.log.lose(exported.id, [Loss("conversation", f"{entry.id} was refused: {_fields(again)}")])
                return
        self.log.set_entry(exported.id, entry.id, note_id)
        self.counts["notes"] += 1
        self.counts["files"] += len(files)

    def _posted(
        self, exported: Exported, entry_id: int, new_id: int, html: str, *, private: bool, files: Sequence[File]
    ) -> int:
        """The note's id, once it is surely there once. Its intent is stored first."""
        moved = self.log.ticket(exported.id) or Moved("opened", new_id)
        for _ in range(TRIES):
            self.log.set_ticket(exported.id, replace(moved, posted_at=self.clock()))
            self.log.set_entry(exported.id, entry_id, None)
            try:
                return self.desk.add_note(new_id, html, private=private, files=files)
            except Unsure:
                found = self._settle_notes(exported, new_id, {entry_id: None})[entry_id]
                if found is not None:
                    return found
            except (Rejected, Refused, NoAccess, NotFound):
                self.log.drop_entry(exported.id, entry_id)
                raise
        raise TemporaryError("Freshdesk gives no answer to new notes; run it again to go on")

    def _files(self, old_id: int, attachments: Sequence[Attachment], words: Words) -> Sequence[File]:
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


def _fields(error: Exception) -> str:
    found = getattr(error, "fields", ())
    return ", ".join(f"{name}: {code}" for name, code in found) or "no field is named"
