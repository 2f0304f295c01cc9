"""What a call costs, known before it is made, and which kinds of call a plan limits by themselves (freshdesk-api 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

AN_INCLUDE = {"GET /tickets": 2}
"""Credits of each include on top of the call's own one, where it is not 1."""

PLANS: Mapping[int, tuple[int, int, int]] = {
    200: (80, 80, 20),
    400: (160, 160, 100),
    700: (280, 280, 200),
    1000: (400, 400, 300),
    2000: (800, 800, 400),
}
"""Credits a minute -> calls a minute that create tickets, change tickets, list tickets; contacts are as tickets."""

KINDS = {"POST /tickets": 0, "PUT /tickets/{ticket_id}": 1, "GET /tickets": 2, "GET /contacts": 2}


def price(call: str, include: Iterable[str] = ()) -> int:
    """Credits of a call by its name, as "GET /tickets/{ticket_id}": 1, and so much more for each include."""
    return 1 + AN_INCLUDE.get(call, 1) * len(set(include))


def own_limits(call: str) -> dict[int, int]:
    """Credits a minute of a plan -> how many of this kind of call it allows; {} if the kind has no limit of its own."""
    return {total: limits[KINDS[call]] for total, limits in PLANS.items()} if call in KINDS else {}
