"""Choices as admins see them: a tree of {id, position, value, parent_choice_id, choices} (freshdesk-api 6.8)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.sandbox import errors
from assistant.sandbox.state import JSON, Desk


def planted(desk: Desk, labels: Iterable[Any], parent: int) -> list[JSON]:
    """A tree of labels, as ["Return"] or [{"Lamps": [{"Desk": ["Oak"]}]}]."""
    pairs = [pair for each in labels for pair in (each.items() if isinstance(each, dict) else [(each, [])])]
    return [_choice(desk, value, place, parent, below) for place, (value, below) in enumerate(pairs, 1)]


def _choice(desk: Desk, value: str, place: int, parent: int, below: Iterable[Any]) -> JSON:
    number = desk.new_id()
    known = {"id": number, "position": place, "value": value, "parent_choice_id": parent}
    return {**known, "choices": planted(desk, below, number)}


def changed(desk: Desk, tree: list[JSON], given: Iterable[JSON], parent: int) -> list[JSON]:
    """The tree after what was given: {"id", "value"} renames, {"id", "deleted": true} removes, {"value"} adds; other
    choices stay. Raises Refused 400."""
    kept = {row["id"]: row for row in tree}
    for each in given:
        number, value = each.get("id"), each.get("value")
        if number is not None and number not in kept:
            raise errors.invalid("choices", "There are records missing for these choices")
        if number is not None and each.get("deleted"):
            del kept[number]
        elif number is not None:
            row = kept[number]
            below = changed(desk, row["choices"], each.get("choices") or [], number)
            kept[number] = {**row, "value": value or row["value"], "choices": below}
        else:
            row = _choice(desk, value or "", each.get("position") or len(kept) + 1, parent, [])
            kept[row["id"]] = {**row, "choices": changed(desk, [], each.get("choices") or [], row["id"])}
    rows = sorted(kept.values(), key=lambda row: row["position"])
    return [{**row, "position": place} for place, row in enumerate(rows, 1)]


def check(given: Iterable[Any]) -> None:
    """Raises Refused 400 for a choice without a text, at any depth."""
    for each in given:
        named = isinstance(each, dict) and isinstance(each.get("value", "" if "id" in each else None), str)
        if not named or not isinstance(each.get("choices") or [], list):
            raise errors.invalid("choices", "It should be a/an Array of key/value pairs", "datatype_mismatch")
        check(each.get("choices") or [])


def labels(tree: Iterable[JSON]) -> list[Any]:
    """As `/ticket_fields` shows them: texts, or objects where a choice has choices of its own."""
    nested = any(row["choices"] for row in tree)
    return [_nested(row) for row in tree] if nested else [row["value"] for row in tree]


def _nested(row: JSON) -> JSON:
    return {row["value"]: [_nested(each) if each["choices"] else each["value"] for each in row["choices"]]}


def values(tree: Iterable[JSON], depth: int) -> list[str]:
    """What may be chosen on one level, 0 the top."""
    if depth == 0:
        return [row["value"] for row in tree]
    return [value for row in tree for value in values(row["choices"], depth - 1)]
