"""Greetings, closings and one apology in the languages of our customers."""

from __future__ import annotations

import re

_PHRASES = {
    "en": ("Hello", "Kind regards", "we are sorry that you had to contact us again."),
    "de": ("Hallo", "Mit freundlichen Grüßen", "es tut uns leid, dass Sie uns noch einmal schreiben mussten."),
    "fr": ("Bonjour", "Cordialement", "nous sommes désolés que vous ayez dû nous écrire à nouveau."),
    "es": ("Hola", "Un saludo", "lamentamos que haya tenido que escribirnos de nuevo."),
    "pt": ("Olá", "Com os melhores cumprimentos", "lamentamos que tenha tido de nos escrever de novo."),
    "it": ("Buongiorno", "Cordiali saluti", "ci dispiace che abbia dovuto scriverci di nuovo."),
    "nl": ("Hallo", "Met vriendelijke groet", "het spijt ons dat u ons nog een keer moest schrijven."),
    "pl": ("Dzień dobry", "Z poważaniem", "przepraszamy, że trzeba było napisać do nas ponownie."),
    "ja": ("", "よろしくお願いいたします", "度々ご連絡をいただくことになり、申し訳ございません。"),
}
_SORRY = frozenset(said.casefold() for _, _, said in _PHRASES.values())
_GREETING = re.compile(
    r"\W*(hi|hello|hey|dear|good (morning|afternoon|evening|day)|hallo|guten (tag|morgen|abend)|liebe[rs]?"
    r"|sehr geehrte[rs]?|moin"
    r"|servus|grüezi|bonjour|bonsoir|cher|chère|salut|hola|buen(os|as)|estimad[oa]|querid[oa]|olá|oi|bom dia"
    r"|boa (tarde|noite)"
    r"|prezad[oa]|car[oa]|ciao|buon(giorno|asera)|gentile|egregio|salve|beste|goede(n|morgen|middag|navond)?"
    r"|geachte|dag"
    r"|dzień dobry|witam|szanown[ay]|cześć|こんにちは|お世話になっ)\b",
    re.IGNORECASE,
)
_JAPANESE_GREETING = re.compile(r"^.{0,30}(様|さま|さん)|^(こんにちは|お世話になっ)")
_CLOSING = re.compile(
    r"\b(regards|sincerely|best wishes|all the best|cheers|yours|take care|grüße|grüßen|gruß|cordialement"
    r"|salutations|bien à vous"
    r"|saludos?|atentamente|cumprimentos|atenciosamente|abraços?|saluti|groet|groeten|groetjes|mfg|poważaniem|pozdrawiam|pozdrowienia)\b|よろしくお願い",
    re.IGNORECASE,
)


def greeting(language: str, name: str) -> str:
    """The first line of a reply."""
    if language == "ja":
        return f"{name} 様" if name else "お客様"
    return f"{_PHRASES.get(language, _PHRASES['en'])[0]} {name}".strip() + ","


def closing(language: str, agent: str, desk: str, *, signature: str = "") -> str:
    """The last lines of a reply: after the closing words the desk's signature, else agent and desk where known."""
    words = _PHRASES.get(language, _PHRASES["en"])[1]
    names = (signature,) if signature else (agent, desk)
    return "\n".join(line for line in (words + ("" if language == "ja" else ","), *names) if line)


def sorry(language: str) -> str:
    """To somebody who had to write again: the sentence that follows a greeting."""
    return _PHRASES.get(language, _PHRASES["en"])[2]


def is_sorry(sentence: str) -> bool:
    """Whether it is that sentence, in any language."""
    return sentence.strip().casefold() in _SORRY


def has_greeting(text: str) -> bool:
    """Whether a text begins as a letter does."""
    return bool(_GREETING.match(text[:80]) or _JAPANESE_GREETING.match(text[:80]))


def has_closing(text: str) -> bool:
    """Whether a text ends as a letter does."""
    return bool(_CLOSING.search(text[-160:]))
