"""Carry out what was decided about a ticket: a crash between any two steps loses nothing and doubles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from assistant.core import actions, text
from assistant.core import note as notes
from assistant.core.actions import Action, Wait
from assistant.core.answer import Told
from assistant.core.decide import note_body
from assistant.core.draft import Draft
from assistant.core.policy import Policy
from assistant.core.records import Record, Request
from assistant.core.thread import Thread, Turn
from assistant.errors import LockedOut, NoAccess, NoteClosed, NotFound, Refused, Rejected, Unsure
from assistant.ports import Clock, Helpdesk, JobQueue, Lock, Store
from assistant.usecases.write_triage import write_triage

log = structlog.get_logger()


class Write(Protocol):
    """`write_draft` with its ports already handed in."""

    def __call__(self, thread: Thread, turn: Turn, *, request: Request | None, before: Draft | None = None) -> Draft:
        """A draft for the turn, as the request instructs; `before` is the draft that it replaces."""


class Again(Exception):  # a turn of the road, not an error
    """Read the ticket again before going on."""


class Over(Exception):
    """Somebody else took over: this look just ends."""


def tell(request: Request, told: Told, *, store: Store, queue: JobQueue) -> None:
    """Answer a person's request, and have the answer brought to them."""
    store.answered(request, told.to_json())
    if request.answer_to:
        queue.deliver(request.id)


