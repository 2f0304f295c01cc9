"""The account's own settings: fields, languages, mailboxes, products, hours, SLA (freshdesk-api 6.5, 6.8, 6.11)."""

from __future__ import annotations

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import (
    BusinessHours,
    EmailConfig,
    HelpdeskSettings,
    Mailbox,
    Product,
    SlaPolicy,
    TicketField,
)
from assistant.freshdesk.resources.base import Resource


class TicketFields(Resource):
    """`api.ticket_fields`. The way for a key without admin rights to learn statuses, groups and agents' names."""

    def list(self) -> list[TicketField]:
        return [*self._caller.every(Call("GET", "/ticket_fields"), TicketField)]


class Settings(Resource):
    """`api.settings`."""

    def helpdesk(self) -> HelpdeskSettings:
        return self._caller.one(Call("GET", "/settings/helpdesk"), HelpdeskSettings)


class Mailboxes(Resource):
    """`api.mailboxes`: the newer family. Needs an admin's key."""

    def list(self) -> list[Mailbox]:
        return [*self._caller.every(Call("GET", "/email/mailboxes"), Mailbox)]


class EmailConfigs(Resource):
    """`api.email_configs`: what a ticket's `email_config_id` names. Needs an admin's key."""

    def list(self) -> list[EmailConfig]:
        return [*self._caller.every(Call("GET", "/email_configs"), EmailConfig)]


class Products(Resource):
    """`api.products`. Needs an admin's key."""

    def list(self) -> list[Product]:
        return [*self._caller.every(Call("GET", "/products"), Product)]


class BusinessCalendars(Resource):
    """`api.business_hours`. Needs an admin's key."""

    def list(self) -> list[BusinessHours]:
        return [*self._caller.every(Call("GET", "/business_hours"), BusinessHours)]


class SlaPolicies(Resource):
    """`api.sla_policies`, the first that applies first. Needs an admin's key."""

    def list(self) -> list[SlaPolicy]:
        return [*self._caller.every(Call("GET", "/sla_policies"), SlaPolicy)]
