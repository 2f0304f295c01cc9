"""Canned responses (freshdesk-api 6.6). There is no list of all: read the folders, then each folder's responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.body import Upload, attached
from assistant.freshdesk.cache import Cache
from assistant.freshdesk.call import Call
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.models import CannedResponse, CannedResponseFolder, Job
from assistant.freshdesk.resources.base import Resource

ALL = "all canned responses"
"""What a cache keeps them under; a write forgets them."""


class CannedResponses(Resource):
    """`api.canned_responses`. Needs an admin's key by the docs; a real desk may be more lenient."""

    def __init__(self, caller: Caller, cache: Cache) -> None:
        super().__init__(caller)
        self._cache = cache

    def folders(self) -> list[CannedResponseFolder]:
        return [*self._caller.every(Call("GET", "/canned_response_folders"), CannedResponseFolder)]

    def folder(self, folder_id: int) -> CannedResponseFolder:
        """A folder with the titles of its responses, in `canned_responses`."""
        return self._caller.one(_folder("GET", folder_id), CannedResponseFolder)

    def in_folder(self, folder_id: int) -> list[CannedResponse]:
        """All responses of a folder, with their placeholders unfilled."""
        return [*self._caller.every(_folder("GET", folder_id, "/responses"), CannedResponse)]

    def get(self, response_id: int) -> CannedResponse:
        return self._caller.one(_response("GET", response_id), CannedResponse)

    def create(
        self,
        title: str,
        content_html: str,
        folder_id: int,
        *,
        visibility: int = 0,
        attachments: Sequence[Upload] = (),
        **fields: Any,
    ) -> CannedResponse:
        """A new response. `visibility`: 0 all agents, 1 only the key's, 2 the groups of `group_ids`."""
        body = {"title": title, "content_html": content_html, "folder_id": folder_id, "visibility": visibility}
        call = Call("POST", "/canned_responses", body={**body, **fields}, files=attached(attachments))
        return self._changed(call)

    def update(self, response_id: int, *, attachments: Sequence[Upload] = (), **fields: Any) -> CannedResponse:
        """Change what is given: title, content_html, folder_id, visibility, group_ids."""
        return self._changed(_response("PUT", response_id, fields, attachments))

    def create_many(self, responses: Sequence[Mapping[str, Any]]) -> Job:
        """Many at once, each as for `create`; `api.jobs.get` tells what became of them."""
        # The docs' heading says /bulk, their sample and clients say this.
        call = Call("POST", "/canned_responses/create_multiple", body={"canned_responses": [*responses]})
        job = self._caller.one(call, Job)
        self._cache.forget(ALL)
        return job

    def create_folder(self, name: str) -> CannedResponseFolder:
        # The docs' headings leave out the s, their samples and clients have it; so with the next.
        return self._caller.one(Call("POST", "/canned_response_folders", body={"name": name}), CannedResponseFolder)

    def update_folder(self, folder_id: int, name: str) -> CannedResponseFolder:
        return self._caller.one(_folder("PUT", folder_id, body={"name": name}), CannedResponseFolder)

    def _changed(self, call: Call) -> CannedResponse:
        response = self._caller.one(call, CannedResponse)
        self._cache.forget(ALL)
        return response


def _folder(method: str, folder_id: int, more: str = "", *, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/canned_response_folders/{folder_id}" + more, {"folder_id": folder_id}, body=body)


def _response(
    method: str, response_id: int, body: Mapping[str, Any] | None = None, attachments: Sequence[Upload] = ()
) -> Call:
    ids = {"response_id": response_id}
    return Call(method, "/canned_responses/{response_id}", ids, body=body, files=attached(attachments))
