"""What all resources share."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.freshdesk.body import Files, Upload
from assistant.freshdesk.caller import Caller


class Resource:
    """A group of calls that go through one `Caller`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


def attached(attachments: Sequence[Upload]) -> Files:
    """Attachments as a call carries them."""
    return tuple(("attachments[]", each) for each in attachments)
