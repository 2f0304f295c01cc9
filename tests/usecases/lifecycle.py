"""The lifecycle as a Hypothesis state machine: whatever happens, in whatever order, the right notes stand at the end.

The rules speak to a `Desk`; there is one on fakes in one process, and one on real servers.
"""

from __future__ import annotations

from typing import Any, Protocol

from hypothesis import note as say
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from assistant.core.note import reference_line
from assistant.core.thread import Turn, open_turn

TICKETS = st.sampled_from([1, 2])
SECONDS = st.sampled_from([1.0, 11.0, 31.0, 46.0, 130.0])
CRASH = st.one_of(st.none(), st.none(), st.integers(0, 12))
FATES = st.sampled_from(["", "", "refused", "lost after", "lost before", "late"])


class Desk(Protocol):
    """A helpdesk, a store and a way to look, as the rules use them."""

    def open(self, ticket: int, source: int) -> None: ...
    def customer(self, ticket: int, body: str) -> None: ...
    def cc(self, ticket: int, body: str) -> None: ...
    def agent(self, ticket: int) -> None: ...
    def private_note(self, ticket: int) -> None: ...
    def set_status(self, ticket: int, status: int) -> None: ...
    def set_away(self, ticket: int, how: str) -> None: ...
    def edit_note(self, ticket: int) -> None: ...
    def delete_note(self, ticket: int) -> None: ...
    def request(self, ticket: int, kind: str) -> None: ...
    def webhook(self, ticket: int) -> None: ...
    def sweep(self) -> None: ...
    def look(self, ticket: int, crash: int | None, fates: list[str]) -> None: ...
    def advance(self, seconds: float) -> None: ...
    def set_lag(self, seconds: float) -> None: ...
    def come_to_rest(self) -> None: ...
    def thread(self, ticket: int) -> Any: ...
    def drafts(self, ticket: int) -> Any: ...
    def deleted(self, ticket: int) -> set[str]: ...
    def unanswered(self) -> list[Any]: ...
    def due(self) -> list[Any]: ...


class Lifecycle(RuleBasedStateMachine):
    """Events, crashes and waits in any order; what must hold at rest is checked at the end."""

    def make_desk(self) -> Desk:
        raise AssertionError("a subclass says on what it runs")

    def __init__(self) -> None:
        super().__init__()
        self.desk = self.make_desk()
        self.in_flight: list[int] = []
        self.known: set[int] = set()

    @initialize(source=st.sampled_from([1, 1, 7, 3]))
    def first_ticket(self, source: int) -> None:
        self._open(1, source)

    def _open(self, ticket: int, source: int) -> None:
        self.known.add(ticket)
        self.desk.open(ticket, source)
        self.in_flight.append(ticket)

    @rule(source=st.sampled_from([1, 7]))
    def second_ticket(self, source: int) -> None:
        if 2 not in self.known:
            self._open(2, source)

    @rule(ticket=TICKETS, body=st.sampled_from(["It still leaks, what now?", "Thanks!", "", "And where is my refund?"]))
    def customer_writes(self, ticket: int, body: str) -> None:
        if ticket in self.known:
            self.desk.customer(ticket, body)
            self.in_flight.append(ticket)

    @rule(ticket=TICKETS)
    def somebody_in_cc_writes(self, ticket: int) -> None:
        if ticket in self.known:
            self.desk.cc(ticket, "I have the same question about the lid.")
            self.in_flight.append(ticket)

    @rule(ticket=TICKETS)
    def an_agent_answers(self, ticket: int) -> None:
        if ticket in self.known:
            self.desk.agent(ticket)
            self.in_flight.append(ticket)

    @rule(ticket=TICKETS)
    def an_agent_writes_a_private_note(self, ticket: int) -> None:
        if ticket in self.known:
            self.desk.private_note(ticket)

    @rule(ticket=TICKETS, status=st.sampled_from([2, 2, 3, 4, 5, 6]))
    def the_status_changes(self, ticket: int, status: int) -> None:
        if ticket in self.known:
            self.desk.set_status(ticket, status)
            self.in_flight.append(ticket)

    @rule(ticket=TICKETS, how=st.sampled_from(["spam", "deleted", "", ""]))
    def it_goes_away_or_comes_back(self, ticket: int, how: str) -> None:
        if ticket in self.known:
            self.desk.set_away(ticket, how)
            self.in_flight.append(ticket)

    @rule(ticket=TICKETS)
    def an_agent_edits_a_note(self, ticket: int) -> None:
        if ticket in self.known:
            self.desk.edit_note(ticket)

    @rule(ticket=TICKETS)
    def an_agent_deletes_a_note(self, ticket: int) -> None:
        if ticket in self.known:
            self.desk.delete_note(ticket)

    @rule(ticket=TICKETS, kind=st.sampled_from(["show", "draft", "draft", "send"]))
    def a_person_asks(self, ticket: int, kind: str) -> None:
        if ticket in self.known:
            self.desk.request(ticket, kind)

    @rule(data=st.data(), copies=st.integers(0, 2))
    def a_webhook_arrives_late_twice_or_never(self, data: st.DataObject, copies: int) -> None:
        if self.in_flight:
            at = data.draw(st.integers(0, len(self.in_flight) - 1))
            ticket = self.in_flight.pop(at)
            for _ in range(copies):
                self.desk.webhook(ticket)

    @rule(ticket=TICKETS, crash=CRASH, fates=st.lists(FATES, max_size=2))
    def a_worker_looks(self, ticket: int, crash: int | None, fates: list[str]) -> None:
        if ticket in self.known:
            self.desk.look(ticket, crash, fates)

    @rule()
    def the_clock_sweeps(self) -> None:
        self.desk.sweep()

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: float) -> None:
        self.desk.advance(seconds)

    @rule(seconds=st.sampled_from([0.0, 5.0, 20.0]))
    def the_list_lags(self, seconds: float) -> None:
        self.desk.set_lag(seconds)

    def teardown(self) -> None:
        self.desk.set_lag(0.0)
        self.desk.come_to_rest()
        assert [] == self.desk.due()
        assert [] == self.desk.unanswered()
        for ticket in sorted(self.known):
            self.check(ticket)

    def check(self, ticket: int) -> None:
        """At rest: the open turn has its one note, no overtaken note stands, nothing is pending."""
        thread = self.desk.thread(ticket)
        turn = open_turn(thread)
        drafts = self.desk.drafts(ticket)
        standing = _standing(thread, drafts)
        say(f"ticket {ticket}: {turn if isinstance(turn, str) else turn.key}; standing {standing}")
        away = thread.ticket.spam or thread.ticket.deleted
        if away:
            return
        assert [] == [record for record in drafts if record.state == "posting"]
        wanted = [turn.key] if isinstance(turn, Turn) and turn.key not in self.desk.deleted(ticket) else []
        assert wanted == standing


def _standing(thread: Any, drafts: Any) -> list[str]:
    """Turn keys of our notes that do not say that they are overtaken; one entry for each note."""
    keys = {record.mark: record.turn_key for record in drafts}
    by_id = {record.note_id: record for record in drafts if record.note_id is not None}
    found = []
    for entry in thread.conversations:
        if not entry.private or entry.user_id != thread.desk.me:
            continue
        reference = reference_line(entry.body)
        if reference is not None and not reference[3]:
            found.append(keys.get(reference[2], "?"))
        elif reference is None and entry.id in by_id and by_id[entry.id].state == "current":
            found.append(by_id[entry.id].turn_key)  # a person's edit took the reference away
    return found
