"""The ticket form as admins see it: fields, sections, forms (freshdesk-api 6.8)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated

from assistant.freshdesk.models.account import TicketField
from assistant.freshdesk.models.base import Flag, Ids, MaybeTime, Model, Text, null_as


class SectionPlace(Model):
    """In which section a field is shown, and where in it."""

    section_id: int | None = None
    position: int | None = None


class Section(Model):
    """Fields that are shown when one of some choices of a dropdown is chosen."""

    id: int
    label: Text = ""
    parent_ticket_field_id: int | None = None
    choice_ids: Ids = []
    ticket_field_ids: Ids = []
    is_fsm: Flag = False


class DependentField(Model):
    """The second or third level of a nested field."""

    id: int | None = None
    name: Text = ""
    label: Text = ""
    label_for_customers: str | None = None
    level: int | None = None
    ticket_field_id: int | None = None


class AdminTicketField(TicketField):
    """A field as admins see it. Lists leave out `choices`; `sections` only when they were asked for.

    `raw_choices` has the choices with their ids, as updates and sections want them.
    """

    dependent_fields: Annotated[list[DependentField], null_as(list)] = []
    has_section: Flag = False
    sections: Annotated[list[Section], null_as(list)] = []
    section_mappings: Annotated[list[SectionPlace], null_as(list)] = []


class TicketForm(Model):
    """A form: which fields are shown for what. Lists leave out `fields`."""

    id: int
    name: Text = ""
    title: Text = ""
    default: Flag = False
    description: str | None = None
    last_updated_by: int | None = None
    fields: Annotated[list[AdminTicketField], null_as(list)] = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
