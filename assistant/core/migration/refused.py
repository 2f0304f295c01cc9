"""Which fields a ticket can be posted without, once they were refused."""

from __future__ import annotations

from collections.abc import Sequence

KEPT = ("subject", "description", "status", "priority", "source")
"""A ticket cannot be without these."""


def is_optional(name: str, fields: dict[str, object]) -> bool:
    """Whether it was sent, or files were, and a ticket can be without it."""
    custom = fields.get("custom_fields")
    sent = {*fields, *(custom if isinstance(custom, dict) else ()), "attachments"}
    return top(name) in sent - set(KEPT)


def top(name: str) -> str:
    """custom_fields.cf_x and cf_x are one field of the form."""
    return name.removeprefix("custom_fields.")


def without(fields: dict[str, object], names: Sequence[str]) -> dict[str, object]:
    """The fields but those."""
    gone = {top(name) for name in names}
    kept = {name: value for name, value in fields.items() if name not in gone}
    custom = kept.get("custom_fields")
    if isinstance(custom, dict):
        kept["custom_fields"] = {name: value for name, value in custom.items() if name not in gone}
    return kept
