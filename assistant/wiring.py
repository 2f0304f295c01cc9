"""Settings -> real adapters. The only module that knows which class fills which port."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from redis import Redis
from rq.worker import Worker

from assistant.config import ConfigError, Settings
from assistant.config import load as load_settings
from assistant.core.policy import Policy
from assistant.core.prompt import check, load
from assistant.core.prompt.voice import DESK, FOLDERS, PromptSet, load_voice, prompt_set
from assistant.errors import ModelUnavailable
from assistant.freshdesk.call import Answer
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.credits import CreditPool, Credits
from assistant.freshdesk.minute import Priority
from assistant.freshdesk.retry import Retry
from assistant.freshdesk.shared_credits import SharedCredits
from assistant.helpdesk import FreshdeskDesk
from assistant.helpdesk.contact_book import FreshdeskContacts
from assistant.helpdesk.new_desk import FreshdeskNewDesk
from assistant.ports import Embedder, LanguageModel, Switches
from assistant.queue import QUEUES, RedisQueue, connect, queue
from assistant.store import PostgresKnowledge, PostgresStore
from assistant.usecases.carry_out import Write
from assistant.usecases.look_at_ticket import look_at_ticket
from assistant.usecases.write_draft import Budget, write_draft

PROMPTS = Path(__file__).parents[1] / "prompts"
STALE = 300.0
"""Seconds that a due ticket may wait before we call ourselves not ready."""
PATIENCE = 5.0
"""Seconds that a look waits for API credits before its ticket is put off."""
BULK_PATIENCE = 300.0
"""Seconds that one call of an export or a sync waits for credits before the command gives up; it can go on later."""
OTHERS = 4
"""Processes beside the ticket workers that call Freshdesk: interactive and bulk worker, clock, one command."""


def now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


def make_policy(settings: Settings) -> Policy:
    """The desk's wishes. HASTE shortens, for tests, what is only waited for after a fault."""
    usual = Policy()
    return Policy(
        max_turn_age=timedelta(seconds=settings.max_turn_age),
        settle=timedelta(seconds=settings.turn_settle),
        post_timeout=usual.post_timeout / settings.haste,
        quiet=usual.quiet / settings.haste,
        crash_wait=usual.crash_wait / settings.haste,
        reply_doubt=usual.reply_doubt / settings.haste,
        groups=frozenset(settings.draft_groups),
        products=frozenset(settings.draft_products),
        types=frozenset(settings.draft_types),
        apply_triage=frozenset(settings.apply_triage),
        sources=frozenset(int(number) for number in settings.draft_sources if number.isdecimal()),
    )


def make_store(settings: Settings, *, pool_size: int = 3) -> PostgresStore:
    """Make it after a fork, not before."""
    return PostgresStore(
        settings.database_url,
        clock=now,
        crash_wait=make_policy(settings).crash_wait,
        defaults=Switches(paused=settings.paused, dry_run=settings.dry_run),
        pool_size=pool_size,
    )


def make_redis(settings: Settings, *, timeout: float | None = 2.0) -> Redis:
    """A connection to Redis, opened at its first use."""
    return connect(settings.redis_url, timeout=timeout, **settings.redis_options)


def make_credits(settings: Settings, priority: Priority, patience: float) -> CreditPool:
    """The account's minute of credits: shared by all processes over Redis, or this one's own where there is none."""
    if not settings.redis_url:
        return Credits(priority=priority, max_wait=patience)
    return SharedCredits(
        make_redis(settings),
        settings.freshdesk_base_url,
        priority=priority,
        max_wait=patience,
        processes=settings.worker_concurrency + OTHERS,
    )


def make_client(
    settings: Settings,
    *,
    priority: Priority = "interactive",
    patience: float = PATIENCE,
    total_timeout: float | None = None,
    on_answer: Callable[[Answer], None] | None = None,
) -> Freshdesk:
    """The account of FRESHDESK_DOMAIN or FRESHDESK_URL. `total_timeout`, `on_answer`: see `Freshdesk`.

    A call waits for credits by its `priority`, at most `patience` seconds. After a 429 that asks for more the row says
    when to try again: no look sleeps on a lock."""
    return Freshdesk(
        settings.freshdesk_base_url,
        settings.freshdesk_api_key.get_secret_value(),
        total_timeout=total_timeout or make_policy(settings).post_timeout.total_seconds(),
        credits=make_credits(settings, priority, patience),
        retry=Retry(longest_limit=patience),
        on_answer=on_answer,
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


def make_contacts(settings: Settings) -> FreshdeskContacts:
    """The account's contacts, for a file of them: after everything that people and tickets wait for."""
    return FreshdeskContacts(make_client(settings, priority="bulk", patience=BULK_PATIENCE))


def make_new_desk(settings: Settings, old_desk: str) -> FreshdeskNewDesk:
    """The account that tickets are moved to; their files are fetched from the old desk's hosts, without a key.

    A call may carry 20 MB of files, so it may take longer than others: see `upload_seconds`."""
    seconds = upload_seconds(settings)
    api = make_client(settings, priority="bulk", patience=BULK_PATIENCE, total_timeout=seconds)
    return FreshdeskNewDesk(api, files=Freshdesk(old_desk or settings.freshdesk_base_url, "none"))


def upload_seconds(settings: Settings) -> float:
    """A minute for one call, as HASTE has it."""
    return 6 * make_policy(settings).post_timeout.total_seconds()


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
