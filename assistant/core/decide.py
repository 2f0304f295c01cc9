"""What to do about a ticket: pure, from its thread, our records, the policy and the time.

The rules and their order are those of the design's section "look, decide, act".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from assistant.core import note as notes
from assistant.core import text
from assistant.core.actions import Action, Adopt, Draft, Ignore, Restore, Retire, Revise, Send, Tell, Wait
from assistant.core.policy import Policy
from assistant.core.records import Record, Records, Request
from assistant.core.thread import Thread, Turn, is_live, open_turn

UNKNOWN = "It is unknown whether the reply was sent: it may have been. Check the ticket."


@dataclass(frozen=True)
class NoteSeen:
    """A note of ours in the thread."""

    id: int
    mark: str
    retired: bool


def decide(thread: Thread, records: Records, policy: Policy, now: datetime) -> tuple[Action, ...]:
    """Everything that is to be done now, in order. () means that all is well.

    Order matters: a newer turn gets its note before the older note is retired; a failing action leaves the later ones
    for the next look.
    """
    away = "deleted" if thread.ticket.deleted else "spam" if thread.ticket.spam else ""
    if away:
        return (*_tell_all(records, f"This ticket is {away}; nothing is written to it."), Ignore(away))
    seen, foreign = notes_seen(thread, records)
    adopted, drafts = _adopt(seen, records.drafts)
    turn = open_turn(thread)
    record = next((one for one in drafts if isinstance(turn, Turn) and one.turn_key == turn.key), None)
    others = tuple(one for one in drafts if one is not record)
    current = _about_turn(thread, turn, record, records, policy, now, seen, foreign)
    waits_only = bool(current) and isinstance(current[-1], Wait)
    overtaken = "overtaken" if isinstance(turn, Turn) else turn
    return (
        *adopted,
        *_doubles(seen, drafts),
        *current,
        *(() if waits_only else _retire(others, overtaken, policy, thread)),
        *_doubts(others, policy, thread),
    )


def notes_seen(thread: Thread, records: Records) -> tuple[tuple[NoteSeen, ...], bool]:
    """Our notes on this ticket by their reference, lowest id first; and whether another installation's is among them.

    A reference counts only in the last line of a private note written by our own user, with this ticket's number.
    """
    marks = {record.mark for record in records.drafts}
    found = []
    foreign = False
    for entry in sorted(thread.conversations, key=lambda entry: entry.id):
        if not entry.private or entry.incoming or entry.user_id != thread.desk.me:
            continue
        reference = notes.reference_line(entry.body or "")
        if reference is None or reference[0] != thread.ticket.id:
            continue
        if reference[2] in marks:
            found.append(NoteSeen(entry.id, reference[2], reference[3]))
        else:
            foreign = True
    return tuple(found), foreign


def note_body(thread: Thread, note_id: int | None) -> str | None:
    """A note's HTML as the thread shows it; None if it does not show it."""
    return next((entry.body or "" for entry in thread.conversations if entry.id == note_id), None)


def _adopt(seen: tuple[NoteSeen, ...], drafts: tuple[Record, ...]) -> tuple[list[Adopt], tuple[Record, ...]]:
    lowest = {
        mark: next(group) for mark, group in groupby(sorted(seen, key=lambda n: (n.mark, n.id)), lambda n: n.mark)
    }
    actions, after = [], []
    for record in drafts:
        note = lowest.get(record.mark)
        if note is None or record.note_id is not None:
            after.append(record)
            continue
        actions.append(Adopt(record, note.id))
        after.append(replace(record, note_id=note.id, state="current"))
    return actions, tuple(after)


def _doubles(seen: tuple[NoteSeen, ...], drafts: tuple[Record, ...]) -> list[Retire]:
    owners = {record.mark: record for record in drafts}
    return [
        Retire(owners[note.mark], "duplicate", note.id)
        for note in seen
        if note.id != owners[note.mark].note_id and not note.retired
    ]


