"""`prompts test`: whether the prompts still hold what their tests ask for."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.usecases.try_prompts import Outcome


@click.command("test")
@click.argument("name", default="draft")
@click.option("--live", is_flag=True, help="Ask the model of the settings instead of taking recorded answers.")
@click.option("--record", "recording", is_flag=True, help="With --live: keep its answers, unless they are worse.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: one object a test.")
def test_command(name: str, live: bool, recording: bool, as_json: bool) -> None:
    """Run the tests of prompts/tests (promptfoo's format) on a prompt.

    Without --live nothing is asked over the network: the answers are the recorded ones, or a scripted model's that
    obeys whatever a customer demands. Exit 1 if a test fails or went better when it was recorded.
    """
    from assistant.cli.prompts import answers
    from assistant.cli.prompts.files import existing
    from assistant.config import ConfigError
    from assistant.usecases.try_prompts import try_prompts
    from assistant.wiring import make_prompts

    if recording and not live:
        raise click.UsageError("--record needs --live")
    recorded = answers.record()
    answering = answers.providers(live=live, recorded=recorded)
    try:
        outcomes = list(try_prompts(answers.cases(), make_prompts(existing(name)), answering, recorded))
    except ValueError as error:
        raise ConfigError(f"prompts/tests: {error}") from error
    click.echo(json.dumps([_row(one) for one in outcomes], indent=2) if as_json else "\n".join(map(_line, outcomes)))
    if recording:
        click.echo(f"{answers.keep(outcomes)} answers recorded.", err=True)
    elif stale := sum(one.stale for one in outcomes):
        click.echo(f"{stale} answers were recorded for another prompt: --live --record asks anew.", err=True)
    sys.exit(int(not all(one.well for one in outcomes)))


def _line(one: Outcome) -> str:
    state = "ok" if one.well else "worse" if one.score.passed else "FAILED"
    was = f", was {one.recorded.score:.2f}" if one.worse and one.recorded else ""
    lines = [f"{state:<7}{one.case} ({one.provider}, {one.score.value:.2f}{was})"]
    return "\n".join([*lines, *(f"       does not hold: {each}" for each in one.score.failed)])


def _row(one: Outcome) -> dict[str, Any]:
    return {
        "test": one.case,
        "provider": one.provider,
        "passed": one.score.passed,
        "score": one.score.value,
        "recorded_score": one.recorded.score if one.recorded else None,
        "stale": one.stale,
        "failed": [str(each) for each in one.score.failed],
    }
