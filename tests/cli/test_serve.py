"""`allears serve` as a person starts, stops and kills it."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from processes import (
    Desk,
    allears,
    desk,
    environment,
    free_port,
    postgres_processes,
    postmaster,
    short_folder,
    wait_for,
)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home folder that lives on from test to test: each starts where the one before stopped."""
    with short_folder() as folder:
        yield folder
        for process in postgres_processes(folder):
            process.kill()


@pytest.mark.slow
def test_it_comes_up_answers_and_stops_cleanly_with_the_database_last(home: Path) -> None:
    with desk(home) as running:
        running.until("Stop it with Ctrl-C")
        assert f"All Ears is at http://127.0.0.1:{running.port}" in running.text
        assert "Nobody can sign in yet" in running.text
        status, headers, _ = running.get("/accounts/login/")
        assert status == 200
        assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
        assert set(running.children()) == {"web", "jobs"}
        below = psutil.Process(running.process.pid).children(recursive=True)
        assert running.stop() < 10
        assert running.process.returncode == 0
        assert not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in below)
    assert postmaster(home) is None
    assert "Traceback" not in running.text


@pytest.mark.slow
def test_a_second_start_is_quick_and_gives_the_owner_a_way_in(home: Path) -> None:
    added = allears("user", "add", "ada@example.org", "--name", "Ada Lane", "--owner", home=home)
    assert added.returncode == 0, added.stderr
    with desk(home) as running:
        seconds = running.until("Stop it with Ctrl-C")
        assert "Sign in as Ada Lane" in running.text
        path = running.text.partition(f"http://127.0.0.1:{running.port}/sign-in/")[2].split()[0]
        assert running.get(f"/sign-in/{path}")[0] == 200
        assert seconds < 20, "under 5 s on a quiet machine, and tests run on busy ones"
        # Another command shares the running database, and leaves it running.
        listed = allears("user", "list", home=home)
        assert "ada@example.org" in listed.stdout
        assert postmaster(home) is not None
        again = Desk(home)
        again.process.wait(60)
        assert again.process.returncode == 2
        wait_for(lambda: "is running already" in again.text)
        assert running.stop(signal.SIGINT) < 10
        assert running.process.returncode == 0


@pytest.mark.slow
def test_whatever_dies_is_started_again(home: Path) -> None:
    with desk(home) as running:
        running.until("Stop it with Ctrl-C")
        before = running.children()
        before["web"].kill()
        before["jobs"].kill()
        wait_for(lambda: {"web", "jobs"} == set(running.children()), lambda: running.text)
        assert running.children()["web"].pid != before["web"].pid
        assert running.get("/accounts/login/")[0] == 200  # the caller waits rather than being turned away
        server = postmaster(home)
        assert server is not None
        server.kill()
        wait_for(lambda: (found := postmaster(home)) is not None and found.pid != server.pid, lambda: running.text)
        wait_for(lambda: running.get("/accounts/login/")[0] == 200)
        wait_for(lambda: {"web", "jobs"} == set(running.children()), lambda: running.text)
        assert running.stop() < 15


@pytest.mark.slow
def test_after_a_kill_of_the_whole_tree_the_next_start_has_lost_nothing(home: Path) -> None:
    with desk(home) as running:
        running.until("Stop it with Ctrl-C")
        assert allears("user", "add", "ben@example.org", home=home).returncode == 0
        running.kill_tree(home)
    with desk(home) as running:
        running.until("Stop it with Ctrl-C")
        listed = allears("user", "list", home=home).stdout
        assert "ada@example.org" in listed
        assert "ben@example.org" in listed


@pytest.mark.slow
def test_children_of_a_killed_supervisor_leave_and_the_last_one_stops_the_database(home: Path) -> None:
    with desk(home) as running:
        running.until("Stop it with Ctrl-C")
        below = list(running.children().values())
        running.process.kill()
        running.process.wait()
        _, alive = psutil.wait_procs(below, timeout=30)
        assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    wait_for(lambda: postmaster(home) is None)


def test_a_busy_port_is_told_in_one_sentence(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = allears("serve", "--port", str(port), home=home)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"Port {port} is in use" in done.stderr
    assert postmaster(home) is None


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"PORT": "http"}, "PORT is 'http', but it must be a whole number"),
        ({"HOST": "no.such.host.invalid"}, "which is no address of this machine"),
        ({"HOST": "192.0.2.1"}, "which is no address of this machine"),
        ({"DATABASE_URL": "postgresql://u:sesame@127.0.0.1:1/d"}, "127.0.0.1:1 does not answer"),
    ],
)
def test_what_cannot_work_is_told_in_one_sentence(home: Path, more: dict[str, str], sentence: str) -> None:
    done = allears("serve", home=home, more={"PORT": str(free_port()), **more})
    assert done.returncode == 2, done
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert "sesame" not in done.stderr


def test_an_unwritable_home_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = allears("serve", home=tmp_path / "file" / "home")
    assert done.returncode == 2
    assert "set ALLEARS_HOME to a folder that can" in done.stderr
    assert done.stderr.count("\n") == 1


def test_data_of_a_newer_version_are_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "version").write_text("41.2\n")
    done = allears("serve", home=tmp_path)
    assert done.returncode == 2
    assert "was written by All Ears 41.2" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_tests_start_the_same_programme_that_is_installed() -> None:
    assert Path(sys.executable).with_name("allears").exists()
    assert environment("/somewhere")["ALLEARS_HOME"] == "/somewhere"
