"""What the numbers of an export stand for: who the agents are, what groups, products and statuses are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Person:
    """An agent of the old desk."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Legend:
    """All by their number. `desk`: the old desk's address, from which its files are fetched."""

    desk: str = ""
    agents: Mapping[int, Person] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    products: Mapping[int, str] = field(default_factory=dict)
    statuses: Mapping[int, str] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def load(cls, value: Any) -> Legend:
        """Raises ValueError for what `dump` did not make."""
        try:
            agents = {int(number): Person(**person) for number, person in value["agents"].items()}
            names = {
                part: {int(number): str(name) for number, name in value[part].items()}
                for part in ("groups", "products", "statuses")
            }
            return cls(str(value["desk"]), agents, **names)
        except (KeyError, TypeError, AttributeError, ValueError):
            raise ValueError("it was not written by: tickets legend") from None
