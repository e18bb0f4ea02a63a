"""What `allears serve` runs as processes of their own: making ready, web, jobs."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
import time
from importlib import import_module
from types import FrameType

import click

from allears.config import database, environment, home, readiness

from .desk import open_desk
from .supervisor import PARENT


def follow_parent() -> None:
    """Leave when the supervisor is gone, even if it was killed and could not say so."""
    parent = int(os.environ.get(PARENT, "0"))
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(10)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@click.command(hidden=True)
@click.option("--fd", type=int, required=True)
def web(fd: int) -> None:
    """Answer web requests on the inherited socket `fd`."""
    # uvicorn finishes its answers, then raises the signal again: only then is the database let go.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    follow_parent()
    with database.running():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allears.config.settings")
        import uvicorn

        from allears.config.asgi import application, leaving

        class Server(uvicorn.Server):
            def handle_exit(self, sig: int, frame: FrameType | None) -> None:
                leaving()
                super().handle_exit(sig, frame)

        behind_proxy = environment.read_flag("ALLEARS_TRUST_PROXY")
        config = uvicorn.Config(
            application,
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=behind_proxy,
            forwarded_allow_ips="*" if behind_proxy else None,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=4,
        )
        Server(config).run(sockets=[socket.socket(fileno=fd)])


@click.command(hidden=True)
def jobs() -> None:
    """Carry out queued jobs until SIGTERM."""
    follow_parent()
    with open_desk(migrated=False):
        import_module("allears.jobs.worker").run()


@click.command(hidden=True)
@click.option("--demo-if-empty", is_flag=True)
def prepare(demo_if_empty: bool) -> None:
    """Bring tables and static files up to date; print who can sign in, as JSON, on the last line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with open_desk(migrated=False):
        from allears.config import migrations, static

        migrations.apply(lambda sentence: click.echo(sentence, err=True))
        static.prepare(home.prepare() / "static")
        readiness.note_ready(home.prepare())
        _publish_courses()
        if demo_if_empty:
            _load_demo()
        click.echo(json.dumps(_way_in()))


def _publish_courses() -> None:
    from allears.accounts.rules import DESK
    from allears.learning.actions import publish

    for told in publish(DESK).problems:
        click.echo(f"A course: {told}", err=True)


def _load_demo() -> None:
    from allears.accounts import queries

    if queries.users():
        return
    from allears.transfer import demo

    from .console import progress

    with progress("The demo organisation moves in") as bar:
        demo.load(1, on_progress=bar.update)


def _way_in() -> dict[str, str]:
    """The first owner's name, and the path of a new link that signs them in; empty where there is none."""
    from allears.accounts import actions, queries
    from allears.accounts.rules import DESK

    from .user import sign_in_path

    if not queries.owners_exist():
        return {}
    owner = queries.first_owner()
    return {"name": str(owner), "path": sign_in_path(actions.make_sign_in_link(DESK, owner))}
