"""Every setting: its name, default, check and help line. The only reader of the environment (and of `.env`).

`load` gives `Settings`, or raises `ConfigError` naming each missing or malformed variable and the remedy, never
the value. `docs/configuration.md`, `.env.example` and `app.json` are held to `describe()` by tests.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from assistant.errors import PermanentError
from assistant.setting_checks import (
    database,
    domain,
    embedder_choice,
    key_text,
    origin,
    redis_address,
    redis_ca_file,
    split,
    triage_fields,
    web_address,
)

Need = Literal["freshdesk", "database", "redis"]


class ConfigError(PermanentError):
    """Settings are missing or malformed. One line each: the variable and what to do."""


Key = Annotated[SecretStr, AfterValidator(key_text)]
Keys = Annotated[tuple[Key, ...], NoDecode, BeforeValidator(split)]
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(split)]
Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(lambda value: str(value).upper())]
Seconds = Annotated[int, Field(ge=0)]
NO_KEY = SecretStr("")


class Settings(BaseSettings):
    """The settings of one installation, checked. Field names are the variables' names in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, str_strip_whitespace=True
    )

    freshdesk_domain: Annotated[str, AfterValidator(domain)] = Field(
        "", description="Your helpdesk: `acme` or `acme.freshdesk.com`."
    )
    freshdesk_api_key: Key = Field(
        NO_KEY, description="API key of the agent that writes the notes: Profile settings, View API key."
    )
    freshdesk_url: Annotated[str, AfterValidator(origin)] = Field(
        "", description="Scheme, host and port instead of FRESHDESK_DOMAIN: a sandbox, a proxy. http on 127.0.0.1 only."
    )
    freshdesk_webhook_secret: Keys = Field(
        (),
        description="What the automation rules send as X-Webhook-Secret or as Basic password; several by commas while "
        "rotating. Without one every webhook gets 401 and the desk is asked each minute instead.",
    )
    database_url: Annotated[str, AfterValidator(database)] = Field(
        "", repr=False, description="PostgreSQL with pgvector: `postgres://...`; a socket by `?host=/directory`."
    )
    redis_url: Annotated[str, AfterValidator(redis_address)] = Field(
        "", repr=False, description="Redis or Valkey, 6.2 or newer: `redis://`, `rediss://` (TLS) or `unix://`."
    )
    redis_ca: Annotated[str, AfterValidator(redis_ca_file)] = Field(
        "", description="Certificates to trust for rediss: a PEM file, or `none` for a self-signed server (Heroku)."
    )
    openai_api_key: Key = Field(
        NO_KEY, description="Key of the language model. Without a model, canned responses are filled in."
    )
    openai_base_url: Annotated[str, AfterValidator(web_address)] = Field(
        "", description="Another endpoint that speaks the OpenAI API; empty for OpenAI itself."
    )
    openai_model: str = Field("gpt-4.1-mini", description="Model that writes the drafts.")
    openai_embedding_model: str = Field(
        "", description="Model that turns texts into vectors, such as text-embedding-3-small; empty: see EMBEDDER."
    )
    embedder: Annotated[str, AfterValidator(embedder_choice)] = Field(
        "auto",
        description="What makes vectors without OPENAI_EMBEDDING_MODEL: `auto` (the local MiniLM if "
        "requirements-vectors.txt is installed), `none`, or a folder with model.onnx and tokenizer.json.",
    )
    secret_key: Key = Field(NO_KEY, description="Signs the dashboard's cookies: any long random text.")
    dashboard_username: str = Field("admin", description="Login of the dashboard.")
    dashboard_password: SecretStr = Field(
        NO_KEY, description="Password of the dashboard. Without one it answers on this machine only."
    )
    api_tokens: Keys = Field((), description="Bearer tokens for /api/v1 and /metrics, by commas.")
    slack_signing_secret: Key = Field(NO_KEY, description="Slack app, Basic information: Signing secret.")
    slack_bot_token: Key = Field(NO_KEY, description="Slack app, OAuth: Bot token (`xoxb-...`).")
    slash_token: Key = Field(NO_KEY, description="Token of a Mattermost-style slash command.")
    slash_response_hosts: Names = Field(
        ("hooks.slack.com",), description="Hosts that results of a slash command may be sent to, by commas."
    )
    public_url: Annotated[str, AfterValidator(web_address)] = Field(
        "", description="Where people reach this app, such as `https://deskhand.example.com`; for links."
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="Port of the web process.")
    web_concurrency: Annotated[int, Field(ge=1)] = Field(2, description="Web processes, of eight threads each.")
    worker_concurrency: Annotated[int, Field(ge=1)] = Field(1, description="Worker processes for tickets.")
    log_level: Level = Field("INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`.")
    sentry_dsn: SecretStr = Field(NO_KEY, description="Where to report errors; empty for nowhere.")
    deskhand_home: Path = Field(
        Path(".deskhand"), description="Directory of the embedded servers (demo, tests, `--embedded`)."
    )
    paused: bool = Field(False, description="Start paused: tickets wait, nothing is drafted.")
    dry_run: bool = Field(False, description="Store drafts, write nothing to Freshdesk.")
    draft_groups: Names = Field((), description="Draft only for these groups (names or ids, by commas); empty for all.")
    draft_products: Names = Field((), description="Draft only for these products; empty for all.")
    draft_types: Names = Field((), description="Draft only for these ticket types; empty for all.")
    draft_sources: Names = Field((), description="Draft only for these sources (Freshdesk numbers); empty for all.")
    apply_triage: Annotated[Names, AfterValidator(triage_fields)] = Field(
        (),
        description="Fields of a ticket that sure proposals are written to while they are empty, out of `type`, "
        "`priority`, `group` and `tags`. Empty: no field is ever changed.",
    )
    read_images: bool = Field(False, description="Whether pictures that customers attach go to the model.")
    daily_budget_usd: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = Field(
        None, description="Most that the model may cost in a day (UTC), then canned responses. Empty: no limit."
    )
    monthly_tokens: Annotated[int, Field(ge=0)] | None = Field(
        None, description="Most tokens that the model may use in a month (UTC). Empty: no limit."
    )
    max_turn_age: Seconds = Field(86400, description="Seconds after which a message gets no first draft any more.")
    turn_settle: Seconds = Field(45, description="Seconds that a chat must be quiet before it is drafted for.")
    haste: Annotated[float, Field(ge=1)] = Field(
        1.0, description="For tests: divides the waits after a crash or a lost answer. Leave it at 1."
    )

    @property
    def freshdesk_base_url(self) -> str:
        """Scheme, host and port of the helpdesk; empty if none is set."""
        return self.freshdesk_url or (f"https://{self.freshdesk_domain}" if self.freshdesk_domain else "")

    def on(self, database_url: str, redis_url: str) -> Settings:
        """The same settings on other servers."""
        return self.model_copy(update={"database_url": database(database_url), "redis_url": redis_url})

    @property
    def redis_options(self) -> dict[str, Any]:
        """Keyword arguments for redis-py beside the URL: how to trust the server's certificate."""
        if not self.redis_url.startswith("rediss://") or not self.redis_ca:
            return {}
        if self.redis_ca == "none":
            return {"ssl_cert_reqs": "none", "ssl_check_hostname": False}
        return {"ssl_ca_certs": self.redis_ca, "ssl_check_hostname": False}


