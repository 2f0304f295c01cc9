"""Mail: what is new in it, who wrote what was forwarded, and what needs no answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.text import forwarded, is_automatic, is_empty, is_only_signature, is_only_thanks, new_text

GMAIL = '<div>It still leaks.</div><div class="gmail_quote">On Mon, Ida wrote:<blockquote>Try this.</blockquote></div>'
FORWARDED = """FYI, please answer her.

---------- Forwarded message ---------
From: Anna Schmidt <anna@mail.example>
Date: Mon, 2 Mar 2026 at 10:00
Subject: Kettle
To: <ida@larkhob.example>

My kettle leaks.

Anna"""


@pytest.mark.parametrize(
    "html",
    [
        GMAIL,
        '<p>It still leaks.</p><div class="freshdesk_quote"><blockquote>Try this.</blockquote></div>',
        '<p>It still leaks.</p><blockquote type="cite">Try this.</blockquote>',
        '<p>It still leaks.</p><div id="divRplyFwdMsg"><b>From:</b> Ida</div><div>Try this.</div>',
        "<p>It still leaks.</p><p>From: Ida<br>Sent: Monday<br>To: Anna<br>Subject: Kettle</p><p>Try this.</p>",
        "<p>It still leaks.</p><p>Von: Ida<br>Gesendet: Montag<br>An: Anna<br>Betreff: Kessel</p><p>Try this.</p>",
    ],
)
def test_the_mail_that_a_message_answers_is_left_off(html: str):
    assert new_text(html) == "It still leaks."


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, Mar 2, 2026 at 10:00 AM Ida <ida@larkhob.example> wrote:",
        "On Mon, Mar 2, 2026 at 10:00 AM Ida\n<ida@larkhob.example> wrote:",
        "Am 02.03.2026 um 10:00 schrieb Ida Brandt:",
        "Le lun. 2 mars 2026 à 10:00, Ida <ida@larkhob.example> a écrit :",
        "El lun, 2 mar 2026 a las 10:00, Ida (<ida@larkhob.example>) escribió:",
        "Em seg., 2 de mar. de 2026 às 10:00, Ida <ida@larkhob.example> escreveu:",
        "Il giorno lun 2 mar 2026 alle ore 10:00 Ida <ida@larkhob.example> ha scritto:",
        "Op ma 2 mrt 2026 om 10:00 schreef Ida <ida@larkhob.example>:",
        "-----Original Message-----",
    ],
)
def test_the_line_before_a_quotation_is_known_in_many_languages(line: str):
    assert new_text("", f"It still leaks.\n\n{line}\n> Try this.\n> Ida") == "It still leaks."


def test_a_message_that_is_nothing_but_a_quotation_is_kept_whole():
    assert new_text('<blockquote type="cite">Try this.</blockquote>') == "Try this."


def test_a_mail_that_a_customer_forwards_is_what_they_want_to_say():
    wrapped = "---------- Forwarded message ---------<br>From: Shop<br><p>Sold out.</p>"
    assert "Sold out." in new_text(f'<p>See below.</p><div class="gmail_quote">{wrapped}</div>')


def test_a_sentence_that_begins_like_a_header_is_kept():
    assert (
        new_text("<p>From: tomorrow on it is broken.<br>Please help.</p>")
        == "From: tomorrow on it is broken.\nPlease help."
    )


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        (FORWARDED, "Anna Schmidt"),
        (
            "Begin forwarded message:\n\nFrom: anna@mail.example\nSubject: Kettle\nDate: Monday\n\n"
            "My kettle leaks.\n\nAnna",
            "anna@mail.example",
        ),
        (
            "Von: Anna Schmidt [mailto:anna@mail.example]\nGesendet: Montag\nAn: Ida\nBetreff: Kessel\n\n"
            "My kettle leaks.\n\nAnna",
            "Anna Schmidt",
        ),
        (
            "-----Original Message-----\nFrom: Anna Schmidt\nSent: Monday\nTo: Ida\n\nMy kettle leaks.\n\nAnna",
            "Anna Schmidt",
        ),
    ],
)
def test_the_writer_of_a_forwarded_mail_is_named(text: str, sender: str):
    assert forwarded(text) == (sender, "My kettle leaks.\n\nAnna")


def test_an_ordinary_mail_is_not_forwarded():
    assert forwarded("Hello,\nfrom: the kettle comes steam.") is None


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("--\nAnna Schmidt\nSchmidt Ltd\nTel. +49 30 1234567", True),
        ("Sent from my iPhone", True),
        ("Anna", False),
        ("Anna\n\nSent from my iPhone", True),
        ("Kind regards,\nAnna Schmidt", True),
        ("Please call me.\nAnna Schmidt", False),
        ("It leaks\n\n--\nAnna", False),
        ("", False),
    ],
)
def test_a_signature_alone_says_nothing(text: str, nothing: bool):
    assert nothing == is_only_signature(text, name="Anna Schmidt")


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "Thank you so much for your quick help!",
        "Vielen Dank!",
        "Danke schön, lieben Gruß",
        "Merci beaucoup",
        "Muchas gracias, perfecto",
        "Grazie mille!",
        "Muito obrigada pela ajuda",
        "Hartelijk bedankt",
        "ありがとうございました！",
        "Thanks,\nAnna",
        "Great, thanks 👍\n\nSent from my iPhone",
        "Thanks, that worked!",
        "Thank you, it works now",
        "Danke, jetzt funktioniert es wieder",
        "Merci, ça marche maintenant",
        "Gracias, ya funciona",
        "Grazie, adesso funziona",
        "Obrigado, problema resolvido",
        "Bedankt, het werkt nu",
        "Dzięki, już działa",
    ],
)
def test_thanks_and_nothing_else_need_no_answer(text: str):
    assert is_only_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, but it still doesn't work",
        "Thanks! And the lid?",
        "Thanks. The number is 4107",
        "Danke, aber der Deckel fehlt",
        "No thanks",
        "That worked, but now it leaks, thanks",
        "Danke, es funktioniert nicht",
        "Thanks, it worked for a day",
        "Merci, ça ne marche pas",
        "Yes, thanks",
        "Thanks!\nRefund",
        "ok",
        "",
        "ありがとうございます。まだ届きません",
        "Thank you " * 40,
    ],
)
def test_thanks_with_anything_more_are_answered(text: str):
    assert not is_only_thanks(text)


def test_the_writers_own_name_below_the_thanks_says_nothing():
    assert is_only_thanks("Thanks!\nAnna Schmidt", name="Anna Schmidt")
    assert not is_only_thanks("Thanks!\nAnna Schmidt", name="Bob")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatic reply: Your order", "I am away."),
        ("Out of Office: Re: Your order", ""),
        ("Abwesenheitsnotiz: Bestellung", ""),
        ("Automatyczna odpowiedź: zamówienie", ""),
        ("Zamówienie", "Dzień dobry, jestem nieobecna do poniedziałku."),
        ("Réponse automatique : commande", ""),
        ("Respuesta automática: pedido", ""),
        ("Undeliverable: Your order", ""),
        ("Delivery Status Notification (Failure)", ""),
        ("自動返信：ご注文", ""),
        ("Re: Your order", "Hello,\nI am currently out of the office until Monday."),
        ("Re: Bestellung", "Ich bin derzeit nicht im Büro."),
        (
            "News",
            "Offers!\n\nYou are receiving this message because you are subscribed to the list.",
        ),
    ],
)
def test_what_a_machine_wrote_is_known(subject: str, text: str):
    assert is_automatic(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Out of office chairs?", "Do you sell them?"),
        ("Your automatic grinder", "It does not start automatically."),
        ("Delivery", "The parcel was not delivered. Returned mail came back to me."),
        ("Vacation", "I am going on vacation, please hold my parcel."),
        ("Please unsubscribe me", "I want no more newsletters."),
    ],
)
def test_what_a_person_wrote_about_such_things_is_answered(subject: str, text: str):
    assert not is_automatic(subject, text)


def test_a_message_without_a_word_is_empty():
    assert is_empty(" \n-- \n")
    assert not is_empty("?")
    assert not is_empty("👍")


LINES = [
    "On Mon 2026, x wrote:",
    "> a",
    "--",
    "From: a",
    "To: b",
    "Subject: c",
    "",
    "text",
    "-----Original Message-----",
]


@given(st.lists(st.sampled_from(LINES)))
def test_no_mixture_of_mail_headers_makes_it_raise_or_lose_everything(lines: list[str]):
    text = "\n".join(lines)
    forwarded(text)
    assert bool(new_text("", text)) == bool(text.strip())
