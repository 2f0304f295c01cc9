"""An export over the stand-in: every ticket once, as it was last, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from assistant.core.export.run import OtherWish
from assistant.core.export.wanted import Wanted
from assistant.errors import NoAccess, PermanentError, TemporaryError
from assistant.exports.shelf import FileShelf
from assistant.freshdesk import Freshdesk
from assistant.helpdesk.export import FreshdeskSource
from assistant.sandbox import Sandbox, ratings
from assistant.usecases.export_tickets import export_tickets, stream_tickets
from tests.exports.account import BEGIN, Account

ALL = Wanted()


@pytest.fixture
def account() -> Iterator[Account]:
    with Sandbox.start(seed="empty") as sandbox:
        yield Account(sandbox)


@pytest.fixture
def source(account: Account) -> FreshdeskSource:
    return FreshdeskSource(Freshdesk(account.url, "key"))


class Stopped(Exception):
    """As if the process died there."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Nobody looks on."""


def exported(
    source: FreshdeskSource, state: Path | None = None, wanted: Wanted = ALL, tell: Any = silent
) -> dict[int, dict[str, Any]]:
    with FileShelf(state) as shelf:
        rows = list(export_tickets(wanted, source=source, shelf=shelf, clock=lambda: datetime.now(UTC), tell=tell))
    found = {row.id: row.value() for row in rows}
    assert len(rows) == len(found), "a ticket came twice"
    return found


def on_page(number: int, act: Any) -> Any:
    """Hears of what is read; `act` once so many pages of tickets are."""
    pages: list[int] = []

    def tell(stage: str, done: int, total: int | None) -> None:
        pages.extend([done] if stage == "tickets" and done else [])
        if len(pages) == number and pages[-1] == done:
            pages.append(0)
            act()

    return tell


def test_every_ticket_comes_once_in_the_order_of_its_number(account: Account, source: FreshdeskSource):
    made = account.open(250)
    assert made == list(exported(source))


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_ticket_that_changes_while_it_is_read_comes_once_as_it_became(
    account: Account, source: FreshdeskSource, page: int
):
    made = account.open(250)

    def change() -> None:
        account.change(made[0], priority=4)
        account.change(made[-1], priority=4)
        account.change(account.open(1)[0], priority=4)

    found = exported(source, tell=on_page(page, change))
    new = made[-1] + 1
    expected = [*made, new] if page < 3 else made  # after the last page nothing is looked for
    assert expected == list(found)
    assert page == 3 or (4, 4, 4) == (found[made[0]]["priority"], found[made[-1]]["priority"], found[new]["priority"])


def test_one_deleted_while_the_rest_is_read_is_not_in_the_export(account: Account, source: FreshdeskSource):
    made = account.open(150)

    def delete() -> None:
        account.delete(made[0])
        account.mark_spam(made[1])

    assert made[2:] == list(exported(source, tell=on_page(1, delete)))


def test_spam_and_deleted_tickets_come_when_they_are_asked_for(account: Account, source: FreshdeskSource):
    made = account.open(4)
    account.delete(made[0])
    account.mark_spam(made[1])
    assert made[2:] == list(exported(source))
    found = exported(source, wanted=Wanted(gone=frozenset({"spam", "deleted"})))
    assert made == list(found)
    assert (True, True) == (found[made[0]]["deleted"], found[made[1]]["spam"])


@pytest.mark.parametrize("at", [0, 100, 200, 300])
def test_a_run_that_died_goes_on_where_it_was(account: Account, source: FreshdeskSource, tmp_path: Path, at: int):
    made = account.open(310)

    def die(stage: str, done: int, total: int | None) -> None:
        if done >= at:
            raise Stopped

    with pytest.raises(Stopped):
        exported(source, tmp_path / "state", tell=die)
    before = account.calls("/api/v2/tickets")
    account.change(made[5], priority=3)
    found = exported(source, tmp_path / "state")

    assert (made, 3) == (list(found), found[made[5]]["priority"])
    assert account.calls("/api/v2/tickets") - before <= 4 - at // 100 + 3  # the rest, and the lists of what is gone


def test_a_later_run_reads_what_changed_and_gives_all(account: Account, source: FreshdeskSource, tmp_path: Path):
    made = account.open(250)
    exported(source, tmp_path / "state")
    before = account.calls("/api/v2/tickets")
    account.change(made[7], priority=4)
    account.delete(made[8])
    account.delete(made[9])
    account.change(made[9], deleted=False)  # restored
    new = account.open(1, updated_at="2026-11-01T00:00:00Z")
    found = exported(source, tmp_path / "state")

    assert [*made[:8], *made[9:], *new] == list(found)
    assert 4 == found[made[7]]["priority"]
    assert 3 == account.calls("/api/v2/tickets") - before


