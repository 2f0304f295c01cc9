"""Custom objects and their records (freshdesk-api 6.11)."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import Field

from assistant.freshdesk.answers import unusable
from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import CustomObject, CustomRecord
from assistant.freshdesk.models.base import Model, null_as
from assistant.freshdesk.resources.base import Resource

PATH = "/custom_objects/schemas"
RECORDS = f"{PATH}/{{schema_id}}/records"
PAGE_SIZE = 100
"""The most that Freshdesk gives."""


class _Objects(Model):
    schemas: Annotated[list[CustomObject], null_as(list)] = Field(default_factory=list)


class _Page(Model):
    records: Annotated[list[CustomRecord], null_as(list)] = Field(default_factory=list)
    links: Annotated[dict[str, Any], null_as(dict)] = Field(default_factory=dict, alias="_links")


class _Count(Model):
    count: int


class CustomObjects(Resource):
    """`api.custom_objects`. A plan may lack them: every call then raises Forbidden or NotFound."""

    def list(self) -> builtins.list[CustomObject]:
        """All kinds of records, each with its fields."""
        return self._caller.one(Call("GET", PATH), _Objects).schemas

    def get(self, schema_id: int) -> CustomObject:
        return self._caller.one(Call("GET", f"{PATH}/{{schema_id}}", {"schema_id": schema_id}), CustomObject)

    def records(self, schema_id: int, where: Mapping[str, Param] | None = None) -> Iterator[CustomRecord]:
        """The records that meet all of `where`: `{"age[gte]": 35, "created_time[lt]": a_datetime}`.

        Names are those of filterable fields and of the times, alone or with [gt], [gte], [lt] or [lte]. A page of 100
        is a call. Raises BadAnswer for a link that leads out of the list."""
        call = _records("GET", schema_id, params={**(where or {}), "page_size": PAGE_SIZE})
        seen: set[str] = set()
        while True:
            page = self._caller.one(call, _Page)
            yield from page.records
            link = _next(page)
            if link is None or link in seen or not page.records:
                return
            seen.add(link)
            call = _records("GET", schema_id, params=_followed(call, link))

    def count(self, schema_id: int) -> int:
        """How many records there are."""
        call = Call("GET", f"{RECORDS}/count", {"schema_id": schema_id})
        return self._caller.one(call, _Count).count

    def record(self, schema_id: int, display_id: str) -> CustomRecord:
        """One record by what Freshdesk numbers it: "BKG-1"."""
        return self._caller.one(_record("GET", schema_id, display_id), CustomRecord)

    def create_record(self, schema_id: int, data: Mapping[str, Any]) -> CustomRecord:
        """A new record. A relationship wants the id of what it leads to."""
        return self._caller.one(_records("POST", schema_id, body={"data": {**data}}), CustomRecord)

    def update_record(
        self, schema_id: int, display_id: str, data: Mapping[str, Any], *, version: int | None = None
    ) -> CustomRecord:
        """Write a record anew. Give every field: whether one left out keeps its value is not documented.

        With `version`, as it was read, Freshdesk refuses a record that somebody changed since."""
        body = {"display_id": display_id, "data": {**data}, **({} if version is None else {"version": version})}
        return self._caller.one(_record("PUT", schema_id, display_id, body), CustomRecord)

    def delete_record(self, schema_id: int, display_id: str) -> None:
        self._caller.nothing(_record("DELETE", schema_id, display_id))


def _records(
    method: str, schema_id: int, *, params: Mapping[str, Param] | None = None, body: Mapping[str, Any] | None = None
) -> Call:
    return Call(method, RECORDS, {"schema_id": schema_id}, params or {}, body=body)


def _record(method: str, schema_id: int, display_id: str, body: Mapping[str, Any] | None = None) -> Call:
    ids: dict[str, int | str] = {"schema_id": schema_id, "display_id": display_id}
    return Call(method, f"{RECORDS}/{{display_id}}", ids, body=body)


def _next(page: _Page) -> str | None:
    """Where the next page is, relative to /api/v2/custom_objects; None after the last."""
    link = page.links.get("next")
    href = link.get("href") if isinstance(link, dict) else None
    return href if isinstance(href, str) and href else None


def _followed(call: Call, link: str) -> dict[str, str]:
    """The parameters of the next page. Only those are taken of a link: the path stays ours."""
    there = urlsplit(link)
    if there.netloc or not f"/custom_objects/{there.path.lstrip('/')}".endswith(call.path):
        raise unusable(call, "the link to the next page leads somewhere else")
    return dict(parse_qsl(there.query))
