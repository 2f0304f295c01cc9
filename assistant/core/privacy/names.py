"""Names of people: those that are known, and those that stand where a letter has its names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_MARKS = "[\u0300-\u036f]{0,2}"
_LETTER = r"[^\W\d_]"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_TITLES = _words("mr mrs ms miss mx dr prof herr herrn frau monsieur madame mme mlle sig dott señor señora sir")
_PARTICLES = _words(
    "von van der den de del della di da dos das do du la le les el al bin ben ibn zu zur vom y e ter ten und and"
)
_OF_FIRMS = _words(
    "gmbh ag kg ohg ug ltd limited llc inc corp corporation company co plc sa sas sarl srl spa bv nv oy ab as aps"
    " kft sl slu lda ltda gbr"
)
_ROLES = _words(
    "support team service customer care info sales office help helpdesk desk admin contact shop store billing"
    " accounts kundenservice kundendienst"
    " noreply mail mailer daemon postmaster agent automatic system user guest unknown somebody else finance"
)
_ALSO_WORDS = _words(
    "will mark may rose grace hope joy bill frank art rich long young page price early sunday summer dawn iris lily"
    " pearl ruby jack rob pat"
    " sue drew chase chance faith june april august max so an do see long short white black brown green gray grey"
    " field fields bush stone rice"
    " cook baker miller fischer weber bauer king bishop best good day love lane hill wood woods bell ball case cash"
    " banks park parks rush sharp"
    " sage sky star wise wolf major martin guy han lang klein gross groß kurz neu jung alt braun schwarz weiss weiß"
    " sommer winter herbst"
)
"""Names that are words too: names only with a capital."""


def variants(name: str) -> list[str]:
    """A name as people may write it: whole, and in its parts; longest first. A firm's name has no parts."""
    words = re.findall(r"[^\s,;()\"<>]+", name)[:8]
    if not words or "@" in name:
        return []
    if any(word.strip(".").casefold() in _OF_FIRMS for word in words):
        firm = [word for word in words if word.strip(".&").casefold() not in _OF_FIRMS | {""}]
        return list(dict.fromkeys([" ".join(words), " ".join(firm)])) if firm else [" ".join(words)]
    whole = " ".join(words) if len(words) > 1 or is_name(words[0]) else ""
    parts = [word for word in words if is_name(word)]
    parts += [piece for word in parts if "-" in word for piece in word.split("-") if len(piece) > 2]
    return sorted(dict.fromkeys(filter(None, [whole, *parts])), key=len, reverse=True)


def is_name(word: str) -> bool:
    """Whether a part of a name says who it is; particles, titles and words of offices do not."""
    plain = word.strip(".").casefold()
    short = len(plain) < (2 if _CJK.search(plain) else 3) and not (
        len(plain) == 2 and plain.isalpha() and word[0].isupper()
    )
    return not short and plain not in _PARTICLES | _TITLES | _ROLES and any(char.isalpha() for char in plain)


def pattern(name: str) -> str:
    """A regular expression of one way to write a name: accents, case and spacing folded, ü as ue too."""
    inner = r"[\s\u00a0.,_-]{1,3}".join("".join(_letter(char) for char in word) for word in name.split())
    before = "" if _CJK.match(name[0]) else rf"(?<!{_LETTER})"
    after = "" if _CJK.match(name[-1]) else rf"(?!{_LETTER})"
    if " " in name or name.casefold() not in _ALSO_WORDS:
        return f"{before}{inner}{after}"
    first, rest = name[0], "".join(_letter(char) for char in name[1:])
    return f"{before}(?-i:{re.escape(first.upper())}){rest}{after}"


_ACCENTED = {
    "a": "àáâãäåā", "c": "çćč", "d": "ďđ", "e": "èéêëēęě", "g": "ğ", "i": "ìíîïī", "l": "ł", "n": "ñńň", "o": "òóôõöøō",
    "r": "ř", "s": "śšş", "t": "ť", "u": "ùúûüūů", "y": "ýÿ", "z": "źżž",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].casefold()
    if char.casefold() in "äöüß":
        return f"(?:{base}{_MARKS}|{char}|{ {'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss'}[char.casefold()] })"
    also = _ACCENTED.get(base[0], "")
    if also or (base.isascii() and base.isalpha()):
        return f"[{base}{also}]{_MARKS}" if also else f"{base}{_MARKS}"
    return re.escape(char) if char not in "'’" else "['’]"


def known(names: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for all of them, in all their parts; None if there are none."""
    ways = dict.fromkeys(way for name in names for way in variants(name[:200]))
    if not ways:
        return None
    return re.compile("|".join(pattern(way) for way in sorted(ways, key=len, reverse=True)), re.IGNORECASE)


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
    r"|meinem|just|quick|in|advance|voraus|avance|antemano|anticipo)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:[ -](?:team|support|service))?", re.IGNORECASE)
_PLACES = (
    re.compile(  # Hi Maria, / Sehr geehrte Frau Dr. Keller / hi maria,
        rf"(?:^|(?<=[.!?\n>])) {{0,3}}[*_]{{0,2}}{_GREETINGS},?[ ](?:{_TITLE}[ ]){{0,2}}(?P<name>{_FULL}"
        rf"|[^\W\d_]{{2,20}}(?=[ ]?[,!\n]))",
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
            if words and not any(_NOBODY.fullmatch(word) for word in words) and found["name"] not in ("皆", "お客"):
                yield found.start("name"), found.start("name") + len(found["name"].rstrip("."))
