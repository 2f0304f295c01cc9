"""A draft without a model."""

from __future__ import annotations

from dataclasses import replace

from assistant.core import text
from assistant.core.compose import compose, summary
from tests.core.make import ARTICLE, RETURNS, context, customer


def test_a_canned_response_without_words_is_a_source_and_no_reply():
    empty = replace(RETURNS, text="", html="")
    draft = compose(context("How can I return my kettle?", empty))
    assert ("investigation", "", "7") == (draft.kind, draft.reply, draft.sources[0].id)


def test_the_best_canned_response_is_filled_in_and_named_as_the_first_source():
    draft = compose(context("How can I return my kettle?", RETURNS, ARTICLE))
    assert text.plain(draft.reply) == (
        "Hi Anna,\n\nof course you can send it back within 30 days. Open your order.\n\nKind regards,\nLarkhob"
    )
    assert (draft.kind, draft.language, draft.written.by, draft.sources[0].id) == ("reply", "en", "canned", "7")


def test_the_assigned_agent_signs():
    assert "Ida" in compose(context("Return?", RETURNS, assigned_agent="Ida")).reply


def test_an_article_is_quoted_and_linked_when_no_response_fits():
    draft = compose(context("How much is the postage?", ARTICLE))
    assert "The postage is 4.90 EUR" in draft.reply
    assert f'<a href="{ARTICLE.url}">Returning an item</a>' in draft.reply
    assert draft.reply.startswith("<p>Hello Anna,</p>")


def test_an_internal_article_is_shown_to_the_agent_and_never_quoted_to_the_customer():
    draft = compose(context("How much is the postage?", replace(ARTICLE, public=False)))
    assert (draft.kind, draft.reply, draft.sources[0].id) == ("investigation", "", "9")


def test_too_little_evidence_gives_an_investigation():
    draft = compose(context("Who won the cup?", replace(RETURNS, score=0.2)))
    assert (draft.kind, draft.reply) == ("investigation", "")


def test_nothing_found_is_no_error():
    assert compose(context("")).sources == ()


def test_a_reply_in_another_language_than_the_customers_is_to_be_checked():
    draft = compose(context("Hallo, ich möchte meinen Wasserkocher gerne zurückgeben", RETURNS))
    assert [finding.rule for finding in draft.findings] == ["language"]


def test_a_writer_in_cc_is_greeted_by_their_own_name_and_told_nothing_of_the_requester():
    response = replace(RETURNS, html="<p>Hi {{ticket.requester.firstname}}, we write to {{ticket.requester.email}}</p>")
    draft = compose(context("", response, entries=(customer("Return?", "Bob Lee"),)))
    assert "Hi Bob" in draft.reply
    assert "anna@mail.example" not in draft.reply
    assert [finding.text for finding in draft.findings] == ["[ticket.requester.email?]"]


def test_a_customer_cannot_write_into_the_reply_by_their_name():
    draft = compose(context("", RETURNS, entries=(customer("Return?", "<img src=x> {{ticket.id}}"),)))
    assert "<img" not in draft.reply
    assert "{{" not in draft.reply


def test_the_summary_is_the_beginning_of_the_message():
    assert "The kettle leaks." == summary(context("", entries=(customer("Hello,\nThe kettle leaks."),)))


def test_the_summary_of_several_messages_holds_the_main_question_and_the_newest():
    asked, more = customer("The Pip is too small. " * 9 + "Can I return it?"), customer("I threw the carton away.")
    said = summary(context("", entries=(asked, more)))
    assert said.startswith("The Pip is too small.")
    assert said.endswith("… Can I return it? … I threw the carton away.")


def test_a_summary_shows_the_question_of_a_long_message():
    assert summary(context("It stopped this morning. " * 20 + "Is that a fault?")).endswith("… Is that a fault?")


def test_remarks_of_the_context_reach_the_draft():
    assert compose(context("Hi", RETURNS, remarks=("a folder was refused",))).remarks == ("a folder was refused",)


def test_the_summary_leaves_out_greeting_closing_and_who_signs():
    mail = "Hallo,\n\nde bon werkt niet.\n\nGroetjes,\nAnna"
    assert "De bon werkt niet." == summary(context("", entries=(customer(mail),)))
    mail = "The lid broke.\nAnna Schmidt | Office Manager\nSchmidt Ltd | T 020 7946 0018"
    assert "The lid broke." == summary(context("", entries=(customer(mail),)))


def test_the_words_of_a_source_are_no_title_and_no_greeting():
    titled = replace(ARTICLE, passage=f"{ARTICLE.title}. {ARTICLE.text}")
    assert "You can return an item within 30 days." == compose(context("Can I return it?", titled)).sources[0].quote
    answered = replace(RETURNS, pool="past", answer="Hello Ana,\n\nyou have a month.\n\nKind regards,\nIda")
    assert "you have a month." == compose(context("Can I return it?", answered)).sources[0].quote


def test_the_desk_signs_where_a_response_leaves_that_to_an_agent_and_there_is_none():
    unsigned = replace(RETURNS, html="<p>Send it back.</p><p>Kind regards,<br>{{ticket.agent.name}}</p>")
    assert text.plain(compose(context("Return?", unsigned)).reply).endswith("Kind regards,\n\nLarkhob")
