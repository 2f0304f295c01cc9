"""Contacts, companies, agents and groups (freshdesk-api 6.1 to 6.4)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated

from assistant.freshdesk.models.base import CustomFields, Flag, Ids, MaybeTime, Model, Text, Texts, null_as


class Contact(Model):
    """A contact, or the requester embedded in a ticket, of which only name and addresses are given."""

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
    unique_external_id: str | None = None
    other_emails: Texts = []
    tags: Texts = []
    custom_fields: CustomFields = {}
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


class Agent(Model):
    """An agent. `id` is the `user_id` of what they write. `ticket_scope`: 1 all tickets, 2 group, 3 own only."""

    id: int
    type: str | None = None
    occasional: Flag = False
    ticket_scope: int | None = None
    signature: str | None = None
    available: bool | None = None
    group_ids: Ids = []
    role_ids: Ids = []
    contact: Annotated[AgentContact, null_as(AgentContact)] = AgentContact()
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Group(Model):
    """A group of agents; `agent_ids` only when it was fetched alone."""

    id: int
    name: Text = ""
    description: str | None = None
    agent_ids: Ids = []
