"""Mailboxes and the settings of mail (freshdesk-api 6.5). All need an admin's key."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import EmailConfig, Mailbox, MailSettings
from assistant.freshdesk.resources.base import Resource


class Mailboxes(Resource):
    """`api.mailboxes`: the newer family."""

    def list(self, **filters: Param) -> builtins.list[Mailbox]:
        """Default reply addresses first. `filters`: support_email, forward_email, product_id, group_id, active,
        order_by (product_id, group_id), order_type."""
        return [*self._caller.every(Call("GET", "/email/mailboxes", params=filters), Mailbox)]

    def get(self, mailbox_id: int) -> Mailbox:
        return self._caller.one(_one("GET", mailbox_id), Mailbox)

    def create(self, support_email: str, *, mailbox_type: str = "freshdesk_mailbox", **fields: Any) -> Mailbox:
        """A new mailbox, not active until its address is verified. `fields`: name, group_id, product_id,
        default_reply_email and, for a "custom_mailbox", `custom_mailbox` with access_type, incoming and outgoing.

        Raises Conflict for an address that is taken.
        """
        body = {"support_email": support_email, "mailbox_type": mailbox_type, **fields}
        return self._caller.one(Call("POST", "/email/mailboxes", body=body), Mailbox)

    def update(self, mailbox_id: int, **fields: Any) -> Mailbox:
        """Change what is given."""
        return self._caller.one(_one("PUT", mailbox_id, fields), Mailbox)

    def delete(self, mailbox_id: int) -> None:
        """For good: mail to the address becomes no tickets any more."""
        self._caller.nothing(_one("DELETE", mailbox_id))

    def settings(self) -> MailSettings:
        return self._caller.one(Call("GET", "/email/settings"), MailSettings)

    def set_settings(self, **settings: bool) -> MailSettings:
        """Change what is given of `MailSettings`."""
        return self._caller.one(Call("PUT", "/email/settings", body=settings), MailSettings)

    def set_bcc(self, emails: Sequence[str]) -> None:
        """Who gets a blind copy of all mail of all tickets; replaces the whole list, 255 characters at most."""
        self._caller.nothing(Call("PUT", "/notifications/email/bcc", body={"emails": [*emails]}))


class EmailConfigs(Resource):
    """`api.email_configs`: the older family, what a ticket's `email_config_id` names."""

    def list(self) -> builtins.list[EmailConfig]:
        return [*self._caller.every(Call("GET", "/email_configs"), EmailConfig)]

    def get(self, config_id: int) -> EmailConfig:
        return self._caller.one(Call("GET", "/email_configs/{config_id}", {"config_id": config_id}), EmailConfig)


def _one(method: str, mailbox_id: int, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/email/mailboxes/{mailbox_id}", {"mailbox_id": mailbox_id}, body=body)
