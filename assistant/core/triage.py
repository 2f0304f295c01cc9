"""Values of ticket fields that we propose, only from the account's own; none is better than a wrong one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from assistant.core.context import Context
from assistant.core.draft import Match, Triage
from assistant.core.matters import matter
from assistant.core.retrieval.similar import Vote, votes
from assistant.core.retrieval.terms import terms

_URGENT = re.compile(
    r"\b(urgent(ly)?|asap|emergency|immediately|as soon as possible|dringend|eilt|sofort|notfall|urgente?"
    r"|urgence|d'urgence"
    r"|inmediatamente|urgência|subito|immediatamente|spoed|dringende?)\b"
    r"|至急|緊急",
    re.IGNORECASE,
)
_NOT_URGENT = re.compile(
    r"\b(no(t| hurry)|nicht|kein|pas|no es|não|non) (\w+ )?(urgent|dringend|urgente|eilig|rush)", re.IGNORECASE
)
_CUES = {
    "question": "question wondering frage pregunta vraag domanda pergunta comment cómo dónde cuándo",
    "incident": "error broken down outage crash fail defekt kaputt störung panne cassé error roto",
    "problem": "broken stopped defective faulty fault error fail damaged not working kaputt defekt funktioniert geht"
    " cassé panne marche fonctionne roto funciona averiado rotto guasto kapot werkt",
    "refund": "refund money back rückerstattung geld zurück remboursement reembolso rimborso terugbetaling",
    "return": "return send back retoure rückgabe zurückschicken umtausch retour renvoyer devolver devolución reso"
    " retourneren",
    "order": "order delivery parcel tracking shipped bestellung paket lieferung sendung commande colis livraison"
    " pedido paquete envío ordine pacco spedizione bestelling pakket levering",
    "feedback": "suggestion idea feedback wish love praise vorschlag lob idée sugerencia",
    "feature request": "feature add support would be nice wish could you add",
}
"""Words that point to a type, by its name; types of other names are found by the words of their own label."""


_AGREED, _SURE = 0.5, 0.8
"""Least share of similar tickets that a value needs, and the one from which it is sure."""
_ENOUGH = 3
"""Similar tickets with a value before it may be sure: two can agree by chance."""
_NEAR = 0.3
"""Least score of a past ticket that is similar at all."""
_TAGS = 3


def propose(context: Context, said: tuple[Triage, ...] = ()) -> tuple[Triage, ...]:
    """Type, priority, group and tags that the ticket does not have yet, from similar tickets, from what a model `said`
    and from clear words, in this order; only values of the account's own."""
    words = set(terms(context.question()))
    model = {triage.field: triage for triage in said}
    found = (
        _similar(context, "type", context.type) or model.get("type") or _type(context, words),
        _priority(context) or model.get("priority"),
        _similar(context, "group", context.group) or model.get("group") or _group(context, words),
    )
    agreed = tuple(_with_model(triage, model.get(triage.field)) for triage in found if triage)
    return (*agreed, *_tags(context))


def _with_model(triage: Triage, said: Triage | None) -> Triage:
    """A model that says the same makes a proposal surer; one that says otherwise makes it doubtful."""
    if said is None or said is triage:
        return triage
    if said.value == triage.value:
        surer: dict[str, Literal["high", "medium"]] = {"low": "medium", "medium": "high"}
        return replace(triage, confidence=surer.get(triage.confidence, "high"))
    return replace(triage, reason=f"{triage.reason}; the model says {said.value}", confidence="low")


def _past(context: Context) -> list[Match]:
    return [match for match in context.matches if match.pool == "past" and match.score >= _NEAR]


def _similar(context: Context, field: Literal["type", "group"], now: str) -> Triage | None:
    own = set(context.desk.types) if field == "type" else {name for _, name in context.desk.groups}
    found = [vote for vote in votes(_past(context), field) if vote.value in own]
    if now or not found or found[0].share < _AGREED:
        return None
    return _of_vote(field, found[0])


def _of_vote(field: Literal["type", "group", "tags"], vote: Vote) -> Triage:
    sure = vote.share >= _SURE and vote.count >= _ENOUGH
    reason = f"{vote.count} of {vote.of} similar tickets"
    return Triage(field, vote.value, reason, "high" if sure else "medium" if vote.count > 1 else "low")


def _tags(context: Context) -> tuple[Triage, ...]:
    """Tags that similar tickets ended up with; the desk's own by that."""
    found = [vote for vote in votes(_past(context), "tags") if vote.share >= _AGREED and vote.count > 1]
    return tuple(_of_vote("tags", vote) for vote in found if vote.value not in context.tags)[:_TAGS]


def _type(context: Context, words: set[str]) -> Triage | None:
    if context.type:
        return None
    scores = {label: len(words & _cues(label)) for label in context.desk.types}
    return _clear("type", scores, "words of the message")


def _cues(label: str) -> set[str]:
    return set(terms(f"{label} {_CUES.get(label.casefold(), '')}"))


def _group(context: Context, words: set[str]) -> Triage | None:
    if context.group:
        return None
    return _clear(
        "group", {name: len(words & set(terms(name))) for _, name in context.desk.groups}, "named in the message"
    )


def _clear(field: str, scores: dict[str, int], reason: str) -> Triage | None:
    """The one label that leads; two that tie are none."""
    best = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if not best or best[0][1] == 0 or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return Triage("type" if field == "type" else "group", best[0][0], reason)


def _priority(context: Context) -> Triage | None:
    """Upwards only. For words that ask for haste one step short of the top: a person decides what is urgent."""
    question = context.question()
    names = dict(context.desk.priorities)
    grave = matter(question)
    if grave is not None and context.priority not in [names.get(level) for level in range(grave.kind.level, 5)]:
        name = names.get(grave.kind.level)
        return Triage("priority", name, f"it may be {grave.kind.name}", "medium") if name else None
    found = _URGENT.search(question)
    if not found or _NOT_URGENT.search(question) or 3 not in names or context.priority in (names[3], names.get(4)):
        return None
    return Triage("priority", names[3], f"says “{found[0].lower()}”")
