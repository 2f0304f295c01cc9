"""Contacts, companies, agents and groups (freshdesk-api 6.1 to 6.4)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from assistant.freshdesk.models.base import (
    Attachment,
    CustomFields,
    Flag,
    Ids,
    MaybeTime,
    Model,
    Text,
    Texts,
    empty_as_none,
    null_as,
)


def _as_object(value: Any) -> Any:
    """Lists of contacts give a further company as a bare id, one contact as an object (freshdesk-api 6.1)."""
    return {"company_id": value} if isinstance(value, int) else value


class OtherCompany(Model):
    """A further company of a contact."""

    company_id: int
    view_all_tickets: Flag = False


class AgentPart(Model):
    """What `make_agent` adds to a contact; the agent's id is the contact's."""

    id: int
    type: str | None = None
    occasional: Flag = False
    ticket_scope: int | None = None
    group_ids: Ids = []
    role_ids: Ids = []


class Contact(Model):
    """A contact, or the requester embedded in a ticket, of which only name and addresses are given.

    Lists leave out `tags`, `other_emails`, `view_all_tickets` and `avatar`; `agent` comes from `make_agent` alone.
    """

    id: int
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    active: bool | None = None
    deleted: Flag = False
    address: str | None = None
    job_title: str | None = None
    description: str | None = None
    language: str | None = None
    time_zone: str | None = None
    company_id: int | None = None
    other_companies: Annotated[list[Annotated[OtherCompany, BeforeValidator(_as_object)]], null_as(list)] = []
    view_all_tickets: bool | None = None
    unique_external_id: str | None = None
    twitter_id: str | None = None
    facebook_id: str | None = None
    contact_type: str | None = None
    csat_rating: int | None = None
    preferred_source: str | None = None
    other_emails: Texts = []
    tags: Texts = []
    avatar: Annotated[Attachment | None, BeforeValidator(empty_as_none)] = None
    custom_fields: CustomFields = {}
    agent: AgentPart | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Company(Model):
    """A company, or the one embedded in a ticket, of which only the name is given."""

    id: int
    name: str | None = None
    description: str | None = None
    note: str | None = None
    domains: Texts = []
    health_score: str | None = None
    account_tier: str | None = None
    renewal_date: MaybeTime = None
    industry: str | None = None
    custom_fields: CustomFields = {}
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class AgentContact(Model):
    """The person behind an agent."""

    name: str | None = None
    email: str | None = None
    active: bool | None = None
    language: str | None = None
    time_zone: str | None = None
    job_title: str | None = None
    phone: str | None = None
    mobile: str | None = None
    last_login_at: MaybeTime = None


class Agent(Model):
    """An agent. `id` is the `user_id` of what they write. `ticket_scope`: 1 all tickets, 2 group, 3 own only.

    Lists leave out `group_ids`, `role_ids` and `skill_ids`.
    """

    id: int
    type: str | None = None
    occasional: Flag = False
    ticket_scope: int | None = None
    signature: str | None = None
    available: bool | None = None
    available_since: MaybeTime = None
    last_active_at: MaybeTime = None
    focus_mode: bool | None = None
    group_ids: Ids = []
    role_ids: Ids = []
    skill_ids: Ids = []
    contact: Annotated[AgentContact, null_as(AgentContact)] = AgentContact()
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class AgentMatch(Model):
    """An agent as autocomplete shows one."""

    id: int
    name: str | None = None
    email: str | None = None


class ChannelAvailability(Model):
    """What an agent takes of one channel: so many tickets at once, of `assignment_limit`."""

    channel: Text = ""
    available: bool | None = None
    logged_in: bool | None = None
    assignment_limit: int | None = None
    current_assignment_load: int | None = None
    round_robin_enabled: bool | None = None


class Availability(Model):
    """Whether and for what an agent is available."""

    channel_availability: Annotated[list[ChannelAvailability], null_as(list)] = []
    availability_control: str | None = None
    status_updated_at: MaybeTime = None


class AgentAvailability(Model):
    """One agent of the list of availabilities, which has another shape than the list of agents."""

    id: int
    contact: Annotated[AgentContact, null_as(AgentContact)] = AgentContact()
    availability: Annotated[Availability, null_as(Availability)] = Availability()
    deactivated: Flag = False


class Group(Model):
    """A group of agents; `agent_ids` only when it was fetched alone. `unassigned_for` is as "30m", "4h" or "1d"."""

    id: int
    name: Text = ""
    description: str | None = None
    escalate_to: int | None = None
    unassigned_for: str | None = None
    business_hour_id: int | None = None
    group_type: str | None = None
    auto_ticket_assign: int | None = None
    agent_ids: Ids = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Role(Model):
    """What the agents of a role may do is not told, only its name."""

    id: int
    name: Text = ""
    description: str | None = None
    default: Flag = False
    agent_type: str | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Skill(Model):
    """A skill: the tickets that match its `conditions` go to its `agents`, given as {"id": ...}."""

    id: int
    name: Text = ""
    rank: int | None = None
    agents: Annotated[list[dict[str, Any]], null_as(list)] = []
    match_type: str | None = None
    conditions: Annotated[list[dict[str, Any]], null_as(list)] = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
