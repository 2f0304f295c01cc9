"""Child processes as one set: nothing outlives it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from assistant.demo.processes import ChildEnded, Processes
from tests.servers import clean_environment

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
]
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)",
]


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    made = Processes(tmp_path, clean_environment())
    yield made
    made.stop(seconds=0)


def started(processes: Processes, name: str, command: list[str]) -> int:
    """Start it; its pid."""
    processes.start(name, command)
    return int(json.loads((processes.home / "processes.json").read_text())[-1][0])


def said(processes: Processes, name: str) -> int:
    """The number that it printed."""
    for _ in range(200):
        if text := processes.log(name).read_text():
            return int(text)
        time.sleep(0.02)
    raise AssertionError("the child said nothing")


def runs(pid: int) -> bool:
    """Whether it is there and not merely waiting to be reaped."""
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_a_child_that_ends_is_named_with_the_end_of_its_log(processes: Processes):
    processes.start("web", [sys.executable, "-c", "raise SystemExit('no such setting')"])
    time.sleep(0.3)

    with pytest.raises(ChildEnded, match=r"(?s)web ended with exit code 1.*no such setting"):
        processes.check()


def test_a_child_that_runs_is_no_failure(processes: Processes):
    processes.start("web", SLEEP)

    processes.check()


def test_stopping_ends_a_child_that_will_not_and_its_own_children(processes: Processes):
    pids = [started(processes, "stubborn", STUBBORN), started(processes, "parent", PARENT)]
    said(processes, "stubborn")
    pids.append(said(processes, "parent"))
    processes.stop(seconds=0.2)

    assert [runs(pid) for pid in pids] == [False, False, False]


def shows_its_command(pid: int) -> None:
    """For a moment after its start a process has no command line yet."""
    while not psutil.Process(pid).cmdline():
        time.sleep(0.01)


def test_what_a_killed_demo_left_behind_is_ended_by_the_next(tmp_path: Path):
    with subprocess.Popen(SLEEP, start_new_session=True) as left_behind:
        shows_its_command(left_behind.pid)
        (tmp_path / "processes.json").write_text(json.dumps([[left_behind.pid, SLEEP]]))
        Processes(tmp_path, {}).end_leftovers()

        assert left_behind.wait(5) == -9


def test_a_process_that_only_has_the_recorded_number_is_left_alone(tmp_path: Path):
    with subprocess.Popen(SLEEP, start_new_session=True) as innocent:
        shows_its_command(innocent.pid)
        (tmp_path / "processes.json").write_text(json.dumps([[innocent.pid, [sys.executable, "-m", "worker"]]]))
        Processes(tmp_path, {}).end_leftovers()

        assert None is innocent.poll()
        innocent.kill()
