"""The client's errors in our kinds: whether to try again, and whether a write may have landed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant import errors as ours
from assistant.freshdesk import errors as theirs


@contextmanager
def reading() -> Iterator[None]:
    """For reads and for writes that are safe to repeat."""
    try:
        yield
    except theirs.FreshdeskError as error:
        raise _kind(error) from None


@contextmanager
def writing() -> Iterator[None]:
    """For a POST: what may have landed is Unsure, a definite "not now" is Refused."""
    try:
        yield
    except theirs.FreshdeskError as error:
        if error.may_have_landed:
            raise ours.Unsure(f"{error}: it may or may not have been carried out") from None
        kind = _kind(error)
        if isinstance(kind, ours.TemporaryError) and not isinstance(kind, ours.LockedOut):
            raise ours.Refused(str(error), retry_after=kind.retry_after) from None
        raise kind from None


def _kind(error: theirs.FreshdeskError) -> ours.DeskhandError:
    match error:
        case theirs.SearchIncomplete():
            return ours.PermanentError(str(error))
        case theirs.Unauthorized():
            return ours.LockedOut(str(error))
        case theirs.Forbidden():
            return ours.NoAccess(str(error))
        case theirs.NotFound():
            return ours.NotFound(str(error))
        case theirs.Conflict():
            fields = [(each.field, each.code) for each in error.fields]
            return ours.Conflicting(str(error), fields=fields, user_id=error.user_id)
        case theirs.FieldError():
            return ours.Rejected(str(error), fields=[(m.field, f"takes {_some(m.allowed)}") for m in error.misfits])
        case theirs.BadRequest():
            return ours.Rejected(str(error), fields=[(each.field, each.code) for each in error.fields])
        case theirs.MethodNotAllowed():
            # The thing cannot be changed as it stands: gone to spam or trash since it was read (freshdesk-api 4.3).
            return ours.NotFound(str(error))
        case _:
            return ours.TemporaryError(str(error), retry_after=error.retry_after)


def _some(words: Sequence[str], most: int = 20) -> str:
    return ", ".join(words[:most]) + (", …" if len(words) > most else "") if words else "nothing"
