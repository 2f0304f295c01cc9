"""The seed `big`: six weeks of a busy shop's tickets, the same ones at every start but for the day.

Times run back from now; how long answers take, what is reopened or left open, by whom and about what, is drawn from
fixed dice, so that lists, exports and metrics over it have something to show.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from assistant.sandbox import actions, build, history
from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk

BIG = 30_050
"""More tickets than the 300 pages of the list show (freshdesk-api 3)."""
SPACING = 120
"""Seconds between two tickets on average: the oldest are older than the list's 30 days."""
DICE = 4107
HOUR = 3600.0
CLOSES_AFTER = 48 * HOUR

GROUPS = ("Orders", "Returns", "Billing", "Workshop")
FIRST = ("Ana", "Rui", "Mara", "Jonas", "Leila", "Tomás", "Aiko", "Piotr", "Noor", "Elif", "Søren", "Inês", "Kofi")
LAST = ("Duarte", "Novak", "Lindqvist", "Okafor", "Haddad", "Moreau", "Tanaka", "Weber", "Rossi", "Yılmaz", "Byrne")
FIRMS = ("Kestrel", "Lantern", "Harbor", "Juniper", "Quarry", "Willow", "Beacon", "Ember", "Saffron", "Marble")
TRADES = ("Cafés", "Hotels", "Roasters", "Offices")

TOPICS: tuple[tuple[str, str, str, int, list[str]], ...] = (
    ("Where is order {n}?", "It was due on Monday and the tracking page shows nothing.", "Question", 0, ["delivery"]),
    ("Order {n} arrived damaged", "The box was open and the lid is cracked.", "Incident", 1, ["damaged", "return"]),
    ("Refund for order {n}", "I sent it back two weeks ago. When is it paid?", "Refund", 1, ["refund"]),
    ("Invoice {n} shows the wrong address", "Please put our company's address on it.", "Question", 2, ["invoice"]),
    ("Charged twice for order {n}", "Two payments left my account for the same kettle.", "Problem", 2, ["payment"]),
    ("Grinder stopped, order {n}", "It hums but the burr does not turn.", "Problem", 3, ["warranty", "repair"]),
    ("Spare part for order {n}", "Do you sell the seal alone?", "Question", 3, ["parts"]),
    ("A wish: timer on model {n}", "It would be good if it switched itself off.", "Feature Request", 0, []),
)
PRIORITIES = ((1, 2, 3, 4), (55, 28, 13, 4))
SOURCES = ((1, 2, 3, 7), (62, 20, 11, 7))
FIRST_HOURS = {1: 5.0, 2: 3.0, 3: 1.5, 4: 0.5}
"""Median hours to the first answer, by priority; to the resolution it takes some seven times as long."""
OPEN_STATES = ((2, 3, 6, 7), (50, 30, 14, 6))


@dataclass(frozen=True)
class Cast:
    """Ids of who and what the tickets are drawn from."""

    people: list[int]
    agents: list[int]
    groups: list[int]


@dataclass(frozen=True)
class Fate:
    """When what happens to a ticket, in Unix seconds; inf is never. It is closed that long after a resolution."""

    answered: float
    resolved: float
    reopened: float
    again: float
    closes_after: float

    def stats(self, now: float) -> JSON:
        """The embed `stats` as of now (freshdesk-api 4.5)."""
        answered = iso(self.answered) if self.answered < now else None
        reopened = iso(self.reopened) if self.reopened < now else None
        resolved = self.resolved if self.reopened >= now else self.again
        closed = resolved + self.closes_after
        return {
            "first_responded_at": answered,
            "agent_responded_at": answered,
            "requester_responded_at": reopened,
            "reopened_at": reopened,
            "resolved_at": iso(resolved) if resolved < now else None,
            "closed_at": iso(closed) if closed < now else None,
        }


def many_tickets(desk: Desk, count: int = BIG) -> None:
    """Fill a bare desk."""
    dice = Random(DICE)
    cast = _cast(desk, dice)
    now = desk.clock.now()
    ages = sorted((dice.random() * count * SPACING for _ in range(count)), reverse=True)
    for number, age in enumerate(ages):
        with desk.clock.at(now - age):
            ticket = _ticket(desk, dice, cast, number)
        _live(desk, dice, ticket, now - age, now)
        history.often(desk, ticket)


