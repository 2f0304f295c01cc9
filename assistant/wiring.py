"""Settings -> real adapters. The only module that knows which class fills which port."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from redis import Redis
from rq.worker import Worker

from assistant.account import PATIENCE, make_client, make_policy, make_redis, now
from assistant.config import ConfigError, Settings
from assistant.config import load as load_settings
from assistant.core.policy import Policy
from assistant.core.prompt import check, load
from assistant.core.prompt.voice import DESK, FOLDERS, PromptSet, load_voice, prompt_set
from assistant.errors import ModelUnavailable
from assistant.freshdesk.minute import Priority
from assistant.helpdesk import FreshdeskDesk
from assistant.ports import Embedder, LanguageModel, Switches
from assistant.queue import QUEUES, RedisQueue, queue
from assistant.store import PostgresKnowledge, PostgresStore
from assistant.usecases.carry_out import Write
from assistant.usecases.look_at_ticket import look_at_ticket
from assistant.usecases.write_draft import Budget, write_draft

PROMPTS = Path(__file__).parents[1] / "prompts"
STALE = 300.0
"""Seconds that a due ticket may wait before we call ourselves not ready."""


def make_store(settings: Settings, *, pool_size: int = 3) -> PostgresStore:
    """Make it after a fork, not before."""
    return PostgresStore(
        settings.database_url,
        clock=now,
        crash_wait=make_policy(settings).crash_wait,
        defaults=Switches(paused=settings.paused, dry_run=settings.dry_run),
        pool_size=pool_size,
    )


def make_helpdesk(
    settings: Settings,
    store: PostgresStore | None = None,
    *,
    priority: Priority = "interactive",
    patience: float = PATIENCE,
) -> FreshdeskDesk:
    """That account in our words; facts are shared through the store."""
    api = make_client(settings, priority=priority, patience=patience)
    whose = hashlib.sha256(settings.freshdesk_api_key.get_secret_value().encode()).hexdigest()[:8]
    return FreshdeskDesk(api, clock=now, memory=store, whose=whose)


def make_model(settings: Settings) -> LanguageModel | None:
    """The model, or None without a key: canned responses are filled in then."""
    key = settings.openai_api_key.get_secret_value()
    if not key:
        return None
    from assistant.llm import OpenAIModel  # the openai package takes half a second to import

    return OpenAIModel(api_key=key, base_url=settings.openai_base_url, model=settings.openai_model)


def make_knowledge(settings: Settings, store: PostgresStore) -> PostgresKnowledge:
    """The desk's texts in Postgres, found by their words and, where there are vectors, by their meaning."""
    return PostgresKnowledge(store.engine, partial(make_embedder, settings))


@cache
def make_embedder(settings: Settings, name: str | None = None) -> Embedder | None:
    """What makes vectors, one for a process and the forks of it; None if nothing does. Nothing is loaded yet.

    With a `name`: what makes the vectors of that name, if it still can be made."""
    from assistant.llm.minilm import NAME, local_model

    key = settings.openai_api_key.get_secret_value()
    folder = None if settings.embedder in ("auto", "none") else Path(settings.embedder)
    model = name or (key and settings.openai_embedding_model)
    if name == NAME:
        return local_model()
    if not model:
        return None if settings.embedder == "none" else local_model(folder)
    if "@" in model or not key:  # "@": a folder's
        local = local_model(folder)
        return local if local and local.name == name else None
    from assistant.llm.embeddings import OpenAIEmbedder

    return OpenAIEmbedder(api_key=key, base_url=settings.openai_base_url, model=model)


def load_models(settings: Settings) -> None:
    """Read the local model for vectors now, if it is wanted: the forks of this process then share its memory."""
    from assistant.llm.minilm import MiniLM

    embedder = make_embedder(settings)
    if isinstance(embedder, MiniLM):
        with suppress(ModelUnavailable):  # each search will say so
            embedder.load()


def voice_files(folder: Path = PROMPTS) -> dict[str, Path]:
    """Place -> file of the desk's voice and of each group's and product's, as far as there are any."""
    own = {DESK: folder / f"{DESK}.md"} if (folder / f"{DESK}.md").exists() else {}
    return own | {f"{each}/{file.stem}": file for each in FOLDERS for file in sorted((folder / each).glob("*.md"))}


@cache
def make_prompts(name: str = "draft", folder: Path = PROMPTS) -> PromptSet:
    """A prompt of prompts/ by its name, with every voice: read once in a process and the forks of it.

    Raises ConfigError that names the files and their faults."""
    try:
        main = load((folder / f"{name}.md").read_text("utf-8"), name)
        voices = [load_voice(file.read_text("utf-8"), place) for place, file in voice_files(folder).items()]
        made = prompt_set(main, voices)
    except (OSError, ValueError) as error:
        raise ConfigError(str(error)) from error
    if faults := check(main):
        raise ConfigError("\n".join(f"prompts/{name}.md: {fault}" for fault in faults))
    return made


