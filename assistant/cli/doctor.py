"""`doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from assistant.config import ConfigError, Settings, load
from assistant.errors import DeskhandError, LockedOut, NoAccess, PermanentError

if TYPE_CHECKING:
    from assistant.ports import Helpdesk


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: str
    """ok, warning, failed or skipped."""
    seen: str = ""
    remedy: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def doctor(as_json: bool) -> None:
    """Check settings, key and rights, servers, workers and model; say what to do. Exit 3 if something must be done."""
    from assistant.logs import configure

    configure("ERROR")
    checks = list(examine())
    if as_json:
        click.echo(json.dumps({"checks": [asdict(check) for check in checks]}, indent=2))
    else:
        for check in checks:
            click.echo(f"{check.state:<8} {check.name:<18} {check.seen}".rstrip())
            if check.remedy:
                click.echo(f"{'':<8} {'':<18} -> {check.remedy}")
    sys.exit(3 if any(check.state == "failed" for check in checks) else 0)


def examine() -> Iterator[Check]:
    """Every check, those that need nothing first."""
    try:
        settings = load(need=())
    except ConfigError as error:
        yield from (Check("settings", "failed", *line.split(": ", 1)) for line in str(error).splitlines())
        return
    yield Check("settings", "ok")
    yield from _freshdesk(settings)
    yield _webhooks(settings)
    yield from _servers(settings)
    yield _model(settings)


def _freshdesk(settings: Settings) -> Iterator[Check]:
    from assistant.wiring import make_helpdesk

    if not settings.freshdesk_base_url or not settings.freshdesk_api_key:
        yield Check("freshdesk", "failed", "not set", "set FRESHDESK_DOMAIN and FRESHDESK_API_KEY")
        return
    desk = make_helpdesk(settings)
    yield _key(settings, desk)
    readers: dict[str, Callable[[], object]] = {
        "canned responses": lambda: next(iter(desk.canned_responses()), None),
        "solution articles": lambda: next(iter(desk.articles()), None),
    }
    for name, read in readers.items():
        yield _attempt(name, read, "drafts go without them; use the key of an admin")


def _key(settings: Settings, desk: Helpdesk) -> Check:
    try:
        return Check("freshdesk key", "ok", f"agent {desk.me()} at {settings.freshdesk_base_url}")
    except (LockedOut, NoAccess):
        return Check(
            "freshdesk key", "failed", "refused", "copy FRESHDESK_API_KEY anew: Profile settings, View API key"
        )
    except DeskhandError as error:
        return Check("freshdesk key", "failed", str(error), "check FRESHDESK_DOMAIN, and that the helpdesk is up")


def _attempt(name: str, read: Callable[[], object], remedy: str) -> Check:
    try:
        return Check(name, "ok") if read() is not None else Check(name, "warning", "there are none")
    except PermanentError:
        return Check(name, "warning", "the key may not read them", remedy)
    except DeskhandError as error:
        return Check(name, "failed", str(error), "try again later")


def _webhooks(settings: Settings) -> Check:
    if settings.freshdesk_webhook_secret:
        return Check("webhook secret", "ok")
    return Check(
        "webhook secret", "warning", "not set", "set FRESHDESK_WEBHOOK_SECRET; until then the desk is asked each minute"
    )


def _servers(settings: Settings) -> Iterator[Check]:
    from assistant.wiring import make_redis, make_store, ready_checks

    if not settings.database_url or not settings.redis_url:
        missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not getattr(settings, name.lower())]
        yield Check("servers", "failed", f"{' and '.join(missing)} not set", "needed by web, worker and clock")
        return
    store = make_store(settings, pool_size=1)
    remedies = {
        "postgres": "check DATABASE_URL",
        "redis": "check REDIS_URL, and REDIS_CA if it is rediss",
        "workers": "start one: python -m worker",
        "oldest_due_seconds": "start a worker and the clock, or add workers",
        "freshdesk": "the desk is parked: check FRESHDESK_API_KEY",
        "dead_letters": "look at them in the log, then: requeue TICKET",
    }
    try:
        for name, look in ready_checks(store, make_redis(settings)).items():
            yield _server(name, look, remedies.get(name, ""))
    finally:
        store.close()


def _server(name: str, look: Callable[[], tuple[bool, str | float]], remedy: str) -> Check:
    try:
        well, seen = look()
    except Exception as error:  # noqa: BLE001  # whatever it is, this check is not well
        return Check(name, "failed", str(error) if isinstance(error, DeskhandError) else type(error).__name__, remedy)
    empty = (name == "workers" and seen == 0) or (name == "dead_letters" and seen)
    state = "failed" if not well else "warning" if empty else "ok"
    return Check(name, state, f"{seen:g}" if isinstance(seen, float) else seen, "" if state == "ok" else remedy)


def _model(settings: Settings) -> Check:
    if not settings.openai_api_key:
        return Check("model", "warning", "not set", "set OPENAI_API_KEY; until then canned responses are filled in")
    return Check("model", "ok", f"{settings.openai_model} at {settings.openai_base_url or 'OpenAI'}")
