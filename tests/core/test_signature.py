"""A reply without its closing and the names below it."""

from __future__ import annotations

import pytest

from assistant.core.text import without_signature

BODY = "Hi Ana,\n\nplease send us a photo of the lid."


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards,\nRui Costa\nLarkhob",
        "Best,\nRui",
        "Mit freundlichen Grüßen\nRui Costa\nKundendienst",
        "Cordialement,\nRui",
        "Un saludo,\nRui",
        "Atenciosamente,\nRui",
        "Cordiali saluti\nRui",
        "Met vriendelijke groet,\nRui",
        "Med vänlig hälsning\nRui",
        "Pozdrawiam\nRui",
        "С уважением,\nRui",
        "よろしくお願いいたします。\nRui",
        "-- \nRui Costa | Larkhob | +49 30 123456",
        "Thanks,\nRui\n\nPlease consider the environment before printing.",
    ],
)
def test_the_closing_and_what_follows_it_go(closing: str):
    assert BODY == without_signature(f"{BODY}\n\n{closing}")


def test_a_bare_name_goes_if_it_is_the_writers():
    assert BODY == without_signature(f"{BODY}\n\nRui\nLarkhob Customer Care", ["Rui Costa", "Larkhob"])
    assert without_signature(f"{BODY}\n\nBlack", ["Rui Costa"]).endswith("Black")


def test_sentences_below_a_thank_you_are_kept():
    text = "Hi Ana,\n\nThanks again\nWe will send the lid on Monday."
    assert text == without_signature(text)


def test_a_reply_that_is_all_closing_is_kept():
    assert without_signature("Kind regards,\nRui") == "Kind regards,\nRui"
