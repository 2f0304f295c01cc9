"""The account's own settings: languages, products, hours, the export of all (freshdesk-api 6.5, 6.8, 6.11)."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Account, BusinessHours, HelpdeskSettings, Job, Product, TicketField
from assistant.freshdesk.models.base import Model
from assistant.freshdesk.resources.base import Resource


class TicketFields(Resource):
    """`api.ticket_fields`. The way for a key without admin rights to learn statuses, groups and agents' names."""

    def list(self, *, type: str | None = None) -> builtins.list[TicketField]:
        """All fields of the form, or those of a type, as "default_status"."""
        return [*self._caller.every(Call("GET", "/ticket_fields", params={"type": type}), TicketField)]


class Settings(Resource):
    """`api.settings`."""

    def helpdesk(self) -> HelpdeskSettings:
        return self._caller.one(Call("GET", "/settings/helpdesk"), HelpdeskSettings)


class _Started(Model):
    job: Job


class Accounts(Resource):
    """`api.account`."""

    def get(self) -> Account:
        return self._caller.one(Call("GET", "/account"), Account)

    def export(
        self,
        start_date: datetime | date | str,
        end_date: datetime | date | str,
        resources: Mapping[str, Sequence[str]],
    ) -> Job:
        """Start the export of what was made between two times; `api.jobs.get` tells how far it is, `download_url`
        of a job that is done where the file is. Needs the key of an account admin.

        `resources` is what to export and what to include with it: {"tickets": ["notes", "requester"], "contacts": []}.
        """
        wanted: list[dict[str, Any]] = [
            {"name": name, **({"include": [*more]} if more else {})} for name, more in resources.items()
        ]
        dates = {"start_date": start_date, "end_date": end_date}
        body = {"date_range": dates, "resources": wanted, "output_format": "json"}
        return self._caller.one(Call("POST", "/account/export", body=body), _Started).job


class Products(Resource):
    """`api.products`. Needs an admin's key."""

    def list(self) -> builtins.list[Product]:
        return [*self._caller.every(Call("GET", "/products"), Product)]

    def get(self, product_id: int) -> Product:
        return self._caller.one(Call("GET", "/products/{product_id}", {"product_id": product_id}), Product)


class BusinessCalendars(Resource):
    """`api.business_hours`. Needs an admin's key."""

    def list(self) -> builtins.list[BusinessHours]:
        return [*self._caller.every(Call("GET", "/business_hours"), BusinessHours)]

    def get(self, hours_id: int) -> BusinessHours:
        return self._caller.one(Call("GET", "/business_hours/{hours_id}", {"hours_id": hours_id}), BusinessHours)
