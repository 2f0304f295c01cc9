"""Fields of contacts and companies (freshdesk-api 6.1 and 6.2). To change them needs an admin's key."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from assistant.freshdesk.cache import KEPT, Cache
from assistant.freshdesk.call import Call
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.custom_fields import Field, FieldGuard
from assistant.freshdesk.models import CompanyField, ContactField
from assistant.freshdesk.resources.base import Resource

F = TypeVar("F", bound=ContactField)


class _Fields(Resource, Generic[F]):
    """The calls that both families have."""

    path: str
    model: type[F]

    def __init__(self, caller: Caller, cache: Cache) -> None:
        super().__init__(caller)
        self._cache = cache
        self._guard = FieldGuard(self.path, self.list, cache, exact=False)

    def list(self) -> list[F]:
        return [*self._caller.every(Call("GET", self.path), self.model)]

    def get(self, field_id: int) -> F:
        return self._caller.one(self._one("GET", field_id), self.model)

    def create(self, label: str, type: str, **fields: Any) -> F:
        """A new field. `type` is as "custom_text", "custom_dropdown" with `choices=[{"value": ..., "position": 1}]`."""
        body = {"label": label, "label_for_customers": label, "type": type, **fields}
        return self._changed(Call("POST", self.path, body=body))

    def update(self, field_id: int, **fields: Any) -> F:
        """Change what is given."""
        return self._changed(self._one("PUT", field_id, fields))

    def delete(self, field_id: int) -> None:
        """For good, with what every record holds in it."""
        self._caller.nothing(self._one("DELETE", field_id))
        self._cache.forget(self.path)

    def check(self, custom_fields: Mapping[str, Any] | None) -> None:
        """What `create` and `update` of the records do first. Raises FieldError: see `FieldGuard.check`."""
        self._guard.check(custom_fields)

    def definitions(self, oldest: float = KEPT) -> Sequence[Field] | None:
        """The fields as they are kept, at most `oldest` seconds old; None while they cannot be read."""
        return self._guard.definitions(oldest)

    def _one(self, method: str, field_id: int, body: builtins.dict[str, Any] | None = None) -> Call:
        return Call(method, f"{self.path}/{{field_id}}", {"field_id": field_id}, body=body)

    def _changed(self, call: Call) -> F:
        field = self._caller.one(call, self.model)
        self._cache.forget(self.path)
        return field


class ContactFields(_Fields[ContactField]):
    """`api.contact_fields`."""

    path, model = "/contact_fields", ContactField


class CompanyFields(_Fields[CompanyField]):
    """`api.company_fields`."""

    path, model = "/company_fields", CompanyField
