"""Real processes for the tests: `allears` as a person types it, with a home folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

PATIENCE = 180.0  # seconds; far more than anything takes, for a busy machine


def environment(home: Path | str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command with its own home folder and nothing of the tests' own settings."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("ALLEARS_") and key not in {"DATABASE_URL", "HOST", "PORT", "DJANGO_SETTINGS_MODULE"}
    }
    return {**kept, "ALLEARS_HOME": str(home), "COLUMNS": "100", **(more or {})}


def hear_interrupts() -> None:
    """For a process that is to be stopped by Ctrl-C: tests that run in the background are started deaf to it, and so
    would be what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def allears(
    *arguments: str, home: Path | str, given: str | bytes = "", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "allears", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        env=environment(home, more),
        timeout=PATIENCE * 2,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def new_folder() -> Path:
    """A temporary folder with a short path: in memory where there is a gigabyte of it, so as not to wait for disks."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1024**3
    return Path(tempfile.mkdtemp(prefix="ae-", dir=memory if roomy else None))


@contextmanager
def short_folder() -> Iterator[Path]:
    """A temporary folder with a path short enough for a socket, removed afterwards."""
    folder = new_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Desk:
    """A running `allears serve`."""

    def __init__(self, home: Path, *arguments: str, more: Mapping[str, str] | None = None) -> None:
        self.port = free_port()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "allears", "serve", "--port", str(self.port), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(home, more),
            preexec_fn=hear_interrupts,
        )
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.said.extend(iter(self.process.stdout.readline, ""))

    @property
    def text(self) -> str:
        return "".join(self.said)

    def until(self, words: str) -> float:
        """Wait until it has said these words; gives the seconds since its start."""
        wait_for(lambda: words in self.text or self.process.poll() is not None, lambda: self.text)
        assert words in self.text, self.text
        return time.monotonic() - self.started

    def get(self, path: str) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def children(self) -> dict[str, psutil.Process]:
        """The processes right below the supervisor, by their command."""
        found = {}
        for process in psutil.Process(self.process.pid).children():
            try:
                words = process.cmdline()
            except psutil.Error:
                continue  # it died in the meantime
            found |= {name: process for name in ("web", "jobs") if name in words[1:]}
        return found

    def stop(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Send a signal and wait for the end; gives the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        self._reader.join(5)
        return time.monotonic() - began

    def kill_tree(self, home: Path) -> None:
        """kill -9 of everything at once: supervisor, children, database."""
        tree = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        tree += postgres_processes(home)
        for process in tree:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(tree, timeout=PATIENCE)
        self.process.wait(PATIENCE)


@contextmanager
def desk(home: Path, *arguments: str, more: Mapping[str, str] | None = None) -> Iterator[Desk]:
    """A desk that is stopped in any case."""
    running = Desk(home, *arguments, more=more)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()


def postmaster(home: Path) -> psutil.Process | None:
    """The embedded server of a home folder; None if it is not running."""
    try:
        number = int((home / "database" / "postmaster.pid").read_text().splitlines()[0])
        process = psutil.Process(number)
        return process if process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name() else None
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return None


def postgres_processes(home: Path) -> list[psutil.Process]:
    top = postmaster(home)
    return [top, *top.children(recursive=True)] if top else []


def wait_for(what: object, told: object = "") -> None:
    """Wait until `what()` is true; fails with `told()` after PATIENCE seconds."""
    assert callable(what)
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, told() if callable(told) else told
        time.sleep(0.05)
