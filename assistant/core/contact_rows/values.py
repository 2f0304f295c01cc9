"""From the text of a cell to the value that a field takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email

from assistant.core.contact_rows.dates import DateOrder, day, is_unclear
from assistant.core.contact_rows.spellings import plain

_YES_WORDS = """
    true yes y 1 x on t ja j wahr oui vrai o sí si s verdadero sim v verdadeiro vero waar tak prawda sant ano evet doğru
    kyllä да истина так はい 是 예 כן نعم ναι"""
_NO_WORDS = """
    false no n 0 off f nein falsch non faux falso não nao nee onwaar nie fałsz nej falskt nei ne hayır yanlış ei нет
    ложь ні いいえ 否 아니요 לא لا οχι"""
_YES, _NO = (frozenset(map(plain, words.split())) for words in (_YES_WORDS, _NO_WORDS))
_SIGNS = {"✓", "✔", "☑"}
_EDGES = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u2060\ufeff\0"


class ValueProblem(ValueError):
    """A cell that its field does not take; says what would fit, never what was there."""


def clean(cell: str) -> str:
    """Without the space, seen and unseen, around it."""
    return cell.strip(_EDGES)


def value(text: str, kind: str, choices: Sequence[str] = (), order: DateOrder | None = None) -> Any:
    """What `text`, which is not empty, means for a field of that kind. Raises ValueProblem."""
    match kind:
        case "email":
            return address(text)
        case "line":
            return " ".join(text.split())
        case "emails":
            return tuple(address(each) for each in _parts(text))
        case "words":
            return _parts(text)
        case "number":
            return _whole(text)
        case "decimal":
            return _decimal(text)
        case "checkbox":
            return _flag(text)
        case "date":
            return _date(text, order)
        case "choice":
            return _choice(text, choices)
        case _:
            return text


def address(text: str) -> str:
    """A mail address in its usual form, also out of "Ana <ana@example.org>". Raises ValueProblem; asks no server."""
    bare = clean(text).removeprefix("mailto:")
    try:
        return validate_email(bare, check_deliverability=False, allow_display_name=True).normalized
    except EmailNotValidError:
        pass
    several = len([part for part in re.split(r"[;,\s]+", bare) if "@" in part]) > 1
    raise ValueProblem("has several addresses; one is wanted" if several else "is no valid e-mail address")


def _parts(text: str) -> tuple[str, ...]:
    """Words by commas, semicolons, bars or lines, each once whatever its case."""
    found: dict[str, str] = {}
    for part in re.split(r"[,;|\n]+", text):
        if word := clean(part):
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def _whole(text: str) -> int:
    bare = re.sub(r"[\s'’\u00a0\u202f]", "", text)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+", bare):
        bare = re.sub(r"[.,]", "", bare)
    bare = re.sub(r"[.,]0+\Z", "", bare)  # as spreadsheets save whole numbers at times
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", bare):
        raise ValueProblem("takes a whole number")
    return int(bare)


def _decimal(text: str) -> float:
    bare = re.sub(r"[\s'’\u00a0\u202f]", "", text)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", bare) and "," in bare:
        raise ValueProblem('takes a number, and "1,234" may be two: write 1234 or 1.234')
    last = max(bare.rfind("."), bare.rfind(","))
    if last >= 0:
        head, tail = re.sub(r"[.,]", "", bare[:last]), bare[last + 1 :]
        grouped = bare.count(bare[last]) > 1
        bare = head + tail if grouped else f"{head}.{tail}"
    if not re.fullmatch(r"[+-]?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})", bare):
        raise ValueProblem("takes a number")
    return float(bare)


def _flag(text: str) -> bool:
    word = plain(text)
    if text in _SIGNS or word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueProblem("takes yes or no")


def _date(text: str, order: DateOrder | None) -> str:
    found = day(text, order)
    if found is None:
        unclear = " and which part is the month cannot be told: say it with --dates" if is_unclear(text) else ""
        raise ValueProblem(f"takes a day as YYYY-MM-DD{unclear}")
    return found


def _choice(text: str, choices: Sequence[str]) -> str:
    for same in (str, str.casefold, plain):
        for each in choices:
            if same(each) == same(text):
                return each
    raise ValueProblem(f"takes one of: {', '.join(choices[:20])}{', …' if len(choices) > 20 else ''}")
