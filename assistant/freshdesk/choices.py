"""The choices of a ticket field: four shapes in, one out (freshdesk-api 6.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One choice. `value` is what a ticket holds: a number for status, priority and the like, else the label itself.

    `customer_label` is what the portal shows for a status; `children` are the next level of a nested field.
    """

    label: str
    value: int | str
    customer_label: str | None = None
    children: tuple[Choice, ...] = ()


def parse_choices(field_type: str, raw: Any) -> tuple[Choice, ...]:
    """Choices of a field as `/ticket_fields` or `/admin/ticket_fields` gives them; what fits no shape is left out."""
    if isinstance(raw, list):
        return tuple(choice for each in raw for choice in _of_item(field_type, each))
    if isinstance(raw, dict):
        return tuple(choice for item in raw.items() for choice in _of_pair(field_type, *item))
    return ()


def _of_item(field_type: str, item: Any) -> tuple[Choice, ...]:
    """An entry of a list: "Question", {"usa": [...]}, or the admin family's {"id", "value", "choices"}."""
    if isinstance(item, str):
        return (Choice(item, item),)
    if not isinstance(item, dict):
        return ()
    if "value" in item and not isinstance(item["value"], dict | list):
        return _of_admin(field_type, item)
    return parse_choices(field_type, item)


def _of_admin(field_type: str, item: dict[str, Any]) -> tuple[Choice, ...]:
    value = item["value"] if isinstance(item["value"], int) else str(item["value"])
    label = str(item.get("label") or value)
    return (Choice(label, value, children=parse_choices(field_type, item.get("choices"))),)


def _of_pair(field_type: str, key: str, value: Any) -> tuple[Choice, ...]:
    """An entry of an object: "Low": 1, "2": ["Open", "Being Processed"], or "usa": [{"texas": [...]}]."""
    if isinstance(value, bool):
        return ()
    if isinstance(value, int):
        return (Choice(key, value),)
    if field_type != "nested_field" and key.isdecimal() and isinstance(value, list) and value:
        return (Choice(str(value[0]), int(key), customer_label=str(value[-1])),)
    if isinstance(value, list | dict):
        return (Choice(key, key, children=parse_choices(field_type, value)),)
    return ()
