"""The account itself: fields, languages, mailboxes, products, hours, SLA (freshdesk-api 6.5, 6.8, 6.11)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasChoices, Field

from assistant.freshdesk.choices import Choice, parse_choices
from assistant.freshdesk.models.base import Flag, Model, Text, Texts, null_as


class Product(Model):
    """A product or brand."""

    id: int
    name: Text = ""
    description: str | None = None


class TicketField(Model):
    """A field of the ticket form, its choices in one form whatever shape they came in (freshdesk-api 6.8)."""

    id: int
    name: Text = ""
    label: Text = ""
    type: Text = ""
    description: str | None = None
    position: int | None = None
    required_for_agents: Flag = False
    required_for_closure: Flag = False
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


class Mailbox(Model):
    """A mailbox of the newer family, `/email/mailboxes`."""

    id: int
    name: str | None = None
    support_email: str | None = None
    group_id: int | None = None
    product_id: int | None = None
    default_reply_email: Flag = False
    active: Flag = False


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


class OpenHours(Model):
    """From when to when on one day, as the account writes it: "8:00 am" or "08:00:00 am"."""

    start_time: Text = ""
    end_time: Text = ""


class BusinessHours(Model):
    """A calendar; a closed day is absent. `time_zone` is a Rails name, as "Eastern Time (US & Canada)"."""

    id: int
    name: Text = ""
    is_default: Flag = False
    time_zone: Text = ""
    business_hours: Annotated[dict[str, OpenHours | None], null_as(dict)] = {}


class SlaTarget(Model):
    """Seconds to the first response, to the resolution, to each further response; null where there is no target."""

    respond_within: int | None = None
    resolve_within: int | None = None
    next_respond_within: int | None = None
    business_hours: Flag = False
    escalation_enabled: Flag = False


class SlaPolicy(Model):
    """An SLA policy; `sla_target` by "priority_1" to "priority_4". The first active one that applies counts."""

    id: int
    name: Text = ""
    active: Flag = False
    is_default: Flag = False
    position: int | None = None
    sla_target: Annotated[dict[str, SlaTarget | None], null_as(dict)] = {}
    applicable_to: Annotated[dict[str, Any], null_as(dict)] = {}
