"""Values of ticket fields that we propose, only from the account's own; none is better than a wrong one."""

from __future__ import annotations

import re

from assistant.core.context import Context
from assistant.core.draft import Triage
from assistant.core.retrieval import tokens

_URGENT = re.compile(
    r"\b(urgent(ly)?|asap|emergency|immediately|as soon as possible|dringend|eilt|sofort|notfall|urgente?"
    r"|urgence|d'urgence"
    r"|inmediatamente|urgência|subito|immediatamente|spoed|dringende?|on fire|smoke|electric shock|stromschlag"
    r"|brennt|injured)\b"
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


def propose(context: Context) -> tuple[Triage, ...]:
    """Type, priority and group where the words speak clearly and the ticket does not say so already."""
    words = set(tokens(context.question()))
    found = (_type(context, words), _priority(context), _group(context, words))
    return tuple(triage for triage in found if triage)


def _type(context: Context, words: set[str]) -> Triage | None:
    if context.type:
        return None
    scores = {label: len(words & _cues(label)) for label in context.desk.types}
    return _clear("type", scores, "words of the message")


def _cues(label: str) -> set[str]:
    return set(tokens(f"{label} {_CUES.get(label.casefold(), '')}"))


def _group(context: Context, words: set[str]) -> Triage | None:
    if context.group:
        return None
    return _clear(
        "group", {name: len(words & set(tokens(name))) for _, name in context.desk.groups}, "named in the message"
    )


def _clear(field: str, scores: dict[str, int], reason: str) -> Triage | None:
    """The one label that leads; two that tie are none."""
    best = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if not best or best[0][1] == 0 or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return Triage("type" if field == "type" else "group", best[0][0], reason)


def _priority(context: Context) -> Triage | None:
    """Upwards only, and one step short of the top: a person decides what is urgent."""
    question = context.question()
    found = _URGENT.search(question)
    names = dict(context.desk.priorities)
    if not found or _NOT_URGENT.search(question) or 3 not in names or context.priority in (names[3], names.get(4)):
        return None
    return Triage("priority", names[3], f"says “{found[0].lower()}”")
