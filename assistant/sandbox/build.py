"""Builders of the records, with every key that the recorded answers have (freshdesk-api 4.1, 5.1, 6)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox import ticket_form
from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import display_name, mail_domain, plain

DUE_HOURS = {1: (24, 120), 2: (12, 72), 3: (6, 48), 4: (2, 24)}
"""Hours to the first response and to the resolution, by priority."""


def dated(desk: Desk, row: JSON) -> JSON:
    stamp = desk.clock.stamp()
    return {**row, "created_at": stamp, "updated_at": stamp}


def add_agent(desk: Desk, name: str, email: str, job_title: str | None = None, **known: Any) -> JSON:
    stamp = desk.clock.stamp()
    contact = {
        "name": name,
        "email": email,
        "active": True,
        "language": "en",
        "time_zone": "London",
        "job_title": job_title,
        "phone": None,
        "mobile": None,
        "last_login_at": None,
        "created_at": stamp,
        "updated_at": stamp,
    }
    agent = dated(
        desk,
        {
            "id": desk.new_id(),
            "type": "support_agent",
            "occasional": False,
            "ticket_scope": 1,
            "signature": None,
            "available": True,
            "available_since": None,
            "last_active_at": None,
            "focus_mode": True,
            "role_ids": [],
            "contact": contact,
            **known,
        },
    )
    desk.agents[agent["id"]] = agent
    desk.learn_email(email, agent["id"])
    return agent


def add_group(desk: Desk, name: str, description: str | None = None, **known: Any) -> JSON:
    """A group of all agents, unless `agent_ids` says otherwise."""
    group = dated(
        desk,
        {
            "id": desk.new_id(),
            "name": name,
            "description": description,
            "escalate_to": None,
            "unassigned_for": None,
            "business_hour_id": None,
            "group_type": "support_agent_group",
            "auto_ticket_assign": 0,
            "agent_ids": list(desk.agents),
            **known,
        },
    )
    desk.groups[group["id"]] = group
    return group


def add_company(desk: Desk, name: str, domains: list[str], **more: Any) -> JSON:
    company = dated(
        desk,
        {
            "id": desk.new_id(),
            "name": name,
            "description": None,
            "note": None,
            "domains": domains,
            "health_score": None,
            "account_tier": None,
            "renewal_date": None,
            "industry": None,
            "custom_fields": {},
            **more,
        },
    )
    desk.companies[company["id"]] = company
    desk.searchable_from[company["id"]] = desk.clock.now() + desk.lag["search"]
    return company


def company_of(desk: Desk, email: str | None) -> int | None:
    """The company whose mail domains hold the address (freshdesk-api 6.2)."""
    domain = mail_domain(email or "")
    owners = (c["id"] for c in desk.companies.values() if domain and domain in c["domains"])
    return next(owners, None)


def add_contact(desk: Desk, **known: Any) -> JSON:
    """A contact; the name comes from the address and the company from its domain unless known."""
    email = known.get("email")
    contact = dated(
        desk,
        {
            "id": desk.new_id(),
            "name": display_name(email or known.get("phone") or "Somebody"),
            "email": None,
            "active": False,
            "phone": None,
            "mobile": None,
            "address": None,
            "job_title": None,
            "description": None,
            "language": "en",
            "time_zone": "London",
            "company_id": company_of(desk, email),
            "other_companies": [],
            "unique_external_id": None,
            "twitter_id": None,
            "facebook_id": None,
            "social_handler": [],
            "contact_type": "contact",
            "csat_rating": None,
            "preferred_source": "email",
            "twitter_profile_status": False,
            "twitter_followers_count": None,
            "custom_fields": {},
            "tags": [],
            "other_emails": [],
            "view_all_tickets": False,
            "avatar": None,
        },
    )
    contact.update({key: value for key, value in known.items() if value is not None})
    desk.contacts[contact["id"]] = contact
    desk.searchable_from[contact["id"]] = desk.clock.now() + desk.lag["search"]
    desk.learn_email(email, contact["id"])
    return contact


def due_times(desk: Desk, priority: int) -> tuple[str, str]:
    """(due_by, fr_due_by) for a ticket made now."""
    first, whole = DUE_HOURS.get(priority, DUE_HOURS[1])
    now = desk.clock.now()
    return iso(now + whole * 3600), iso(now + first * 3600)


def add_ticket(desk: Desk, *, requester_id: int, description: str, **known: Any) -> JSON:
    """A ticket with all its keys; `known` replaces defaults. `description` is HTML."""
    due_by, fr_due_by = due_times(desk, known.get("priority", 1))
    ticket = dated(
        desk,
        {
            "id": known.get("id") or desk.new_ticket_id(),
            "subject": None,
            "type": None,
            "status": 2,
            "priority": 1,
            "source": 2,
            "spam": False,
            "requester_id": requester_id,
            "responder_id": None,
            "group_id": None,
            "company_id": None,
            "product_id": None,
            "email_config_id": None,
            "support_email": None,
            "to_emails": None,
            "cc_emails": [],
            "fwd_emails": [],
            "reply_cc_emails": [],
            "ticket_cc_emails": [],
            "ticket_bcc_emails": None,
            "is_escalated": False,
            "fr_escalated": False,
            "nr_escalated": False,
            "due_by": due_by,
            "fr_due_by": fr_due_by,
            "nr_due_by": None,
            "association_type": None,
            "associated_tickets_count": None,
            "associated_tickets_list": None,
            "tags": [],
            "custom_fields": {},
            "attachments": [],
            "description": description,
            "description_text": plain(description),
        },
    )
    ticket.update(known)
    blank = {name: None for field in desk.account["custom_fields"] for name in ticket_form.names(field)}
    ticket["custom_fields"] = {**blank, **ticket["custom_fields"]}
    ticket = desk.listing.adopt(ticket)
    desk.tickets[ticket["id"]] = ticket
    desk.threads[ticket["id"]] = []
    desk.stats[ticket["id"]] = new_stats()
    return ticket


def new_stats() -> JSON:
    """The embed `stats` (freshdesk-api 4.5)."""
    names = (
        "agent_responded_at",
        "requester_responded_at",
        "first_responded_at",
        "status_updated_at",
        "reopened_at",
        "resolved_at",
        "closed_at",
        "pending_since",
    )
    return dict.fromkeys(names)


def add_conversation(desk: Desk, ticket: JSON, *, body: str, **known: Any) -> JSON:
    """One entry of the thread; it raises the ticket's updated_at. Listed after the lag."""
    entry = dated(
        desk,
        {
            "id": desk.new_id(),
            "ticket_id": ticket["id"],
            "user_id": None,
            "body": body,
            "body_text": plain(body),
            "incoming": False,
            "private": False,
            "source": 0,
            "category": 3,
            "support_email": None,
            "from_email": None,
            "to_emails": [],
            "cc_emails": [],
            "bcc_emails": [],
            "email_failure_count": None,
            "outgoing_failures": None,
            "thread_id": None,
            "thread_message_id": None,
            "automation_id": None,
            "automation_type_id": None,
            "auto_response": False,
            "source_additional_info": None,
            "structured_body": None,
            "attachments": [],
            "cloud_files": [],
            "has_quoted_text": False,
            "deleted": False,
            "last_edited_at": None,
            "last_edited_user_id": None,
        },
    )
    entry.update(known)
    desk.conversations[entry["id"]] = entry
    desk.threads[ticket["id"]].append(entry["id"])
    desk.listed_from[entry["id"]] = desk.clock.now() + desk.lag["conversations"]
    touch(desk, ticket)
    return entry


def touch(desk: Desk, row: JSON) -> None:
    row["updated_at"] = desk.clock.stamp()
