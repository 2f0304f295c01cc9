"""Fields of the contact and the company form (freshdesk-api 6.1 and 6.2)."""

from __future__ import annotations

from typing import Any

from pydantic import AliasChoices, Field

from assistant.freshdesk.choices import Choice, parse_choices
from assistant.freshdesk.models.base import Flag, MaybeTime, Model, Text


class ContactField(Model):
    """A field of the contact form; `type` starts with "default_" or "custom_"."""

    id: int
    name: Text = ""
    label: Text = ""
    label_for_customers: str | None = None
    type: Text = ""
    default: Flag = False
    position: int | None = None
    required_for_agents: Flag = False
    required_for_customers: Flag = False
    editable_in_signup: Flag = False
    unique: Flag = False
    raw_choices: Any = Field(None, validation_alias=AliasChoices("choices", "raw_choices"))
    created_at: MaybeTime = None
    updated_at: MaybeTime = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Those of a dropdown; a company's health score, tier and industry have some too."""
        return parse_choices(self.type, self.raw_choices)


class CompanyField(ContactField):
    """A field of the company form."""
