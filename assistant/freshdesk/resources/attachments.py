"""Attachments by their own id (freshdesk-api 4.3)."""

from __future__ import annotations

from assistant.freshdesk.call import Call
from assistant.freshdesk.resources.base import Resource


class Attachments(Resource):
    """`api.attachments`. They are added with what they belong to, and read by `api.download`."""

    def delete(self, attachment_id: int) -> None:
        """One of a ticket or a note, for good."""
        self._caller.nothing(Call("DELETE", "/attachments/{attachment_id}", {"attachment_id": attachment_id}))
