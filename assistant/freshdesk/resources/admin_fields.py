"""The ticket form for admins: fields, sections, forms (freshdesk-api 6.8). All need an admin's key."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, model_validator

from assistant.freshdesk.cache import Cache
from assistant.freshdesk.call import Call
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.models import AdminTicketField, Section, TicketForm
from assistant.freshdesk.models.base import Model, null_as
from assistant.freshdesk.resources.base import Resource

PATH = "/admin/ticket_fields"
KEPT = ("all ticket fields", "/ticket_fields")
"""What a cache keeps definitions of the form under; a change of the form forgets them."""


class _Field(AdminTicketField):
    """One sample of the docs has the field within `ticket_field`."""

    @model_validator(mode="before")
    @classmethod
    def _inner(cls, value: Any) -> Any:
        return value["ticket_field"] if isinstance(value, dict) and "ticket_field" in value else value


class _Sections(Model):
    sections: Annotated[list[Section], null_as(list)] = Field(default_factory=list)


class _Section(Model):
    section: Section


class AdminTicketFields(Resource):
    """`api.admin_ticket_fields`."""

    def __init__(self, caller: Caller, cache: Cache) -> None:
        super().__init__(caller)
        self._cache = cache

    def list(self, *, sections: bool = False) -> builtins.list[AdminTicketField]:
        """All fields, without their choices."""
        params = {"include": ("section",) if sections else None}
        return [*self._caller.every(Call("GET", PATH, params=params), AdminTicketField)]

    def get(self, field_id: int, *, sections: bool = False) -> AdminTicketField:
        params = {"include": ("section",) if sections else None}
        call = Call("GET", f"{PATH}/{{field_id}}", {"field_id": field_id}, params)
        return self._caller.one(call, _Field)

    def create(self, label: str, type: str, **fields: Any) -> AdminTicketField:
        """A new field. `type`: custom_text, custom_paragraph, custom_number, custom_decimal, custom_checkbox,
        custom_date, custom_dropdown with `choices=[{"value": ..., "position": 1}]`, or nested_field whose choices have
        choices and whose `dependent_fields` name the second and third level. `fields`: position, flags,
        section_mappings."""
        body = {"label": label, "label_for_customers": label, "type": type, **fields}
        return self._changed(Call("POST", PATH, body=body))

    def update(self, field_id: int, **fields: Any) -> AdminTicketField:
        """Change what is given. Of `choices` those with an `id` are renamed, removed with `deleted`; others added."""
        return self._changed(_field("PUT", field_id, body=fields))

    def delete(self, field_id: int) -> None:
        """For good, with what every ticket holds in it."""
        self._caller.nothing(_field("DELETE", field_id))
        self._forget()

    def sections(self, field_id: int) -> builtins.list[Section]:
        return self._caller.one(_field("GET", field_id, "/sections"), _Sections).sections

    def section(self, field_id: int, section_id: int) -> Section:
        return self._caller.one(_section("GET", field_id, section_id), _Section).section

    def create_section(self, field_id: int, label: str, choice_ids: Sequence[int]) -> Section:
        """A section shown for some choices of a dropdown; fields join it by their `section_mappings`."""
        body = {"label": label, "choice_ids": [*choice_ids]}
        made = self._caller.one(_field("POST", field_id, "/sections", body=body), _Sections).sections
        return next(section for section in reversed(made) if section.label == label)

    def update_section(self, field_id: int, section_id: int, **fields: Any) -> Section:
        """Change `label` or `choice_ids`."""
        return self._caller.one(_section("PUT", field_id, section_id, fields), _Section).section

    def delete_section(self, field_id: int, section_id: int) -> None:
        """The fields in it stay."""
        self._caller.nothing(_section("DELETE", field_id, section_id))

    def _changed(self, call: Call) -> AdminTicketField:
        field = self._caller.one(call, _Field)
        self._forget()
        return field

    def _forget(self) -> None:
        for name in KEPT:
            self._cache.forget(name)


class TicketForms(Resource):
    """`api.ticket_forms`."""

    def list(self) -> builtins.list[TicketForm]:
        """Without their fields."""
        return [*self._caller.every(Call("GET", "/ticket-forms"), TicketForm)]

    def get(self, form_id: int) -> TicketForm:
        return self._caller.one(Call("GET", "/ticket-forms/{form_id}", {"form_id": form_id}), TicketForm)


def _field(method: str, field_id: int, more: str = "", *, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, f"{PATH}/{{field_id}}{more}", {"field_id": field_id}, body=body)


def _section(method: str, field_id: int, section_id: int, body: Mapping[str, Any] | None = None) -> Call:
    ids = {"field_id": field_id, "section_id": section_id}
    return Call(method, f"{PATH}/{{field_id}}/sections/{{section_id}}", ids, body=body)
