"""What all resources share."""

from __future__ import annotations

from assistant.freshdesk.caller import Caller


class Resource:
    """A group of calls that go through one `Caller`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
