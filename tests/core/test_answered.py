"""Which public reply answered a resolved ticket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.core.context import Desk
from assistant.core.past.answered import asks_back, is_receipt, question_and_answer
from assistant.core.thread import Thread
from assistant.freshdesk.models import Conversation, Ticket

START = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
ME, AGENT, CUSTOMER = 1, 2, 100
FIRM = "We send you a new kettle tomorrow. You need not return the old one."


def thread(*said: tuple[str, str], **fields: Any) -> Thread:
    """A resolved ticket: (customer | agent | note | rule, words) one after the other."""
    values = {"status": 4, "source": 1, "description": "<p>My kettle leaks.</p>", **fields}
    ticket = Ticket(id=7, subject="Kettle", requester_id=CUSTOMER, created_at=START, updated_at=START, **values)
    entries = tuple(
        Conversation(
            id=number,
            user_id={"customer": CUSTOMER, "rule": None}.get(who, AGENT),
            body=f"<p>{words}</p>",
            incoming=who == "customer",
            private=who == "note",
            source=2 if who == "note" else 0,
            created_at=START + timedelta(minutes=number),
        )
        for number, (who, words) in enumerate(said, 1)
    )
    return Thread(ticket, entries, Desk(me=ME, agents=((AGENT, "Ida"),)), START)


def answer(*said: tuple[str, str], **fields: Any) -> str | None:
    found = question_and_answer(thread(*said, **fields))
    return found[1] if found else None


def test_the_public_reply_answers_not_the_note_or_the_rule() -> None:
    assert FIRM == answer(("note", "Call the factory."), ("rule", "Thank you for writing to us."), ("agent", FIRM))


def test_all_that_the_customer_wrote_before_the_answer_is_the_question() -> None:
    found = question_and_answer(thread(("customer", "It is four months old."), ("agent", FIRM), ("customer", "Great!")))
    assert ("My kettle leaks.\n\nIt is four months old.", FIRM) == found


def test_a_receipt_is_passed_over() -> None:
    assert FIRM == answer(("agent", "We have received your request and will get back to you soon."), ("agent", FIRM))


def test_a_question_back_is_passed_over() -> None:
    said = (("agent", "Hi Ana, which order is it?"), ("customer", "LH-1"), ("agent", FIRM), ("agent", "All well now."))
    assert FIRM == answer(*said)


def test_a_question_back_is_the_answer_if_nothing_else_was_said() -> None:
    assert "Which order is it?" == answer(("agent", "Which order is it?"))


@pytest.mark.parametrize("fields", [{"status": 2}, {"spam": True}, {"deleted": True}, {"source": 10}])
def test_open_spam_deleted_and_outbound_tickets_are_no_past_answers(fields: dict[str, Any]) -> None:
    assert None is answer(("agent", FIRM), **fields)


def test_merged_tickets_are_no_past_answers() -> None:
    assert None is answer(("agent", FIRM), ("note", "This ticket is closed and merged into ticket 9."))
    assert None is answer(("note", "Ticket 9 is merged into this ticket."), ("agent", FIRM))


def test_a_ticket_that_nobody_answered_in_public_is_none() -> None:
    assert None is answer(("note", "Done by phone."))
    assert None is answer(("agent", "We have received your message and will get back to you."))


def test_quotation_and_signature_are_cut_off() -> None:
    quoted = "<blockquote type='cite'>leaks</blockquote>"
    body = f"Hi Ana,<br>{FIRM}<br><br>Kind regards,<br>Ida Brandt<br>Larkhob</p>{quoted}<p>"
    assert f"Hi Ana,\n{FIRM}" == answer(("agent", body))


@pytest.mark.parametrize(
    "reply",
    [
        "Hi Ana,\nwe have received your message and will get back to you within a day.\nKind regards",
        "Ihre Anfrage ist bei uns eingegangen. Wir melden uns so schnell wie möglich.",
        "Nous avons bien reçu votre message et reviendrons vers vous.",
        "Hemos recibido su consulta y le responderemos pronto.",
    ],
)
def test_receipts_of_four_languages_are_known(reply: str) -> None:
    assert is_receipt(reply)


def test_a_reply_that_says_more_than_that_it_arrived_is_no_receipt() -> None:
    reply = "We have received your return. The refund is on its way. It takes 5 days. You see it on your statement."
    assert not is_receipt(reply)


def test_a_long_reply_that_ends_in_a_question_does_not_just_ask_back() -> None:
    assert not asks_back("The warranty has ended. A repair costs 29 EUR. It takes ten days. Shall I send the form?")