def test_only_tickets_changed_since_a_moment_come(account: Account, source: FreshdeskSource):
    made = account.open(5)
    assert made[3:] == list(exported(source, wanted=Wanted(since=BEGIN + timedelta(minutes=3))))


def test_conversations_come_with_their_tickets_and_are_read_again_only_where_something_changed(
    account: Account, source: FreshdeskSource, tmp_path: Path
):
    made = account.open(5)
    first = account.reply(made[1])
    wanted = Wanted(extras=frozenset({"conversations"}))
    found = exported(source, tmp_path / "state", wanted)
    assert [[], [first], [], [], []] == [[each["id"] for each in row["conversations"]] for row in found.values()]

    second = account.reply(made[1])
    account.change(made[1])
    before = account.calls("/conversations")
    found = exported(source, tmp_path / "state", wanted)
    assert [first, second] == [each["id"] for each in found[made[1]]["conversations"]]
    assert 1 == account.calls("/conversations") - before


FILES = Wanted(extras=frozenset({"attachments"}))


def files(found: dict[int, dict[str, Any]]) -> dict[int, list[str]]:
    return {number: [each["name"] for each in row["attachments"]] for number, row in found.items()}


def test_files_of_first_messages_are_asked_for_ticket_by_ticket_and_again_only_where_something_changed(
    account: Account, source: FreshdeskSource, tmp_path: Path
):
    made = account.open(4)
    account.attach(made[1], "burr.jpg")
    assert {1: [], 2: ["burr.jpg"], 3: [], 4: []} == files(exported(source, tmp_path / "state", FILES))
    assert made == account.looks()

    account.attach(made[1], "bill.pdf")
    account.change(made[1])
    assert ["burr.jpg", "bill.pdf"] == files(exported(source, tmp_path / "state", FILES))[made[1]]
    assert [*made, made[1]] == account.looks()


def test_files_come_as_freshdesk_gives_them(account: Account, source: FreshdeskSource):
    number = account.open()[0]
    account.attach(number, "burr.jpg")
    (expected,) = source.api.raw.get("/tickets/{ticket_id}", ids={"ticket_id": number})["attachments"]
    assert [expected] == exported(source, wanted=FILES)[number]["attachments"]


def test_files_and_conversations_come_together_at_a_call_each(account: Account, source: FreshdeskSource):
    made = account.open(3)
    entries = [account.reply(made[0]) for _ in range(12)]  # an include would give ten
    account.attach(made[2], "burr.jpg")
    found = exported(source, wanted=Wanted(extras=frozenset({"conversations", "attachments"})))

    assert entries == [each["id"] for each in found[made[0]]["conversations"]]
    assert {1: [], 2: [], 3: ["burr.jpg"]} == files(found)
    assert (made, 3) == (account.looks(), account.calls("/conversations"))


def test_a_ticket_that_goes_before_its_files_are_read_ends_no_run(account: Account, source: FreshdeskSource):
    made = account.open(3)

    def purge() -> None:
        with account.desk.lock:
            account.desk.tickets.pop(made[1])

    found = files(exported(source, wanted=FILES, tell=on_page(1, purge)))
    assert {1: [], 2: [], 3: []} == found  # gone for good: no list names it


def test_a_key_that_may_read_no_ticket_is_told(account: Account, source: FreshdeskSource):
    made = account.open(2)
    order = {"match": {"method": "GET", "path": f"/api/v2/tickets/{made[0]}"}, "then": {"status": 403}}
    requests.post(f"{account.url}/_sandbox/faults", json=order, timeout=10).raise_for_status()
    with pytest.raises(NoAccess):
        exported(source, wanted=FILES)


@pytest.mark.parametrize("parts", [{"attachments"}, {"conversations", "attachments"}])
def test_a_run_that_died_among_files_reads_the_rest(
    account: Account, source: FreshdeskSource, tmp_path: Path, parts: set[str]
):
    made = account.open(5)
    for ticket in made:
        account.attach(ticket, f"{ticket}.txt")
    wanted = Wanted(extras=frozenset(parts))

    class Dying(FreshdeskSource):
        def own(self, part: str, ticket_id: int) -> Sequence[dict[str, Any]]:
            if ticket_id == made[3]:
                raise Stopped
            return super().own(part, ticket_id)

    with pytest.raises(Stopped):
        exported(Dying(source.api), tmp_path / "state", wanted)
    assert {ticket: [f"{ticket}.txt"] for ticket in made} == files(exported(source, tmp_path / "state", wanted))


