"""Move the tickets of an export into another desk: each ticket and each conversation once, whatever ends a run.

Before a POST its intent is stored; what a run finds begun and not ended is looked for on the desk, by its origin,
before it is posted again. No customer can get mail: a ticket is opened for a contact without an address, its
conversations become notes, and only then it is handed over to its requester.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from assistant.core.migration.carry import Carried, Target, carry, fitting
from assistant.core.migration.exported import Exported
from assistant.core.migration.losses import FILES_LEFT, Loss
from assistant.core.migration.refused import KEPT, is_optional, top, without
from assistant.core.migration.texts import description
from assistant.core.migration.wishes import Wishes
from assistant.errors import NoAccess, NotFound, Refused, Rejected, TemporaryError, Unsure
from assistant.ports import Clock
from assistant.ports.migration import File, ImportLog, Moved, NewDesk
from assistant.usecases.import_notes import TRIES, Means, import_notes, named

AGAIN = 3
"""So often a ticket is posted again without the fields that were refused."""


@dataclass(frozen=True)
class BadLine:
    """A line of the export that cannot be used."""

    number: int
    why: str


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
    run = _Run(desk, log, wishes, clock, sleep, target=desk.facts())
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


@dataclass(frozen=True)
class _Run(Means):
    target: Target = field(kw_only=True)

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
            self.wait_out(max((moved.posted_at for _, moved in begun if moved.posted_at), default=self.clock()))
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
        if self.wishes.files and not exported.with_files:
            self.counts["unknown_files"] += 1
            self.log.lose(0, [FILES_LEFT])
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
            self.log.lose(exported.id, [Loss("ticket", f"it was refused: {named(error)}")])

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
            import_notes(exported, new_id, self, look=False, handed=False)
        else:
            new_id = known.new_id or 0
            import_notes(exported, new_id, self, look=True, handed=known.state == "complete")
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
        files = self.files(exported.id, exported.ticket.attachments, words)
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
                self.wait_out(began)
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
            self.counts["files"] += len(files)
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

    def _hand_over(self, exported: Exported, new_id: int, requester_id: int, company_id: int | None) -> None:
        try:
            self.desk.hand_over(new_id, requester_id, company_id)
        except Rejected as error:
            if company_id is None or "company_id" not in dict(error.fields):
                raise
            self.log.lose(exported.id, [Loss("company", "the requester is not of this company there")])
            self.desk.hand_over(new_id, requester_id, None)
