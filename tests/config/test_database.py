"""The embedded PostgreSQL, with real processes and real kills."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from allears.config import database, home
from allears.config.errors import Refusal
from allears.config.postgres import Cluster
from processes import environment, postgres_processes, postmaster, short_folder, wait_for


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder of its own, and no DATABASE_URL."""
    with short_folder() as folder:
        monkeypatch.setenv("ALLEARS_HOME", str(folder))
        monkeypatch.delenv("DATABASE_URL", raising=False)
        home._prepared.cache_clear()
        yield folder
        for process in postgres_processes(folder):
            process.kill()


def ask(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None


def test_it_is_made_started_and_stopped_again_and_what_was_written_stays(place: Path) -> None:
    with database.running() as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('Grüße')")
        assert postmaster(place) is not None
    assert postmaster(place) is None
    with database.running() as url:
        assert ask(url, "SELECT word FROM kept") == "Grüße"
        assert ask(url, "SELECT lower('ÄÖ') || to_tsvector('Ärger')::text") == "äö'ärger':1"
        assert ask(url, "SHOW fsync") == "on"
        assert ask(url, "SHOW listen_addresses") == ""


def test_only_its_owner_can_reach_it(place: Path) -> None:
    with database.running():
        reachable_by = Cluster(place).sockets.stat().st_mode
        assert stat.S_IMODE(reachable_by) == 0o700
        assert stat.S_IMODE((place / "database").stat().st_mode) == 0o700
        others = stat.S_IMODE(place.stat().st_mode) & 0o077
        # Root cannot run PostgreSQL: the user that does may pass through the home, but not list it.
        assert others == (0o001 if os.geteuid() == 0 else 0)


def test_after_a_kill_of_everything_the_next_start_has_lost_nothing(place: Path) -> None:
    script = (
        "import os, signal, psycopg\n"
        "from allears.config import database\n"
        "with database.running() as url, psycopg.connect(url, autocommit=True) as connection:\n"
        "    connection.execute('CREATE TABLE kept AS SELECT generate_series(1, 20000) AS number')\n"
        "    print('written', flush=True)\n"
        "    signal.pause()\n"
    )
    user = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment(place), text=True)
    assert user.stdout is not None
    assert user.stdout.readline() == "written\n"
    server = postgres_processes(place)
    assert len(server) > 3
    for process in server:
        process.kill()
    user.kill()
    user.wait()
    wait_for(lambda: not postgres_processes(place))
    assert (place / "database" / "postmaster.pid").exists()
    with database.running() as url:
        assert ask(url, "SELECT count(*) FROM kept") == 20000


def test_a_pid_file_that_names_another_program_does_not_stop_the_start(place: Path) -> None:
    with database.running():
        lines = (place / "database" / "postmaster.pid").read_text().splitlines()
    lines[0] = str(os.getpid())  # as after the restart of a container, where numbers are given out anew
    (place / "database" / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with database.running() as url:
        assert ask(url, "SELECT 1") == 1


def test_several_processes_share_it_and_the_last_one_stops_it(place: Path) -> None:
    script = (
        "import sys\nfrom allears.config import database\n"
        "with database.running():\n    print('in', flush=True)\n    sys.stdin.readline()\n"
    )
    users = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(place),
            text=True,
        )
        for _ in range(3)
    ]
    for user in users:
        assert user.stdout is not None
        assert user.stdout.readline() == "in\n"  # all three, though they started at the same moment
    server = postmaster(place)
    assert server is not None
    users[0].communicate("leave\n")
    users[1].send_signal(signal.SIGKILL)
    users[1].wait()
    assert postmaster(place) == server
    users[2].communicate("leave\n")
    assert postmaster(place) is None


def test_a_start_that_was_cut_off_half_way_is_begun_anew(place: Path) -> None:
    left = place / "database-new-abc"
    left.mkdir()
    (left / "PG_VERSION").write_text("18\n")
    with database.running() as url:
        assert ask(url, "SELECT current_database()") == "allears"


def test_a_home_with_a_long_path_has_its_socket_elsewhere(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = place / ("long-" * 20) / ("long-" * 10)
    monkeypatch.setenv("ALLEARS_HOME", str(far))
    with database.running() as url:
        sockets = Cluster(far).sockets
        assert not sockets.is_relative_to(far)
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert ask(url, "SELECT 1") == 1
    sockets.rmdir()


def test_the_data_of_another_postgresql_are_refused(place: Path) -> None:
    (place / "database").mkdir(mode=0o700)
    (place / "database" / "PG_VERSION").write_text("13\n")
    with pytest.raises(Refusal, match=r"is of PostgreSQL 13, and this All Ears embeds 18"), database.running():
        raise AssertionError("it must not get here")


def test_a_damaged_database_is_refused_with_its_own_words(place: Path) -> None:
    with database.running():
        pass
    (place / "database" / "global" / "pg_control").write_bytes(b"\0" * 8192)
    with pytest.raises(Refusal, match=r"did not start \(.+\); its log is in"), database.running():
        raise AssertionError("it must not get here")


def test_a_server_that_dies_is_started_again_by_whoever_needs_it(place: Path) -> None:
    with database.running() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        server = postgres_processes(place)
        for process in server:
            process.kill()
        psutil.wait_procs(server)
        database.ensure(Cluster(place))
        assert ask(url, "SELECT number FROM kept") == 7


def test_two_threads_that_start_it_at_once_get_the_same_one(place: Path) -> None:
    home.prepare()
    cluster = Cluster(place, lasting=False)
    errors: list[Exception] = []

    def start() -> None:
        try:
            database.ensure(cluster)
        except Exception as error:  # noqa: BLE001 - it is asked for below
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert cluster.running()
    cluster.stop()
    assert not cluster.running()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://u:sesame@127.0.0.1:1/d", r"at 127\.0\.0\.1:1 does not answer \(.*refused"),
        ("mysql://u:sesame@127.0.0.1/d", r"is no PostgreSQL address"),
        ("postgresql://u:sesame@127.0.0.1:bad/d", r"is no PostgreSQL address|does not answer"),
    ],
)
def test_a_database_that_is_down_is_told_in_one_sentence_without_its_password(
    address: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(Refusal, match=sentence) as refused:
        database.check()
    assert "sesame" not in str(refused.value)
    assert "\n" not in str(refused.value)
