"""The `then` of a rule: what a ticket's fields become."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.core.routing import values
from assistant.core.routing.values import Account, Place, RuleError
from assistant.freshdesk.models import Ticket

SETTABLE = ("status", "priority", "group", "agent", "product")
KNOWN = (*SETTABLE, "type", "tags", "remove_tags", "cf_...")


@dataclass(frozen=True)
class Actions:
    """Fields of the ticket to set, custom fields to set, tags to add and to take away."""

    fields: tuple[tuple[str, Any], ...] = ()
    custom: tuple[tuple[str, Any], ...] = ()
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()

    def on(self, ticket: Ticket) -> Ticket:
        """The ticket as it would be; other tags and custom fields stay."""
        changed = {**dict(self.fields), "tags": merged(ticket.tags, self.add_tags, self.remove_tags)}
        if self.custom:
            changed["custom_fields"] = {**ticket.custom_fields, **dict(self.custom)}
        return ticket.model_copy(update=changed)


def merged(tags: Iterable[str], add: Iterable[str], remove: Iterable[str]) -> list[str]:
    """The tags in their order without those to take away, then the new ones; case does not make another tag."""
    gone = {tag.casefold() for tag in remove}
    kept = [tag for tag in tags if tag.casefold() not in gone]
    have = {tag.casefold() for tag in kept}
    return [*kept, *(tag for tag in dict.fromkeys(add) if tag.casefold() not in have)]


def read(account: Account, given: Any, place: Place) -> Actions:
    """Raises RuleError."""
    fields: list[tuple[str, Any]] = []
    custom: list[tuple[str, Any]] = []
    tags: dict[str, tuple[str, ...]] = {}
    for name, value in values.mapping(given, place).items():
        at = (*place, name)
        if name in SETTABLE:
            fields.append((values.NUMBERED[name][0], values.number(account, name, value, at)))
        elif name == "type":
            fields.append(("type", values.kind(account, value, at)))
        elif name in ("tags", "remove_tags"):
            tags[name] = values.words(value, at)
        elif name.startswith("cf_") or name in account.custom:
            custom.append((name, values.custom(account, name, value, at)))
        else:
            raise RuleError(at, f"cannot be set; what can is {', '.join(KNOWN)}")
    return Actions(tuple(fields), tuple(custom), tags.get("tags", ()), tags.get("remove_tags", ()))
