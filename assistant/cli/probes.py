"""What the doctor asks of the real servers: the settings as they are, and a reader for each part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from redis.exceptions import RedisError
from rq.worker import Worker

from assistant.account import make_redis, now
from assistant.config import ConfigError, Need, Settings, load, only
from assistant.core.health import Queues, Records
from assistant.errors import TemporaryError
from assistant.helpdesk.kinds import reading
from assistant.queue import QUEUES, queue
from assistant.store import health
from assistant.usecases.diagnose import KeyOwner, Reading
from assistant.wiring import make_helpdesk, make_model, make_store

FOREIGN = "another installation"
"""How the reason begins that a look gives when it meets another installation's note."""
MOST = 100


def readable_settings() -> tuple[Settings, list[str]]:
    """The settings without those that cannot be read, and every problem as `NAME: remedy`.

    Neither Postgres nor Redis is no problem, for some commands need none; one without the other is a lost add-on.
    """
    env = only("")
    problems = _problems(env)
    broken = {line.partition(":")[0] for line in problems}
    rest = {name: value for name, value in env.items() if name.upper() not in broken}
    servers: tuple[Need, ...] = ("database", "redis") if {"DATABASE_URL", "REDIS_URL"} & env.keys() else ()
    missing = [line for line in _problems(rest, "freshdesk", *servers) if line.partition(":")[0] not in broken]
    return load(rest, need=()), [*problems, *missing]


def _problems(env: Mapping[str, str], *need: Need) -> list[str]:
    try:
        load(env, need=need)
    except ConfigError as error:
        return str(error).splitlines()
    return []


class FreshdeskAccount:
    """Fills `diagnose.Account`."""

    def __init__(self, settings: Settings) -> None:
        self.api = make_helpdesk(settings).api

    def owner(self) -> KeyOwner:
        """The agent behind the key."""
        with reading():
            agent = self.api.agents.me()
        return KeyOwner(agent.id, agent.contact.name or "", agent.ticket_scope)

    def read(self, what: Reading) -> None:
        """One call each."""
        with reading():
            match what:
                case "tickets":
                    next(self.api.tickets.pages(), None)
                case "ticket fields":
                    self.api.ticket_fields.list()
                case "canned responses":
                    self.api.canned_responses.folders()
                case "solution articles":
                    self.api.solutions.categories()

    def limit(self) -> tuple[float | None, float | None]:
        """As the last answer named them."""
        credits = self.api.credits
        return getattr(credits, "total", None), getattr(credits, "remaining", None)


def account(settings: Settings) -> FreshdeskAccount | None:
    """None if its address or key is missing."""
    known = settings.freshdesk_base_url and settings.freshdesk_api_key.get_secret_value()
    return FreshdeskAccount(settings) if known else None


def records(settings: Settings) -> Callable[[], Records] | None:
    """None if DATABASE_URL is missing."""
    return (lambda: _records(settings)) if settings.database_url else None


def _records(settings: Settings) -> Records:
    store = make_store(settings, pool_size=1)
    try:
        schema, newest = health.schema(store.engine), health.newest_schema()
        if schema != newest:
            return Records(schema, newest)
        switches = store.switches()
        return Records(
            schema,
            newest,
            activated_at=switches.activated_at,
            paused=switches.paused,
            dry_run=switches.dry_run,
            parked=switches.parked_until is not None,
            dead_letters=store.dead_letters(),
            oldest_due=store.oldest_due(now()),
            foreign=health.ignored_because(store.engine, FOREIGN, MOST),
            pgvector=health.has_pgvector(store.engine),
        )
    finally:
        store.close()


def queues(settings: Settings) -> Callable[[], Queues] | None:
    """None if REDIS_URL is missing."""
    return (lambda: _queues(settings)) if settings.redis_url else None


def _queues(settings: Settings) -> Queues:
    connection = make_redis(settings)
    try:
        server, memory = connection.info("server"), connection.info("memory")
        workers = {name: Worker.count(connection=connection, queue=queue(connection, name)) for name in QUEUES}
    except RedisError as error:
        raise TemporaryError(f"Redis did not answer ({_why(error)})") from None
    finally:
        connection.close()
    return Queues(
        version=str(server.get("redis_version", "0")),
        used=int(memory.get("used_memory", 0)),
        limit=memory.get("maxmemory"),
        policy=memory.get("maxmemory_policy"),
        workers=workers,
    )


def _why(error: RedisError) -> str:
    """The kind of the error; of a certificate that is not trusted, what to do."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate is not trusted: set REDIS_CA, on Heroku to none"
    return type(error).__name__


def model(settings: Settings) -> Callable[[], str] | None:
    """Asks the shortest question there is. None if no key is set."""
    made = make_model(settings)
    if made is None:
        return None

    def ask() -> str:
        schema = {
            "type": "object",
            "properties": {"ok": {"type": "boolean"}},
            "required": ["ok"],
            "additionalProperties": False,
        }
        question = [{"role": "user", "content": "Answer with JSON: ok is true."}]
        return made.ask(question, schema=schema, valid=lambda _: None, temperature=None, max_tokens=500).model

    return ask
