"""Companies (freshdesk-api 6.2)."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.models import Company, Model
from assistant.freshdesk.models.base import null_as
from assistant.freshdesk.query import COMPANIES, Query
from assistant.freshdesk.resources.base import Resource
from assistant.freshdesk.resources.transfers import Exports, Imports
from assistant.freshdesk.search import Definitions, search


class _Completed(Model):
    companies: Annotated[list[Company], null_as(list)] = []  # noqa: RUF012 -- pydantic gives each model a copy


class Companies(Resource):
    """`api.companies`. `check` looks at custom fields before a write, `definitions` are for searches."""

    def __init__(
        self, caller: Caller, check: Callable[[Mapping[str, Any] | None], None], definitions: Definitions
    ) -> None:
        super().__init__(caller)
        self._check, self._definitions = check, definitions
        self.exports = Exports(caller, "/companies")
        self.imports = Imports(caller, "/companies")

    def get(self, company_id: int) -> Company:
        return self._caller.one(_one("GET", company_id), Company)

    def list(self, **filters: Param) -> Iterator[Company]:
        """Companies by name. `filters`: updated_since."""
        return self._caller.every(Call("GET", "/companies", params=filters), Company)

    def search(self, query: Query | str, *, limit: int | None = None) -> Iterator[Company]:
        """The companies that `query` finds, as of some minutes ago: "domain:'kettle.example'" or the same of values.

        More than 300 are read by the days on which they were made; `limit` ends after so many (freshdesk-api 7).
        Raises QueryError before anything is sent, SearchIncomplete at the end if one day holds too many.
        """
        return search(self._caller, COMPANIES, query, Company, self._definitions, limit)

    def autocomplete(self, name: str) -> builtins.list[Company]:
        """Companies whose name begins with `name`: id and name only."""
        call = Call("GET", "/companies/autocomplete", params={"name": name})
        return self._caller.one(call, _Completed).companies

    def create(self, **fields: Any) -> Company:
        """A new company, from `name` at least; its `domains` attach contacts by the domain of their address.

        Raises Conflict for a name that is taken, FieldError for a custom field that does not fit.
        """
        self._check(fields.get("custom_fields"))
        return self._caller.one(Call("POST", "/companies", body=fields), Company)

    def update(self, company_id: int, **fields: Any) -> Company:
        """Change what is given. `domains` replaces the whole list, [] clears it. Raises as `create`."""
        self._check(fields.get("custom_fields"))
        return self._caller.one(_one("PUT", company_id, fields), Company)

    def delete(self, company_id: int) -> None:
        """For good; its contacts and tickets stay and lose the link."""
        self._caller.nothing(_one("DELETE", company_id))


def _one(method: str, company_id: int, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/companies/{company_id}", {"company_id": company_id}, body=body)
