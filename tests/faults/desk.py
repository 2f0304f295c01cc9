"""A whole desk on real processes, to break: servers, sandbox, web, worker and clock on free ports of this machine."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import psutil  # type: ignore[import-untyped]  # comes with the embedded servers
import psycopg
import requests
from psycopg.rows import dict_row

from assistant.config import load
from assistant.core.note import reference_line
from assistant.demo.desk import Desk
from assistant.embedded import Servers, free_port
from assistant.sandbox import Sandbox
from assistant.store import upgrade
from assistant.wiring import Services, make_services
from tests.servers import ROOT, clean_environment, fresh_servers

HASTE = 6.0
"""Waits of 45, 30 and 10 s become 7.5, 5 and 1.7 s; shorter ones would fail on a busy machine."""
APP = ("web", "worker", "clock")
SECRET = "s3cret"
READY_SECONDS = 60.0
QUEUES_SERVED = 3
JSON = dict[str, Any]


class RealDesk:
    """Starts everything at `with`, ends everything with the block, whatever was killed meanwhile.

    `env` are settings for web, worker and clock. `model` points them at the sandbox's scripted model; without it notes
    are composed from canned responses. `webhooks=False` installs no rule: nothing tells us of tickets but the sweep.
    """

    def __init__(
        self,
        *,
        haste: float = HASTE,
        seed: str = "empty",
        model: bool = True,
        webhooks: bool = True,
        env: JSON | None = None,
    ) -> None:
        self.haste, self.seed, self.model_is_on, self.webhooks = haste, seed, model, webhooks
        self.more = {name: str(value) for name, value in (env or {}).items()}
        self.env: dict[str, str] = {}
        self.home: Path
        self.servers: Servers
        self.sandbox: Sandbox
        self.desk: Desk
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._sessions: dict[str, list[int]] = {}
        self._ending = ExitStack()

    # --- start and end -------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        with ExitStack() as ending:
            self.home = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="deskhand-faults-")))
            self.servers = ending.enter_context(fresh_servers())
            self.sandbox = ending.enter_context(Sandbox.start(seed=self.seed))
            self.desk = Desk(self.sandbox.url)
            upgrade(self.servers.database_url)
            self.web_port = free_port()
            self.env = self._environment()
            ending.callback(self.kill)
            self.start(*APP)
            if self.webhooks:
                self.desk.send_webhooks(self.webhook_url, SECRET)
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    def _environment(self) -> dict[str, str]:
        model = {"OPENAI_API_KEY": "key", "OPENAI_BASE_URL": f"{self.sandbox.url}/v1"} if self.model_is_on else {}
        return clean_environment(
            **{
                "FRESHDESK_URL": self.sandbox.url,
                "FRESHDESK_API_KEY": "key",
                "FRESHDESK_WEBHOOK_SECRET": SECRET,
                "DATABASE_URL": self.servers.database_url,
                "REDIS_URL": self.servers.redis_url,
                "SECRET_KEY": secrets.token_hex(16),
                "SLASH_RESPONSE_HOSTS": "127.0.0.1",
                "PORT": str(self.web_port),
                "WEB_CONCURRENCY": "1",
                "HASTE": str(self.haste),
                "NO_PROXY": "127.0.0.1,localhost",
                "PYTHONUNBUFFERED": "1",
                **model,
                **self.more,
            }
        )

    @property
    def web_url(self) -> str:
        """Scheme, host and port of our web process."""
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def webhook_url(self) -> str:
        """Where a webhook goes."""
        return f"{self.web_url}/webhooks/freshdesk"

    def start(self, *names: str, wait: bool = True, **more: str) -> None:
        """Start some of `APP` as the Procfile does, with `more` in their environment; return when they are ready."""
        commands: dict[str, list[str]] = {
            "web": ["gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), "--bind", f"127.0.0.1:{self.web_port}"],
            "worker": ["worker"],
            "clock": ["worker", "clock"],
        }
        commands["web"].append("assistant.web:create_app()")
        for name in names:
            self.run(name, commands[name], **more)
        if wait:
            self.wait_for(lambda: self._ready(names), READY_SECONDS, f"{', '.join(names)} to be ready")

    def run(self, name: str, module: Sequence[str], **more: str) -> int:
        """Start `python -m` something as one more process called `name`, in a session of its own; its process id."""
        with self.log(name).open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, "-m", *module],
                env={**self.env, **more},
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._children[name] = child
        self._sessions.setdefault(name, []).append(child.pid)
        return child.pid

    def _ready(self, names: Sequence[str]) -> bool:
        for name in names:
            assert self._children[name].poll() is None, f"{name} ended\n{self.logs(name)}"
        web = "web" not in names or self.ready().status_code == 200
        return web and ("worker" not in names or len(self.queue_workers()) >= QUEUES_SERVED)

    def ready(self) -> requests.Response:
        """What /readyz says; a response of 0 if nobody answers."""
        try:
            return requests.get(f"{self.web_url}/readyz", timeout=5)
        except requests.RequestException:
            nobody = requests.Response()
            nobody.status_code = 0
            return nobody

    def heal(self) -> None:
        """No faults, the usual model, everything running: for the next test on the same desk."""
        self.clear_faults()
        self.model()
        self.lag()
        missing = [name for name in APP if name not in self._children or self._children[name].poll() is not None]
        for name in [*missing, *(set(self._sessions) - set(APP))]:
            self.kill(name)
        self.start(*missing)

    # --- kill ----------------------------------------------------------------------------------------------------

    def members(self, *names: str) -> list[int]:
        """Every living process of these (all if none is named), their forks and orphans included."""
        ours = {pid for name in names or tuple(self._sessions) for pid in self._sessions.get(name, ())}
        return [pid for pid in psutil.pids() if pid not in (0, os.getpid()) and _session(pid) in ours and _lives(pid)]

    def supervisors(self) -> list[int]:
        """The first processes of the workers."""
        return [pid for pid in self.members("worker") if _session(pid) == pid]

    def queue_workers(self) -> list[int]:
        """RQ's workers, one for each queue: the parents of horses."""
        return [pid for pid in self.members("worker") if _session(pid) == _group(pid) != pid]

    def horses(self) -> list[int]:
        """The processes in which looks run."""
        return [pid for pid in self.members("worker") if _session(pid) != _group(pid)]

    def web_workers(self) -> list[int]:
        """The processes that answer requests."""
        return [pid for pid in self.members("web") if _session(pid) != pid]

    def kill(self, *names: str) -> int:
        """SIGKILL every process of these, or of all; how many there were."""
        members = self.members(*names)
        kill(members)
        for name in names or tuple(self._children):
            if name in self._children:
                self._children.pop(name).wait(10)
        return len(members)

    def terminate(self, *names: str, seconds: float = 25) -> float:
        """SIGTERM to every process of these, as a platform sends it; how long they took. Fails after `seconds`."""
        members = self.members(*names)
        kill(members, signal.SIGTERM)
        took = self.wait_for(lambda: not self.members(*names), seconds, f"{len(members)} processes to end")
        for name in names or tuple(self._children):
            self._children.pop(name).wait(10)
        return took

    # --- the desk's people ---------------------------------------------------------------------------------------

    def open_ticket(self, text: str = "How do I descale the grinder?", **more: Any) -> int:
        """A customer writes a mail; the ticket's id."""
        return self.desk.open({"text": text, **more})

    def say(self, ticket: int, body: str, *, who: str = "customer", public: bool = True) -> int:
        """customer, agent, cc or automation writes on a ticket; the conversation's id."""
        message = {"ticket": ticket, "from": who, "body": body, "public": public}
        return int(self.control("messages", message)["id"])

    def send_webhook(self, ticket: int, *, seconds: float = 10) -> int:
        """One webhook, as a rule sends it; the status, or 0 if the connection broke."""
        try:
            answer = requests.post(
                self.webhook_url,
                json={"ticket_id": ticket},
                headers={"X-Webhook-Secret": SECRET},
                timeout=seconds,
            )
        except requests.RequestException:
            return 0
        return answer.status_code

    # --- the sandbox ---------------------------------------------------------------------------------------------

    def fault(self, method: str, path: str, *, times: int | None = 1, **then: Any) -> None:
        """Order a fault: status, headers, body, delay, drop_after_write. `*` in `path` is anything."""
        self.control("faults", {"match": {"method": method, "path": path}, "times": times, "then": then})

    def clear_faults(self) -> None:
        """The sandbox answers as Freshdesk again."""
        self.delete("faults")

    def model(self, **script: Any) -> None:
        """Script the model: reply, replies, mode, delay. Nothing: it answers at once."""
        self.control("model", script)

    def model_calls(self) -> list[JSON]:
        """What the model was asked since it was scripted last."""
        answer = requests.get(f"{self.sandbox.url}/_sandbox/model", timeout=10)
        return list(answer.json()["calls"])

    def lag(self, conversations: float = 0.0, search: float = 0.0) -> None:
        """Seconds until the lists show what is new."""
        self.control("lag", {"conversations": conversations, "search": search})

    def calls(self, method: str, path: str) -> list[JSON]:
        """API calls that were answered, `path` as a regular expression after /api/v2/."""
        with self.sandbox.state.lock:
            found = list(self.sandbox.state.requests)
        wanted = re.compile(f"/api/v2/{path}")
        return [call for call in found if call["method"] == method and wanted.fullmatch(call["path"])]

    def posts(self, ticket: int) -> int:
        """How many notes were POSTed to a ticket, their answers lost or not."""
        return sum(call["status"] == 201 for call in self.calls("POST", f"tickets/{ticket}/notes"))

    def control(self, route: str, body: JSON) -> JSON:
        """POST to a control route of the sandbox."""
        answer = requests.post(f"{self.sandbox.url}/_sandbox/{route}", json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def delete(self, route: str) -> None:
        """Clear what a control route holds: faults, webhooks."""
        requests.delete(f"{self.sandbox.url}/_sandbox/{route}", timeout=10).raise_for_status()

    # --- what came of it -----------------------------------------------------------------------------------------

    def notes(self, ticket: int) -> list[JSON]:
        """Our notes on a ticket, retired ones included, listed yet or not, oldest first."""
        state = self.sandbox.state
        with state.lock:
            thread, me = state.thread(ticket, lagging=False), state.me["id"]
        return [one for one in thread if one["private"] and one["user_id"] == me and reference_line(one["body"])]

    def standing(self, ticket: int) -> list[JSON]:
        """Our notes on a ticket that are not retired."""
        return [note for note in self.notes(ticket) if not (reference_line(note["body"]) or (0, 0, "", True))[3]]

    def rows(self, query: str, *values: Any) -> list[JSON]:
        """What Postgres answers, a dict a row."""
        with psycopg.connect(self.servers.database_url, row_factory=dict_row, connect_timeout=5) as connection:
            return connection.execute(query.encode(), values).fetchall()

    def pending(self, ticket: int) -> JSON:
        """The row of pending_tickets; empty if there is none."""
        found = self.rows("select * from pending_tickets where ticket_id = %s", ticket)
        return found[0] if found else {}

    def drafts(self, ticket: int) -> list[JSON]:
        """The rows of drafts, oldest first."""
        return self.rows("select * from drafts where ticket_id = %s order by id", ticket)

    def done(self, *tickets: int) -> bool:
        """Whether each has a standing note and nothing more is owed to it."""
        found = self.rows("select ticket_id from pending_tickets where asked = looked and not dead")
        well = {row["ticket_id"] for row in found}
        return all(ticket in well and self.standing(ticket) for ticket in tickets)

    def services(self, **more: str) -> Services:
        """Use cases and adapters on this desk, in the test's own process. Close it."""
        return make_services(load({**self.env, **more}))

    # --- waiting -------------------------------------------------------------------------------------------------

    def wait_for(self, predicate: Callable[[], Any], seconds: float, what: str = "it", every: float = 0.05) -> float:
        """Seconds until it holds. Fails with the end of every log."""
        began = time.monotonic()
        while not predicate():
            waited = time.monotonic() - began
            assert waited < seconds, f"waited {waited:.1f} s for {what}\n{self._unfinished()}\n{self.logs()}"
            time.sleep(every)
        return time.monotonic() - began

    def wait_done(self, *tickets: int, seconds: float = 60) -> float:
        """Seconds until each ticket has its note and nothing is owed; then checks that it is one each, and no more."""
        took = self.wait_for(lambda: self.done(*tickets), seconds, f"notes on {tickets}", 0.2)
        self.check_one_note(*tickets)
        return took

    def check_one_note(self, *tickets: int) -> None:
        """One standing note on each, no dead letter, nothing pending; a sweep may be asking just now."""
        doubled = {ticket: len(self.standing(ticket)) for ticket in tickets if len(self.standing(ticket)) != 1}
        assert {} == doubled, self.logs()
        assert [] == self.rows("select ticket_id, outcome from pending_tickets where dead"), self.logs()
        query = "select * from pending_tickets where asked > looked and ticket_id = any(%s)"
        self.wait_for(lambda: not self.rows(query, list(tickets)), 20, "nothing pending", 0.01)

    def _unfinished(self) -> str:
        """Rows that are not done, for the message of a test that fails."""
        with contextlib.suppress(psycopg.Error):
            return "\n".join(map(str, self.rows("select * from pending_tickets where asked > looked or dead")))
        return "(Postgres does not answer)"

    def log(self, name: str) -> Path:
        """Where a process writes."""
        return self.home / f"{name}.log"

    def logs(self, *names: str, lines: int = 25) -> str:
        """The ends of these logs (all if none is named)."""
        return "\n".join(
            f"--- {name}\n" + "\n".join(self.log(name).read_text(errors="replace").splitlines()[-lines:])
            for name in names or tuple(self._sessions)
            if self.log(name).exists()
        )


def kill(pids: Sequence[int], number: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to processes, some of which may have ended."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:
        return -1


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except OSError:
        return -1


def _lives(pid: int) -> bool:
    """Whether it runs: a dead process that its parent has not asked about yet does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
