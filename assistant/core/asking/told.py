"""What a customer may be asked: never for a secret, never for what they or the ticket say already."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.core import facts
from assistant.core.context import Context, FormField
from assistant.core.given_numbers import NUMBER, fits, given, is_number, kinds
from assistant.core.privacy import places
from assistant.core.retrieval.terms import terms
from assistant.core.text import folded

_SECRET = re.compile(
    r"pass(?:word|code|phrase)|passwor[dt]|kennwort|mot de passe|contrase[ñn]a|senha|wachtwoord|parola d.ordine"
    r"|パスワード|暗証|\bpin\b|\bpuk\b|\bcv[vc]2?\b|\botp\b|\b(?:2fa|mfa)\b|(?:security|verification|one[- ]time"
    r"|access|sms) code"
    r"|(?:credit|debit|bank) ?card|card number|kreditkarte|kartennummer|carte (?:bancaire|de crédit)|num\w+ de (?:la )?"
    r"(?:carte|tarjeta)|tarjeta|cartão|carta di credito|kaartnummer|カード番号|\biban\b|social security|\bssn\b"
    r"|api[ -]?key|secret|credentials?|zugangsdaten",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\W*(?:(?:so |and |then )?(?:shall|should|may|can|could) (?:i|we)\b|(?:would you like|do you want) (?:me|us) to"
    r"|would you like to|is there anything|(?:do|did) (?:you|that|this)[^?]{0,20}(?:help|other questions|else)"
    r"|(?:soll(?:en)?|darf|dürfen|kann|können) (?:ich|wir)\b|(?:möchten|wollen) sie, dass|haben sie noch"
    r"|(?:dois|devons|puis|pouvons)-(?:je|nous)|(?:voulez|souhaitez)-vous que"
    r"|(?:puedo|podemos|quiere que|desea que)|(?:posso|possiamo|vuole che)|(?:zal|mag|kan) (?:ik|ik u|wij|we)\b"
    r"|(?:posso|podemos|quer que)\b)|\banything else\b|\bweitere fragen\b|\bautre chose\b",
    re.IGNORECASE,
)
"""Offers, and questions that are manners: whoever answers them tells us nothing."""
_BARE = 2
"""A subject of fewer words, and no message below it, asks nothing."""


def may_ask(question: str, context: Context) -> bool:
    """Whether a question is worth a customer's time, and safe."""
    if not is_harmless(question) or _OFFER.search(question):
        return False
    return not is_told(question, context)


def is_harmless(question: str) -> bool:
    """Whether it is a question at all, and none for a secret."""
    return "?" in question.replace("？", "?") and not _SECRET.search(question)


def is_told(asked: str, context: Context) -> bool:
    """Whether the ticket says what is asked for; `asked` is a question, or the name of a field."""
    if is_number(asked):
        return _has_number(asked, context)
    return any(words.search(asked) and says(context) for words, says in _TOPICS.items()) or any(
        field_is_told(field, context) for field in context.desk.fields if folded(field.label) in folded(asked)
    )


def field_is_told(field: FormField, context: Context) -> bool:
    """Whether the field is filled in, or the customer wrote what belongs there."""
    if dict(context.custom_fields).get(field.name, ""):
        return True
    said = said_by_customer(context).casefold()
    if field.choices:
        return any(re.search(rf"(?<!\w){re.escape(choice.casefold())}(?!\w)", said) for choice in field.choices)
    return is_number(field.label) and _has_number(field.label, context)


def says_nothing(context: Context) -> bool:
    """Whether nobody can tell what is wanted: no words but a greeting, or a bare subject such as "order 4107"."""
    said = " ".join(entry.text for entry in context.entries if entry.in_turn)
    if said.strip():
        return not terms(context.question()) and not _is_read(context)
    subject = NUMBER.sub(" ", context.subject)
    words = max(len(re.findall(r"[^\W\d_]+", subject)), len(terms(subject)))  # of Japanese, terms are pairs
    return "?" not in subject.replace("？", "?") and words < _BARE and not _is_read(context)


def _is_read(context: Context) -> bool:
    """Whether a file may say it."""
    return any(file.text.strip() or file.image for file in context.files)


def said_by_customer(context: Context) -> str:
    """Every word of the customer's in this ticket, files included."""
    said = [entry.text for entry in context.entries if entry.who == "customer"]
    return "\n".join([context.subject, *said, *(file.text for file in context.files)])


def _has_number(asked: str, context: Context) -> bool:
    """Whether a number of the kind that is asked for was given; one of unknown kind may be it."""
    wanted = kinds(asked)
    filled = [(name, value) for name, value in context.custom_fields if value and NUMBER.search(value)]
    if any(not wanted or kinds(name) & wanted for name, _ in filled):
        return True
    return any(fits(wanted, said) for _, said in given(said_by_customer(context)))


def _has_picture(context: Context) -> bool:
    return bool(context.attachments)


def _has_email(context: Context) -> bool:
    return bool(context.requester_email) or any(facts.emails(said_by_customer(context)))


def _has_phone(context: Context) -> bool:
    return any(facts.phones(said_by_customer(context)))


def _has_address(context: Context) -> bool:
    return any(places.addresses(said_by_customer(context)))


def _has_date(context: Context) -> bool:
    return any(facts.date_facts(said_by_customer(context)))


def _has_product(context: Context) -> bool:
    said = said_by_customer(context).casefold()
    return bool(context.product) or any(name.casefold() in said for _, name in context.desk.products)


_TOPICS: Mapping[re.Pattern[str], Callable[[Context], bool]] = {
    re.compile(words, re.IGNORECASE): says
    for words, says in (
        (r"photo|picture|screen ?shot|\bvideo|\bfotos?\b|\bbild(?:er)?\b|capture|imagen|imagem|afbeelding|写真",
         _has_picture),
        (r"e-?mail[- ]?(?:address|adresse)|adresse e-?mail|correo|indirizzo e-?mail|メールアドレス", _has_email),
        (r"(?:phone|telephone|mobile) number|telefonnummer|numéro de téléphone|teléfono|telefoonnummer|電話",
         _has_phone),
        (r"(?:delivery|shipping|postal|new|your) address|(?:liefer|neue|ihre) ?(?:anschrift|adresse)"
         r"|adresse de livraison|dirección|indirizzo di|bezorgadres|住所", _has_address),
        (r"\bwhen did\b|what date|which date|wann haben sie|quelle date|qué fecha|che data|welke datum", _has_date),
        (r"(?:which|what) (?:product|model|device|item|article)|welche[sn]? (?:produkt|modell|gerät|artikel)"
         r"|quel (?:produit|modèle|article)|qué (?:producto|modelo)|quale (?:prodotto|modello)|welk (?:product|model)"
         r"|どの商品", _has_product),
    )
}  # fmt: skip
