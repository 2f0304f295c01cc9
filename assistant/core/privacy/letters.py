"""Names that nobody told us, where a letter has its names: after a greeting, under a closing, after a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.privacy.names import TITLES

_NAME_WORD = r"(?-i:[A-ZÀ-ÖØ-ÞŁŚŠŽĆČĐ])(?:['’](?-i:[A-Z]))?[^\W\d_]{0,24}(?:-[^\W\d_]{1,24})?\.?"
_LINKS = r"(?:(?:von|van|der|den|de|del|della|di|da|dos|du|la|le|el|al|y|e)[ ]){0,2}"
_FULL = rf"{_NAME_WORD}(?:[ ]{_LINKS}{_NAME_WORD}){{0,3}}"
_TITLE = (
    r"(?:mrs?|ms|miss|mx|dr|prof(?:essor)?|herrn?|frau|fräulein|monsieur|madame|mademoiselle|mme|mlle|señor(?:ita"
    r"|a)?|sra?|srta|signor[ae]?|sig(?:\.ra|\.na)?"
    r"|dott(?:\.ssa)?|meneer|mevrouw|dhr|mevr|senhora?|dona|don)\.?"
)
_GREETINGS = (
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?"
    r"|sehr geehrte[rs]?|moin|servus|grüezi"
    r"|bonjour|bonsoir|chère|cher|salut|hola|buen(?:os|as) (?:días|tardes|noches)|estimad[oa]|querid[oa]|olá|oi"
    r"|bom dia|boa (?:tarde|noite)"
    r"|prezad[oa]|car[oa]|ciao|buon(?:giorno|asera)|gentile|egregio|salve|beste|goede(?:n|morgen|middag|navond)"
    r"|geachte|dag)"
)
_GOES_ON = (
    r"[ ](?:I|I['’]\w{1,2}|we|my|thanks?|please|can|could|just|this|your|the|sorry|as|for|it|ich|wir|je"
    r"|nous|and|und|et)\b"
)
_CLOSINGS = (
    r"(?:(?:kind|best|warm|many|kindest|warmest)? ?regards|(?:yours )?(?:sincerely|faithfully|truly)|best wishes"
    r"|best|all the best|cheers|many thanks"
    r"|thanks(?: again| a lot| so much| a million)?|thank you(?: so much| very much)?|take care|yours|love"
    r"|(?:mit )?(?:freundliche[nm]?|liebe[nm]?|viele[n]?|beste[n]?|schöne[n]?|herzliche[n]?)? ?(?:grüße[n]?|gruß"
    r"|gruss|gruesse)|mfg|lg|vg|danke|vielen dank"
    r"|(?:bien )?cordialement|salutations(?: distinguées)?|bien à vous|merci(?: beaucoup| d['’]avance)?"
    r"|(?:un )?saludos?(?: cordial(?:es)?)?|atentamente"
    r"|(?:muchas )?gracias|(?:com os melhores )?cumprimentos|atenciosamente|(?:um )?abraços?|obrigad[oa]"
    r"|(?:cordiali |distinti )?saluti|grazie(?: mille)?"
    r"|(?:met )?(?:vriendelijke|hartelijke)? ?(?:groet(?:en|jes)?)|bedankt|よろしくお願い(?:いた)?します。?)"
)
_NOBODY = re.compile(
    r"(?:there|all|everyone|everybody|team|support|sir|madam|folks|guys|customer|customers|friend|friends|service"
    r"|zusammen|damen|herren|leute"
    r"|kundin|kunde|kunden|kundenservice|à tous|tous|toutes|messieurs|mesdames|equipo|clientes?|todos|tutti|team"
    r"|allemaal|klant|again|for|und|and|you"
    r"|gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)|the|we|my|your|i|ich|wir|je|is|this|that|can|could|do|to|from|very|so|help"
    r"|desk|care|office|sales|shop|finance|please|bitte|kindly|sent|von"
    r"|meinem|just|quick|how|what|when|where|why|who|which|are|am|have|has|does|did|if|question|order"
    r"|in|皆|お客|advance|voraus|avance|antemano|anticipo)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:[ -](?:team|support|service))?", re.IGNORECASE)
_PLACES = (
    re.compile(  # Hi Maria, / Sehr geehrte Frau Dr. Keller / hi maria,
        rf"(?:^|(?<=[.!?\n>])) {{0,3}}[*_]{{0,2}}{_GREETINGS},?[ ](?:{_TITLE}[ ]){{0,2}}(?P<name>{_FULL}"
        rf"(?=[ ]?(?:[,!:;.\n–]|-[ ]|$|{_GOES_ON}))|[^\W\d_]{{2,20}}(?=[ ]?[,!\n]))",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(  # Liebe Grüße, Tom / Kind regards,\nTom Miller
        rf"(?:^|(?<=[.!?,;)]))[ ]{{0,3}}{_CLOSINGS}[ ]?[,!.–-]{{0,2}}(?:[ ]|\s{{1,4}}(?:(?:your|ihr[e]?|dein[e]?"
        rf"|i\.A\.)[ ])?)(?P<name>{_FULL}|[^\W\d_]{{2,20}})(?=[ ]?[.,!]?[ ]?(?:$|\n))",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(rf"(?<![\w.]){_TITLE}[ ](?:{_TITLE}[ ])?(?P<name>{_LINKS}{_FULL})", re.IGNORECASE),  # Mr Smith
    re.compile(
        r"\b(?:my name is|name['’]s|ich hei(?:ß|ss)e|mein name ist|je m['’]appelle|mon nom est|me llamo|mi nombre es"
        r"|mi chiamo|il mio nome è|ik heet"
        rf"|mijn naam is|(?:o )?meu nome é|chamo-me|name:|nom ?:|nombre:|nome:|naam:)[ ]?(?P<name>{_FULL})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:this is|i am|i['’]m|hier ist|ich bin|ici|soy|sono)[ ](?P<name>{_NAME_WORD}[ ]{_LINKS}{_NAME_WORD})",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|(?<=[\s、。「(]))(?P<name>[\u4e00-\u9fff\u30a0-\u30ff]{1,6})(?=[ 　]?(?:様|さま|さん|殿))", re.MULTILINE
    ),
)


def _office(text: str, at: int) -> str:
    found = _OFFICE.match(text, at)
    return found[0] if found else ""


def in_letters(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of names after greetings, titles and "my name is", and under closings."""
    for place in _PLACES:
        for found in place.finditer(text):
            words = re.findall(r"[^\W_]+", found["name"] + _office(text, found.end("name")))
            if words and not any(_NOBODY.fullmatch(word) or word.casefold() in TITLES for word in words):
                yield found.start("name"), found.start("name") + len(found["name"].rstrip("."))
