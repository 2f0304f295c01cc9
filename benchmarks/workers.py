"""How does one worker carry many looks at once when the model takes 8 seconds? `python -m benchmarks.workers`

Real parts: PostgreSQL, Valkey, RQ, the sandbox with its scripted model, and `python -m worker`'s own processes. Three
ways are compared: a forked process for each look (plain RQ), the drive's threads in one forked process, and, for the
model calls alone, an asyncio client. Memory is PSS, summed over the worker's processes, at its highest.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # comes with the embedded servers
import requests
from rq.worker import Worker

from assistant.account import now
from assistant.config import environment_without_settings, load
from assistant.demo import questions
from assistant.demo.desk import Desk
from assistant.embedded import Servers, free_port
from assistant.queue import BULK, INTERACTIVE, KEPT, LOOK_AT_TICKET, TICKETS, queue
from assistant.store import upgrade
from assistant.usecases.sync_knowledge import sync_knowledge
from assistant.wiring import Services, make_services
from benchmarks.report import table, write_section

ROOT = Path(__file__).parents[1]
DELAY = 8.0
PATIENCE = 150.0
CALLS = 64
LIMIT = 512.0
"""MiB of a small machine."""
QUESTION = (
    "My grinder arrived on Tuesday (order LH-20931) and stopped this morning in the middle of grinding. I tried "
    "another socket and cleaned the burrs as the booklet says. Could you send me a new one, and must I send this back?"
)


@dataclass(frozen=True)
class Variant:
    """One way to carry looks."""

    name: str
    workers: int
    capacity: int
    """Threads of a drive; 0: one look per forked process."""
    tickets: int


@dataclass(frozen=True)
class Result:
    """What one way gave. Memory in MiB, times in seconds."""

    name: str
    looks: int
    """Most in flight at one moment."""
    idle: float
    peak: float
    per_minute: float
    cpu_per_note: float


VARIANTS = (
    Variant("plain RQ, 2 processes", 2, 0, 6),
    Variant("plain RQ, 6 processes", 6, 0, 24),
    Variant("drive, 16 threads", 1, 16, 48),
    Variant("drive, 32 threads", 1, 32, 64),
    Variant("drive, 64 threads", 1, 64, 128),
)


def main(arguments: Sequence[str]) -> int:
    """Everything, or one of the child processes of a run."""
    match list(arguments):
        case ["worker", workers, capacity]:
            return _worker(int(workers), int(capacity))
        case ["asyncio", count, messages]:
            return asyncio.run(_ask_all(int(count), json.loads(Path(messages).read_text())))
        case _:
            return _run()


# --- the run --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bench:
    """What every variant runs on."""

    home: Path
    servers: Servers
    desk: Desk
    environment: dict[str, str]

    def child(self, *arguments: str) -> subprocess.Popen[str]:
        """A process of this module, where no `.env` is."""
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "benchmarks.workers", *arguments],
            env={**environment_without_settings(), **self.environment, "PYTHONPATH": str(ROOT)},
            cwd=self.home,
            stdout=subprocess.PIPE,
            text=True,
        )

    def script_model(self) -> None:
        """A model that takes its time."""
        _post(f"{self.desk.url}/_sandbox/reset", {})
        _post(f"{self.desk.url}/_sandbox/model", {"mode": "obey", "delay": DELAY})


def _post(url: str, body: dict[str, Any]) -> None:
    requests.post(url, json=body, timeout=10).raise_for_status()


def _run() -> int:
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as name, ExitStack() as ending:
        home = Path(name)
        home.chmod(0o755)
        port = free_port()
        box = subprocess.Popen([sys.executable, "-m", "assistant.sandbox", "--port", str(port)], cwd=ROOT)  # noqa: S603
        ending.callback(box.wait)
        ending.callback(box.terminate)
        servers = ending.enter_context(Servers(home))
        bench = Bench(home, servers, _desk(port), _environment(servers, port))
        results = [_measured(bench, variant) for variant in VARIANTS]
        alone = _asyncio(bench, CALLS)
    text = _report(results, alone)
    print(text)
    write_section("workers", text)
    return 0


def _desk(port: int) -> Desk:
    desk = Desk(f"http://127.0.0.1:{port}")
    deadline = time.monotonic() + 20
    while not desk.answers() and time.monotonic() < deadline:
        time.sleep(0.1)
    return desk


def _environment(servers: Servers, port: int) -> dict[str, str]:
    return {
        "FRESHDESK_URL": f"http://127.0.0.1:{port}",
        "FRESHDESK_API_KEY": "bench",
        "REDIS_URL": servers.redis_url,
        "OPENAI_API_KEY": "bench",
        "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "LOG_LEVEL": "ERROR",
    }


def _measured(bench: Bench, variant: Variant) -> Result:
    """Run one variant on a database of its own."""
    bench.script_model()
    bench.servers.valkey.empty()
    database = f"bench_{variant.workers}_{variant.capacity}"
    bench.servers.postgres.create(database, fresh=True)
    bench.environment["DATABASE_URL"] = bench.servers.postgres.url(database)
    upgrade(bench.environment["DATABASE_URL"])
    services = make_services(load(bench.environment))
    sync_knowledge(helpdesk=services.helpdesk, knowledge=services.knowledge, store=services.store, clock=now)
    services.store.set_switch("activated_at", now() - timedelta(minutes=1))  # Freshdesk's moments are whole seconds
    rows = [questions.ticket({"text": f"{number}. {QUESTION}"}, number, "bench") for number in range(variant.tickets)]
    tickets = [bench.desk.open(row) for row in rows]
    with _child(bench, str(variant.workers), str(variant.capacity)) as child:
        _await_workers(services, variant.workers)
        return _watched(variant, services, tickets, child)


@contextmanager
def _child(bench: Bench, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    child = bench.child("worker", *arguments)
    try:
        yield child
    finally:
        if child.returncode is None:
            child.send_signal(signal.SIGTERM)
            child.wait(40)


def _await_workers(services: Services, count: int) -> None:
    connection = services.queue.connection
    deadline = time.monotonic() + 30
    while Worker.count(connection=connection, queue=queue(connection, TICKETS)) < count:
        if time.monotonic() > deadline:
            raise TimeoutError("the workers did not start")
        time.sleep(0.1)
    time.sleep(1)


def _watched(variant: Variant, services: Services, tickets: list[int], child: subprocess.Popen[str]) -> Result:
    """Ask for every ticket at once, and watch until every note is there."""
    idle, peak, most = _pss(child.pid), 0.0, 0
    began = time.monotonic()
    _ask(variant, services, tickets)
    while (done := _count("select count(*) from drafts where state = 'current'", services)) < len(tickets):
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError(f"{variant.name}: {done} of {len(tickets)} notes after {PATIENCE:.0f} s")
        peak = max(peak, _pss(child.pid))
        most = max(most, _count("select count(*) from pending_tickets where asked > looked and attempts > 0", services))
        time.sleep(0.25)
    took = time.monotonic() - began
    services.close()
    cpu = _cpu_at_end(child)
    print(f"{variant.name}: {len(tickets)} notes in {took:.1f} s, {most} at once, {peak:.0f} MiB", file=sys.stderr)
    return Result(variant.name, most, idle, peak, len(tickets) / took * 60, cpu / len(tickets))


def _ask(variant: Variant, services: Services, tickets: list[int]) -> None:
    services.store.ask_all(tickets, "bench")
    if variant.capacity:
        services.queue.wake(tickets[0])
        return
    for ticket in tickets:
        queue(services.queue.connection, TICKETS).enqueue(LOOK_AT_TICKET, args=(ticket,), **KEPT)


def _count(query: str, services: Services) -> int:
    with services.store.engine.connect() as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


def _cpu_at_end(child: subprocess.Popen[str]) -> float:
    """End the worker; seconds of CPU that it and every process it waited for have used."""
    child.send_signal(signal.SIGTERM)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


def _pss(pid: int) -> float:
    """MiB of a process and all below it; pages that several share count once in all."""
    try:
        family = [pid, *(each.pid for each in psutil.Process(pid).children(recursive=True))]
    except psutil.Error:
        return 0.0
    return sum(map(_pss_of, family)) / 1024


def _pss_of(pid: int) -> int:
    """KiB; 0 for a process that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


