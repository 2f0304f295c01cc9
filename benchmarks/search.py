"""Does search keep its speed at 100,000 past tickets? `python -m benchmarks.search`

A real Postgres, 100,000 synthetic past tickets, 2,000 articles and 300 canned responses, written by code: words by
Zipf's law, lengths as mails have them, vectors around the centres of topics. 300 questions are asked one after the
other; the whole search is timed, and its statements alone (the time that Postgres took, the way there included).
"""

from __future__ import annotations

import math
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # comes with the embedded servers
from sqlalchemy import Engine, event, text

from assistant.config import load
from assistant.core.draft import Match, Pool
from assistant.core.retrieval.passages import positions
from assistant.embedded import Servers
from assistant.store import PostgresKnowledge, upgrade
from assistant.store.engine import make_engine, transaction
from benchmarks.report import table, write_section

SIZES: dict[Pool, int] = {"past": 100_000, "article": 2_000, "canned": 300}
QUESTIONS = 300
WIDE = 384
TOPICS = 400
VOCABULARY = 40_000
A_TOPIC = 60
"""Words that a topic uses more than others."""
WARM_UP = 20
FEWER = 40
"""Questions for the ways that we did not take."""
PORTION = 2_000
SEED = 20_261_123


class World:
    """Topics, each with words and a direction of its own, and the texts that are written about them."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.words = [self._word(number) for number in range(VOCABULARY)]
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self.topics = [self.random.sample(self.words[200:8_000], A_TOPIC) for _ in range(TOPICS)]
        self.centres = [self._unit([self.random.gauss(0, 1) for _ in range(WIDE)]) for _ in range(TOPICS)]

    def _word(self, number: int) -> str:
        """A word of syllables, its own for each number."""
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        found = ""
        while number or not found:
            number, digit = divmod(number, len(syllables))
            found += syllables[digit]
        return f"{found}x"

    def prose(self, topic: int, length: int) -> str:
        """So many words, a quarter of them the topic's."""
        common = self.random.choices(self.words, cum_weights=self.weights, k=length)
        own = self.random.choices(self.topics[topic], k=length)
        return " ".join(o if self.random.random() < 0.25 else c for o, c in zip(own, common, strict=True))

    def length(self, middle: float) -> int:
        """Of a mail: most are short, a few very long."""
        return max(5, min(1_500, int(self.random.lognormvariate(math.log(middle), 0.7))))

    def items(self, pool: Pool, count: int) -> Iterator[Match]:
        """That many texts; the topic of each is its number modulo `TOPICS`."""
        middle = {"past": 70, "article": 500, "canned": 60}[pool]
        for number in range(count):
            topic = number % TOPICS
            body = self.prose(topic, self.length(middle))
            paragraphs = body if pool != "article" else self._paragraphs(body)
            answer, used = (self.prose(topic, 60), (f"canned:{topic % 300}",)) if pool == "past" else ("", ())
            yield Match(pool, str(number), self.prose(topic, 5), paragraphs, answer=answer, used=used)

    @staticmethod
    def _paragraphs(body: str) -> str:
        words = body.split()
        return "\n\n".join(" ".join(words[at : at + 80]) for at in range(0, len(words), 80))

    def near(self, topic: int, spread: float) -> list[float]:
        """A vector around the topic's centre."""
        return self._unit([value + self.random.gauss(0, spread / math.sqrt(WIDE)) for value in self.centres[topic]])

    @staticmethod
    def _unit(values: Sequence[float]) -> list[float]:
        length = math.sqrt(sum(value * value for value in values))
        return [value / length for value in values]


@dataclass
class KnownTopics:
    """An embedder that is told each text's topic."""

    world: World
    topics: dict[str, int] = field(default_factory=dict)
    name: str = "bench"

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        return [self.world.near(self.topics[text], 0.8) for text in texts]


@dataclass
class Times:
    """Milliseconds."""

    name: str
    all: list[float] = field(default_factory=list)

    def row(self) -> list[str]:
        ordered = sorted(self.all)
        chosen = (statistics.median(ordered), ordered[int(0.95 * len(ordered))], ordered[-1])
        return [self.name, *(f"{value:.1f}" for value in chosen)]


def main() -> int:
    """Build, ask, report."""
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as name:
        home = Path(name)
        home.chmod(0o755)
        with Servers(home) as servers:
            text = _measured(servers)
    print(text)
    write_section("search", text)
    return 0


def _measured(servers: Servers) -> str:
    url = load({"DATABASE_URL": servers.database_url}, need=("database",)).database_url
    upgrade(url)
    engine = make_engine(url)
    world = World()
    embedder = KnownTopics(world)
    knowledge = PostgresKnowledge(engine, lambda name: embedder)
    built = _build(engine, knowledge, embedder)
    times, found = _asked(engine, knowledge, embedder)
    memory = _memory(servers)
    engine.dispose()
    return _report(times, built, found, memory)


def _asked(engine: Engine, knowledge: PostgresKnowledge, embedder: KnownTopics) -> tuple[list[Times], int]:
    """Ask every question; the times of each way, and how often the five best past tickets were all of the topic."""
    world = embedder.world
    questions = [(world.prose(topic, world.length(45)), topic) for topic in _topics(world)]
    embedder.topics |= dict(questions)
    whole, asked = Times("search, whole (ranking included)"), Times("search, its statements")
    pools: list[Pool] = ["past", "article", "canned"]
    found = 0
    with _Statements(engine) as spent:
        for number, (words, topic) in enumerate([*questions[:WARM_UP], *questions]):
            spent.clear()
            began = time.perf_counter()
            best = knowledge.search(words, pools=pools, limit=5)
            if number >= WARM_UP:
                whole.all.append((time.perf_counter() - began) * 1000)
                asked.all.append(sum(spent) * 1000)
                found += all(int(match.id) % TOPICS == topic for match in best if match.pool == "past")
    few = questions[:FEWER]
    return [whole, asked, _ranked_words(engine, few), _exact_scan(engine, few, world)], found