@dataclass(frozen=True)
class Services:
    """What a worker, the clock and the commands work with."""

    settings: Settings
    policy: Policy
    store: PostgresStore
    knowledge: PostgresKnowledge
    helpdesk: FreshdeskDesk
    queue: RedisQueue
    model: LanguageModel | None
    prompts: PromptSet

    @property
    def write(self) -> Write:
        """`write_draft` with its ports handed in."""
        budget = Budget(self.settings.daily_budget_usd, self.settings.monthly_tokens)
        return partial(
            write_draft,
            helpdesk=self.helpdesk,
            knowledge=self.knowledge,
            model=self.model,
            store=self.store,
            prompts=self.prompts,
            limits=budget,
            read_images=self.settings.read_images,
            clock=now,
        )

    def look(self, ticket_id: int) -> str:
        """Bring the note on a ticket up to date."""
        return look_at_ticket(
            ticket_id,
            helpdesk=self.helpdesk,
            write=self.write,
            store=self.store,
            queue=self.queue,
            policy=self.policy,
            clock=now,
        )

    def close(self) -> None:
        """End every connection."""
        self.store.close()
        self.queue.connection.close()


def make_services(
    settings: Settings, *, pool_size: int = 3, priority: Priority = "interactive", patience: float = PATIENCE
) -> Services:
    """Everything, from settings. Make it after a fork, not before. Nothing is connected yet.

    `priority`, `patience`: see `make_helpdesk`."""
    store = make_store(settings, pool_size=pool_size)
    return Services(
        settings=settings,
        policy=make_policy(settings),
        store=store,
        knowledge=make_knowledge(settings, store),
        helpdesk=make_helpdesk(settings, store, priority=priority, patience=patience),
        queue=RedisQueue(make_redis(settings)),
        model=make_model(settings),
        prompts=make_prompts(),
    )


def web_services() -> dict[str, Any]:
    """The keyword arguments of `assistant.web.services.Services`, from the environment.

    Raises ConfigError.
    """
    settings = load_settings(need=("database", "redis"))
    store = make_store(settings, pool_size=2)
    redis = make_redis(settings)
    return {
        "store": store,
        "queue": RedisQueue(redis),
        "clock": now,
        "seen": partial(_seen, redis),
        "ready": ready_checks(store, redis),
        "webhook_secrets": tuple(secret.get_secret_value() for secret in settings.freshdesk_webhook_secret),
        "slack_signing_secret": settings.slack_signing_secret.get_secret_value(),
        "slash_token": settings.slash_token.get_secret_value(),
        "response_hosts": settings.slash_response_hosts,
        "dashboard_username": settings.dashboard_username,
        "dashboard_password": settings.dashboard_password.get_secret_value(),
        "api_tokens": tuple(token.get_secret_value() for token in settings.api_tokens),
    }


def ready_checks(store: PostgresStore, redis: Redis) -> dict[str, Callable[[], tuple[bool, str | float]]]:
    """Name -> whether all is well there, and a number or a word; what raises is not well."""
    return {
        "postgres": partial(_answers, store.ping),
        "redis": partial(_answers, redis.ping),
        "oldest_due_seconds": partial(_oldest_due, store),
        "dead_letters": lambda: (True, float(len(store.dead_letters()))),
        "workers": partial(_workers, redis),
        "freshdesk": partial(_parked, store),
    }


def _answers(ask: Callable[[], object]) -> tuple[bool, str | float]:
    ask()
    return True, ""


def _oldest_due(store: PostgresStore) -> tuple[bool, str | float]:
    age = store.oldest_due(now())
    return age < STALE, round(age, 1)


def _workers(redis: Redis) -> tuple[bool, str | float]:
    """RQ's workers that gave a sign of life; none of them is no reason to take the web down."""
    count = sum(Worker.count(connection=redis, queue=queue(redis, name)) for name in QUEUES)
    return True, float(count)


def _parked(store: PostgresStore) -> tuple[bool, str | float]:
    parked = store.switches().parked_until is not None
    return not parked, "locked out: check FRESHDESK_API_KEY" if parked else ""


def _seen(redis: Redis, signature: str) -> bool:
    """Whether this signature was handed in within ten minutes; remembers it."""
    name = hashlib.sha256(signature.encode()).hexdigest()[:32]
    return not redis.set(f"deskhand:seen:{name}", 1, nx=True, ex=600)