@dataclass(frozen=True)
class Hand:
    """Acts on one ticket under its lock; `asked` is the request that its thread was read for."""

    thread: Thread
    asked: int
    lock: Lock
    helpdesk: Helpdesk
    write: Write
    store: Store
    queue: JobQueue
    policy: Policy
    clock: Clock

    @property
    def ticket_id(self) -> int:
        """The ticket's number."""
        return self.thread.ticket.id

    def carry_out(self, decided: Sequence[Action]) -> Wait | None:
        """Each action in order; the first moment that is to be waited for, if any.

        Raises Again, Over, and what the helpdesk, the model and the store raise: later actions wait for the next look.
        """
        waits = []
        for action in decided:
            if isinstance(action, Wait):
                waits.append(action)
            else:
                self._one(action)
        return min(waits, key=lambda wait: wait.until, default=None)

    def _one(self, action: Action) -> None:
        match action:
            case actions.Ignore(why):
                self.store.ignored(self.ticket_id, why)
            case actions.Adopt(record, note_id):
                self.store.posted(record, note_id, text.folded(self._html(record)))
            case actions.Draft():
                self._draft(action)
            case actions.Revise():
                self._revise(action)
            case actions.Restore(record):
                self._restore(record)
            case actions.Retire(record, why, note_id):
                self._retire(record, why, note_id)
            case actions.Send(record, request):
                self._send(record, request)
            case actions.Tell():
                self._tell(action)

    # --- a turn's note --------------------------------------------------------------------------------------------

    def _draft(self, action: actions.Draft) -> None:
        """Write the draft unless it is stored, then POST it."""
        record, request = action.record, action.request
        if record is None:
            record = self.store.save_draft(
                self.ticket_id,
                action.turn.key,
                self.write(self.thread, action.turn, request=request),
                self.clock(),
                requester_id=self.thread.ticket.requester_id,
                request_id=request.id if request is not None else None,
            )
        elif request is not None:
            record = self._rewritten(action.turn, record, request)
        if not self.policy.dry_run:
            self._post(self._with_triage(record))

    def _rewritten(self, turn: Turn, record: Record, request: Request) -> Record:
        """The record with the draft that the request asks for; one that was written for it before is not paid twice."""
        if record.request_id == request.id:
            return record
        draft = self.write(self.thread, turn, request=request, before=record.draft)
        return self.store.save_revision(record, draft, request_id=request.id)

    def _with_triage(self, record: Record) -> Record:
        """The record once its sure triage is on the ticket, where the policy wants that."""
        wanted = self.policy.apply_triage
        if not wanted:
            return record
        return write_triage(record, self.thread, wanted, ready=self._be_ready, helpdesk=self.helpdesk, store=self.store)

    def _be_ready(self) -> None:
        """What must hold right before a write. Raises Again, Over, TemporaryError."""
        self._be_current()
        self._have_credit_and_lock()

    def _be_current(self) -> None:
        """Nothing was asked since the thread was read, and that is not long ago. Raises Again."""
        self._be_fresh()
        row = self.store.pending(self.ticket_id)
        if row is not None and row.asked > self.asked:
            raise Again

    def _post(self, record: Record) -> None:
        """The one POST of a turn: fresh thread, credits, lock, intent, POST, record; in that order."""
        self._be_ready()
        intended = self.store.intend(record, self.clock())
        if intended is None:
            raise Over
        html = self._html(intended)
        try:
            note_id = self.helpdesk.add_note(self.ticket_id, html)
        except (Refused, LockedOut, NotFound, NoAccess, Rejected):
            self.store.take_back(intended)
            raise
        self.store.posted(intended, note_id, text.folded(html))
        log.info("note posted", ticket=self.ticket_id, note=note_id, seconds=intended.draft.written.seconds)

    def _be_fresh(self) -> None:
        if self.clock() - self.thread.read_at > self.policy.fresh:
            raise Again

    def _have_credit_and_lock(self) -> None:
        self.helpdesk.reserve(1)
        if not self.lock.held():
            raise Over

    def _revise(self, action: actions.Revise) -> None:
        """The next revision goes into the same note."""
        record = self._rewritten(action.turn, action.record, action.request)
        standing = note_body(self.thread, record.note_id)
        if self.policy.dry_run or _shows(standing, record.revision):
            return self._answer(action.request, Told("draft", "", record.id))
        if self._edit(record, self._html(record, kept=self._persons_text(action.record, standing))):
            return self._answer(action.request, Told("draft", "", record.id))
        return self._answer(action.request, Told("told", "The note is gone or closed; nothing was written."))

    def _restore(self, record: Record) -> None:
        """Edit the stored draft back; a person's text comes back as it was."""
        standing = note_body(self.thread, record.note_id)
        if self.policy.dry_run:
            return
        if standing is not None and not _says_retired(standing):
            self.store.posted(record, record.note_id or 0, record.note_text)  # the PUT had landed
            return
        kept = self._persons_text(record, standing)
        self._edit(record, notes.restored_html(kept, reference=_reference(record)) if kept else self._html(record))

    def _edit(self, record: Record, html: str) -> bool:
        """Make the record's note say this; False if it can no longer be edited."""
        try:
            self.helpdesk.edit_note(record.note_id or 0, html)
        except NoteClosed as error:
            self.store.closed(record, str(error))
            return False
        self.store.posted(record, record.note_id or 0, text.folded(self._html(record)))
        return True

    def _retire(self, record: Record, why: str, note_id: int | None) -> None:
        """The note says that it is overtaken; of a duplicate note the record knows nothing."""
        if self.policy.dry_run and note_id is not None:
            return
        closed = note_id is not None and not self._say_retired(record, why, note_id)
        if note_id != record.note_id:
            return
        if closed:
            self.store.closed(record, "the note can no longer be edited")
        else:
            self.store.retired(record, why, note_id)

    def _say_retired(self, record: Record, why: str, note_id: int) -> bool:
        """Make the note say that it is overtaken, unless it does; False if it can no longer be edited."""
        standing = note_body(self.thread, note_id)
        if _says_retired(standing):
            return True
        kept = self._persons_text(record, standing)
        html = notes.retired_html(kept, why=why, reference=_reference(record), edited=bool(kept), draft=record.draft)
        try:
            self.helpdesk.edit_note(note_id, html)
        except NoteClosed:
            return False
        return True

    def _persons_text(self, record: Record, standing: str | None) -> str:
        """What a person wrote into the record's note; our own texts for it are known."""
        retired = notes.retired_html("", why=record.why, reference=_reference(record), edited=False, draft=record.draft)
        ours = (record.note_text, text.folded(self._html(record)), text.folded(retired))
        return notes.persons_text(standing, ours=ours) if record.note_text else ""

    def _html(self, record: Record, *, kept: str = "") -> str:
        html = notes.note_html(record.draft, reference=_reference(record))
        return notes.with_kept_text(html, kept, record.draft.desk_language) if kept else html

    # --- people's requests ----------------------------------------------------------------------------------------

    def _send(self, record: Record, request: Request) -> None:
        """Attempted once: a second look finds the intent and only reads."""
        if self.policy.dry_run:
            return self._answer(request, Told("told", "The reply was not sent: this is a dry run."))
        self._be_fresh()
        self._have_credit_and_lock()
        if not self.store.begin_send(request, text.folded(record.draft.letter), self.clock()):
            raise Over
        try:
            self.helpdesk.send_reply(self.thread, record.draft.letter)
        except (Refused, Rejected, NotFound, NoAccess, LockedOut) as error:
            return self._answer(request, Told("told", f"The reply was not sent: {error}"))
        except Unsure:
            raise Again from None
        self.store.ask(self.ticket_id, "reply sent")
        return self._answer(request, Told("told", "The reply was sent."))

    def _tell(self, action: actions.Tell) -> None:
        drafts = self.store.records(self.ticket_id).drafts
        record = next((one for one in drafts if one.turn_key == action.turn_key), None)
        if record is None:
            return self._answer(action.request, Told("told", action.message or "There is no draft for this ticket."))
        return self._answer(action.request, Told("draft", action.message, record.id))

    def _answer(self, request: Request, told: Told) -> None:
        tell(request, told, store=self.store, queue=self.queue)


def _reference(record: Record) -> str:
    return notes.make_reference(record.ticket_id, record.revision, record.mark)


def _says_retired(html: str | None) -> bool:
    reference = notes.reference_line(html or "")
    return reference is not None and reference[3]


def _shows(standing: str | None, revision: int) -> bool:
    """Whether the note shows that revision: the PUT had landed."""
    reference = notes.reference_line(standing or "")
    return reference is not None and reference[1] == revision and not reference[3]
