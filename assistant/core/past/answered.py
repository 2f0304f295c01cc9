"""A resolved ticket's thread: what was asked, and which public reply answered it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.core import text
from assistant.core.past import body, unsigned
from assistant.core.phrases import has_greeting
from assistant.core.sentences import sentences
from assistant.core.thread import OUTBOUND_EMAIL, Message, Thread, messages
from assistant.freshdesk.models import DONE

_RECEIPT = re.compile(
    r"\b(?:(?:have|has|'ve) (?:been )?received (?:it|your (?:request|message|e-?mail|ticket|enquiry|inquiry|question))"
    r"|your (?:request|message|e-?mail|ticket|enquiry|inquiry) (?:has been|was) (?:received|created|registered|logged)"
    r"|(?:will|'ll) (?:get back|come back|reply|respond|answer|write) (?:to )?you"
    r"|(?:get|come) back to you (?:as soon as|soon|shortly|within)"
    r"|(?:we|i)(?: are|'re| am|'m| will|'ll) look(?:ing)? into (?:it|this|your)"
    r"|ihre (?:anfrage|nachricht|e-?mail) (?:ist|wurde|haben)\b.{0,40}(?:eingegangen|erhalten|angelegt)"
    r"|haben ihre (?:anfrage|nachricht|e-?mail) erhalten|melden uns (?:so bald|so schnell|in kürze|schnellst)"
    r"|avons bien reçu votre|votre (?:demande|message) a (?:bien )?été|reviendrons vers vous|revenons vers vous"
    r"|hemos recibido su|su (?:solicitud|mensaje|consulta) ha sido|(?:nos pondremos en contacto|le responderemos))\b",
    re.IGNORECASE,
)
_RECEIPT_WORDS = 60
"""A longer reply says more than that it will say something."""
_QUESTION_WORDS = 30
_MERGED = re.compile(r"\bmerged into (?:this )?ticket\b", re.IGNORECASE)
"""The note that Freshdesk leaves in both tickets of a merge (freshdesk-api 4.3)."""
_TELLING = 4
"""Characters from which on a value tells something: not "yes" and "2"."""


def is_resolved(status: int, *, spam: bool, deleted: bool) -> bool:
    """Whether a ticket's answer counts as one."""
    return status in DONE and not spam and not deleted


def question_and_answer(thread: Thread) -> tuple[str, str] | None:
    """The customer's words up to the first answer, and the reply that answered them; None without both.

    The answer is the first that is neither a receipt ("we will get back to you") nor a short question back; if there
    are only questions back, the longest of those: it is what the desk says first in such a case."""
    ticket = thread.ticket
    if not is_resolved(ticket.status, spam=ticket.spam, deleted=ticket.deleted) or ticket.source == OUTBOUND_EMAIL:
        return None
    if any(entry.private and _MERGED.search(text.plain(entry.body)) for entry in thread.conversations):
        return None
    asked, answers = _sides(messages(thread))
    question = "\n\n".join(message.text for message in asked if not message.left_out)
    said = [message.text for message in answers if message.text.strip() and not is_receipt(message.text)]
    if not (question or ticket.subject.strip()) or not asked or not said:
        return None
    answer = next((reply for reply in said if not asks_back(reply)), None) or max(said, key=len)
    return question, unsigned(answer)


def asked_back(thread: Thread, answer: str) -> tuple[str, ...]:
    """What the desk asked in its other replies before or after that answer, each question once."""
    replies = [message.text for message in _sides(messages(thread))[1] if unsigned(message.text) != answer]
    return tuple(dict.fromkeys(question for reply in replies for question in questions(reply)))


def questions(reply: str) -> list[str]:
    """The questions of a reply, without a greeting that leads to one."""
    return [_without_greeting(text) for text in sentences(body(reply)) if text.endswith(("?", "？"))]


def _without_greeting(sentence: str) -> str:
    head, comma, rest = sentence.partition(",")
    rest = rest.strip()
    return rest[0].upper() + rest[1:] if comma and rest and len(head) < 40 and has_greeting(head) else sentence


def fields_said(fields: Mapping[str, Any], answer: str) -> tuple[str, ...]:
    """Names of a ticket's own fields whose value the answer says; short values stand there by chance."""
    said = answer.casefold()
    return tuple(
        name for name, value in sorted(fields.items()) if len(str(value)) >= _TELLING and str(value).casefold() in said
    )


def _sides(found: tuple[Message, ...]) -> tuple[list[Message], list[Message]]:
    """The customer's messages before the first answer, and every answer after them."""
    asked: list[Message] = []
    answers: list[Message] = []
    for message in found:
        if message.role == "customer" and not answers:
            asked.append(message)
        elif message.role == "answer" and asked:
            answers.append(message)
    return asked, answers


def is_receipt(reply: str) -> bool:
    """Whether a reply says no more than that the question has arrived."""
    words = body(reply)
    return len(words.split()) <= _RECEIPT_WORDS and bool(_RECEIPT.search(words)) and not _tells_more(words)


def _tells_more(words: str) -> bool:
    """Two sentences beside the one that says so."""
    return sum(not _RECEIPT.search(sentence) for sentence in sentences(words)) > 1


def asks_back(reply: str) -> bool:
    """Whether a reply is short and ends in a question, with at most one sentence before it."""
    said = sentences(body(reply))
    return bool(said) and len(said) <= 2 and said[-1].endswith(("?", "？")) and len(reply.split()) <= _QUESTION_WORDS
