"""A small process tree: starts the children, starts again those that die, and stops all of them in good order."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import click

from allears.config import database, home
from allears.config.errors import Refusal
from allears.config.postgres import Cluster

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a dead child is started again: doubled each time
SETTLED = 60.0  # a child that lived this long starts with the first wait again
GRACE = 8.0  # seconds that children have to finish what they are doing
PARENT = "ALLEARS_SUPERVISOR"
"""The environment variable in which a child finds the number of the process that it belongs to."""


@dataclass
class Child:
    """One process that is to be there for as long as the desk runs: `allears COMMAND…`."""

    name: str
    command: tuple[str, ...]
    descriptors: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    due: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches only the supervisor, which stops the children in order.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "allears", *self.command],
            stdin=subprocess.DEVNULL,
            pass_fds=self.descriptors,
            start_new_session=True,
            env={**os.environ, PARENT: str(os.getpid())},
        )
        self.started = time.monotonic()

    def signal(self, number: int) -> None:
        """Send a signal to the child and whatever it has started."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Watches over children until it is told to stop."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stopping = False
        self._impatient = False
        self.helper: subprocess.Popen[str] | None = None
        """A process that makes something ready: a signal to stop is passed on to it."""

    def add(self, child: Child) -> None:
        self.children.append(child)

    @contextmanager
    def signals(self) -> Iterator[None]:
        """Inside this block SIGTERM, SIGINT and SIGHUP stop the desk; a second one stops it without patience."""

        def stop(number: int, _: object) -> None:
            self._impatient = self.stopping
            self.stopping = True  # a plain word: a lock taken here might be held by whom this interrupts
            if self.helper is not None and self.helper.returncode is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self.helper.pid, signal.SIGTERM)

        # One that was told to be ignored stays so: `nohup allears serve &` outlives its terminal.
        wanted = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        numbers = [number for number in wanted if signal.getsignal(number) is not signal.SIG_IGN]
        before = {number: signal.signal(number, stop) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def run(self, greet: Callable[[], None], *, address: str) -> None:
        """Start the children and keep them until told to stop; calls `greet` when `address` first answers.

        Raises Refusal if a child does not come up at all.
        """
        answered = threading.Event()
        threading.Thread(target=self._await_answer, args=(address, answered), daemon=True).start()
        greeted = False
        server = Database()
        try:
            while not self.stopping:
                if answered.is_set() and not greeted:
                    greeted = True
                    greet()
                    for child in self.children:
                        child.due = 0.0
                for child in self.children:
                    self._look_after(child, ever_answered=greeted)
                server.look_after()
                time.sleep(0.1)
        finally:
            self.stopping = True
            self._stop_children()

    def _look_after(self, child: Child, *, ever_answered: bool) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.due:
                child.start()
            return
        code = child.process.poll()
        if code is None or self.stopping:
            return
        child.signal(signal.SIGKILL)  # what it may have left behind
        child.process = None
        child.deaths += 1
        if not ever_answered and (code == 2 or child.deaths >= 4):
            raise Refusal(
                f"The desk does not come up: its {child.name} process ended with exit code {code} (see above, and "
                f"{home.path() / 'log' / 'errors.log'})."
            )
        if now - child.started > SETTLED:
            child.wait = FIRST_WAIT
        child.due = now + child.wait
        click.echo(f"{child.name} ended ({_how(code)}); it is started again in {child.wait:g} s.", err=True)
        child.wait = min(child.wait * 2, LONGEST_WAIT)

    def _stop_children(self) -> None:
        """Ask all children to finish; after GRACE, or a second signal, end them."""
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        while any(child.process is not None and child.process.poll() is None for child in self.children):
            if time.monotonic() > deadline or self._impatient:
                break
            time.sleep(0.02)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
        if self.helper is not None and self.helper.poll() is None:
            self.helper.kill()
            self.helper.wait()

    def _await_answer(self, address: str, answered: threading.Event) -> None:
        """Ask for the sign-in page until anything answers, which also warms it up for the first visitor."""
        parts = urlsplit(address)
        while not self.stopping:
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
            try:
                connection.request("GET", "/accounts/login/", headers={"Host": "localhost"})
                connection.getresponse().read()
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            else:
                answered.set()
                return
            finally:
                connection.close()


class Database:
    """The embedded server, as a supervisor sees it: looked at now and then, started again where it was killed."""

    def __init__(self) -> None:
        self.due, self.wait = time.monotonic() + 5, FIRST_WAIT

    def look_after(self) -> None:
        """Start it if it is gone; the children connect anew by themselves. What fails is tried again, less and less."""
        if time.monotonic() < self.due or not database.embedded():
            return
        cluster = Cluster(home.path())
        if not cluster.running():
            click.echo("The database ended; it is started again.", err=True)
            try:
                database.ensure(cluster)
            except Refusal as refusal:
                self.wait = min(self.wait * 2, LONGEST_WAIT)
                click.echo(f"allears: {refusal}", err=True)
            else:
                self.wait = FIRST_WAIT
        self.due = time.monotonic() + max(self.wait, 2)


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
