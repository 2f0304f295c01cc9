"""`doctor`: every part is asked by itself, and what is not well comes with what to do."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests

from assistant.cli import probes
from assistant.config import load
from assistant.core.health import Check, Queues, Records
from assistant.embedded import Servers, Valkey
from assistant.sandbox import Sandbox
from assistant.store import PostgresStore
from assistant.usecases.diagnose import diagnose
from tests.servers import deskhand
from worker.rq_worker import make_worker

WELL = Records("0001", "0001", activated_at=datetime(2026, 1, 2, tzinfo=UTC))
REDIS = Queues("7.2.4", used=2**20, limit=None, policy="noeviction", workers={"tickets": 1})


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(api_key="right", plan="growth") as started:
        yield started


@pytest.fixture
def desk(sandbox: Sandbox) -> dict[str, str]:
    return {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "right"}


@pytest.fixture
def everything(desk: dict[str, str], sandbox: Sandbox, database_url: str, servers: Servers) -> dict[str, str]:
    model = {"OPENAI_API_KEY": "key", "OPENAI_BASE_URL": f"{sandbox.url}/v1"}
    return {
        **desk,
        **model,
        "DATABASE_URL": database_url,
        "REDIS_URL": servers.redis_url,
        "FRESHDESK_WEBHOOK_SECRET": "long-enough-secret",
    }


def found(env: dict[str, str]) -> dict[str, Check]:
    settings = load(env, need=())
    checks = diagnose(
        settings=(),
        account=probes.account(settings),
        records=probes.records(settings),
        queues=probes.queues(settings),
        model=probes.model(settings),
        webhook_secrets=len(settings.freshdesk_webhook_secret),
    )
    return {check.name: check for check in checks}


def said(records: Records = WELL, queues: Queues = REDIS) -> dict[str, Check]:
    checks = diagnose(
        settings=(),
        account=None,
        records=lambda: records,
        queues=lambda: queues,
        model=lambda: "a-model",
        webhook_secrets=1,
    )
    return {check.name: check for check in checks}


@pytest.mark.parametrize(
    ("name", "state"), [("gpt-4.1-mini", "ok"), ("gpt-4.1-mini-2025-04-14", "ok"), ("mine", "warn")]
)
def test_a_budget_in_dollars_needs_a_model_whose_price_is_known(name: str, state: str):
    checks = diagnose(
        settings=(),
        account=None,
        records=None,
        queues=None,
        model=lambda: name,
        webhook_secrets=1,
        budget_usd=5.0,
    )
    assert [state] == [check.state for check in checks if check.name == "model"]


def forbid(sandbox: Sandbox, path: str, status: int = 403) -> None:
    order = {"match": {"path": f"/api/v2/{path}"}, "times": None, "then": {"status": status}}
    requests.post(f"{sandbox.url}/_sandbox/faults", json=order, timeout=5).raise_for_status()


def test_a_desk_that_only_lacks_its_worker_ends_with_zero(everything: dict[str, str]):
    done = deskhand("doctor", "--json", env=everything)
    states = {check["name"]: check["state"] for check in json.loads(done.stdout)["checks"]}

    assert 0 == done.returncode, done.stdout
    assert ["workers"] == [name for name, state in states.items() if state != "ok"]


def test_a_wrong_key_ends_with_three_and_hides_nothing_else(everything: dict[str, str]):
    done = deskhand("doctor", env={**everything, "FRESHDESK_API_KEY": "wrong"})

    assert 3 == done.returncode
    assert "-> copy FRESHDESK_API_KEY again: Profile settings, View API key" in done.stdout
    assert "ok    postgres " in done.stdout


def test_each_setting_that_is_missing_or_broken_is_named_and_the_others_are_used(desk: dict[str, str]):
    done = deskhand("doctor", "--json", env={**desk, "PORT": "hush", "TURN_SETTLE": "-1", "FRESHDESK_API_KEY": ""})
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}

    assert 3 == done.returncode
    assert "write a whole number" == checks["setting PORT"]["remedy"]
    assert {"setting PORT", "setting TURN_SETTLE", "setting FRESHDESK_API_KEY"} == {
        name for name in checks if name.startswith("setting")
    }
    assert "hush" not in done.stdout + done.stderr


def test_without_postgres_and_redis_the_rest_is_looked_at(desk: dict[str, str]):
    done = deskhand("doctor", "--json", env=desk)
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}

    assert 0 == done.returncode
    assert ("ok", "warn", "warn") == tuple(checks[name]["state"] for name in ("freshdesk key", "postgres", "redis"))
    assert "set DATABASE_URL" == checks["postgres"]["remedy"]


def test_postgres_without_redis_is_a_lost_add_on(everything: dict[str, str]):
    done = deskhand("doctor", env={**everything, "REDIS_URL": ""})

    assert 3 == done.returncode
    assert "fail  setting REDIS_URL  is missing" in done.stdout


def test_servers_that_are_away_fail_by_name_and_show_no_password(desk: dict[str, str]):
    away = {"DATABASE_URL": "postgres://u:hush@127.0.0.1:9/d", "REDIS_URL": "redis://u:hush@127.0.0.1:9"}
    done = deskhand("doctor", env={**desk, **away})

    assert 1 == done.returncode
    assert "fail  postgres " in done.stdout
    assert "fail  redis " in done.stdout
    assert "hush" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "name", "state"),
    [
        ("tickets", "tickets", "fail"),
        ("ticket_fields", "ticket fields", "warn"),
        ("canned_response_folders", "canned responses", "warn"),
        ("solutions/categories", "solution articles", "warn"),
    ],
)
def test_what_the_key_may_not_read_is_named_with_the_remedy(
    sandbox: Sandbox, desk: dict[str, str], path: str, name: str, state: str
):
    forbid(sandbox, path)
    checks = found(desk)

    assert state == checks[name].state
    assert f"may read the {name}" in checks[name].remedy
    assert "ok" == checks["freshdesk key"].state


def test_an_account_that_does_not_answer_is_no_wrong_key(desk: dict[str, str]):
    checks = found({**desk, "FRESHDESK_URL": "http://127.0.0.1:9"})

    assert "fail" == checks["freshdesk"].state
    assert "freshdesk key" not in checks


def test_an_agent_who_sees_only_the_tickets_of_its_groups_is_told(sandbox: Sandbox, desk: dict[str, str]):
    with sandbox.state.lock:
        sandbox.state.me["ticket_scope"] = 2
    check = found(desk)["ticket scope"]

    assert "warn" == check.state
    assert "those of its groups" in check.message


def test_the_rate_limit_is_what_freshdesk_says(desk: dict[str, str]):
    assert "195 of 200 credits are left in this minute" == found(desk)["rate limit"].message


def test_a_model_that_refuses_our_key_fails(everything: dict[str, str], sandbox: Sandbox):
    order = {"match": {"path": "/v1/*"}, "times": None, "then": {"status": 401}}
    requests.post(f"{sandbox.url}/_sandbox/faults", json=order, timeout=5).raise_for_status()
    checks = found(everything)

    assert "fail" == checks["model"].state
    assert "OPENAI_API_KEY" in checks["model"].message


def test_a_database_without_our_tables_asks_for_the_upgrade(servers: Servers, desk: dict[str, str]):
    servers.postgres.create("bare", fresh=True)
    check = found({**desk, "DATABASE_URL": servers.postgres.url("bare")})["postgres"]

    assert "fail" == check.state
    assert "db upgrade" in check.remedy


def test_a_postgres_without_pgvector_is_told_of(database_url: str, desk: dict[str, str]):
    store = PostgresStore(database_url, clock=lambda: datetime.now(UTC))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("drop extension vector cascade")
    store.close()
    check = found({**desk, "DATABASE_URL": database_url})["pgvector"]

    assert ("warn", True) == (check.state, "by their words alone" in check.message)


def test_the_state_of_the_desk_is_read_from_its_records(database_url: str, desk: dict[str, str]):
    store = PostgresStore(database_url, clock=lambda: datetime.now(UTC))
    store.ask_all([7, 8], "webhook")
    row = store.begin(7, datetime.now(UTC))
    assert row
    store.give_up(7, row.asked, "it crashed")
    store.ignored(8, "another installation of Deskhand writes on this ticket")
    store.looked(8, 1)
    store.set_switch("paused", True)
    store.set_switch("parked_until", datetime.now(UTC) + timedelta(seconds=60))
    store.close()
    checks = found({**desk, "DATABASE_URL": database_url})

    assert ("fail", "ticket 7: it crashed") == (checks["dead letters"].state, checks["dead letters"].message)
    assert "requeue TICKET" in checks["dead letters"].remedy
    assert ("warn", "fail") == (checks["paused"].state, checks["locked out"].state)
    assert "ticket 8" in checks["another installation"].message


def test_a_ticket_that_nobody_looks_at_is_a_failure_unless_all_is_paused():
    late = replace(WELL, oldest_due=900.0)

    assert "fail" == said(late)["waiting tickets"].state
    assert "ok" == said(replace(late, paused=True))["waiting tickets"].state


def test_a_desk_that_was_never_activated_is_told():
    assert "activate" in said(replace(WELL, activated_at=None))["activated"].remedy


def test_a_redis_that_may_forget_or_is_too_old_is_told():
    assert "warn" == said(queues=replace(REDIS, limit=2**25, policy="allkeys-lru"))["redis"].state
    assert "fail" == said(queues=replace(REDIS, version="5.0.14"))["redis"].state


def test_a_part_that_breaks_in_an_unknown_way_hides_no_other():
    def broken() -> Records:
        raise ZeroDivisionError("hush")

    checks = diagnose(
        settings=(), account=None, records=broken, queues=lambda: REDIS, model=lambda: "a-model", webhook_secrets=1
    )

    assert [("postgres", "ZeroDivisionError")] == [(c.name, c.message) for c in checks if c.state == "fail"]


def test_the_workers_of_a_queue_are_counted(desk: dict[str, str], valkey: Valkey, redis_url: str):
    worker = make_worker("tickets", valkey.client())
    worker.register_birth()
    check = found({**desk, "REDIS_URL": redis_url})["workers"]
    worker.register_death()

    assert ("warn", "none for interactive, bulk") == (check.state, check.message)