def _cast(desk: Desk, dice: Random) -> Cast:
    desk.account["custom_fields"] = [
        *desk.account["custom_fields"],
        {"name": "cf_order_number", "label": "Order number", "type": "custom_text"},
    ]
    for number, name in enumerate(FIRST[:6]):
        build.add_agent(desk, f"{name} Support", f"agent{number}@sandbox.example", "Support")
    groups = [build.add_group(desk, name)["id"] for name in GROUPS]
    firms = [f"{name} {trade}" for trade in TRADES for name in FIRMS]
    for number, name in enumerate(firms):
        build.add_company(desk, name, [f"firm{number}.example"])
    domains = [f"firm{number}.example" for number in range(len(firms))]
    people = []
    for number in range(500):
        domain = dice.choice(domains) if dice.random() < 0.4 else "customer.example"
        name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        people.append(build.add_contact(desk, email=f"person{number}@{domain}", name=name)["id"])
    return Cast(people, list(desk.agents)[1:], groups)


def _ticket(desk: Desk, dice: Random, cast: Cast, number: int) -> JSON:
    subject, text, kind, group, tags = dice.choice(TOPICS)
    requester = dice.choice(cast.people)
    source = _one(dice, SOURCES)
    return build.add_ticket(
        desk,
        requester_id=requester,
        company_id=desk.contacts[requester]["company_id"],
        subject=subject.format(n=20_000 + number),
        description=f"<div>{text}</div>",
        type=kind,
        group_id=cast.groups[group] if dice.random() < 0.95 else None,
        responder_id=dice.choice(cast.agents) if dice.random() < 0.9 else None,
        priority=_one(dice, PRIORITIES),
        source=source,
        support_email=desk.account["support_email"] if source == 1 else None,
        to_emails=[desk.account["support_email"]] if source == 1 else None,
        tags=[*tags, *(["vip"] if dice.random() < 0.05 else [])],
        custom_fields={"cf_order_number": f"K-{20_000 + number}"},
    )


def _fate(dice: Random, made: float, priority: int) -> Fate:
    median = FIRST_HOURS[priority] * HOUR
    answered = made + median * math.exp(dice.gauss(0.0, 1.0))
    resolved = answered + 7 * median * math.exp(dice.gauss(0.0, 0.9))
    reopened = resolved + 24 * HOUR * dice.random() if dice.random() < 0.07 else math.inf
    again = reopened + 12 * HOUR * (1 + dice.random())
    return Fate(answered, resolved, reopened, again, 0.0 if dice.random() < 0.2 else CLOSES_AFTER)


def _live(desk: Desk, dice: Random, ticket: JSON, made: float, now: float) -> None:
    """Bring a new ticket to what it is now."""
    fate, talks = _fate(dice, made, ticket["priority"]), dice.random() < 0.08
    stats = desk.stats[ticket["id"]]
    stats.update(fate.stats(now))
    status = _status(dice, stats)
    if talks and fate.answered < now:
        _talk(desk, ticket, fate.answered, fate.resolved if fate.resolved < now else None)
    last = max(filter(None, (ticket["created_at"], *stats.values())))
    stats.update(status_updated_at=last, pending_since=last if status == actions.PENDING else None)
    ticket.update(
        status=status,
        updated_at=last,
        fr_escalated=(stats["first_responded_at"] or iso(now)) > ticket["fr_due_by"],
        is_escalated=(stats["resolved_at"] or iso(now)) > ticket["due_by"],
    )


def _status(dice: Random, stats: JSON) -> int:
    if stats["closed_at"]:
        return actions.CLOSED
    if stats["resolved_at"]:
        return actions.RESOLVED
    return _one(dice, OPEN_STATES) if stats["first_responded_at"] else actions.OPEN


def _talk(desk: Desk, ticket: JSON, answered: float, resolved: float | None) -> None:
    box, agent = desk.account["support_email"], ticket["responder_id"] or desk.human["id"]
    person = desk.contacts[ticket["requester_id"]]
    outgoing = {"user_id": agent, "support_email": box, "from_email": box, "to_emails": [person["email"]]}
    with desk.clock.at(answered):
        build.add_conversation(desk, ticket, body="<div>We are looking into it.</div>", **outgoing)
        note = {"user_id": agent, "private": True, "source": actions.NOTE, "category": 2, "bcc_emails": None}
        build.add_conversation(desk, ticket, body="<div>Asked the warehouse.</div>", **note)
    if resolved is not None:
        with desk.clock.at(answered + (resolved - answered) / 2):
            incoming = {"user_id": person["id"], "incoming": True, "category": 1, "from_email": person["email"]}
            build.add_conversation(desk, ticket, body="<div>Any news?</div>", to_emails=[box], **incoming)
            desk.stats[ticket["id"]]["requester_responded_at"] = desk.clock.stamp()
        with desk.clock.at(resolved):
            build.add_conversation(desk, ticket, body="<div>It is on its way, and sorry.</div>", **outgoing)


def _one(dice: Random, weighted: tuple[tuple[int, ...], tuple[int, ...]]) -> int:
    return dice.choices(*weighted)[0]