class _Given(Settings):
    """Settings from values that are handed in, whatever the environment says."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


REMEDIES: dict[str, tuple[tuple[str, str], ...]] = {
    "freshdesk": (
        ("freshdesk_base_url", "FRESHDESK_DOMAIN: is missing; set it to your helpdesk, such as acme.freshdesk.com"),
        ("freshdesk_api_key", "FRESHDESK_API_KEY: is missing; copy it from Profile settings, View API key"),
    ),
    "database": (
        ("database_url", "DATABASE_URL: is missing; set it to a PostgreSQL address (Heroku: add heroku-postgresql)"),
    ),
    "redis": (("redis_url", "REDIS_URL: is missing; set it to a Redis address (Heroku: add heroku-redis)"),),
}


def under_honcho() -> bool:
    """Whether honcho runs us as one process of a Procfile."""
    return "HONCHO_PROCESS_NAME" in os.environ


def load(
    env: Mapping[str, str] | None = None, *, need: tuple[Need, ...] = ("freshdesk", "database", "redis")
) -> Settings:
    """Settings from `env`, by default the environment over `.env`. Raises ConfigError."""
    try:
        settings = Settings() if env is None else _Given(**_values(env))
    except ValidationError as error:
        raise ConfigError("\n".join(sorted({_line(e) for e in error.errors()}))) from None
    missing = [remedy for part in need for field, remedy in REMEDIES[part] if not getattr(settings, field)]
    if missing:
        raise ConfigError("\n".join(missing))
    return settings


def _values(env: Mapping[str, str]) -> dict[str, Any]:
    named = {name.lower(): value for name, value in env.items() if value.strip()}
    return {name: named[name] for name in Settings.model_fields if name in named}


def only(beginning: str) -> dict[str, str]:
    """Variables of the environment over `.env` whose names begin so; no other is read or checked."""
    found = {**dotenv_values(".env"), **os.environ}
    return {name: value for name, value in found.items() if name.startswith(beginning) and value}


def environment_without_settings() -> dict[str, str]:
    """The environment for a child process that must see none of our settings."""
    return {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}


EXPECTED = {
    "int_parsing": "write a whole number",
    "float_parsing": "write a number",
    "bool_parsing": "write true or false",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}


def _line(error: ErrorDetails) -> str:
    """One problem as `NAME: remedy`; never with the value."""
    name = str(error["loc"][0]).upper()
    if error["type"] == "value_error":
        return f"{name}: {error['ctx']['error']}"
    if error["type"] == "literal_error":
        return f"{name}: write one of {error['ctx']['expected']}"
    return f"{name}: {EXPECTED.get(error['type'], 'is malformed')}"


class Described(NamedTuple):
    """One variable, for docs, `.env.example` and app.json."""

    name: str
    default: str
    required: bool
    secret: bool
    help: str


REQUIRED = ("freshdesk_domain", "freshdesk_api_key", "database_url", "redis_url")


def describe() -> list[Described]:
    """Every variable, required ones first, else in the order of `Settings`."""
    names = sorted(Settings.model_fields, key=lambda name: name not in REQUIRED)
    return [_described(name) for name in names]


def _described(name: str) -> Described:
    field = Settings.model_fields[name]
    secret = "SecretStr" in str(field.annotation) or field.repr is False
    return Described(name.upper(), _shown(field.default), name in REQUIRED, secret, field.description or "")


def _shown(value: object) -> str:
    """A default as it would be written in the environment."""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or value == NO_KEY else str(value)
