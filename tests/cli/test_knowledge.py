"""`knowledge` and `prompts`: what drafts are made from, as a person or a script reads it."""

import json
from pathlib import Path

from assistant.embedded import Servers
from assistant.sandbox import Sandbox
from tests.servers import deskhand


def test_what_was_loaded_is_found(database_url: str, servers: Servers):
    with Sandbox.start() as sandbox:
        env = {
            "FRESHDESK_URL": sandbox.url,
            "FRESHDESK_API_KEY": "key",
            "DATABASE_URL": database_url,
            "REDIS_URL": servers.redis_url,
        }
        loaded = deskhand("knowledge", "sync", "--json", env=env)
        found = deskhand("knowledge", "search", "the grinder stopped", "--limit", "3", "--json", env=env)
        ids = {str(number) for number in [*sandbox.state.canned_responses, *sandbox.state.articles]}

    assert json.loads(loaded.stdout)["canned"] > 5, loaded.stderr
    matches = json.loads(found.stdout)["matches"]
    assert {"kind", "id", "title", "score", "url"} == set(matches[0])
    assert {str(match["id"]) for match in matches} <= ids


def test_an_unknown_pool_is_wrong_usage():
    assert deskhand("knowledge", "search", "x", "--pool", "canned,forum").returncode == 2


def test_the_prompts_of_the_product_can_be_used():
    checked = deskhand("prompts", "check")

    assert checked.returncode == 0, checked.stdout
    assert "draft.md: ok" in checked.stdout


def test_a_prompt_that_cannot_be_used_says_why(tmp_path: Path):
    (tmp_path / "mine.md").write_text("---\nversion: 1\n---\n{{ weather }}")
    checked = deskhand("prompts", "check", str(tmp_path / "mine.md"))

    assert checked.returncode == 1
    assert "weather is used and not declared" in checked.stdout


def test_a_prompt_is_listed_with_what_drafts_name_and_shown_as_it_is():
    (row, *_) = json.loads(deskhand("prompts", "list", "--json").stdout)

    assert {"name", "version", "hash"} == set(row)
    assert f"name: {row['name']}" in deskhand("prompts", "show", row["name"]).stdout
    assert row["name"] == json.loads(deskhand("prompts", "show", row["name"], "--json").stdout)["name"]
    assert {"draft.md": []} == json.loads(deskhand("prompts", "check", "--json").stdout)
    assert deskhand("prompts", "show", "nonsense").returncode == 4
