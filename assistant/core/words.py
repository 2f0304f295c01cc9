"""Word lists written as running text."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """The words of a text, set off by any white space."""
    return frozenset(text.split())


def one_of(choices: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest that fits first.

    Words that begin alike are branches of one tree: what begins with none of their letters is passed by at once, where
    a plain list of alternatives tries each of them at each place."""
    heads: dict[str, list[str]] = {}
    for choice in choices:
        heads.setdefault(choice[:1], []).append(choice[1:])
    ends = heads.pop("", None)
    branches = [re.escape(head) + one_of(tails) for head, tails in sorted(heads.items())]
    joined = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})" if branches else ""
    return joined + ("?" if ends and joined else "")


STOP = words("""
    a about am an and any are as at be been but by can could did do does for from get got had has have hello
    help hi how i
    i'm if in into is it its just know like me my need no not of on or our out please she should so some tell
    thank thanks
    that the their them then there they this to up us want was we were what when where which who why will with
    would you
    your
    aber als auch auf aus bei bin bitte das dass dem den der des die ein eine einen einer er es für hab habe
    haben hallo hat
    ich ihr ihre im in ist kann kein keine man mein meine mich mir mit nach nicht noch nun oder sehr sie sind
    so und uns von
    war was wann warum wenn werden wie wird wir wo zu zum zur danke guten tag
    je le la les un une des du de et est que qui ne pas pour sur dans avec mon ma mes ce vous nous bonjour merci
    el los las una y en es por con para mi se lo su hola gracias
    il gli che di e per non ho ciao grazie
    o os as um uma em com não meu minha olá obrigado
    het een van ik is niet mijn met voor dat op te en heb maar hallo bedankt
""")
"""Words that tell no two questions apart: en, de, fr, es, it, pt, nl."""
