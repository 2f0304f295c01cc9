"""The command line: quick, one line for an expected failure, and the exit code says which kind it was."""

import json
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from assistant.cli import group
from assistant.config import ConfigError
from assistant.embedded import Servers
from assistant.errors import LockedOut, NoAccess, NotFound, TemporaryError
from tests.servers import clean_environment, deskhand

ERRORS = {
    "config": (ConfigError("PORT: write a whole number"), 3),
    "locked-out": (LockedOut("the key was refused"), 3),
    "not-found": (NotFound("ticket 7"), 4),
    "temporary": (TemporaryError("rate limit", retry_after=3), 5),
    "permanent": (NoAccess("canned responses"), 1),
}


@click.command()
@click.argument("kind")
def failing(kind: str) -> None:
    raise ERRORS[kind][0]


HEAVY = ("pydantic", "requests", "openai", "sqlalchemy", "redis", "flask", "assistant.config")


@pytest.mark.parametrize("kind", ERRORS)
def test_an_expected_failure_is_one_line_and_an_exit_code(kind: str):
    root = group({"failing": (f"{__name__}:failing", "")})
    result = CliRunner().invoke(root, ["failing", kind])

    assert ERRORS[kind][1] == result.exit_code
    assert f"Error: {ERRORS[kind][0]}\n" == result.stderr
    assert result.stdout == ""


def test_the_help_imports_nothing_heavy():
    script = (
        "import sys; from assistant.cli import main; sys.argv[1:] = ['--help']\ntry: main()\nexcept SystemExit: pass\n"
    )
    script += f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], env=clean_environment(), capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"


def test_every_command_is_where_the_list_says():
    root = group()
    context = click.Context(root)

    assert all(root.get_command(context, name) for name in root.list_commands(context))


def test_an_unknown_command_is_wrong_usage():
    assert deskhand("nonsense").returncode == 2


def test_the_version_is_told():
    assert deskhand("--version").stdout.startswith("deskhand 0.")


def test_a_missing_database_is_a_configuration_error_with_its_remedy():
    done = deskhand("db", "upgrade")

    assert done.returncode == 3
    assert done.stderr.startswith("Error: DATABASE_URL: is missing")


def test_a_database_that_does_not_answer_is_temporary():
    done = deskhand("db", "upgrade", env={"DATABASE_URL": "postgres://u:hush@127.0.0.1:9/d"})

    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert "hush" not in done.stderr


def test_upgrading_twice_is_harmless(servers: Servers):
    servers.postgres.create("upgraded", fresh=True)
    address = {"DATABASE_URL": servers.postgres.url("upgraded").replace("postgresql://", "postgres://")}

    assert [deskhand("db", "upgrade", env=address).returncode for _ in range(2)] == [0, 0]


def test_config_shows_what_is_in_effect_and_masks_secrets():
    done = deskhand(
        "config", "--json", env={"FRESHDESK_DOMAIN": "acme", "FRESHDESK_API_KEY": "hush", "API_TOKENS": "hush"}
    )
    shown = json.loads(done.stdout)

    assert (shown["FRESHDESK_DOMAIN"], shown["FRESHDESK_API_KEY"]) == ("acme.freshdesk.com", "(set)")
    assert None is shown["SECRET_KEY"]
    assert "hush" not in done.stdout
