"""What must not be told: other customers' particulars, and the words of texts that no customer may read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.core.context import Context
from assistant.core.evidence.grounds import Evidence, internal
from assistant.core.facts.stated import Known, Stated, stated

REMOVED = "[removed]"
_RUN, _UNSPACED_RUN = 8, 20
"""Words, or signs of a script without spaces, in a row that are no chance."""
_UNIT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+?(?=[\u3040-\u30ff\u3400-\u9fff]|[\W_]|$)")
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+){0,2}")
_ADDRESSED = re.compile(
    r"(?:\b(?:hi|hello|hey|dear|mrs?|ms|miss|dr|herr|frau|hallo|liebe[rs]?|geehrte[rs]?|bonjour|madame|monsieur"
    r"|cher|chère|hola"
    r"|señora?|estimad[oa]|ciao|gentile|signora?|olá|senhora?|beste|geachte|heer|mevrouw|name is|regards|thanks"
    r"|grüßen?"
    r"|cordialement|saludos?|saluti|groet(?:en)?)[.,!]?\s+)(?:[^\W\d_]+ ){0,2}$",
    re.IGNORECASE,
)
_EASTERN = re.compile(r"\s?(?:様|さん|さま)")


def foreign(text: str, context: Context, ground: Evidence) -> list[str]:
    """Words of the text that are a particular of another customer or of an internal text, and of nothing allowed."""
    hidden = "\n".join([*_past(context), *internal(context)])
    if not hidden.strip():
        return []
    theirs = Known(hidden)
    facts = [fact for fact in stated(text) if particular(fact) and theirs.holds(fact)]
    words = [fact.words for fact in facts if not ground.is_ours(fact) and not ground.theirs.holds(fact)]
    return list(
        dict.fromkeys([*words, *_names(text, hidden, f"{ground.desk}\n{ground.links.text}\n{ground.theirs.text}")])
    )


def particular(fact: Stated) -> bool:
    """Whether a fact can be one customer's own: anything but a small number or a length of time."""
    return fact.kind not in ("time", "number", "link") or (fact.kind != "link" and fact.digits() >= 3)


def copied(texts: Sequence[str], context: Context, ground: Evidence) -> frozenset[tuple[str, ...]]:
    """Runs of words of the texts that stand so in an internal one, and in nothing that a customer may read."""
    words = [unit for text in texts for unit in units(text)]
    length = run_length(words)
    ours = frozenset(_runs(words, length))
    if not ours:
        return ours
    taken = ours.intersection(_shared_runs(internal(context), frozenset(words), length))
    return (
        taken.difference(_shared_runs([ground.desk, ground.customer, ground.past], frozenset(words), length))
        if taken
        else taken
    )


def run_length(words: Sequence[str]) -> int:
    """How many words in a row are no chance, in this script."""
    unspaced = sum(len(word) == 1 and "\u3040" <= word <= "\u9fff" for word in words)
    return _UNSPACED_RUN if unspaced * 2 > len(words) else _RUN


def units(text: str) -> list[str]:
    """The words of a text, casefolded; of Japanese and Chinese each sign."""
    return [found[0].casefold() for found in _UNIT.finditer(text)]


def without_words(text: str, words: Iterable[str]) -> str:
    """The text with each of these words replaced by "[removed]"."""
    listed = sorted(set(words), key=len, reverse=True)
    if not listed:
        return text
    pattern = "|".join(r"\s+".join(map(re.escape, one.split())) for one in listed)
    return re.sub(rf"(?<![A-Za-zÀ-ɏ0-9])(?:{pattern})(?![A-Za-zÀ-ɏ0-9])", REMOVED, text)


def without_runs(parts: Sequence[str], runs: frozenset[tuple[str, ...]]) -> list[str]:
    """The parts of one text with these runs of words replaced by "[removed]", from part to part too."""
    if not runs:
        return list(parts)
    places = [(at, found) for at, part in enumerate(parts) for found in _UNIT.finditer(part)]
    words = [found[0].casefold() for _, found in places]
    length = len(next(iter(runs)))
    bad = {at + more for at, run in enumerate(_runs(words, length)) if run in runs for more in range(length)}
    taken = [(places[at][0], *places[at][1].span(), at) for at in sorted(bad)]
    return [_blanked(part, [row[1:] for row in taken if row[0] == number]) for number, part in enumerate(parts)]


def _blanked(part: str, words: list[tuple[int, int, int]]) -> str:
    """`words` are (start, end, number) in order; those with numbers in a row go as one."""
    text, end = "", 0
    for at, (start, stop, number) in enumerate(words):
        follows = at > 0 and words[at - 1][2] == number - 1
        text += "" if follows else part[end:start] + REMOVED
        end = stop
    return text + part[end:]


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _shared_runs(texts: Iterable[str], vocabulary: frozenset[str], length: int) -> Iterator[tuple[str, ...]]:
    for text in texts:
        row: list[str] = []
        for word in [*units(text), ""]:
            if word in vocabulary:
                row.append(word)
            else:
                yield from _runs(row, length)
                row = []


def _past(context: Context) -> list[str]:
    return [f"{one.title}\n{one.text}\n{one.answer}" for one in context.matches if one.pool == "past"]


def _names(text: str, hidden: str, allowed: str) -> Iterator[str]:
    """Capitalised words by which somebody is addressed or signs in a hidden text."""
    known = allowed.casefold()
    for name in dict.fromkeys(found[0] for found in _CAPITALISED.finditer(text)):
        for part in {name, *name.split()}:
            if len(part) > 2 and not stands(part.casefold(), known) and _is_addressed(part, hidden):
                yield part


def _is_addressed(name: str, hidden: str) -> bool:
    at = hidden.find(name)
    while at >= 0:
        if _ADDRESSED.search(hidden[max(0, at - 40) : at]) or _EASTERN.match(hidden, at + len(name)):
            return True
        at = hidden.find(name, at + 1)
    return False


def stands(word: str, text: str) -> bool:
    """Whether the word stands in the text with no letter or digit beside it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False
