"""Contacts and companies in bulk, as CSV in the background (freshdesk-api 6.1 and 6.2)."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence

from assistant.freshdesk.body import Upload
from assistant.freshdesk.call import Call
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.models import Export, Import
from assistant.freshdesk.resources.base import Resource


class Exports(Resource):
    """`api.contacts.exports`, `api.companies.exports`. Freshdesk runs one at a time."""

    def __init__(self, caller: Caller, family: str) -> None:
        super().__init__(caller)
        self._path = f"{family}/export"

    def create(self, default_fields: Sequence[str], custom_fields: Sequence[str] = ()) -> Export:
        """Start one; `get` tells when it is done."""
        fields = {"default_fields": [*default_fields], "custom_fields": [*custom_fields]}
        return self._caller.one(Call("POST", self._path, body={"fields": fields}), Export)

    def get(self, export_id: str) -> Export:
        return self._caller.one(Call("GET", f"{self._path}/{{export_id}}", {"export_id": export_id}), Export)


class Imports(Resource):
    """`api.contacts.imports`, `api.companies.imports`."""

    def __init__(self, caller: Caller, family: str) -> None:
        super().__init__(caller)
        self._path = f"{family}/imports"

    def list(self, *, status: str | None = None) -> builtins.list[Import]:
        """The five most recent; `status`: in_progress, completed, cancelled, failed."""
        return [*self._caller.every(Call("GET", self._path, params={"status": status}), Import)]

    def get(self, import_id: int) -> Import:
        return self._caller.one(self._one("GET", import_id), Import)

    def create(self, file: bytes, fields: Mapping[str, int]) -> Import:
        """Start one. `file` is CSV in UTF-8 with a line of headings; `fields`: {"name": 0, "email": 2}, by column."""
        upload = Upload("import.csv", file, "text/csv")
        call = Call("POST", self._path, body={"fields": dict(fields)}, files=(("file", upload),))
        return self._caller.one(call, Import)

    def cancel(self, import_id: int) -> Import:
        """Stop one; what it has written stays."""
        return self._caller.one(self._one("PUT", import_id, "/cancel"), Import)

    def _one(self, method: str, import_id: int, more: str = "") -> Call:
        return Call(method, f"{self._path}/{{import_id}}{more}", {"import_id": import_id})
