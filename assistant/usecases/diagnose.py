"""Look at everything that a desk needs, and say of each part whether it is well and what to do if not.

Every part is asked by itself, so one that is away hides no other. Nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol, TypeVar

from assistant.errors import DeskhandError, LockedOut, ModelUnavailable, NoAccess, NotFound, TemporaryError

T = TypeVar("T")
State = Literal["ok", "warn", "fail"]
Reading = Literal["tickets", "ticket fields", "canned responses", "solution articles"]

SETTING = "setting"
KEY = "freshdesk key"
STALE = 300.0
"""Seconds that a due ticket may wait."""
SHOWN = 10
"""Dead letters and tickets that are named; the rest is counted."""
OLDEST_REDIS = (6, 2)


@dataclass(frozen=True)
class Check:
    """What was found about one part."""

    name: str
    state: State
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class KeyOwner:
    """The agent behind the API key. `scope`: 1 all tickets, 2 those of its groups, 3 its own (freshdesk-api 6.3)."""

    id: int
    name: str
    scope: int | None


class Account(Protocol):
    """What is asked of Freshdesk. Raises the kinds of `assistant.errors`."""

    def owner(self) -> KeyOwner:
        """/agents/me."""

    def read(self, what: Reading) -> None:
        """Read a little of it. Raises NoAccess if the key may not."""

    def limit(self) -> tuple[float | None, float | None]:
        """Credits a minute and credits left, as the last answer named them; None for none named."""


@dataclass(frozen=True)
class Records:
    """What the database says about the desk."""

    schema: str | None
    """The version of the tables; None if there are none."""
    newest_schema: str
    activated_at: datetime | None = None
    paused: bool = False
    dry_run: bool = False
    parked: bool = False
    dead_letters: Sequence[tuple[int, str]] = ()
    oldest_due: float = 0.0
    """Seconds that the ticket longest due has waited."""
    foreign: Sequence[int] = ()
    """Tickets on which another installation writes."""


@dataclass(frozen=True)
class Queues:
    """What Redis says. `policy` and `limit` (bytes, 0 is none) are of its memory; None where it would not tell."""

    version: str
    used: int
    limit: int | None
    policy: str | None
    workers: dict[str, int]
    """Queue -> workers that gave a sign of life."""


def diagnose(
    *,
    settings: Sequence[str],
    account: Account | None,
    records: Callable[[], Records] | None,
    queues: Callable[[], Queues] | None,
    model: Callable[[], str] | None,
    webhook_secrets: int,
) -> list[Check]:
    """Every check, in the order in which a person would put things right.

    `settings`: the problems, as `NAME: remedy`. `records`, `queues`, `model` ask and raise TemporaryError or
    PermanentError; `model` gives the model's name. None means that its setting is missing.
    """
    return [
        *_settings(settings),
        *(_freshdesk(account) if account is not None else ()),
        *_asked("postgres", records, _records, "DATABASE_URL"),
        *_asked("redis", queues, _queues, "REDIS_URL"),
        _model(model),
        _webhooks(webhook_secrets),
    ]


def is_misconfigured(checks: Sequence[Check]) -> bool:
    """Whether a setting or the key of Freshdesk is wrong."""
    return any(check.state == "fail" and check.name.split(" ")[0] == SETTING for check in checks) or any(
        check.state == "fail" and check.name == KEY for check in checks
    )


def _settings(problems: Sequence[str]) -> Iterator[Check]:
    if not problems:
        yield Check("settings", "ok", "all that are set can be read")
    for line in problems:
        name, _, said = line.partition(": ")
        missing = said.startswith("is missing")
        remedy = said.partition("; ")[2] if missing else said
        yield Check(f"{SETTING} {name}", "fail", "is missing" if missing else "cannot be read", remedy)


def _freshdesk(account: Account) -> Iterator[Check]:
    try:
        owner = account.owner()
    except (LockedOut, NoAccess) as error:
        yield Check(KEY, "fail", str(error), "copy FRESHDESK_API_KEY again: Profile settings, View API key")
        return
    except NotFound as error:
        yield Check(KEY, "fail", str(error), "no account answers there: check FRESHDESK_DOMAIN or FRESHDESK_URL")
        return
    except DeskhandError as error:
        yield Check("freshdesk", "fail", str(error), "Freshdesk is away or FRESHDESK_DOMAIN is wrong; try again later")
        return
    yield Check(KEY, "ok", f"opens the desk as {owner.name or 'an agent without a name'} (agent {owner.id})")
    yield _scope(owner.scope)
    yield from (_right(account, what) for what in WITHOUT)
    yield _limit(*account.limit())


def _scope(scope: int | None) -> Check:
    if scope in (1, None):
        return Check("ticket scope", "ok", "all tickets" if scope else "not told")
    seen = "those of its groups" if scope == 2 else "its own"
    remedy = "give the agent the scope of all tickets (Admin, Agents), or leave it so on purpose"
    return Check("ticket scope", "warn", f"the agent sees only {seen}: the others get no note", remedy)


WITHOUT: dict[Reading, tuple[State, str]] = {
    "tickets": ("fail", "no ticket is found that a webhook missed"),
    "ticket fields": ("warn", "triage does not know the account's own values"),
    "canned responses": ("warn", "drafts rest on no canned response"),
    "solution articles": ("warn", "drafts rest on no article"),
}
"""What the key should be able to read; how bad it is if not, and what is then missing."""


def _right(account: Account, what: Reading) -> Check:
    state, loss = WITHOUT[what]
    try:
        account.read(what)
    except (NoAccess, NotFound) as error:
        remedy = f"give the agent a role that may read the {what} (Admin, Roles); an admin's key can"
        return Check(what, state, f"{error}: {loss}", remedy)
    except DeskhandError as error:
        return Check(what, "warn", str(error), "try again later")
    return Check(what, "ok", "can be read")


def _limit(total: float | None, left: float | None) -> Check:
    if not total or left is None:
        return Check("rate limit", "ok", "the account names none")
    message = f"{left:.0f} of {total:.0f} credits are left in this minute"
    if left >= total * 0.2:
        return Check("rate limit", "ok", message)
    return Check(
        "rate limit", "warn", message, "other apps use it up: look who calls the API, or ask for a higher limit"
    )


def _asked(
    name: str, ask: Callable[[], T] | None, judge: Callable[[T], Iterator[Check]], variable: str
) -> Iterator[Check]:
    """The judgement on what a server says, or that there is none."""
    if ask is None:
        yield Check(name, "warn", "is not set up: web, worker and clock cannot start", f"set {variable}")
        return
    try:
        found = ask()
    except DeskhandError as error:
        yield Check(name, "fail", str(error), f"see that it runs and that {variable} is right")
    except Exception as error:  # noqa: BLE001  # whatever it is, it must not hide the other checks
        yield Check(name, "fail", type(error).__name__, f"see what its log says, and that {variable} is right")
    else:
        yield from judge(found)


def _records(found: Records) -> Iterator[Check]:
    if found.schema != found.newest_schema:
        what = "has none of our tables" if found.schema is None else "has tables of another version"
        yield Check("postgres", "fail", what, "run python -m assistant db upgrade")
        return
    yield Check("postgres", "ok", "answers, and its tables are up to date")
    yield _activated(found.activated_at)
    if found.paused:
        yield Check("paused", "warn", "nothing is drafted", "python -m assistant resume goes on")
    if found.dry_run:
        yield Check("dry run", "warn", "drafts are stored and nothing is written to Freshdesk", "set DRY_RUN=false")
    if found.parked:
        yield Check(
            "locked out",
            "fail",
            "Freshdesk refused our key, and all waits",
            "put FRESHDESK_API_KEY right; the clock then goes on by itself within a minute",
        )
    yield _waiting(found.oldest_due, found.paused)
    yield _dead(found.dead_letters)
    if found.foreign:
        yield Check(
            "another installation",
            "warn",
            f"writes notes on {_numbers(found.foreign)}; nothing is drafted there",
            "let one installation serve the desk, or this one took over a new database: then delete the older notes",
        )


def _activated(moment: datetime | None) -> Check:
    if moment is None:
        return Check("activated", "fail", "never", "run python -m assistant activate")
    return Check("activated", "ok", f"for messages since {moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC")


def _waiting(seconds: float, paused: bool) -> Check:
    if seconds < STALE or paused:
        return Check("waiting tickets", "ok", f"the oldest waits for {seconds:.0f} s" if seconds else "none")
    remedy = "see that python -m worker and python -m worker clock run, and what their logs say"
    return Check("waiting tickets", "fail", f"one has been due for {seconds / 60:.0f} minutes", remedy)


def _dead(letters: Sequence[tuple[int, str]]) -> Check:
    if not letters:
        return Check("dead letters", "ok", "none")
    reasons = "; ".join(f"ticket {number}: {why}" for number, why in letters[:SHOWN])
    more = f"; and {len(letters) - SHOWN} more" if len(letters) > SHOWN else ""
    return Check("dead letters", "fail", reasons + more, "python -m assistant requeue TICKET, once the reason is gone")


def _numbers(tickets: Sequence[int]) -> str:
    more = f" and {len(tickets) - SHOWN} more" if len(tickets) > SHOWN else ""
    return f"ticket{'s' if len(tickets) > 1 else ''} {', '.join(map(str, tickets[:SHOWN]))}{more}"


def _queues(found: Queues) -> Iterator[Check]:
    yield _redis(found)
    idle = [name for name, count in found.workers.items() if count == 0]
    counts = ", ".join(f"{name} {count}" for name, count in found.workers.items())
    if idle:
        yield Check(
            "workers", "warn", f"none for {', '.join(idle)}", "start python -m worker (Heroku: ps:scale worker=1)"
        )
    else:
        yield Check("workers", "ok", counts)


def _redis(found: Queues) -> Check:
    limit = f" of {_mib(found.limit)}" if found.limit else ""
    message = f"version {found.version}, {_mib(found.used)}{limit} used, policy {found.policy or 'not told'}"
    if tuple(int(part) for part in found.version.split(".")[:2] if part.isdecimal()) < OLDEST_REDIS:
        return Check("redis", "fail", message, "use Redis 6.2 or newer, or Valkey")
    if found.limit and found.policy not in (None, "noeviction"):
        remedy = "set maxmemory-policy to noeviction: else workers can vanish from its memory"
        return Check("redis", "warn", message, remedy)
    return Check("redis", "ok", message)


def _mib(count: int) -> str:
    return f"{count / 2**20:.1f} MiB"


def _model(ask: Callable[[], str] | None) -> Check:
    if ask is None:
        return Check("model", "warn", "none: canned responses are filled in instead", "set OPENAI_API_KEY")
    try:
        return Check("model", "ok", f"{ask()} answers")
    except (ModelUnavailable, TemporaryError) as error:
        remedy = "until then canned responses are filled in; see OPENAI_API_KEY, OPENAI_MODEL, OPENAI_BASE_URL"
        return Check("model", "fail", str(error), remedy)


def _webhooks(secrets: int) -> Check:
    if secrets:
        return Check("webhook secret", "ok", "set" if secrets == 1 else f"{secrets} are set, while they are changed")
    message = "none: webhooks get 401, and the clock asks for changed tickets each minute instead"
    return Check(
        "webhook secret", "warn", message, "set FRESHDESK_WEBHOOK_SECRET and put it into both automation rules"
    )
