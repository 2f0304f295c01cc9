"""`knowledge`: what drafts are made from, as a person or a script reads it."""

import json

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
