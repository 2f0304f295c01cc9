"""The embedded servers: real, private, and ended by whoever comes next if their parent was killed."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from assistant.embedded import FAST, ServerError, Servers
from assistant.embedded.process import wheel
from tests.servers import clean_environment

KILLED = """
import os, sys
from pathlib import Path
from assistant.embedded import FAST, Servers
servers = Servers(Path(sys.argv[1]), settings=FAST).start()
print(servers.postgres.process.pid, servers.valkey.process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="deskhand-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_postgres_has_vectors_and_sorts_and_folds_every_script(servers: Servers):
    with psycopg.connect(servers.database_url) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        assert connection.execute("SELECT upper('äö')").fetchone() == ("ÄÖ",)


def test_data_outlives_a_restart_and_a_crash(own_servers: Servers):
    with psycopg.connect(own_servers.database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    redis.Redis.from_url(own_servers.redis_url).set("kept", 1)

    own_servers.postgres.restart()
    own_servers.postgres.kill()
    own_servers.postgres.start()
    own_servers.valkey.kill()
    own_servers.valkey.start()

    with psycopg.connect(own_servers.database_url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)
    assert redis.Redis.from_url(own_servers.redis_url).get("kept") == b"1"


def test_a_fresh_database_is_empty(home: Path):
    for _ in range(2):
        with Servers(home, settings=FAST, fresh=True) as servers, psycopg.connect(servers.database_url) as connection:
            connection.execute("CREATE TABLE was_not_here (number int)")


def test_one_home_serves_one_process(home: Path):
    with Servers(home, settings=FAST), pytest.raises(ServerError, match="in use by another"):
        Servers(home, settings=FAST).start()


def test_valkey_asks_for_its_password(servers: Servers):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=servers.valkey.port, retry=None).ping()


def test_servers_of_a_killed_process_are_ended_by_the_next(home: Path):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(home)], env=clean_environment(), stdout=subprocess.PIPE, check=False
    )
    left_behind = [int(pid) for pid in killed.stdout.split()]
    assert all(map(runs, left_behind))

    with Servers(home, settings=FAST):
        assert [runs(pid) for pid in left_behind] == [False, False]


def test_a_process_that_only_has_the_recorded_number_is_left_alone(home: Path):
    with Servers(home, settings=FAST):
        pass
    with subprocess.Popen(["sleep", "60"]) as innocent:
        (home / "postgres" / "postmaster.pid").write_text(f"{innocent.pid}\n{home}/postgres\n")
        (home / "valkey" / "pid").write_text(f"{innocent.pid}\n")

        with Servers(home, settings=FAST):
            assert None is innocent.poll()
        innocent.kill()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's directories are closed to the user that Postgres runs as")
def test_root_may_start_them_in_a_directory_that_is_closed_to_others(home: Path):
    home.chmod(0o700)
    before = home.stat().st_mode

    with Servers(home / "closed", settings=FAST) as servers, psycopg.connect(servers.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    shutil.rmtree(servers.postgres.data.parent)
    assert before == home.stat().st_mode


def runs(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be reaped."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return " Z " not in Path(f"/proc/{pid}/stat").read_text() if Path("/proc").exists() else True


def test_stopping_them_twice_is_harmless(home: Path):
    servers = Servers(home, settings=FAST).start()
    pid = servers.postgres.process.pid if servers.postgres.process else 0
    servers.stop()
    servers.stop()

    assert not runs(pid)


def test_a_missing_wheel_is_named_with_the_remedy():
    with pytest.raises(ServerError, match=r"no_such_server is not installed: .*requirements-demo\.txt"):
        wheel("no_such_server")
