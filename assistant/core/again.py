"""Whether a customer asks not for the first time: from their words, the thread, and their own recent tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from assistant.core.chrome import say
from assistant.core.context import Context, Entry
from assistant.core.phrase_finder import Phrases
from assistant.core.phrases import has_greeting, sorry
from assistant.core.retrieval.terms import terms

_SAID = Phrases(
    {
        "en": """
            (second|third|fourth|fifth|2nd|3rd|4th|5th) (e-?mail|mail|message|request|reminder|ticket)
            (second|third|fourth|fifth|2nd|3rd|4th|5th) time .. (i|we) .. (writ*|wrote|contact*|email*|ask*)
            (written|wrote|write|emailed|contacted|called|messaged|complained|asked) .. (twice|three times|four times)
            (written|wrote|write|emailed|contacted|called|messaged|complained) .. (several|many|multiple|5|five) times
            (already|have) (written|emailed|contacted|messaged|called) .. you|already wrote|already asked you
            still (no|not|haven't|have not|waiting) .. (answer|reply|response|replied|answered|heard)
            (got|get|had|received) no (answer|reply|response)
            no (answer|reply|response) (yet|so far|from you|to my|since)
            (nobody|no one) .. (answers|answered|answering|replies|replied|responds|responded|got back|gets back)
            ignor(ing|ed) (me|my)|never .. (answered|replied|heard back|got a reply)
            (following|follow) up on my .. (e-?mail|message|ticket|request|question)
            how (often|many times) (do|must|should|have) i .. (write|ask|tell|say|call|explain)
            (my|previous|last|earlier) .. (e-?mails?|messages?) .. (unanswered|ignored)
        """,
        "de": """
            (zweite|dritte|vierte|fünfte)(r|n|s)? (mail|e-?mail|nachricht|anfrage|erinnerung)
            (zweiten|dritten|vierten) mal
            (schon|bereits) (zweimal|dreimal|mehrfach|mehrmals|öfter) .. (geschrieben|angerufen|gemeldet|gefragt)
            (schon|bereits|mehrfach|mehrmals) .. (geschrieben|angeschrieben|kontaktiert)
            niemand (antwortet|reagiert|meldet sich)
            (immer noch|noch immer|bisher|bis heute) .. (keine|keinerlei) .. (antwort|rückmeldung|reaktion)
            ohne antwort|keine (antwort|rückmeldung|reaktion) (bekommen|erhalten|auf meine)
            (warte|warten) .. auf .. (antwort|rückmeldung)
        """,
        "fr": """
            (deuxième|troisième|quatrième|2e|3e|2ème|3ème) (e-?mail|mail|message|courriel|relance|fois que j*)
            déjà .. (écrit|contacté*)|(écrit|contacté*) .. (deux|trois|plusieurs) fois
            (toujours|encore) .. (pas|aucune) .. (réponse|répondu)|sans réponse|aucune réponse
            personne ne .. (répond|répondu)|je vous relance
        """,
        "es": """
            (segundo|tercer|cuarto) (correo|mensaje|e-?mail)|(segunda|tercera|cuarta) vez que .. (escribo|contacto)
            ya .. (escrito|escribí|contactado)|(escrito|escribí) .. (dos|tres|varias) veces|sin respuesta
            sin recibir respuesta|nadie .. (responde|contesta|respondido|contestado)
        """,
        "it": """
            (seconda|terza|quarta) (e-?mail|mail|volta che .. (scrivo|contatto))|(secondo|terzo) messaggio
            già .. (scritto|contattat*)|(scritto|contattat*) .. (due|tre|più) volte|nessuna risposta|senza risposta
            nessuno .. (risponde|risposto)
        """,
        "pt": """
            (segundo|terceiro|quarto) (e-?mail|contato|contacto)
            (segunda|terceira) (mensagem|vez que .. (escrevo|contacto))|já .. (escrevi|contatei|contactei)
            (escrevi|contatei|contactei) .. (duas|três|várias) vezes|sem resposta|nenhuma resposta
            ninguém .. (responde|respondeu)
        """,
        "nl": """
            (tweede|derde|vierde) (mail|e-?mail|bericht|keer dat ik)
            al .. (gemaild|geschreven|gebeld|contact opgenomen)|(nog steeds|nog altijd) geen .. (antwoord|reactie)
            geen (antwoord|reactie) (gekregen|ontvangen|op mijn)|niemand (antwoordt|reageert)
        """,
        "pl": """
            (drugi|trzeci|czwarty) (mail|e-?mail|raz .. piszę)|(druga|trzecia) wiadomość|(brak|bez|żadnej) odpowiedzi
            już .. (pisałem|pisałam|kontaktowałem|kontaktowałam)|nikt .. (odpowiada|odpisuje|odpowiedział)
        """,
        "ja": "何度も(連絡|メール|問い合わせ)|返[事信]が(ない|ありません|来ない|来ません)|[三3]度目|[23２３]回目の",
    }
)
_FIRST_LINE = re.compile(r"((?:\s*<(?:p|div|span)[^>]*>)*)([^<]{1,80})((?:\s*<br\s*/?>)+\s*|\s*</(?:p|div)>\s*)")
_SMALL = re.compile(r"\A((?:\s*<[^>]+>)*\s*)([^\W\d_])")
_APART = timedelta(hours=12)
"""Two messages that lie so far apart are two mails, not one in pieces."""
_RECENT = timedelta(days=30)
_ALIKE, _SHARED = 0.6, 3
"""Share of the shorter text's telling words, and how many of them, that another ticket must hold to ask the same."""


def again(context: Context) -> str:
    """What shows it, in an agent's words; empty if nothing does."""
    return next(_signs(context), "")


def _signs(context: Context) -> Iterator[str]:
    said, code = _SAID.first(context.question()), context.desk.language[:2]
    if said:
        yield say(code, "the customer writes “{words}”", words=said)
    mails = [entry for entry in context.entries if entry.in_turn and entry.who == "customer"]
    if len(mails) > 1 and mails[-1].at - mails[0].at >= _APART:
        day = f"{mails[0].at:%Y-%m-%d}"
        yield say(code, "{count} messages since {day}, and no answer", count=len(mails), day=day)
    yield from _earlier(context, mails)


def _earlier(context: Context, mails: list[Entry]) -> Iterator[str]:
    """Tickets of the same person that ask much the same."""
    asked = set(terms(context.question()))
    for ticket in context.earlier if mails else ():
        words = set(terms(ticket.summary))
        shared = len(asked & words)
        if mails[-1].at - ticket.at <= _RECENT and shared >= max(_SHARED, _ALIKE * min(len(asked), len(words))):
            said = "ticket {ticket} of {day} asks much the same"
            yield say(context.desk.language[:2], said, ticket=ticket.id, day=f"{ticket.at:%Y-%m-%d}")


def with_sorry(reply: str, language: str) -> str:
    """A letter's HTML with an apology after its greeting; as it is where no greeting stands alone on the first line."""
    found = _FIRST_LINE.match(reply)
    if not found or not has_greeting(found[2]):
        return reply
    words = sorry(language)
    rest = _SMALL.sub(lambda letter: letter[1] + letter[2].upper(), reply[found.end() :], count=1)
    return found[0] + (f"{words}<br><br>{rest}" if "<br" in found[3] else f"<p>{words}</p>\n{rest}")
