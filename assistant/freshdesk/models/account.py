"""The account itself: fields, languages, mailboxes, products, hours, SLA (freshdesk-api 6.5, 6.8, 6.11)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasChoices, Field

from assistant.freshdesk.choices import Choice, parse_choices
from assistant.freshdesk.models.base import Flag, MaybeTime, Model, Text, Texts, null_as


class Product(Model):
    """A product or brand. Only newer answers have `primary_email` and `default`."""

    id: int
    name: Text = ""
    description: str | None = None
    primary_email: str | None = None
    default: bool | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class TicketField(Model):
    """A field of the ticket form, its choices in one form whatever shape they came in (freshdesk-api 6.8)."""

    id: int
    name: Text = ""
    label: Text = ""
    type: Text = ""
    description: str | None = None
    position: int | None = None
    default: Flag = False
    required_for_agents: Flag = False
    required_for_closure: Flag = False
    required_for_customers: Flag = False
    customers_can_edit: Flag = False
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
    displayed_to_customers: Flag = False
    label_for_customers: str | None = None
    raw_choices: Any = Field(None, validation_alias=AliasChoices("choices", "raw_choices"))

    @property
    def choices(self) -> tuple[Choice, ...]:
        return parse_choices(self.type, self.raw_choices)


class HelpdeskSettings(Model):
    """The account's languages, as codes."""

    primary_language: str | None = None
    supported_languages: Texts = []
    portal_languages: Texts = []
    help_widget_languages: Texts = []


class Mailbox(Model):
    """A mailbox of the newer family, `/email/mailboxes`. `mailbox_type`: freshdesk_mailbox or custom_mailbox."""

    id: int
    name: str | None = None
    support_email: str | None = None
    group_id: int | None = None
    product_id: int | None = None
    default_reply_email: Flag = False
    active: Flag = False
    mailbox_type: str | None = None
    freshdesk_mailbox: Annotated[dict[str, Any], null_as(dict)] = {}
    custom_mailbox: Annotated[dict[str, Any], null_as(dict)] = {}
    failure_code: str | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None

    @property
    def forward_email(self) -> str | None:
        """Where mail must be forwarded to become tickets; None for a server of the customer's own."""
        address = self.freshdesk_mailbox.get("forward_email")
        return address if isinstance(address, str) else None


class EmailConfig(Model):
    """A mailbox of the older family; a ticket's `email_config_id` names one. `reply_email` is what to send from."""

    id: int
    name: str | None = None
    to_email: str | None = None
    reply_email: str | None = None
    group_id: int | None = None
    product_id: int | None = None
    primary_role: Flag = False
    active: Flag = False
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class OpenHours(Model):
    """From when to when on one day, as the account writes it: "8:00 am" or "08:00:00 am"."""

    start_time: Text = ""
    end_time: Text = ""


class BusinessHours(Model):
    """A calendar; a closed day is absent. `time_zone` is a Rails name, as "Eastern Time (US & Canada)"."""

    id: int
    name: Text = ""
    description: str | None = None
    is_default: Flag = False
    time_zone: Text = ""
    business_hours: Annotated[dict[str, OpenHours | None], null_as(dict)] = {}
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class SlaTarget(Model):
    """Seconds to the first response, to the resolution, to each further response; null where there is no target."""

    respond_within: int | None = None
    resolve_within: int | None = None
    next_respond_within: int | None = None
    business_hours: Flag = False
    escalation_enabled: Flag = False


class SlaPolicy(Model):
    """An SLA policy; `sla_target` by "priority_1" to "priority_4". The first active one that applies counts.

    `escalation` names agents by id; -1 is the one who has the ticket.
    """

    id: int
    name: Text = ""
    description: str | None = None
    active: Flag = False
    is_default: Flag = False
    position: int | None = None
    sla_target: Annotated[dict[str, SlaTarget | None], null_as(dict)] = {}
    applicable_to: Annotated[dict[str, Any], null_as(dict)] = {}
    escalation: Annotated[dict[str, Any], null_as(dict)] = {}
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class MailSettings(Model):
    """How mail becomes tickets and replies become mail."""

    personalized_email_replies: bool | None = None
    create_requester_using_reply_to: bool | None = None
    allow_agent_to_initiate_conversation: bool | None = None
    original_sender_as_requester_for_forward: bool | None = None


class Account(Model):
    """The account as a whole; `total_agents` counts by kind: full_time, occasional, field_service, collaborators."""

    account_id: int | None = None
    account_name: str | None = None
    account_domain: str | None = None
    organisation_id: int | None = None
    organisation_name: str | None = None
    tier_type: str | None = None
    timezone: str | None = None
    data_center: str | None = None
    total_agents: Annotated[dict[str, int | None], null_as(dict)] = {}
    contact_person: Annotated[dict[str, str | None], null_as(dict)] = {}
