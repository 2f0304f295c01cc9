"""What each placeholder of a canned response stands for, as far as the context knows it (freshdesk-api 10)."""

from __future__ import annotations

import re

from assistant.core.context import Context
from assistant.core.given_numbers import only_one
from assistant.core.html_text import visible


def writer(context: Context) -> str:
    """The name of who wrote the turn's newest message; the requester's where the message names none."""
    named = [entry.name for entry in context.entries if entry.in_turn and entry.who == "customer" and entry.name]
    return named[-1] if named else context.requester_name


def by_requester(context: Context) -> bool:
    """Whether the requester wrote it: to anybody else nothing of the requester's record is addressed."""
    return writer(context).casefold() == context.requester_name.casefold()


def values(context: Context) -> dict[str, str]:
    """Dotted placeholder name -> its value. What is missing here is not known."""
    name = _person(writer(context))
    ticket_url = (
        f"{context.desk.portal_url.rstrip('/')}/support/tickets/{context.ticket_id}" if context.desk.portal_url else ""
    )
    known = {
        "ticket.id": str(context.ticket_id),
        "ticket.subject": context.subject,
        "ticket.status": context.status,
        "ticket.priority": context.priority,
        "ticket.ticket_type": context.type,
        "ticket.group.name": context.group,
        "ticket.url": ticket_url,
        "ticket.portal_url": ticket_url,
        "ticket.portal_name": context.desk.name,
        "helpdesk_name": context.desk.name,
    }
    known = {key: visible(value) for key, value in known.items() if value}
    return known | _people(context, name) | (_fields(context) if by_requester(context) else {})


def _people(context: Context, name: str) -> dict[str, str]:
    """Names: empty where we know that there is none, so that a greeting or a signature closes up around it."""
    first, _, last = name.partition(" ")
    people = {"ticket.agent.name": context.assigned_agent, "ticket.requester.name": name}
    people |= dict.fromkeys(("ticket.requester.firstname", "ticket.requester.first_name"), first)
    if last or not name:
        people |= dict.fromkeys(("ticket.requester.lastname", "ticket.requester.last_name"), last)
    if by_requester(context):
        facts = {"ticket.requester.email": context.requester_email} | dict.fromkeys(
            ("ticket.requester.company_name", "ticket.company.name"), context.company
        )
        people |= {key: visible(value) for key, value in facts.items() if value}
    return people


def _fields(context: Context) -> dict[str, str]:
    """Custom fields by API name and, as people write them, by label. One that is empty is known to be, unless the
    customer gave its number."""
    said = {field.name: only_one(field.label, context.question()) for field in context.desk.fields}
    filled = {name: value for name, value in context.custom_fields if value}
    found = {}
    for label, value in (dict(context.custom_fields) | said | filled).items():
        slug = re.sub(r"\W+", "_", label.casefold()).strip("_")
        if slug:
            found[f"ticket.{slug if slug.startswith('cf_') else 'cf_' + slug}"] = visible(value)
    return found


def _person(name: str) -> str:
    """A name to greet by; an address is none."""
    clean = " ".join(visible(name).split())[:100]
    return "" if "@" in clean or not re.search(r"[^\W\d_]", clean) else clean
