"""The account's own settings: ticket fields, languages, mailboxes, products (freshdesk-api 6.5, 6.8, 6.11)."""

from __future__ import annotations

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import EmailConfig, HelpdeskSettings, Mailbox, Product, TicketField
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
