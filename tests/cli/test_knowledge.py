"""`knowledge`: what drafts are made from, as a person or a script reads it."""

import json

from assistant.core.draft import Match
from assistant.embedded import Servers
from assistant.sandbox import Sandbox
from assistant.store import PostgresKnowledge
from assistant.store.engine import make_engine
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


def test_past_answers_are_read_some_at_a_time_and_found(database_url: str, servers: Servers):
    with Sandbox.start() as sandbox:
        env = {
            "FRESHDESK_URL": sandbox.url,
            "FRESHDESK_API_KEY": "key",
            "DATABASE_URL": database_url,
            "REDIS_URL": servers.redis_url,
            "EMBEDDER": "none",
        }
        some = deskhand("knowledge", "sync", "--limit", "5", "--json", env=env)
        rest = deskhand("knowledge", "sync", "--json", env=env)
        questions = 'Where is my refund?\n\n"LH-1:\\nmy parcel is late"\n'
        limit = deskhand("knowledge", "calibrate", env=env)
        lines = deskhand("knowledge", "search", "-", "--pool", "past", "--limit", "2", env=env, stdin=questions)

    assert (5, False) == (json.loads(some.stdout)["past"], json.loads(some.stdout)["past_complete"]), some.stderr
    assert "sync again to go on" in some.stderr
    counts = json.loads(rest.stdout)
    assert (True, 0, 0) == (counts["past_complete"], counts["removed"], counts["vectors_missing"])
    assert counts["changed"] + 5 == counts["past"] > 60
    assert "past tickets were matched right, each without its own answer" in limit.stdout, limit.stderr
    refund, late = [json.loads(line)["matches"] for line in lines.stdout.splitlines()]
    assert ({"past"}, 2) == ({match["kind"] for match in refund}, len(late))
    assert "refund" in refund[0]["title"].lower()


def test_past_tickets_vote_though_they_are_not_asked_for(database_url: str):
    question = "My cup came in pieces"
    desk = PostgresKnowledge(make_engine(database_url))
    desk.put(
        [Match("canned", "1", "Opening hours", "Nine to five."), Match("canned", "2", "Damaged", "We replace it.")]
    )
    desk.put([Match("past", "9", "", question, answer="We replace it.", used=("canned:2",))])
    env = {"DATABASE_URL": database_url, "EMBEDDER": "none"}
    found = json.loads(deskhand("knowledge", "search", question, "--json", env=env).stdout)["matches"]
    assert [2, 1] == [match["id"] for match in found]


def test_a_desk_without_a_past_cannot_be_calibrated(database_url: str):
    refused = deskhand("knowledge", "calibrate", env={"DATABASE_URL": database_url, "EMBEDDER": "none"})
    assert (1, "") == (refused.returncode, refused.stdout)
    assert "0 past tickets with an answer are stored; at least 50 are needed" in refused.stderr


def test_an_unknown_pool_is_wrong_usage():
    assert deskhand("knowledge", "search", "x", "--pool", "canned,forum").returncode == 2
