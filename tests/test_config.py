"""Settings are checked at the start; what is wrong names itself and the remedy, never the value."""

from pathlib import Path

import pytest

from assistant.config import ConfigError, Settings, describe, load
from assistant.core.budget import price

WHOLE = {
    "FRESHDESK_DOMAIN": "acme",
    "FRESHDESK_API_KEY": "k3y",
    "DATABASE_URL": "postgres://u:p@db.example:5432/deskhand",
    "REDIS_URL": "redis://localhost:6379/0",
}


def given(**more: str) -> Settings:
    return load({**WHOLE, **more})


def refusal(**more: str) -> str:
    with pytest.raises(ConfigError) as refused:
        given(**more)
    return str(refused.value)


@pytest.mark.parametrize(
    "domain", ["acme", "ACME", "acme.freshdesk.com", "https://acme.freshdesk.com", "https://acme.freshdesk.com/"]
)
def test_a_helpdesk_is_named_as_people_write_it(domain: str):
    assert given(FRESHDESK_DOMAIN=domain).freshdesk_base_url == "https://acme.freshdesk.com"


def test_a_helpdesk_may_have_a_name_of_its_own():
    assert given(FRESHDESK_DOMAIN="help.acme.example").freshdesk_base_url == "https://help.acme.example"


def test_a_url_replaces_the_domain():
    assert given(FRESHDESK_URL="http://127.0.0.1:8400/").freshdesk_base_url == "http://127.0.0.1:8400"


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("http://acme.freshdesk.com", "use https"),
        ("http://127.0.0.1.evil.example", "use https"),
        ("https://acme.freshdesk.com/api/v2", "leave out the path"),
        ("https://key@acme.freshdesk.com", "scheme, host and port"),
        ("acme.freshdesk.com", "scheme, host and port"),
        ("https://acme.freshdesk.com:port", "scheme, host and port"),
    ],
)
def test_a_url_that_would_send_the_key_astray_is_refused(url: str, remedy: str):
    assert remedy in refusal(FRESHDESK_URL=url)


@pytest.mark.parametrize("key", ["k3y k3y", "k3y\nk3y"])
def test_a_key_with_white_space_is_refused(key: str):
    message = refusal(FRESHDESK_API_KEY=key)

    assert "FRESHDESK_API_KEY: remove the space" in message
    assert "k3y" not in message


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgres_address_is_rewritten_for_the_driver(scheme: str):
    assert given(DATABASE_URL=f"{scheme}://u@/d?host=/run/pg").database_url == "postgresql+psycopg://u@/d?host=/run/pg"


def test_sqlite_is_refused_with_the_remedy():
    assert "DATABASE_URL: write a PostgreSQL address" in refusal(DATABASE_URL="sqlite:///deskhand.db")


@pytest.mark.parametrize("url", ["localhost:6379", "http://localhost", "redis://"])
def test_a_redis_address_must_be_one(url: str):
    assert "REDIS_URL: write a Redis address" in refusal(REDIS_URL=url)


def test_a_self_signed_redis_is_trusted_only_when_that_is_asked_for():
    assert given(REDIS_URL="rediss://r:6380").redis_options == {}
    assert given(REDIS_URL="rediss://r:6380", REDIS_CA="none").redis_options == {
        "ssl_cert_reqs": "none",
        "ssl_check_hostname": False,
    }


def test_a_redis_is_checked_against_a_file_of_certificates(tmp_path: Path):
    pem = tmp_path / "ca.pem"
    pem.touch()

    assert str(pem) == given(REDIS_URL="rediss://r:6380", REDIS_CA=str(pem)).redis_options["ssl_ca_certs"]
    assert "REDIS_CA: name a readable file" in refusal(REDIS_CA=str(tmp_path / "none.pem"))


def test_webhook_secrets_may_be_several_while_rotating():
    secrets = given(FRESHDESK_WEBHOOK_SECRET="old, new").freshdesk_webhook_secret

    assert [secret.get_secret_value() for secret in secrets] == ["old", "new"]


def test_an_empty_value_counts_as_not_set():
    assert given(MAX_TURN_AGE=" ").max_turn_age == 86400
    assert None is given(DAILY_BUDGET_USD="").daily_budget_usd


def test_everything_that_is_wrong_is_said_at_once_and_no_value_is_repeated():
    message = refusal(
        PORT="secret-1", PAUSED="secret-2", LOG_LEVEL="secret-3", DAILY_BUDGET_USD="-1", TURN_SETTLE="1.5"
    )

    assert [line.split(":")[0] for line in message.splitlines()] == [
        "DAILY_BUDGET_USD",
        "LOG_LEVEL",
        "PAUSED",
        "PORT",
        "TURN_SETTLE",
    ]
    assert "secret" not in message


def test_every_missing_variable_is_named_with_a_remedy():
    with pytest.raises(ConfigError) as missing:
        load({})

    named = [line.split(":")[0] for line in str(missing.value).splitlines()]
    assert named == ["FRESHDESK_DOMAIN", "FRESHDESK_API_KEY", "DATABASE_URL", "REDIS_URL"]


def test_a_command_needs_only_what_it_uses():
    assert load({}, need=()).database_url == ""
    assert (
        load({"FRESHDESK_DOMAIN": "acme", "FRESHDESK_API_KEY": "k"}, need=("freshdesk",)).freshdesk_domain
        == "acme.freshdesk.com"
    )


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".env").write_text("PORT=1111\nTURN_SETTLE=7\nSOMETHING_ELSE=1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "2222")

    assert (load(need=()).port, load(need=()).turn_settle) == (2222, 7)


def test_no_secret_shows_when_settings_are_printed():
    settings = given(
        FRESHDESK_API_KEY="hush", DATABASE_URL="postgres://u:hush@h/d", REDIS_URL="redis://:hush@h", API_TOKENS="hush"
    )

    assert "hush" not in repr(settings)
    assert {"FRESHDESK_API_KEY", "DATABASE_URL", "REDIS_URL", "API_TOKENS"} <= {v.name for v in describe() if v.secret}


def test_a_budget_in_dollars_holds_for_the_model_that_is_set_by_default():
    assert price(load({}, need=()).openai_model) is not None


def test_an_embedder_is_auto_none_or_a_folder_with_a_model(tmp_path: Path):
    assert "auto" == given().embedder
    assert "none" == given(EMBEDDER="None").embedder
    assert "EMBEDDER: write auto, none, or a folder" in refusal(EMBEDDER=str(tmp_path))
    assert "model.onnx is missing there" in refusal(EMBEDDER=str(tmp_path))
    (tmp_path / "model.onnx").touch()
    assert "tokenizer.json is missing there" in refusal(EMBEDDER=str(tmp_path))
    (tmp_path / "tokenizer.json").touch()
    assert str(tmp_path) == given(EMBEDDER=str(tmp_path)).embedder
