"""What the README and the docs tell people to type, send and open is there."""

import re
import shlex
import subprocess
from functools import cache

import click
import pytest

from assistant.__main__ import DEMO
from assistant.cli import group
from assistant.config import describe
from assistant.freshdesk.webhooks import ticket_id
from tests.docs.generate import ROOT

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "assistant/freshdesk/README.md"]
)
README = (ROOT / "README.md").read_text()
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


@cache
def blocks(page: str, kind: str) -> tuple[str, ...]:
    return tuple(text for found, text in BLOCK.findall((ROOT / page).read_text()) if found == kind)


def typed(beginning: str) -> list[tuple[str, str]]:
    """(page, line) of every console line that begins so."""
    return [
        (page, line.removeprefix("$ "))
        for page in PAGES
        for block in blocks(page, "console")
        for line in block.splitlines()
        if line.startswith(f"$ {beginning}")
    ]


def inline(beginning: str) -> list[tuple[str, str]]:
    """(page, words) of every piece of code within a sentence that begins so."""
    pages = [page for page in PAGES if page != "docs/cli.md"]
    return [
        (page, found) for page in pages for found in re.findall(rf"`({beginning}[^`\n]*)`", (ROOT / page).read_text())
    ]


@pytest.mark.parametrize(("page", "line"), [*typed("python -m assistant"), *inline("python -m assistant")])
def test_each_command_exists_with_the_options_it_is_shown_with(page: str, line: str):
    words = shlex.split(line)[3:]
    command: click.Command = group({"demo": DEMO})
    while isinstance(command, click.Group) and words:
        name = words.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"{page}: there is no command {name}"
        command = found
    known = {option for parameter in command.params for option in parameter.opts}

    assert set() == {word for word in words if word.startswith("--")} - known - {"--help"}, page


@pytest.mark.parametrize(("page", "line"), [*typed("make "), *inline("make ")])
def test_each_make_target_is_there(page: str, line: str):
    target = shlex.split(line)[1]
    asked = subprocess.run(["make", "--dry-run", "--question", target], cwd=ROOT, capture_output=True, text=True)

    assert asked.returncode in (0, 1), f"{page}: {asked.stderr}"


@pytest.mark.parametrize("body", blocks("README.md", "json"))
def test_the_body_of_each_rule_names_the_ticket_that_freshdesk_fills_in(body: str):
    assert 4107 == ticket_id("application/json", body.replace("{{ticket.id}}", "4107").encode())


def test_there_are_two_rules_and_their_header_is_the_one_that_is_asked_for():
    assert 2 == len(blocks("README.md", "json"))
    assert "`X-Webhook-Secret: `" in README
    assert "/webhooks/freshdesk`" in README


def test_the_settings_of_the_readme_are_the_required_ones_in_the_programs_words():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*) \|$", README, re.MULTILINE))

    assert {v.name: v.help for v in describe() if v.required} == rows


@pytest.mark.parametrize("page", PAGES)
def test_each_variable_that_is_named_exists(page: str):
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", (ROOT / page).read_text()))
    other = {"REQUIRE_ALL", *["HTTPS_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"]}

    assert set() == named - {v.name for v in describe()} - other


@pytest.mark.parametrize("page", PAGES)
def test_each_link_to_a_file_leads_somewhere(page: str):
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", (ROOT / page).read_text())

    assert [] == [target for target in targets if not ((ROOT / page).parent / target).exists()]
