"""The questions that we put in words of our own, and the letter around a question, in our customers' languages."""

from __future__ import annotations

_WORDS = {
    "en": (
        "Could you tell us: {label}?",
        "Which of the two is it about: {one} or {other}?",
        "What exactly happened, and which product is it about?",
        "The message has attachments and no words: what is it about?",
        "thank you for your message. There is one thing that we need to know first:",
    ),
    "de": (
        "Könnten Sie uns bitte noch nennen: {label}?",
        "Um welches von beiden geht es: {one} oder {other}?",
        "Was genau ist passiert, und um welches Produkt geht es?",
        "Die Nachricht hat Anhänge und keinen Text: Worum geht es?",
        "vielen Dank für Ihre Nachricht. Eines müssten wir vorab noch wissen:",
    ),
    "fr": (
        "Pourriez-vous nous indiquer : {label} ?",
        "Duquel des deux s'agit-il : {one} ou {other} ?",
        "Que s'est-il passé exactement, et de quel produit s'agit-il ?",
        "Le message a des pièces jointes et aucun texte : de quoi s'agit-il ?",
        "merci pour votre message. Il nous manque une information :",
    ),
    "es": (
        "¿Podría indicarnos: {label}?",
        "¿De cuál de los dos se trata: {one} o {other}?",
        "¿Qué ocurrió exactamente y de qué producto se trata?",
        "El mensaje tiene archivos adjuntos y ningún texto: ¿de qué se trata?",
        "gracias por su mensaje. Antes necesitamos saber una cosa:",
    ),
    "pt": (
        "Poderia indicar-nos: {label}?",
        "De qual dos dois se trata: {one} ou {other}?",
        "O que aconteceu exatamente e de que produto se trata?",
        "A mensagem tem anexos e nenhum texto: de que se trata?",
        "obrigado pela sua mensagem. Precisamos de saber uma coisa antes:",
    ),
    "it": (
        "Potrebbe indicarci: {label}?",
        "Di quale dei due si tratta: {one} o {other}?",
        "Che cosa è successo esattamente e di quale prodotto si tratta?",
        "Il messaggio ha allegati e nessun testo: di che cosa si tratta?",
        "grazie per il suo messaggio. Prima ci serve sapere una cosa:",
    ),
    "nl": (
        "Kunt u ons nog laten weten: {label}?",
        "Om welke van de twee gaat het: {one} of {other}?",
        "Wat is er precies gebeurd, en om welk product gaat het?",
        "Het bericht heeft bijlagen en geen tekst: waar gaat het over?",
        "bedankt voor uw bericht. Eén ding willen we eerst nog graag weten:",
    ),
    "ja": (
        "次の情報をお知らせいただけますか：{label}？",
        "どちらについてでしょうか：{one}、それとも{other}？",
        "具体的にどのようなことが起きましたか。また、どの商品についてでしょうか？",
        "添付ファイルのみで本文がありません。どのようなご用件でしょうか？",
        "お問い合わせありがとうございます。先に一点お伺いいたします。",
    ),
}


def for_field(language: str, label: str) -> str:
    """Asks for a field of the form, by the name that customers read."""
    return _in(language)[0].format(label=label.strip().rstrip("?:"))


def for_one_of(language: str, one: str, other: str) -> str:
    """Asks which of two it is."""
    return _in(language)[1].format(one=one, other=other)


def for_all(language: str) -> str:
    """Asks what it is about, where next to nothing was said."""
    return _in(language)[2]


def for_words(language: str) -> str:
    """The same where there are only files."""
    return _in(language)[3]


def why_we_ask(language: str) -> str:
    """The sentence of a letter that leads to the question."""
    return _in(language)[4]


def is_ours(language: str) -> bool:
    """Whether there are words of ours in it."""
    return language in _WORDS


def _in(language: str) -> tuple[str, str, str, str, str]:
    return _WORDS.get(language, _WORDS["en"])