# --- the child processes --------------------------------------------------------------------------------------------


def _worker(workers: int, capacity: int) -> int:
    """`python -m worker` with another number of threads."""
    import openai  # noqa: F401  # as `python -m worker` does before it forks

    import worker.jobs
    from assistant.logs import configure
    from worker.__main__ import _run_queue
    from worker.supervisor import Supervisor

    configure("ERROR")
    worker.jobs.CAPACITY = capacity or 1
    return Supervisor([TICKETS] * workers + [INTERACTIVE, BULK], _run_queue).run()


async def _ask_all(count: int, request: dict[str, Any]) -> int:
    """The model calls alone, by asyncio; prints memory before and at its highest."""
    import openai

    import worker.jobs  # noqa: F401  # what a worker has imported anyway

    settings = load(need=())
    client = openai.AsyncOpenAI(api_key="bench", base_url=settings.openai_base_url, max_retries=0, timeout=60.0)
    idle, peak = _pss(os.getpid()), 0.0
    began = time.monotonic()
    calls = asyncio.gather(*(client.chat.completions.create(**request) for _ in range(count)))
    while not calls.done():
        peak = max(peak, _pss(os.getpid()))
        await asyncio.sleep(0.25)
    print(json.dumps({"idle": idle, "peak": peak, "seconds": time.monotonic() - began, "answers": len(calls.result())}))
    return 0


