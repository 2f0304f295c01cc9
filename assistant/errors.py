"""The kinds of error that the rim maps to an answer, a retry or a record.

Messages name what went wrong and the remedy; never a customer's text, never a key.
"""

from collections.abc import Sequence


class DeskhandError(Exception):
    """Base of every error that is ours."""


class Ignored(DeskhandError):
    """Not for us: an outcome with a reason, never retried, never an error page."""


class PermanentError(DeskhandError):
    """Trying again will not help; a person has to change something."""


class TemporaryError(DeskhandError):
    """Trying again will help, after `retry_after` seconds if the other side named them."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LockedOut(TemporaryError):
    """Our key no longer opens the helpdesk (401, or 403 also on /agents/me): the whole desk is parked."""


class NoAccess(PermanentError):
    """The helpdesk refuses this one thing to our key (403) while the key itself works."""


class NotFound(PermanentError):
    """The helpdesk knows nothing by that id (404)."""


class NoteClosed(PermanentError):
    """A note can no longer be edited (403, 404 or 405 on its PUT)."""


class Refused(TemporaryError):
    """A write was definitely not carried out; it may be tried again after `retry_after` seconds."""


class Rejected(PermanentError):
    """A write was definitely not carried out and never will be as it stands (400).

    `fields`: the fields at fault, each with Freshdesk's code or what it allows.
    """

    def __init__(self, message: str, *, fields: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.fields = tuple(fields)


class Conflicting(Rejected):
    """What was written belongs to another record (409): to `user_id`, where that is told."""

    def __init__(self, message: str, *, fields: Sequence[tuple[str, str]] = (), user_id: int | None = None) -> None:
        super().__init__(message, fields=fields)
        self.user_id = user_id


class Unsure(TemporaryError):
    """A write may or may not have been carried out: look at the thread before writing again."""


class ModelUnavailable(TemporaryError):
    """The language model gave no usable answer; the message says why, in words an agent understands.

    What it used all the same is to be paid for: `tokens`, `cost_usd`.
    """

    tokens: int = 0
    cost_usd: float = 0.0
