"""`doctor`: is everything well, and what to do if not."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.core.health import Check

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def doctor(as_json: bool) -> None:
    """Check settings, Freshdesk's key and rights, Postgres, Redis, workers and the model; says what to do.

    Nothing is written, and no ticket's text is read. Exit code 1 if something failed, 3 if it is a setting or the key.
    """
    from assistant.cli import probes
    from assistant.logs import configure
    from assistant.usecases.diagnose import diagnose, is_misconfigured

    configure("ERROR")
    settings, problems = probes.readable_settings()
    checks = diagnose(
        settings=problems,
        account=probes.account(settings),
        records=probes.records(settings),
        queues=probes.queues(settings),
        model=probes.model(settings),
        webhook_secrets=len(settings.freshdesk_webhook_secret),
        budget_usd=settings.daily_budget_usd,
    )
    click.echo(json.dumps({"checks": [asdict(check) for check in checks]}, indent=2) if as_json else _lines(checks))
    failed = any(check.state == "fail" for check in checks)
    sys.exit(3 if is_misconfigured(checks) else int(failed))


def _lines(checks: list[Check]) -> str:
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        lines.append(
            f"{click.style(f'{check.state:<4}', fg=COLOURS[check.state])}  {check.name:<{width}}  {check.message}"
        )
        if check.remedy:
            lines.append(f"{'':<{width + 8}}-> {check.remedy}")
    return "\n".join(lines)