def _topics(world: World) -> list[int]:
    return [world.random.randrange(TOPICS) for _ in range(QUESTIONS)]


class _Statements:
    """Seconds of each statement while it is open."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.spent, self.began = engine, list[float](), 0.0

    def __enter__(self) -> list[float]:
        event.listen(self.engine, "before_cursor_execute", self._before)
        event.listen(self.engine, "after_cursor_execute", self._after)
        return self.spent

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._before)
        event.remove(self.engine, "after_cursor_execute", self._after)

    def _before(self, *_: Any) -> None:
        self.began = time.perf_counter()

    def _after(self, *_: Any) -> None:
        self.spent.append(time.perf_counter() - self.began)


def _build(engine: Engine, knowledge: PostgresKnowledge, embedder: KnownTopics) -> dict[str, str]:
    """Store all items, then all vectors; what each took."""
    began = time.monotonic()
    for pool, count in SIZES.items():
        portion: list[Match] = []
        for item in embedder.world.items(pool, count):
            embedder.topics |= dict.fromkeys(positions(item).values(), int(item.id) % TOPICS)
            portion.append(item)
            if len(portion) == PORTION:
                knowledge.put(portion)
                portion = []
        knowledge.put(portion)
    stored = time.monotonic() - began
    print(f"stored in {stored:.0f} s", file=sys.stderr, flush=True)
    began = time.monotonic()
    while missing := knowledge.embed(PORTION * 5):
        print(f"{missing} vectors to make", file=sys.stderr, flush=True)
    made = time.monotonic() - began
    embedder.topics.clear()
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("set statement_timeout = 0"))
        connection.execute(text("vacuum analyze"))
        count = connection.execute(text("select count(*) from vectors")).scalar_one()
        size = connection.execute(text("select pg_size_pretty(pg_database_size(current_database()))")).scalar_one()
    return {"items": f"{stored:.0f} s", "vectors": f"{made:.0f} s", "count": f"{count:,}", "size": str(size)}


def _ranked_words(engine: Engine, questions: Sequence[tuple[str, int]]) -> Times:
    """What Postgres offers by itself: any of the words, ordered by ts_rank."""
    times = Times("past tickets by ts_rank over any word")
    with transaction(engine) as connection:
        connection.execute(text("set local statement_timeout = 0"))
        connection.execute(
            text(
                "create table plain as select id, to_tsvector('simple', title || ' ' || text) as words"
                " from knowledge where pool = 'past'"
            )
        )
        connection.execute(text("create index on plain using gin (words)"))
    query = text(
        "select id from plain where words @@ cast(:query as tsquery)"
        " order by ts_rank(words, cast(:query as tsquery)) desc limit 300"
    )
    for words, _topic in questions:
        _ask(engine, times, query, {"query": " | ".join(sorted(set(words.split()))[:60])})
    return times


def _exact_scan(engine: Engine, questions: Sequence[tuple[str, int]], world: World) -> Times:
    """Every vector compared, without an index."""
    times = Times("past tickets by comparing every vector")
    query = text(
        f"select item from vectors where pool = 'past'"  # noqa: S608 - a constant
        f" order by vector::halfvec({WIDE}) <=> cast(:vector as halfvec({WIDE})) limit 100"
    )
    for _words, topic in questions:
        _ask(engine, times, query, {"vector": str(world.near(topic, 0.8))}, plan="set local enable_indexscan = off")
    return times


def _ask(engine: Engine, times: Times, query: Any, values: dict[str, Any], plan: str = "select 1") -> None:
    with transaction(engine) as connection:
        connection.execute(text(plan))
        began = time.perf_counter()
        connection.execute(query, values).all()
        times.all.append((time.perf_counter() - began) * 1000)


def _memory(servers: Servers) -> float:
    """MiB of Postgres and all its processes; what they share counts once."""
    main = servers.postgres.process
    assert main  # noqa: S101 - it runs
    family = [psutil.Process(main.pid), *psutil.Process(main.pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / 2**20


ABOUT = """\
{past:,} past tickets, {article:,} articles and {canned} canned responses of made-up words, with {count} vectors of
{wide} numbers around {topics} topics; {questions} questions over all three pools, one after the other, the question's
own vector not counted. PostgreSQL's defaults (128 MB of shared buffers). Measured {day} with Python {python} on {cores}
cores that did other work too."""
BUILT = """\
Storing the items took {items}, storing and indexing the vectors {vectors}; the database holds {size}, its processes
{memory:.0f} MiB. In {found} of {questions} searches the five best past tickets were all of the question's topic."""


def _report(times: Sequence[Times], built: dict[str, str], found: int, memory: float) -> str:
    day = time.strftime("%Y-%m-%d", time.gmtime())
    about = ABOUT.format(
        **SIZES,
        count=built["count"],
        wide=WIDE,
        topics=TOPICS,
        questions=QUESTIONS,
        day=day,
        python=platform.python_version(),
        cores=psutil.cpu_count(),
    )
    figures = table(["milliseconds", "median", "p95", "most"], [each.row() for each in times])
    ending = BUILT.format(**built, memory=memory, found=found, questions=QUESTIONS)
    return f"## Search\n\n{about}\n\n{figures}\n\n{ending}\n"


if __name__ == "__main__":
    sys.exit(main())
