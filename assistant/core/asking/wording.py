"""The questions that we put in words of our own, and the letter around a question, in our customers' languages."""

from __future__ import annotations

from typing import NamedTuple

from assistant.core.phrases import sorry


class _Words(NamedTuple):
    field: str
    choice: str
    happened: str
    wanted: str
    files: str
    thanks: str
    first: str


_WORDS = {
    "en": _Words(
        "Could you tell us: {label}?",
        "Which of the two is it about: {one} or {other}?",
        "What exactly happened, and which product is it about?",
        "What can we help you with, and what has happened so far?",
        "Your message came with files and without words: what is it about?",
        "thank you for your message.",
        "There is one thing that we need to know first:",
    ),
    "de": _Words(
        "Könnten Sie uns bitte noch nennen: {label}?",
        "Um welches von beiden geht es: {one} oder {other}?",
        "Was genau ist passiert, und um welches Produkt geht es?",
        "Wobei können wir Ihnen helfen, und was ist bisher geschehen?",
        "Ihre Nachricht kam mit Anhängen und ohne Text: Worum geht es?",
        "vielen Dank für Ihre Nachricht.",
        "Eines müssten wir vorab noch wissen:",
    ),
    "fr": _Words(
        "Pourriez-vous nous indiquer : {label} ?",
        "Duquel des deux s'agit-il : {one} ou {other} ?",
        "Que s'est-il passé exactement, et de quel produit s'agit-il ?",
        "En quoi pouvons-nous vous aider, et que s'est-il passé jusqu'ici ?",
        "Votre message contient des pièces jointes et aucun texte : de quoi s'agit-il ?",
        "merci pour votre message.",
        "Il nous manque une information :",
    ),
    "es": _Words(
        "¿Podría indicarnos: {label}?",
        "¿De cuál de los dos se trata: {one} o {other}?",
        "¿Qué ocurrió exactamente y de qué producto se trata?",
        "¿En qué podemos ayudarle y qué ha ocurrido hasta ahora?",
        "Su mensaje trae archivos adjuntos y ningún texto: ¿de qué se trata?",
        "gracias por su mensaje.",
        "Antes necesitamos saber una cosa:",
    ),
    "pt": _Words(
        "Poderia indicar-nos: {label}?",
        "De qual dos dois se trata: {one} ou {other}?",
        "O que aconteceu exatamente e de que produto se trata?",
        "Em que podemos ajudar e o que aconteceu até agora?",
        "A sua mensagem traz anexos e nenhum texto: de que se trata?",
        "obrigado pela sua mensagem.",
        "Precisamos de saber uma coisa antes:",
    ),
    "it": _Words(
        "Potrebbe indicarci: {label}?",
        "Di quale dei due si tratta: {one} o {other}?",
        "Che cosa è successo esattamente e di quale prodotto si tratta?",
        "In che cosa possiamo aiutarla e che cosa è successo finora?",
        "Il suo messaggio ha allegati e nessun testo: di che cosa si tratta?",
        "grazie per il suo messaggio.",
        "Prima ci serve sapere una cosa:",
    ),
    "nl": _Words(
        "Kunt u ons nog laten weten: {label}?",
        "Om welke van de twee gaat het: {one} of {other}?",
        "Wat is er precies gebeurd, en om welk product gaat het?",
        "Waarmee kunnen we u helpen, en wat is er tot nu toe gebeurd?",
        "Uw bericht heeft bijlagen en geen tekst: waar gaat het over?",
        "bedankt voor uw bericht.",
        "Eén ding willen we eerst nog graag weten:",
    ),
    "pl": _Words(
        "Czy możemy prosić o podanie: {label}?",
        "O które z dwóch chodzi: {one} czy {other}?",
        "Co dokładnie się stało i którego produktu to dotyczy?",
        "W czym możemy pomóc i co się do tej pory wydarzyło?",
        "W wiadomości są załączniki, a nie ma tekstu: czego dotyczy?",
        "dziękujemy za wiadomość.",
        "Najpierw potrzebujemy jednej informacji:",
    ),
    "ja": _Words(
        "次の情報をお知らせいただけますか：{label}？",
        "どちらについてでしょうか：{one}、それとも{other}？",
        "具体的にどのようなことが起きましたか。また、どの商品についてでしょうか？",
        "どのようなご用件でしょうか。また、これまでの経緯をお聞かせいただけますか？",
        "添付ファイルのみで本文がありません。どのようなご用件でしょうか？",
        "お問い合わせありがとうございます。",
        "先に一点お伺いいたします。",
    ),
}


def for_field(language: str, label: str) -> str:
    """Asks for a field of the form, by the name that customers read."""
    return _in(language).field.format(label=label.strip().rstrip("?:"))


def for_one_of(language: str, one: str, other: str) -> str:
    """Asks which of two it is."""
    return _in(language).choice.format(one=one, other=other)


def for_all(language: str) -> str:
    """Asks what it is about, where next to nothing was said."""
    return _in(language).happened


def for_wish(language: str) -> str:
    """Asks what is wanted, where nothing was said."""
    return _in(language).wanted


def for_words(language: str) -> str:
    """The same where there are only files."""
    return _in(language).files


def why_we_ask(language: str, *, again: bool = False) -> str:
    """The sentences of a letter that lead to the question; nobody is thanked for having to write `again`."""
    first = sorry(language) if again else _in(language).thanks
    return f"{first}{'' if language == 'ja' else ' '}{_in(language).first}"


def is_ours(language: str) -> bool:
    """Whether there are words of ours in it."""
    return language in _WORDS


def _in(language: str) -> _Words:
    return _WORDS.get(language, _WORDS["en"])
