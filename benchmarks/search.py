"""Does search keep its speed at 100,000 past tickets? `python -m benchmarks.search`

A real Postgres with 100,000 past tickets, 2,000 articles and 300 canned responses, put together from real sentences of
DATA=DIR, or of made-up words without it; CACHE=DIR keeps them for the next run. 300 mails are asked for, one after the
other: the time of a search's statements and the CPU that Postgres spent on them, our own CPU beside them, and some of
the mails asked in the ways that we did not take.
"""

from __future__ import annotations

import json
import os
import pickle
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import cast

import psutil  # type: ignore[import-untyped]  # comes with the embedded servers
from sqlalchemy import Engine, text

from assistant.config import load as settings
from assistant.core.draft import Pool
from assistant.embedded import FAST, Servers
from assistant.store import PostgresKnowledge, upgrade
from assistant.store.engine import make_engine
from assistant.store.knowledge import vectors
from benchmarks.report import table, write_section
from benchmarks.searching.desk import SIZES, Desk, Written
from benchmarks.searching.load import load
from benchmarks.searching.others import Others
from benchmarks.searching.sentences import WIDE, Stock, made_up, real
from benchmarks.searching.timing import Spent, Times

POOLS: list[Pool] = ["past", "article", "canned"]
WARM_UP = 20
FEWER = 40
"""Questions for the ways that we did not take."""
LIMIT = 5


class Known:
    """An embedder that knows the questions' vectors: what a model takes is not the search's."""

    name = "bench"

    def __init__(self, questions: Sequence[Written]) -> None:
        self.vectors = {question.text: json.loads(question.literal) for question in questions}

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        return [self.vectors[text] for text in texts]


def main() -> int:
    """Build, ask, report."""
    with ExitStack() as stack:
        kept = os.environ.get("CACHE") or stack.enter_context(tempfile.TemporaryDirectory(prefix="deskhand-bench-"))
        home = Path(kept)
        home.mkdir(exist_ok=True)
        home.chmod(0o755)  # as root, Postgres runs as another user
        stock = _stock(home / "sentences.pickle")
        report = _measured(stack.enter_context(Servers(home, settings=FAST)), stock)
    print(report)
    write_section("search", report)
    return 0


def _stock(file: Path) -> Stock:
    """As it was kept, or made anew and kept: embedding some thousand sentences takes a minute."""
    if file.exists():
        return cast("Stock", pickle.loads(file.read_bytes()))  # noqa: S301 - written below
    folder = os.environ.get("DATA")
    if not folder:
        print("No data named: the desk's texts are of made-up words.", file=sys.stderr)
    stock = real(Path(folder)) if folder else made_up()
    file.write_bytes(pickle.dumps(stock))
    return stock


def _measured(servers: Servers, stock: Stock) -> str:
    url = settings({"DATABASE_URL": servers.database_url}, need=("database",)).database_url
    upgrade(url)
    engine = make_engine(url)
    desk = Desk(stock)
    took = _built(engine, desk)
    questions = desk.questions()
    before = os.getloadavg()[0]
    ways = _asked(engine, questions)
    report = _report(stock, ways, took, _held(engine), _memory(servers), before)
    engine.dispose()
    return report


def _built(engine: Engine, desk: Desk) -> str:
    """Store the desk, if it is not there yet; what it took."""
    began = time.monotonic()
    vectors.prepare(engine)
    model = vectors.register(engine, Known.name, WIDE)
    with engine.connect() as connection:
        there = connection.execute(text("select sum(size) from knowledge_pools")).scalar_one() == sum(SIZES.values())
    if not there:
        raw = engine.raw_connection()
        load(raw.driver_connection, desk, model.id)  # type: ignore[arg-type]
        raw.close()
    PostgresKnowledge(engine, lambda _: Known(())).embed(1)  # no vector is missing: the model answers from now on
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("set statement_timeout = 0"))
        connection.execute(text("vacuum analyze"))
    took = f"Storing and indexing it in bulk took {time.monotonic() - began:.0f} s."
    return "The desk was there from a run before." if there else took


def _asked(engine: Engine, questions: Sequence[Written]) -> list[Times]:
    """The times of each way to ask."""
    known = Known(questions)
    knowledge = PostgresKnowledge(engine, lambda _: known)
    with Spent(engine) as spent:
        for question in questions[:WARM_UP]:
            knowledge.search(question.text, pools=POOLS, limit=LIMIT)
        search = Times("search: all three pools, ranked")
        for question in questions:
            with spent.into(search):
                best = knowledge.search(question.text, pools=POOLS, limit=LIMIT)
            used = {key for match in best if match.pool == "past" for key in match.used}
            search.right.append(used == {f"canned:{question.topic}"})
        return [search, *Others(engine, LIMIT).asked(questions[:FEWER], spent)]


def _held(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        count = connection.execute(text("select count(*) from vectors")).scalar_one()
        size = connection.execute(
            text(
                "select sum(pg_total_relation_size(c.oid)) from pg_class as c where relname in"
                " ('knowledge', 'knowledge_index', 'knowledge_terms', 'passages', 'vectors')"
            )
        ).scalar_one()
    return {"vectors": f"{count:,}", "size": f"{size / 2**20:,.0f}"}


def _memory(servers: Servers) -> float:
    """MiB of Postgres and all its processes; what they share counts once."""
    main = servers.postgres.process
    assert main  # noqa: S101 - it runs
    family = [psutil.Process(main.pid), *psutil.Process(main.pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / 2**20


ABOUT = """\
{past:,} past tickets, {article:,} articles and {canned} canned responses,
{about}: each text begins with a sentence about its
topic, half of the others are about it too, one word in twelve is another, and lengths are those of mails. {vectors}
vectors of {wide} numbers, each near the mean of its sentences' vectors: they crowd as those of real mails do, but no
model made them. {questions} mails that begin with new sentences are asked for, one after the other, over all three
pools; making their own vectors is not counted. PostgreSQL's defaults (128 MB of shared buffers). Measured {day} with
Python {python} on {cores} cores that did other work too (load {load:.1f} before, {after:.1f} after): trust CPU and
ratios more than the clock.

"Server" is from each statement to its answer, by the clock; its CPU is that of Postgres' process; "own" is the CPU of
the caller, which ranks. The other ways find {limit} past tickets and nothing else, and were asked for {fewer} of the
mails; "times ours" compares the server's CPU at p95. "On topic" are searches whose {limit} past tickets are all of the
mail's topic.
"""


def _report(
    stock: Stock, ways: Sequence[Times], took: str, held: dict[str, str], memory: float, load_before: float
) -> str:
    about = ABOUT.format(
        **SIZES,
        about=stock.about,
        vectors=held["vectors"],
        wide=WIDE,
        questions=len(stock.asked.texts),
        fewer=FEWER,
        day=time.strftime("%Y-%m-%d", time.gmtime()),
        python=platform.python_version(),
        cores=psutil.cpu_count(),
        load=load_before,
        after=os.getloadavg()[0],
        limit=LIMIT,
    )
    figures = ("server p50", "p95", "its CPU p50", "p95", "own CPU p50", "p95")
    head = ["milliseconds", *figures, "times ours", "on topic"]
    rows = table(head, [way.row(ways[0]) for way in ways])
    ending = f"{took} Texts and indexes hold {held['size']} MiB, Postgres' processes {memory:.0f} MiB."
    return f"## Search\n\n{about}\n{rows}\n\n{ending}\n"


if __name__ == "__main__":
    sys.exit(main())
