"""Whether two sentences say yes or no to the same thing: "we do not refund" is no evidence for "we refund"."""

from __future__ import annotations

import re

from assistant.core.evidence.overlap import keys
from assistant.core.words import one_of, words

_WORDS = words("""
    not no never none nobody nothing neither nor cannot cant without unable
    nicht nie niemals niemand nichts ohne weder
    pas jamais sans rien ni nunca jamás sin tampoco nada
    non mai senza niente não sem nem niet geen nooit zonder inte ikke ingen aldrig
""")
_NO = re.compile(
    rf"\b(?:{one_of(_WORDS)}|kein\w{{0,3}}|aucune?s?|ning[uú]n\w{{0,2}}|nessun\w{{0,2}}|nenhum\w?)\b"
    r"|(?:でき|し|あり|され|なり|え|れ|け|き|り|い)?ません|ない(?!で)|なし|不可|でき(?:かね|ず)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\wn['’]t\b", re.IGNORECASE)
"""The end of a word such as "don't"."""
_PERHAPS = "かもしれない"
_HARMLESS = re.compile(
    r"\b(?:no (?:problem|worries|later than|more than|longer than|less than|doubt)|not only|do(?: not"
    r"|n['’]t) (?:hesitate|worry)"
    r"|without (?:delay|hesitation)|nicht nur|kein problem|keine sorge|zögern sie (?:bitte )?nicht|ohne weiteres"
    r"|n['’]hésitez pas|pas de souci|sans (?:délai|tarder)|no (?:dude|dudes|se preocupe|te preocupes)|sin demora"
    r"|non esit\w+"
    r"|senza indugio|não hesite|aarzel niet|geen probleem)\b|でないと|" + _PERHAPS,
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:–—()、]|\b(?:but|unless|except|aber|sondern|außer|mais|sauf|pero|sino|salvo|però|tranne|mas|maar|tenzij)\b",
    re.IGNORECASE,
)


def negated(text: str) -> bool:
    """Whether a word says no; idioms such as "do not hesitate" do not."""
    if not _says_no(text) and _PERHAPS not in text:  # nearly every text; what is left without idioms says no more
        return False
    return _says_no(_HARMLESS.sub(" ", text))


def _says_no(text: str) -> bool:
    return bool(_NO.search(text) or (("'" in text or "’" in text) and _NOT.search(text)))


def agrees(claim: str, source: str) -> bool:
    """Whether each part of the claim has a part of the source that is about the same and as much yes or no."""
    if not negated(claim) and not negated(source):
        return True
    said = [(frozenset(keys(clause)), negated(clause)) for clause in _CLAUSE.split(source)]
    return all(_holds(frozenset(keys(clause)), negated(clause), said) for clause in _CLAUSE.split(claim))


def _holds(words: frozenset[str], no: bool, said: list[tuple[frozenset[str], bool]]) -> bool:
    shared = [(len(words & other), other_no) for other, other_no in said]
    most = max(shared, default=(0, False))[0]
    if not most:
        return not no or any(other_no for _, other_no in shared)
    same = max((count for count, other_no in shared if other_no == no), default=0)
    return same > max((count for count, other_no in shared if other_no != no), default=0)
