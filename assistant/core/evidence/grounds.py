"""What a reply may rest on, and for what: the desk's words for everything, a customer's for what they told us."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Literal

from assistant.core.context import Context
from assistant.core.draft import Match
from assistant.core.facts.stated import Known, Stated
from assistant.core.placeholders import by_requester, values

Role = Literal["desk", "past", "agent", "customer"]


@dataclass(frozen=True)
class Ground:
    """One text, plain, and what it is good for.

    desk: canned responses and articles that the customer may see. agent: what agents answered in this ticket.
    past: what they answered others; its particulars are another customer's. customer: what is known of this one."""

    role: Role
    text: str
    match: Match | None = None
    """None is the thread."""


@dataclass(frozen=True)
class Evidence:
    """The texts a reply may rest on. Private notes, internal articles and other people's questions are not in it."""

    parts: tuple[Ground, ...]
    desk: str
    """What the desk says: canned responses, public articles, its agents' answers, its own addresses."""
    customer: str
    """What the customer says: may be repeated, but it is no ground for a promise or a link."""
    contacts: str
    """Addresses of the customer's own, which may be repeated to them."""
    markup: str
    """HTML of the desk's, for the links in it."""
    names: str
    """Names and values of ticket and desk that any reply may repeat."""

    @cached_property
    def past(self) -> str:
        """What the desk answered others."""
        return "\n".join(part.text for part in self.parts if part.role == "past")

    @cached_property
    def folded(self) -> str:
        """What the desk says, casefolded."""
        return self.desk.casefold()

    @cached_property
    def ours(self) -> Known:
        """The facts that the desk states."""
        return Known(self.desk)

    @cached_property
    def links(self) -> Known:
        """The addresses that the HTML of the desk's texts holds."""
        return Known(unescape(self.markup))

    def is_ours(self, fact: Stated) -> bool:
        """Whether the desk states the fact, if only in the HTML of its texts."""
        return self.ours.holds(fact) or self.links.holds(fact)

    @cached_property
    def theirs(self) -> Known:
        """The facts that the customer states, the customer's addresses and what the ticket is known by."""
        return Known("\n".join([self.customer, self.contacts, self.names]))

    @cached_property
    def policy(self) -> Known:
        """The facts of earlier answers: only small numbers and lengths of time are policy."""
        return Known(self.past)


def may_see(match: Match, context: Context) -> bool:
    """Whether this customer may read the text, hence whether a reply may say and link it."""
    if match.pool == "past":
        return False
    if match.companies:
        return context.company_id in match.companies
    return match.public or match.pool == "canned"


def internal(context: Context) -> list[str]:
    """Texts that no customer may read: private notes, articles that are not theirs to see, and the prompt."""
    hidden = [match for match in context.matches if match.pool != "past" and not may_see(match, context)]
    notes = [entry.text for entry in context.entries if entry.who == "note"]
    return [*notes, *context.hidden, *(f"{match.title}\n{match.text}" for match in hidden)]


def evidence(context: Context) -> Evidence:
    """Everything in the context that a reply may rest on."""
    shown = [match for match in context.matches if may_see(match, context)]
    parts = [
        *(Ground("desk", match.text, match) for match in shown),
        *(Ground("past", match.answer, match) for match in context.matches if match.pool == "past" and match.answer),
        *(Ground("agent", entry.text) for entry in context.entries if entry.who == "agent"),
        *(Ground("customer", text) for text in _told(context)),
    ]
    ours = [f"{match.title}\n{match.text}\n{match.url if match.pool == 'article' else ''}" for match in shown]
    said = [part.text for part in parts if part.role == "agent"]
    customer = "\n".join([*(part.text for part in parts if part.role == "customer"), *_fields(context)])
    return Evidence(
        tuple(part for part in parts if part.text.strip()),
        desk="\n".join([*ours, *said, *_desk(context)]),
        customer=customer,
        contacts=context.requester_email if by_requester(context) else "",
        markup="\n".join(match.html for match in shown),
        names=_names(context),
    )


def _names(context: Context) -> str:
    desk = context.desk
    listed = (desk.agents, desk.groups, desk.products, desk.priorities, desk.statuses)
    names = [name for pairs in listed for _, name in pairs]
    people = [entry.name for entry in context.entries if entry.who in ("customer", "agent")]
    return "\n".join([*names, *people, *desk.types, context.product, context.company, *values(context).values()])


def _told(context: Context) -> list[str]:
    said = [entry.text for entry in context.entries if entry.who == "customer"]
    files = [file.text for file in context.files]
    return [context.subject, *said, *files, *(ticket.summary for ticket in context.earlier)]


def _fields(context: Context) -> list[str]:
    known = [str(context.ticket_id), *context.attachments]
    return known + ([value for _, value in context.custom_fields] if by_requester(context) else [])


def _desk(context: Context) -> list[str]:
    addresses = [address for _, address in context.desk.mailboxes]
    return [*addresses, context.desk.portal_url, values(context).get("ticket.url", ""), context.desk.signature]