def _asyncio(bench: Bench, count: int) -> dict[str, float]:
    """Ask what the last variant asked, `count` times at once."""
    calls = requests.get(f"{bench.desk.url}/_sandbox/model", timeout=10).json()["calls"]
    file = bench.home / "request.json"
    file.write_text(json.dumps(calls[-1]))
    output, _ = bench.child("asyncio", str(count), str(file)).communicate(timeout=PATIENCE)
    return dict(json.loads(output))


# --- the report -----------------------------------------------------------------------------------------------------


ABOUT = """\
A model that takes {delay:.0f} s; PSS summed over the processes of `python -m worker` (supervisor, workers of all three
queues, horses), at its highest. Notes a minute are from the first request to the last note of a burst, start and end
included. Measured {day} with Python {python} on {cores} cores that did other work too: trust memory and ratios more
than times."""
FITS = """\
In {limit:.0f} MiB fit {forked} looks with a process each, at {each_forked:.0f} MiB for each further one, by a line
through the two points. With threads each further look takes {each_thread:.2f} MiB, so that memory is not what ends it:
one core and the account's credits are. An asyncio client takes {each_call:.2f} MiB for each further model call; it was
measured alone, for the rest of a look is synchronous."""


def _report(results: Sequence[Result], alone: dict[str, float]) -> str:
    forked, threads = results[:2], results[2:]
    head = ["way", "looks in flight", "idle MiB", "peak MiB", "notes/min", "CPU ms/note"]
    rows = [
        [r.name, r.looks, f"{r.idle:.0f}", f"{r.peak:.0f}", f"{r.per_minute:.0f}", f"{r.cpu_per_note * 1000:.0f}"]
        for r in results
    ]
    rows.append(["asyncio, model calls alone", CALLS, f"{alone['idle']:.0f}", f"{alone['peak']:.0f}", "", ""])
    about = ABOUT.format(
        delay=DELAY,
        day=time.strftime("%Y-%m-%d", time.gmtime()),
        python=platform.python_version(),
        cores=os.cpu_count(),
    )
    fits = FITS.format(
        limit=LIMIT,
        forked=_fit(forked),
        each_forked=_each(forked),
        each_thread=_each(threads),
        each_call=(alone["peak"] - alone["idle"]) / CALLS,
    )
    return f"## Looks in one worker\n\n{about}\n\n{table(head, rows)}\n\n{fits}\n"


def _each(results: Sequence[Result]) -> float:
    first, last = results[0], results[-1]
    return (last.peak - first.peak) / (last.looks - first.looks)


def _fit(results: Sequence[Result]) -> int:
    first = results[0]
    return int(first.looks + (LIMIT - first.peak) / _each(results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
