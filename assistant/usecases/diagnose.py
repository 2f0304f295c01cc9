"""Look at everything that a desk needs, and say of each part whether it is well and what to do if not.

Every part is asked by itself, so one that is away hides no other. Nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from assistant.core.budget import price
from assistant.core.health import Check, Queues, Records, State, of_queues, of_records
from assistant.errors import DeskhandError, LockedOut, ModelUnavailable, NoAccess, NotFound, TemporaryError

T = TypeVar("T")
Reading = Literal["tickets", "ticket fields", "canned responses", "solution articles"]

SETTING = "setting"
KEY = "freshdesk key"


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


def diagnose(
    *,
    settings: Sequence[str],
    account: Account | None,
    records: Callable[[], Records] | None,
    queues: Callable[[], Queues] | None,
    model: Callable[[], str] | None,
    webhook_secrets: int,
    budget_usd: float | None = None,
) -> list[Check]:
    """Every check, in the order in which a person would put things right.

    `settings`: the problems, as `NAME: remedy`. `records`, `queues`, `model` ask and raise TemporaryError or
    PermanentError; `model` gives the model's name. None means that its setting is missing.
    """
    return [
        *_settings(settings),
        *(_freshdesk(account) if account is not None else ()),
        *_asked("postgres", records, of_records, "DATABASE_URL"),
        *_asked("redis", queues, of_queues, "REDIS_URL"),
        _model(model, budget_usd),
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


def _model(ask: Callable[[], str] | None, budget_usd: float | None) -> Check:
    if ask is None:
        return Check("model", "warn", "none: canned responses are filled in instead", "set OPENAI_API_KEY")
    try:
        name = ask()
    except (ModelUnavailable, TemporaryError) as error:
        remedy = "until then canned responses are filled in; see OPENAI_API_KEY, OPENAI_MODEL, OPENAI_BASE_URL"
        return Check("model", "fail", str(error), remedy)
    if budget_usd and price(name) is None:
        message = f"{name} answers, but its price is not known: DAILY_BUDGET_USD does not hold it back"
        return Check("model", "warn", message, "set MONTHLY_TOKENS instead")
    return Check("model", "ok", f"{name} answers")


def _webhooks(secrets: int) -> Check:
    if secrets:
        return Check("webhook secret", "ok", "set" if secrets == 1 else f"{secrets} are set, while they are changed")
    message = "none: webhooks get 401, and the clock asks for changed tickets each minute instead"
    return Check(
        "webhook secret", "warn", message, "set FRESHDESK_WEBHOOK_SECRET and put it into both automation rules"
    )