def test_a_run_that_died_among_conversations_reads_the_rest(account: Account, source: FreshdeskSource, tmp_path: Path):
    made = account.open(6)
    entries = [account.reply(ticket) for ticket in made]
    wanted = Wanted(extras=frozenset({"conversations"}))

    def die(stage: str, done: int, total: int | None) -> None:
        if stage == "conversations":
            raise Stopped

    with pytest.raises(Stopped):
        exported(source, tmp_path / "state", wanted, tell=die)
    found = exported(source, tmp_path / "state", wanted)
    assert [[entry] for entry in entries] == [[each["id"] for each in row["conversations"]] for row in found.values()]


def test_who_wrote_and_what_company_and_when_come_if_wanted(account: Account, source: FreshdeskSource):
    made = account.open(1)
    lone = account.open(1, company_id=None)
    found = exported(source, wanted=Wanted(extras=frozenset({"requester", "company", "stats"})))

    assert "ana@kettle.example" == found[made[0]]["requester"]["email"]
    assert {"id": account.company, "name": "Kettle & Söhne"} == found[made[0]]["company"]
    assert found[lone[0]]["company"] is None
    assert "resolved_at" in found[made[0]]["stats"]
    assert 1 == account.calls("/companies")


def test_another_wish_is_told_apart(account: Account, source: FreshdeskSource, tmp_path: Path):
    account.open(1)
    exported(source, tmp_path / "state")
    with pytest.raises(OtherWish) as caught:
        exported(source, tmp_path / "state", Wanted(since=BEGIN, extras=frozenset({"stats"})))
    assert ("--since", "--with") == caught.value.names


def test_two_exports_do_not_share_a_state_file(tmp_path: Path):
    with FileShelf(tmp_path / "state"), pytest.raises(TemporaryError):
        FileShelf(tmp_path / "state")


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look at" * 20, b"{}"])
def test_a_file_that_is_something_else_is_left_as_it_is(tmp_path: Path, content: bytes):
    file = tmp_path / "state"
    file.write_bytes(content)
    with pytest.raises(PermanentError):
        FileShelf(file)
    assert content == file.read_bytes()


def test_what_is_streamed_comes_once_and_says_what_changed_behind_it(account: Account, source: FreshdeskSource):
    made = account.open(250)
    told: list[tuple[str, int]] = []
    hear = on_page(2, lambda: account.change(made[0], priority=4))

    def tell(stage: str, done: int, total: int | None) -> None:
        told.append((stage, done))
        hear(stage, done, total)

    rows = [row.id for row in stream_tickets(ALL, source=source, tell=tell)]
    assert (made, ("changed", 1)) == (rows, told[-1])


def test_what_nobody_reads_on_is_not_asked_for(account: Account, source: FreshdeskSource):
    account.open(250)
    assert 1 == next(stream_tickets(ALL, source=source, tell=silent)).id
    assert 1 == account.calls("/api/v2/tickets")


def test_what_changes_while_conversations_are_read_comes_as_it_became(account: Account, source: FreshdeskSource):
    made = account.open(5)
    done_once: list[int] = []

    def change(stage: str, done: int, total: int | None) -> None:
        if stage == "conversations" and not done_once:
            done_once.extend(account.open(1, updated_at="2026-11-01T00:00:00Z"))
            account.reply(made[0])
            account.change(made[0], priority=4)

    found = exported(source, wanted=Wanted(extras=frozenset({"conversations"})), tell=change)
    assert [*made, *done_once] == list(found)
    assert (4, 1) == (found[made[0]]["priority"], len(found[made[0]]["conversations"]))


def test_time_entries_and_ratings_come_from_the_accounts_lists(account: Account, tmp_path: Path):
    api = Freshdesk(account.url, "key")
    source = FreshdeskSource(api)
    made = account.open(120)
    entry = api.time_entries.create(made[3], time_spent="01:30", note="Burr").id
    with account.desk.lock:
        survey = ratings.add_survey(account.desk, "How was it?", "Well?")
        ratings.add_rating(account.desk, account.desk.tickets[made[4]], survey, {"default_question": 103}, "Good")
    wanted = Wanted(extras=frozenset({"time_entries", "ratings"}))
    found = exported(source, tmp_path / "state", wanted)

    assert [entry] == [each["id"] for each in found[made[3]]["time_entries"]]
    assert ["Good"] == [each["feedback"] for each in found[made[4]]["ratings"]]
    assert [] == found[made[5]]["time_entries"]
    assert (1, 1) == (account.calls("/time_entries") - 1, account.calls("/satisfaction_ratings"))

    api.time_entries.delete(entry)
    assert [] == exported(source, tmp_path / "state", wanted)[made[3]]["time_entries"]
