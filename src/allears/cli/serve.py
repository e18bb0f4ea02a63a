"""`allears serve`: the whole desk as one process tree."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from allears.config import database, environment, home, readiness
from allears.config.errors import Refusal
from allears.listening.models import weights

from .console import examples
from .supervisor import Child, Supervisor

WILDCARDS = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


@click.command(
    epilog=examples(
        ("allears serve", "on http://127.0.0.1:8000, with the embedded database"),
        ("allears serve --demo-if-empty", "the same, with something to look at the first time"),
        ("allears serve --port 8080", "on another port (or PORT=8080)"),
        ("DATABASE_URL=postgresql://… allears serve", "with a PostgreSQL of your own"),
    )
)
@click.option("--host", help="The address to listen on.  [HOST, else 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on.  [PORT, else 8000]")
@click.option("--demo-if-empty", is_flag=True, help="Load the demo organisation if there is nothing in the desk yet.")
def serve(host: str | None, port: int | None, demo_if_empty: bool) -> int:
    """Run the desk: database, web and jobs, until you stop it with Ctrl-C or SIGTERM.

    Whatever of it dies is started again. Everything committed survives even a kill.
    """
    if host is not None:
        os.environ["HOST"] = host
    if port is not None:
        os.environ["PORT"] = str(port)
    if environment.read("ALLEARS_HEADS"):
        weights.stored()  # says now what is wrong with them, not at every conversation
    place = home.prepare()
    with _only_desk(place), _listening() as listener:
        address, number = listener.getsockname()[:2]
        os.environ["PORT"] = str(number)
        shown = (
            f"http://{'127.0.0.1' if address in WILDCARDS else f'[{address}]' if ':' in address else address}:{number}"
        )
        supervisor = Supervisor()
        with supervisor.signals(), database.running():
            preparation = Preparation(demo_if_empty)
            supervisor.helper = preparation.process
            for index in range(environment.read_number("ALLEARS_WORKERS", 1, 64)):
                name = f"web {index + 1}" if index else "web"
                supervisor.add(Child(name, ("web", "--fd", str(listener.fileno())), (listener.fileno(),)))
            # The jobs can wait until the first visitor can come in, but not for ever.
            supervisor.add(Child("jobs", ("jobs",), due=time.monotonic() + 15))
            try:
                if not readiness.is_ready(place):
                    preparation.wait()
                supervisor.run(lambda: _greet(shown, preparation), address=shown)
            except SystemExit:
                if not supervisor.stopping:
                    raise  # else it was stopped before it was ready, as it should
    return 0


@contextmanager
def _only_desk(place: Path) -> Iterator[None]:
    """Hold the home folder: one desk a home. Raises Refusal where another one runs."""
    with (place / "serve.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            number = lock.read(20).strip()
            raise Refusal(
                f"The desk of {place} is running already{f' (process {number})' if number else ''}: "
                "stop it first, or set ALLEARS_HOME to another folder."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


@contextmanager
def _listening() -> Iterator[socket.socket]:
    """The socket on which the web processes answer.

    It is opened here, once: a busy port is known before anything is started, and no caller is turned away while a web
    process is being replaced. Raises Refusal where it cannot be had.
    """
    host, port = environment.read("HOST"), environment.read_number("PORT", 0, 65535)
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        raise Refusal(f"HOST is {host!r}, which is no address of this machine.") from None
    listener = socket.socket(family, kind)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
        yield listener
    except OSError as error:
        why = {
            errno.EADDRINUSE: f"Port {port} is in use by another program: stop it, or choose another port, "
            f"e.g. PORT={port % 65535 + 1} allears serve.",
            errno.EACCES: f"Port {port} may only be used by root: choose one above 1023, e.g. PORT=8000.",
            errno.EADDRNOTAVAIL: f"HOST is {host!r}, which is no address of this machine.",
        }.get(error.errno or 0)
        if why is None:
            raise
        raise Refusal(why) from None
    finally:
        listener.close()


class Preparation:
    """Has the tables and static files made ready, in a process of its own so that its memory is given back."""

    def __init__(self, demo_if_empty: bool) -> None:
        command = [sys.executable, "-m", "allears", "prepare", *(["--demo-if-empty"] if demo_if_empty else [])]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

        self._made: dict[str, str] | None = None

    def wait(self) -> dict[str, str]:
        """Who can sign in and how, once it is done. Raises SystemExit where it refused: it has said why itself."""
        if self._made is None:
            told, _ = self.process.communicate()
            if self.process.returncode:
                raise SystemExit(self.process.returncode if self.process.returncode > 0 else 70)
            made: dict[str, str] = json.loads(told.strip().splitlines()[-1])
            self._made = made
        return self._made


def _greet(shown: str, preparation: Preparation) -> None:
    made = preparation.wait()
    click.echo(f"All Ears is at {click.style(shown, bold=True)}")
    if made.get("path"):
        click.echo(f"Sign in as {made['name']} (this link works once, within the hour): {shown}{made['path']}")
    else:
        click.echo("Nobody can sign in yet: run 'allears user add EMAIL --owner' in another terminal.")
    if environment.read("HOST") in WILDCARDS and not environment.read("ALLEARS_URL"):
        click.echo("Others cannot reach it yet: set ALLEARS_URL to the address that they will use.")
    click.echo("Stop it with Ctrl-C.")
    sys.stdout.flush()
