"""What the demo shop answered before, read through the real client, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import requests

from assistant.core.past import PastAnswer
from assistant.errors import NotFound
from assistant.freshdesk.client import Freshdesk
from assistant.helpdesk import FreshdeskDesk
from assistant.sandbox import Sandbox

FIRST = 9001
TWO_KETTLES = "Two kettles, one order"


class Counted(FreshdeskDesk):
    """A desk that counts its credits."""

    def __init__(self, url: str) -> None:
        self.credits = 0.0
        api = Freshdesk(url, "key", on_answer=lambda answer: self._add(answer.credits))
        super().__init__(api, clock=lambda: datetime.now(UTC))

    def _add(self, credits: float) -> None:
        self.credits += credits


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        yield sandbox


@pytest.fixture
def desk(sandbox: Sandbox) -> Counted:
    desk = Counted(sandbox.url)
    desk.desk()
    desk.credits = 0.0
    return desk


def everything(desk: Counted) -> dict[str, PastAnswer]:
    found = (desk.past(change.ticket_id) for page in desk.resolved_since(None) for change in page)
    return {past.subject: past for past in found if past is not None}


def test_every_answered_ticket_gives_question_answer_and_fields(desk: Counted) -> None:
    found = everything(desk)
    assert len(found) >= 60
    past = found["Heron dead after five days"]
    assert past.question.startswith("My new Heron kettle came five days ago")
    assert "Hafenstraße 12" in past.answer
    assert "Kind regards" not in past.answer
    assert {"type": "Problem", "priority": "Low", "group": "Customer Care", "tags": "replacement,heron"} == past.triage


def test_names_of_customer_agent_company_and_people_in_cc_are_known(desk: Counted) -> None:
    found = everything(desk)
    names = found[TWO_KETTLES].names
    assert {"Helen Marsh", "helen.marsh@webmail.example", "tom.marsh@postbox.example", "Ida Brandt"} <= set(names)
    assert "Café Morgenrot" in found["Prices for our café"].names


def test_a_question_back_is_not_the_answer(desk: Counted) -> None:
    assert "unterwegs" in everything(desk)["Bestellung ohne Nummer"].answer


def test_what_was_asked_back_and_what_the_answer_names_is_remembered(desk: Counted) -> None:
    found = everything(desk)
    assert ("Wie lautet denn Ihre Bestellnummer?",) == found["Bestellung ohne Nummer"].asked
    assert ("cf_order_number",) == found["Late delivery"].needed
    assert () == found["Grinder stuck"].needed


def test_a_ticket_costs_a_credit_when_its_page_was_just_read(desk: Counted) -> None:
    tickets = len(everything(desk))
    companies, pages = 2, 1
    assert tickets + companies + pages * 5 == desk.credits


def test_a_ticket_alone_costs_four(desk: Counted) -> None:
    assert desk.past(FIRST) is not None
    assert 4 == desk.credits


def test_reopened_tickets_say_so_and_gone_ones_are_listed_apart(desk: Counted, sandbox: Sandbox) -> None:
    since = datetime.now(UTC).replace(microsecond=0)
    desk.api.tickets.update(FIRST, status=2)
    desk.api.tickets.delete(FIRST + 1)
    requests.post(f"{sandbox.url}/_sandbox/tickets/{FIRST + 2}/spam", json={}, timeout=5).raise_for_status()
    listed = [(change.ticket_id, change.resolved) for page in desk.resolved_since(since) for change in page]
    assert [(FIRST, False)] == listed
    assert [FIRST + 1, FIRST + 2] == [number for page in desk.gone_since(since) for number in page]
    assert None is desk.past(FIRST)


def test_a_ticket_that_never_was_is_not_found(desk: Counted) -> None:
    with pytest.raises(NotFound):
        desk.past(77)


def test_responses_keep_their_groups_and_personal_ones_stay_out(desk: Counted, sandbox: Sandbox) -> None:
    responses = {match.title: match for match in desk.canned_responses()}
    wholesale = next(number for number, group in sandbox.state.groups.items() if group["name"] == "Wholesale")
    assert ((wholesale,), ()) == (responses["Wholesale prices"].groups, responses["Charged twice"].groups)
    assert "Warm close after praise" not in responses
    assert ("de", "en") == (
        responses["DE: Zoll und Abgaben in der Schweiz"].language,
        responses["Charged twice"].language,
    )


def test_articles_for_some_companies_name_them_and_are_not_public(desk: Counted, sandbox: Sandbox) -> None:
    company = next(iter(sandbox.state.companies))
    folder = next(row for row in sandbox.state.folders.values() if row["name"] == "Shipping")
    with sandbox.state.lock:
        folder.update(visibility=4, company_ids=[company])
    articles = {match.title: match for match in desk.articles()}
    some, all_of_us = articles["Express delivery within Germany"], articles["Ways to pay"]
    assert ((company,), False) == (some.companies, some.public)
    assert ((), True) == (all_of_us.companies, all_of_us.public)
    assert any(not match.public for match in articles.values() if not match.companies)