def _about_turn(
    thread: Thread,
    turn: Turn | str,
    record: Record | None,
    records: Records,
    policy: Policy,
    now: datetime,
    seen: tuple[NoteSeen, ...],
    foreign: bool,
) -> tuple[Action, ...]:
    """What the open turn, and the requests about it, call for."""
    sends = tuple(request for request in records.requests if request.kind == "send")
    asked = tuple(request for request in records.requests if request.kind != "send" and request.expires_at > now)
    expired = tuple(
        Tell(request, "This request waited too long and was dropped; ask again.")
        for request in records.requests
        if request.kind != "send" and request.expires_at <= now
    )
    sending = tuple(_send(thread, turn, request, records, policy, now) for request in sends)
    if isinstance(turn, str):
        return (
            *expired,
            *sending,
            *(_no_turn(request, turn, records) for request in asked),
            *_why_nothing(turn, records),
        )
    if record is None or record.note_id is None:
        blocked = _blocked(thread, turn, record, policy, now, bool(asked), foreign)
        if isinstance(blocked, Wait):
            return (*expired, *sending, blocked)
        if blocked:
            return (*expired, *sending, *(Tell(request, _sentence(blocked.why)) for request in asked), blocked)
        first = next((request for request in asked if request.kind == "draft"), None)
        return (*expired, *sending, Draft(turn, record, first), *_revisions(turn, record, asked, but=first))
    return (*expired, *sending, *_standing(turn, record, asked, seen))


def _standing(turn: Turn, record: Record, asked: tuple[Request, ...], seen: tuple[NoteSeen, ...]) -> tuple[Action, ...]:
    """The turn has had its note: keep it right. A note that a person deleted is never posted again."""
    if record.state == "closed":
        return tuple(Tell(request, _sentence(record.why), turn.key) for request in asked)
    retired_in_thread = any(note.id == record.note_id and note.retired for note in seen)
    restore = (Restore(record),) if record.state == "retired" or retired_in_thread else ()
    return (*restore, *_revisions(turn, record, asked, but=None))


def _revisions(turn: Turn, record: Record | None, asked: tuple[Request, ...], *, but: Request | None) -> list[Action]:
    """Requests about a turn whose note stands, or will once the Draft before them is done."""
    actions: list[Action] = []
    for request in asked:
        if request is but or request.kind == "show":
            actions.append(Tell(request, "", turn.key))
        elif record is not None and record.note_id is not None:
            actions.append(Revise(turn, record, request))
    return actions


def _blocked(
    thread: Thread, turn: Turn, record: Record | None, policy: Policy, now: datetime, asked: bool, foreign: bool
) -> Wait | Ignore | None:
    """What stands against drafting this turn now."""
    if record is not None and record.state == "posting" and record.posting_at is not None:
        ends = policy.doubt_ends(record.posting_at)
        return Wait(ends, "a note may still be on its way") if thread.read_at < ends else None
    if foreign:
        return Ignore("another installation of Deskhand writes on this ticket")
    if not asked:
        unwanted = _unwanted(thread, turn, policy, now)
        if unwanted:
            return Ignore(unwanted)
    settled = turn.newest_at + policy.settle
    if is_live(thread) and now < settled and not asked:
        return Wait(settled, "more messages may follow")
    return None


def _unwanted(thread: Thread, turn: Turn, policy: Policy, now: datetime) -> str:
    """Why the policy does not want this turn drafted unasked; empty if it does."""
    too_old = now - turn.newest_at > policy.max_turn_age
    if too_old or (policy.activated_at is not None and turn.newest_at < policy.activated_at):
        return "old"
    ticket, desk = thread.ticket, thread.desk
    if not _among(policy.groups, desk.groups, ticket.group_id):
        return "its group is not in DRAFT_GROUPS"
    if not _among(policy.products, desk.products, ticket.product_id):
        return "its product is not in DRAFT_PRODUCTS"
    if policy.types and (ticket.type or "").casefold() not in _folded(policy.types):
        return "its type is not in DRAFT_TYPES"
    if policy.sources and ticket.source not in policy.sources:
        return "its source is not in DRAFT_SOURCES"
    return ""


