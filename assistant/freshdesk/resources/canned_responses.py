"""Canned responses (freshdesk-api 6.6). There is no list of all: read the folders, then each folder's responses."""

from __future__ import annotations

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import CannedResponse, CannedResponseFolder
from assistant.freshdesk.resources.base import Resource


class CannedResponses(Resource):
    """`api.canned_responses`."""

    def folders(self) -> list[CannedResponseFolder]:
        return [*self._caller.every(Call("GET", "/canned_response_folders"), CannedResponseFolder)]

    def in_folder(self, folder_id: int) -> list[CannedResponse]:
        """All responses of a folder, with their placeholders unfilled."""
        call = Call("GET", "/canned_response_folders/{folder_id}/responses", {"folder_id": folder_id})
        return [*self._caller.every(call, CannedResponse)]

    def get(self, response_id: int) -> CannedResponse:
        return self._caller.one(
            Call("GET", "/canned_responses/{response_id}", {"response_id": response_id}), CannedResponse
        )
