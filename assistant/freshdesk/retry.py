"""Whether a failed call may go again, and after how long. Pure, with the dice handed in."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.freshdesk.errors import ConnectionFailed, FreshdeskError, RateLimited, ServerError, TimedOut


@dataclass(frozen=True)
class Retry:
    """How patient the client is, in seconds. `reads`: how often a read goes again after an outage."""

    reads: int = 2
    first_pause: float = 0.5
    longest_pause: float = 15.0
    total: float = 20.0
    limits: int = 3
    longest_limit: float = 90.0


def pause(
    error: FreshdeskError, *, is_read: bool, wait: bool, tries: int, spent: float, dice: float, policy: Retry
) -> float | None:
    """Seconds until the call goes again; None when it must not.

    A 429 did not run, so any method may go again. After an outage only a read may: nobody can tell whether a write
    landed, and Freshdesk knows no idempotency key (freshdesk-api 12). `tries` counts the failures before this one,
    `spent` is the time since the first attempt, `dice` is between 0 and 1.
    """
    if isinstance(error, RateLimited):
        return _after_limit(error, wait=wait, tries=tries, dice=dice, policy=policy)
    if not is_read or not isinstance(error, ServerError | ConnectionFailed | TimedOut):
        return None
    seconds = policy.first_pause * 2.0**tries * (0.5 + dice)
    if error.retry_after is not None:
        seconds = max(seconds, error.retry_after)
    if tries >= policy.reads or seconds > policy.longest_pause or spent + seconds >= policy.total:
        return None
    return seconds


def _after_limit(error: RateLimited, *, wait: bool, tries: int, dice: float, policy: Retry) -> float | None:
    seconds = (error.retry_after or 0.0) + dice
    return seconds if wait and tries < policy.limits and seconds <= policy.longest_limit else None
