"""What belongs to another customer, and what is secret, comes out of no step between a ticket and its note."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core import guard
from assistant.core.compose import compose
from assistant.core.context import Context
from assistant.core.draft import Draft, Match, Written
from assistant.core.note import make_reference, note_html
from assistant.core.privacy import protect, scrub, tainted, without_secrets
from assistant.core.prompt import load, render
from assistant.core.prompt.answer_schema import parse
from tests.core.make import ARTICLE, RETURNS, context, customer

PROMPT = load((Path(__file__).parents[2] / "prompts/draft.md").read_text("utf-8"), "draft")
OTHERS = {
    "name": "Wilhelmina", "last name": "Quackenbush", "e-mail": "w.quackenbush@canary.example", "order": "LH-77712",
    "amount": "4,321.09", "street": "Kanarienstraße 88", "phone": "901 820 0417", "date": "17 August 2025",
    "link": "Zk3jd82hdkQ93jd7ahq0sk4jd8",
}  # fmt: skip
"""Particulars of another customer's past ticket."""
ASKED = (
    "Hello Larkhob team,\n\nmy order {order} of {date} ({amount} EUR) went to {street}, 28195 Bremen, and I want to "
    "send the kettle back. Write to {e-mail} or call +49 30 {phone}; it is at https://parcel.example/t/{link}\n\n"
    "Kind regards,\n{name} {last name}"
)
ANSWERED = (
    "Dear Ms {last name},\n\nyou can send {order} back within 30 days; {amount} EUR come back to you. {name}, the "
    "label went to {e-mail}."
)
SECRETS = {"password": "hunter2-canary", "code": "884411", "key": "sk-" + "canary0123456789abcdefghijkl"}
OURS = {"first name": "Anna", "last name": "Schmidt", "e-mail": "anna@mail.example", "phone": "30 555 01 77"}


def ticket() -> Context:
    """This customer's ticket, with secrets in it, and the other's among the texts it may rest on."""
    words = (
        f"How can I return my kettle, LH-20931? My password is {SECRETS['password']}, your code is {SECRETS['code']} "
        f"and this is my key: {SECRETS['key']}. Call me: +49 {OURS['phone']}, {OURS['e-mail']}.\nAnna Schmidt"
    )
    names = [f"{OTHERS['name']} {OTHERS['last name']}"]
    asked, answered = (scrub(text.format(**OTHERS), names) for text in (ASKED, ANSWERED))
    past = Match("past", "77", "Returning a kettle", asked, answer=answered, passage=asked, score=0.9)
    return context("", past, RETURNS, ARTICLE, entries=(customer(words),))


def leaking(seen: Context) -> str:
    """The answer of a model that tells everything it has read, in every field."""
    read = "\n".join(message["content"] for message in render(PROMPT, seen, budget_chars=40_000))
    matches = " ".join(f"{match.text} {match.answer} {match.passage}" for match in seen.matches)
    return json.dumps(
        {
            "summary": seen.entries[0].text, "enough": True, "reply": f"Hi [FIRST_NAME_1],\n\n{matches} {read}"[:7000],
            "sources": [{"source": "S1", "quote": matches[:200]}], "question": matches[:300], "language": "en",
            "triage": {},
        }
    )  # fmt: skip


def model_draft(told: Context) -> Draft:
    seen, vault = protect(told)
    return parse(vault.restore_json(leaking(seen)), told, Written(by="model"))


@pytest.mark.parametrize("kind", OTHERS)
def test_nothing_of_another_customer_is_kept(kind: str) -> None:
    match = ticket().matches[0]
    assert [] == tainted(repr(match), [OTHERS[kind]])


@pytest.mark.parametrize("value", [*OTHERS.values(), *SECRETS.values(), *OURS.values()])
def test_a_model_reads_nobodys_particulars_and_no_secret(value: str) -> None:
    seen, _ = protect(ticket())
    read = json.dumps(render(PROMPT, seen, budget_chars=40_000), ensure_ascii=False)
    assert [] == tainted(read, [value])


@pytest.mark.parametrize("value", [*OTHERS.values(), *SECRETS.values()])
def test_a_model_that_tells_all_it_read_brings_out_nothing(value: str) -> None:
    told = ticket()
    draft = guard.check(model_draft(told), told)
    note = note_html(draft, reference=make_reference(4107, 1, "k3f9q2m7xa"))
    assert [] == tainted(f"{draft}\n{note}", [value])


def test_the_customers_own_name_is_back_in_the_note() -> None:
    told = ticket()
    assert "Hi Anna," in note_html(model_draft(told), reference=make_reference(4107, 1, "k3f9q2m7xa"))


def test_a_reply_without_a_model_rests_on_no_other_customers_words() -> None:
    told = ticket()
    draft = guard.check(compose(replace(told, matches=told.matches[:1])), told)
    assert [] == tainted(note_html(draft, reference=make_reference(4107, 1, "k3f9q2m7xa")), OTHERS.values())


@pytest.mark.parametrize("value", SECRETS.values())
def test_a_reply_without_a_model_holds_no_secret(value: str) -> None:
    told = without_secrets(ticket())
    draft = guard.check(compose(told), told)
    assert [] == tainted(f"{draft}\n{note_html(draft, reference=make_reference(4107, 1, 'k3f9q2m7xa'))}", [value])


def test_the_model_here_really_tells_all_it_read() -> None:
    """Else the tests above could not fail."""
    told = replace(ticket(), entries=(customer("My kettle, the mauve one, leaks."),))
    assert ["mauve one"] == tainted(model_draft(told).reply, ["mauve one"])
