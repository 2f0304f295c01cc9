"""Words by which a reply binds the desk: money, gifts, guarantees, days by which something will be done."""

from __future__ import annotations

import re

from assistant.core.words import one_of

_WORD = (
    r"refund\w*|guarantee\w*|compensat\w*|reimburs\w*|voucher|discount|free of charge|waive\w*|approved"
    r"|erstatt\w+|rückerstatt\w+|garantier\w+|entschädig\w+|gutschein|rabatt|kostenlos|kostenfrei|gutschrift"
    r"|rembours\w+|garanti\w+|dédommag\w+|remise|gratuit\w*|reembols\w+|garantiz\w+|indemniz\w+|descuento|gratis"
    r"|rimbors\w+|sconto|terugbetal\w+|korting|desconto|grátis"
)
_EAST = r"返金|無料|割引|保証"
PROMISE = re.compile(rf"\b(?:{_WORD})\b|{_EAST}", re.IGNORECASE)
"""Words of money given back, of gifts and guarantees."""
_ACT = re.compile(
    r"\b(?:we|i|wir|ich|nous|je|noi|wij|ik|nós)\b"
    r"(?:(?!sorry|apolog|regret|understand|hope|hear|leid|bedauer|verst|désol|compren|spijt|begrijp)[^.!?;:\n]){0,60}?"
    rf"\b(?:{_WORD})\b"
    r"|\b(?:re(?:fund|quest|turn|imbursement)|claim|voucher|discount)\b[^.!?\n]{0,40}\b(?:approved|granted|issued"
    r"|on (?:its|the) way)\b"
    r"|\b(?:has|have) been (?:fully )?(?:refunded|approved|reimbursed|waived|credited)\b"
    r"|\bwurde\w*\b[^.!?\n]{0,60}\w*(?:erstattet|genehmigt)\b"
    r"|\b(?:a été|avons) (?:\w+ )?(?:rembours|approuv)\w+|\b(?:ha sido|hemos) (?:\w+ )?(?:reembolsad|aprobad)\w+"
    r"|\breembolsaremos\b"
    r"|返金(?:いた|し)",
    re.IGNORECASE,
)
_DAYS = {
    "monday": "monday montag lundi lunes lunedì maandag segunda-feira 月曜",
    "tuesday": "tuesday dienstag mardi martes martedì dinsdag terça-feira 火曜",
    "wednesday": "wednesday mittwoch mercredi miércoles mercoledì woensdag quarta-feira 水曜",
    "thursday": "thursday donnerstag jeudi jueves giovedì donderdag quinta-feira 木曜",
    "friday": "friday freitag vendredi viernes venerdì vrijdag sexta-feira 金曜",
    "saturday": "saturday samstag sonnabend samedi sábado sabato zaterdag 土曜",
    "sunday": "sunday sonntag dimanche domingo domenica zondag 日曜",
}
_DAY = {name: day for day, names in _DAYS.items() for name in names.split()}
_EASTERN_DAYS = frozenset(name for name in _DAY if name[-1] == "曜")
WEEKDAY = re.compile(rf"\b{one_of(_DAY.keys() - _EASTERN_DAYS)}s?\b|{one_of(_EASTERN_DAYS)}", re.IGNORECASE)
TODAY = re.compile(r"\b(?:today|tonight|heute|aujourd['’]hui|hoy|oggi|vandaag|hoje)\b|本日|今日", re.IGNORECASE)
TOMORROW = re.compile(
    r"\b(?:tomorrow|(?<!guten )(?<!am )morgen(?! früh)|demain|(?<!la )mañana|domani|amanhã)\b|明日", re.IGNORECASE
)


def weekday(word: str) -> str:
    """The English name, in small letters, of what `WEEKDAY` found."""
    name = word.casefold()
    return _DAY.get(name) or _DAY[name.removesuffix("s")]


def acts(text: str) -> bool:
    """Whether it says that we give or gave money, a gift or a guarantee; a policy in general is no act."""
    return bool(_ACT.search(text))


def deadlines(text: str) -> list[str]:
    """Words that name a day by which something is to be done, as they stand; none in a question."""
    if text.rstrip().endswith(("?", "？")):
        return []
    return [found[0] for pattern in (TODAY, TOMORROW, WEEKDAY) for found in pattern.finditer(text)]
