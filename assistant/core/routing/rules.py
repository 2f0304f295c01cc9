"""Rules, read from the data of a file and put to a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from assistant.core.routing import actions, conditions
from assistant.core.routing.actions import Actions
from assistant.core.routing.changes import Change, difference
from assistant.core.routing.conditions import Test
from assistant.core.routing.values import Account, Place, RuleError
from assistant.freshdesk.models import DONE, Ticket


@dataclass(frozen=True)
class Rule:
    """All of `when` must hold; `names_status`: also for tickets that are resolved or closed."""

    name: str
    when: tuple[Test, ...]
    then: Actions
    names_status: bool = False

    def fits(self, ticket: Ticket, now: datetime) -> bool:
        """Whether the rule says something of this ticket."""
        if ticket.status in DONE and not self.names_status:
            return False
        return all(test(ticket, now) for test in self.when)


@dataclass(frozen=True)
class Rules:
    """Rules in their order. `match`: only the first that fits, or all, each seeing what those before it made."""

    rules: tuple[Rule, ...]
    match: Literal["first", "all"] = "first"
    needs: frozenset[str] = frozenset()
    """Embeds that a ticket must come with."""

    def change(self, ticket: Ticket, now: datetime) -> Change | None:
        """What they make of a ticket; None if it is already so, so that a second run changes nothing."""
        became, why = ticket, []
        for rule in self.rules:
            if rule.fits(became, now):
                became = rule.then.on(became)
                why.append(rule.name)
                if self.match == "first":
                    break
        return difference(ticket, became, tuple(why))


def read(data: Any, account: Account) -> Rules:
    """Rules from {"match": "first", "rules": [{"name", "when": {...}, "then": {...}}]}. Raises RuleError."""
    whole = _known(data, (), ("match", "rules"))
    match = whole.get("match", "first")
    if match not in ("first", "all"):
        raise RuleError(("match",), "should be first or all")
    given = whole.get("rules")
    if not isinstance(given, list) or not given:
        raise RuleError(("rules",), "should be a list of rules")
    rules = tuple(_rule(each, ("rules", at), account) for at, each in enumerate(given))
    used = {name for each in given for name in conditions.names(each.get("when"))}
    return Rules(rules, match, frozenset(conditions.NEEDS[name] for name in used if name in conditions.NEEDS))


def company_names(data: Any) -> set[str]:
    """The companies that rules name, to be looked up before they are read."""
    given = data.get("rules") if isinstance(data, dict) else None
    rules = given if isinstance(given, list) else ()
    return {name for each in rules if isinstance(each, dict) for name in _companies(each.get("when"))}


def _companies(when: Any) -> set[str]:
    if not isinstance(when, dict):
        return set()
    named = when.get("company")
    found = {str(each).strip() for each in (named if isinstance(named, list) else [named]) if isinstance(each, str)}
    return {each for each in found if not each.isdecimal()} | _companies(when.get("not"))


def _rule(data: Any, place: Place, account: Account) -> Rule:
    given = _known(data, place, ("name", "when", "then"))
    if "then" not in given:
        raise RuleError(place, "then: is missing; it says what a ticket becomes")
    when = conditions.tests(account, given["when"], (*place, "when")) if given.get("when") is not None else ()
    name = str(given.get("name") or f"rule {int(place[-1]) + 1}")
    then = actions.read(account, given["then"], (*place, "then"))
    return Rule(name, when, then, "status" in conditions.names(given.get("when")))


def _known(data: Any, place: Place, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise RuleError(place, f"should have {', '.join(names)}")
    for name in data:
        if name not in names:
            raise RuleError((*place, str(name)), f"is not known here; there are {', '.join(names)}")
    return data