def _among(wanted: frozenset[str], pairs: tuple[tuple[int, str], ...], number: int | None) -> bool:
    """Whether the desk wants it, by name or by number; wanting nothing is wanting all."""
    known_as = {dict(pairs).get(number or 0, "").casefold(), str(number)}
    return not wanted or bool(known_as & _folded(wanted))


def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def _retire(others: tuple[Record, ...], why: str, policy: Policy, thread: Thread) -> list[Retire]:
    """Records of other turns whose note stands, or whose POST has proved lost."""
    return [
        Retire(record, why, record.note_id)
        for record in others
        if record.state == "current" or (record.state == "posting" and not _in_doubt(record, policy, thread))
    ]


def _doubts(others: tuple[Record, ...], policy: Policy, thread: Thread) -> list[Wait]:
    """A POST of an overtaken turn may still show up, and its note is then to be retired."""
    ends = [
        policy.doubt_ends(record.posting_at)
        for record in others
        if record.posting_at is not None and record.state == "posting" and _in_doubt(record, policy, thread)
    ]
    return [Wait(max(ends), "an overtaken note may still be on its way")] if ends else []


def _in_doubt(record: Record, policy: Policy, thread: Thread) -> bool:
    return record.posting_at is not None and thread.read_at < policy.doubt_ends(record.posting_at)


def _send(
    thread: Thread, turn: Turn | str, request: Request, records: Records, policy: Policy, now: datetime
) -> Action:
    """A reply goes out once: after a lost answer the thread alone says whether it did."""
    record = next((one for one in records.drafts if one.id == request.draft_id), None)
    if request.state == "sending" and request.sending_at is not None:
        if _sent(thread, request):
            return Tell(request, "The reply was sent.")
        ends = request.sending_at + policy.reply_doubt
        if thread.read_at < ends:
            return Wait(ends, "a reply may still be on its way")
        return Tell(request, UNKNOWN)
    if request.expires_at <= now:
        return Tell(request, "The reply was not sent: the click waited too long.")
    if record is None:
        return Tell(request, "The reply was not sent: there is no such draft for this ticket.")
    if isinstance(turn, str):
        return Tell(request, f"The reply was not sent: the ticket is {turn} meanwhile.")
    if record.turn_key != turn.key:
        return Tell(request, "The reply was not sent: the customer wrote again; look at the new draft.")
    if not record.draft.letter:
        return Tell(request, "The reply was not sent: this draft has none.")
    return Send(record, request)


def _sent(thread: Thread, request: Request) -> bool:
    """Whether the thread shows the reply: same text, our author, not before the click."""
    earliest = request.sending_at - timedelta(seconds=5) if request.sending_at else thread.read_at
    return any(
        not entry.private
        and not entry.incoming
        and entry.user_id == thread.desk.me
        and entry.created_at >= earliest
        and text.folded(entry.body or "") == request.body_text
        for entry in thread.conversations
    )


def _no_turn(request: Request, why: str, records: Records) -> Tell:
    """Nobody waits for an answer here; what we drafted last is still worth showing."""
    latest = max(records.drafts, key=lambda record: record.id, default=None)
    shown = latest.turn_key if latest is not None and request.kind == "show" else None
    return Tell(request, f"No message waits for an answer: {why}.", shown)


def _why_nothing(why: str, records: Records) -> tuple[Ignore, ...]:
    """A ticket that never had a draft is recorded with its reason; one that had needs no word."""
    return () if records.drafts else (Ignore(why),)


def _tell_all(records: Records, message: str) -> list[Tell]:
    return [Tell(request, last_word(request, message)) for request in records.requests]


def last_word(request: Request, message: str) -> str:
    """What the asker is told when nothing more is done; of a reply that is on its way nobody can say that."""
    return UNKNOWN if request.state == "sending" else message


def _sentence(why: str) -> str:
    return f"No note is written: {why}."
