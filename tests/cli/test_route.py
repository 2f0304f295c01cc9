"""`tickets route` and `tickets update` against the sandbox."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner, Result

from assistant.cli import group
from assistant.freshdesk import Freshdesk
from assistant.sandbox import Sandbox
from tests.servers import ROOT

SHOP = Path(ROOT) / "assistant/sandbox/desk"
RULES = """\
# the workshop's tickets
match: all
rules:
  - name: Broken machines
    when: {words: [rookmill, grinder], status: open}
    then: {group: Repairs, tags: [hardware]}
  - name: Our big customers
    when:
      domain: ferndale-offices.example
      company: [Ferndale Offices, Café Morgenrot]
    then:
      priority: high
      cf_country: United Kingdom
"""
Run = Callable[..., Result]


@pytest.fixture
def shop() -> Iterator[Sandbox]:
    with Sandbox.start(seed=str(SHOP)) as sandbox:
        yield sandbox


@pytest.fixture
def api(shop: Sandbox) -> Freshdesk:
    return Freshdesk(shop.url, "key")


@pytest.fixture
def run(shop: Sandbox) -> Run:
    env = {"FRESHDESK_URL": shop.url, "FRESHDESK_API_KEY": "key", "FRESHDESK_DOMAIN": "", "REDIS_URL": ""}
    return lambda *arguments: CliRunner(env=env).invoke(group(), arguments)


@pytest.fixture
def rules(tmp_path: Path) -> str:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES)
    return str(file)


def writes(shop: Sandbox) -> list[str]:
    heard = requests.get(f"{shop.url}/_sandbox/requests", timeout=5).json()
    return [f"{each['method']} {each['path']}" for each in heard if each["method"] != "GET" and "/api/" in each["path"]]


def test_a_dry_run_shows_each_change_and_why_and_writes_nothing(run: Run, shop: Sandbox, rules: str) -> None:
    result = run("tickets", "route", "--rules", rules, "--dry-run")
    rows = [line.split("\t") for line in result.stdout.splitlines()]

    assert 0 == result.exit_code
    assert ["ticket", "subject", "field", "now", "then", "why"] == rows[0]
    first = "Rookmill grinder stopped after one week"
    assert ["1", first, "group", "Customer Care", "Repairs", "Broken machines"] in rows
    assert ["1", first, "tags", "", "+hardware", "Broken machines"] in rows
    assert {"Our big customers"} == {row[5] for row in rows if row[4] == "United Kingdom"}
    assert "Nothing was written." in result.stderr
    assert [] == writes(shop)


def test_routing_writes_once_and_keeps_tags(run: Run, shop: Sandbox, api: Freshdesk, rules: str) -> None:
    api.tickets.update(1, tags=["vip"])
    before = len(writes(shop))

    first = run("tickets", "route", "--rules", rules)
    wrote = len(writes(shop)) - before
    second = run("tickets", "route", "--rules", rules)

    assert (0, 0) == (first.exit_code, second.exit_code)
    assert f"{wrote} changed, 0 refused." in first.stderr
    assert "0 changed, 0 refused." in second.stderr
    assert before + wrote == len(writes(shop))
    assert {"vip", "hardware"} == set(api.tickets.get(1).tags)


def test_a_query_chooses_the_tickets_and_embeds_are_fetched(run: Run, rules: str) -> None:
    result = run("tickets", "route", "--rules", rules, "--where", "priority:1", "--dry-run", "--json")
    found = json.loads(result.stdout)

    assert {"planned"} == {each["state"] for each in found}
    assert any(each["why"] == ["Our big customers"] for each in found)
    assert {"field": "cf_country", "now": "", "then": "United Kingdom"} in [
        line for each in found for line in each["changes"]
    ]


def test_toml_says_the_same(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('[[rules]]\nname = "a"\n[rules.when]\nsubject = "rookmill"\n[rules.then]\npriority = "urgent"\n')

    assert "Urgent" in run("tickets", "route", "--rules", str(file), "--dry-run").stdout


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("r.yaml", RULES.replace("status: open", "status: opn"), "r.yaml:5: rules[0].when.status: no status has that"),
        ("r.yaml", RULES.replace("Ferndale Offices", "Ferndal"), "r.yaml:10: rules[1].when.company: no company"),
        ("r.yaml", RULES.replace("      priority:", "      prio:"), "r.yaml:12: rules[1].then.prio: cannot be set"),
        ("r.yaml", RULES.replace("    then: {", "    than: {"), "r.yaml:6: rules[0].than: is not known here"),
        ("r.yaml", "rules:\n  - when: {a: [\n", "r.yaml:3: "),
        ("r.yaml", "", "r.yaml:1: should have match, rules"),
        ("r.yaml", "rules: []\n", "r.yaml:1: rules: should be a list of rules"),
        (
            "r.toml",
            '[[rules]]\n[rules.then]\ntags = "a"\n[[rules]]\nthen = {prio = 2}\n',
            "r.toml:5: rules[1].then.prio",
        ),
        ("r.toml", "[[rules]\n", "r.toml: "),
        ("r.yaml", "rules:\n  - when:\n      tag: a\n      tag: b\n", "r.yaml:4: rules[0].when.tag: is written twice"),
    ],
)
def test_a_bad_rule_file_is_named_with_line_and_field(
    run: Run, tmp_path: Path, name: str, text: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(text)
    result = run("tickets", "route", "--rules", str(file))

    assert 2 == result.exit_code
    assert said in result.stderr


def test_a_ticket_that_freshdesk_refuses_is_named_and_the_others_go_on(run: Run, shop: Sandbox, rules: str) -> None:
    refusal = {"status": 400, "body": '{"description":"no","errors":[{"field":"cf_country","code":"missing_field"}]}'}
    fault = {"match": {"method": "PUT", "path": "/api/v2/tickets/1"}, "times": 1, "then": refusal}
    requests.post(f"{shop.url}/_sandbox/faults", json=fault, timeout=5).raise_for_status()

    result = run("tickets", "route", "--rules", rules)

    assert 1 == result.exit_code
    assert "Ticket 1: " in result.stderr
    assert "cf_country" in result.stderr
    assert "1 refused." in result.stderr


def test_an_update_shows_what_it_does_and_needs_a_yes(run: Run, shop: Sandbox, api: Freshdesk) -> None:
    change = ("tickets", "update", "--where", "priority:4", "--set", "status=pending", "--tag", "fire")
    before = {each.id: each.tags for each in api.tickets.search("priority:4")}

    unasked, looked = run(*change), run(*change, "--dry-run")
    assert [] == writes(shop)
    done, again = run(*change, "--yes"), run(*change, "--yes")

    assert (2, 0, 0, 0) == tuple(each.exit_code for each in (unasked, looked, done, again))
    assert "give --yes, or --dry-run" in unasked.stderr
    assert looked.stdout == done.stdout
    assert len(before) == len(writes(shop)), "the second run finds nothing to change"
    for number, tags in before.items():
        after = api.tickets.get(number)
        assert (3, {*tags, "fire"}) == (after.status, set(after.tags))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing to change: give --set"),
        (("--set", "status"), "write it as field=value"),
        (("--set", "status=opn"), "--set: status: no status has that name; there are Open"),
        (("--set", "cf_country=Mars"), "--set: cf_country: takes one of Germany"),
        (("--set", "subject=x"), "--set: subject: cannot be set; what can is status"),
        (("--set", "tags=a"), "tags are changed by --tag and --untag"),
        (("--set", "status=2", "--set", "status=3"), "status is given twice"),
        (("--where", "tag:vip", "--tag", "x"), "tag: a text stands in single quotes"),
    ],
)
def test_a_wrong_update_says_what_to_write(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("tickets", "update", "--where", "status:2", "--yes", *arguments)

    assert 2 == result.exit_code
    assert said in result.stderr


def test_an_update_by_job_is_one_write(run: Run, shop: Sandbox, api: Freshdesk) -> None:
    found = [each.id for each in api.tickets.search("priority:1")]

    result = run(
        "tickets", "update", "--where", "priority:1", "--set", "priority=medium", "--yes", "--by-job", "--json"
    )

    assert 0 == result.exit_code, result.stderr
    assert {"done"} == {each["state"] for each in json.loads(result.stdout)}
    assert ["POST /api/v2/tickets/bulk_update"] == writes(shop)
    assert {2} == {api.tickets.get(number).priority for number in found}


@pytest.mark.parametrize("kind", ["yaml", "toml"])
def test_the_rules_of_the_docs_run(run: Run, tmp_path: Path, kind: str) -> None:
    page = (Path(ROOT) / "docs/routing.md").read_text()
    file = tmp_path / f"rules.{kind}"
    file.write_text(page.split(f"```{kind}\n")[1].split("```")[0])

    result = run("tickets", "route", "--rules", str(file), "--dry-run")

    assert 0 == result.exit_code, result.stderr
    assert 1 < len(result.stdout.splitlines())
