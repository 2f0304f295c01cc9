"""What one draft costs us beside the model's time: CPU of our own process, and tokens.

    python -m benchmarks.draft_cost

The demo shop's tickets on its own texts and past answers, one after the other, in this process; sandbox, Postgres and
the scripted model run in others, so that their time is not counted.
"""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.account import now
from assistant.config import load
from assistant.core.draft import Draft
from assistant.core.note import note_html
from assistant.core.thread import Thread, Turn, open_turn
from assistant.demo.questions import shop_tickets
from assistant.demo.stack import Stack, running
from assistant.usecases.embed_knowledge import embed_knowledge
from assistant.usecases.sync_knowledge import sync_knowledge
from assistant.usecases.sync_past import sync_past
from assistant.wiring import Services, make_services
from benchmarks.report import table, write_section

ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """Of the drafts of one way to write them; seconds are of CPU."""

    way: str
    seconds: Sequence[float]
    drafts: Sequence[Draft]

    def row(self) -> list[object]:
        """For the table."""
        ordered = sorted(self.seconds)
        tokens = [draft.written.tokens_in for draft in self.drafts]
        checks = [draft.written.seconds["check"] for draft in self.drafts]
        return [
            self.way,
            len(self.drafts),
            f"{statistics.median(ordered) * 1000:.0f}",
            f"{ordered[int(0.95 * (len(ordered) - 1))] * 1000:.0f}",
            f"{statistics.median(checks) * 1000:.0f}",
            f"{statistics.median(tokens):.0f}" if any(tokens) else "",
            f"{max(tokens)}" if any(tokens) else "",
        ]


def measure() -> list[Cost]:
    """Without a model, and with the scripted one."""
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as home:
        Path(home).chmod(0o755)
        with running(Path(home), seed="demo", progress=lambda _: None) as stack:
            stack.processes.stop("clock", "worker")
            services = _services(stack)
            try:
                open_ = _open(stack, services)
                return [
                    _cost("without a model", replace(services, model=None), open_),
                    _cost("with a model", services, open_),
                ]
            finally:
                services.close()


def _services(stack: Stack) -> Services:
    settings = load(
        {
            "FRESHDESK_URL": stack.desk.url,
            "FRESHDESK_API_KEY": "bench",
            "DATABASE_URL": stack.servers.database_url,
            "REDIS_URL": stack.servers.redis_url,
            "OPENAI_API_KEY": "sk-bench",
            "OPENAI_BASE_URL": f"{stack.desk.url}/v1",
        }
    )
    services = make_services(settings)
    ports = {"helpdesk": services.helpdesk, "knowledge": services.knowledge, "store": services.store}
    sync_knowledge(**ports, clock=now)
    sync_past(**ports, clock=now)
    embed_knowledge(services.knowledge)
    return services


def _open(stack: Stack, services: Services) -> list[tuple[Thread, Turn]]:
    """The shop's tickets that wait for an answer."""
    threads = [services.helpdesk.thread(stack.desk.open(row)) for row in shop_tickets()]
    turns = [(thread, open_turn(thread)) for thread in threads]
    return [(thread, turn) for thread, turn in turns if isinstance(turn, Turn)]


def _cost(way: str, services: Services, open_: Sequence[tuple[Thread, Turn]]) -> Cost:
    _written(services, *open_[0])  # imports, first connections
    found = [_written(services, *each) for _ in range(ROUNDS) for each in open_]
    return Cost(way, [seconds for seconds, _ in found], [draft for _, draft in found])


def _written(services: Services, thread: Thread, turn: Turn) -> tuple[float, Draft]:
    began = time.process_time()
    draft = services.write(thread, turn, request=None)
    note_html(draft, reference="dh-1-1-aaaaaaaaaa")
    return time.process_time() - began, draft


SECTION = """## What a draft costs beside the model's time

CPU time of our own process from the thread as read to the note's HTML: attachments, search (the question's vector
included), prompt, answer, evidence, guard. {tickets} tickets of the demo shop, {rounds} times each, one at a time, on
{machine}, that did other work too.

"Check" is the evidence ledger and the guard, by the clock on the wall. Tokens are those of the prompt by the server's
`usage`, here the scripted model's (characters through four); an answer takes 300 to 700 more.

{table}"""


def main() -> None:
    """Print the figures and write them down."""
    costs = measure()
    head = ["way", "drafts", "CPU ms p50", "CPU ms p95", "check ms p50", "prompt tokens p50", "most"]
    rows = [cost.row() for cost in costs]
    print(table(head, rows))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    tickets = len(costs[0].drafts) // ROUNDS
    write_section("drafts", SECTION.format(machine=machine, tickets=tickets, rounds=ROUNDS, table=table(head, rows)))


if __name__ == "__main__":
    main()
