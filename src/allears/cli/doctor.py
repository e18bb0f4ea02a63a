"""`allears doctor`: one line for each thing the desk stands on, and what to do where it does not hold."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from allears.config import database, environment, home
from allears.config.errors import Refusal
from allears.listening.models import weights

from .console import examples
from .desk import open_desk

ENOUGH_DISK = 2 * 1024**3  # bytes: the write-ahead log alone may take one of them


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and how it is. `mend` says what to do where it does not hold;."""

    what: str
    holds: bool
    told: str
    mend: str = ""


@click.command(epilog=examples(("allears doctor", "look at everything; exit code 1 if anything is amiss")))
def doctor() -> int:
    """Look at everything the desk stands on and say what to mend."""
    well = True
    for finding in findings():
        well = well and finding.holds
        sign = click.style("✓", fg="green") if finding.holds else click.style("✗", fg="red")
        click.echo(f"{sign} {finding.what:<12} {finding.told}" + ("" if finding.holds else f"\n    → {finding.mend}"))
    return 0 if well else 1


def findings() -> Iterator[Finding]:
    """Everything that is looked at, one after the other; what hangs on something broken is left out."""
    try:
        place = home.prepare()
    except Refusal as refusal:
        yield Finding("home folder", False, str(refusal), "Set ALLEARS_HOME to a folder that can be written to.")
        return
    yield Finding("home folder", True, f"{place} (data of version {home.stamp(place) or 'none yet'})")
    free = shutil.disk_usage(place).free
    yield Finding(
        "disk", free > ENOUGH_DISK, f"{free / 1e9:.1f} GB free", "Make room: the database stops on a full disk."
    )
    if environment.read("ALLEARS_HEADS"):
        yield _heads()
    try:
        with open_desk(migrated=False):
            yield from _inside()
    except Refusal as refusal:
        yield Finding("database", False, str(refusal), "See the log named there, or the settings of your own server.")


def _heads() -> Finding:
    try:
        weights.stored()
    except weights.HeadsError as error:
        return Finding("heads", False, str(error), "Correct ALLEARS_HEADS, or unset it.")
    return Finding("heads", True, f"your own, of {environment.read('ALLEARS_HEADS')}")


def _inside() -> Iterator[Finding]:
    """What can be looked at once the database is up."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database()),"
            " extract(epoch FROM clock_timestamp())"
        )
        version, size, clock = cursor.fetchone()
    whose = "embedded" if database.embedded() else "your own"
    yield Finding("database", True, f"PostgreSQL {str(version).split()[0]} ({whose}), {size / 1e6:,.0f} MB")
    apart = abs(time.time() - float(clock))
    yield Finding("clock", apart < 5, f"{apart:.1f} s apart from the database's", "Set both clocks by NTP.")
    from allears.config import migrations

    try:
        todo = migrations.pending()
    except Refusal as refusal:
        yield Finding("tables", False, str(refusal), "Install that version of All Ears.")
        return
    yield Finding("tables", not todo, f"{len(todo)} steps behind" if todo else "up to date", "Run: allears migrate")
    if not todo:
        for look in (_jobs, _owner):
            yield look()
    yield from _outside()


def _jobs() -> Finding:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers),"
            " (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at IS NULL),"
            " (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),"
            " (SELECT count(*) FROM events_outbox)"
        )
        beat, waiting, failed, outbox = cursor.fetchone()
    queue = f"{waiting:,} waiting, {failed:,} failed, {outbox:,} in the outbox"
    if beat is None or beat > 60:
        return Finding("jobs", False, f"no worker is at work; {queue}", "Start the desk: allears serve")
    return Finding("jobs", True, f"at work; {queue}")


def _owner() -> Finding:
    from allears.accounts.queries import owners_exist

    told = "somebody owns the desk" if owners_exist() else "nobody owns the desk"
    return Finding("owner", owners_exist(), told, "Run: allears user add EMAIL --owner")


def _outside() -> Iterator[Finding]:
    from django.conf import settings

    if not settings.MAIL_IS_SENT:
        yield Finding("mail", True, f"no server set: mail is kept in {home.path() / 'mail'} (set ALLEARS_MAIL_URL)")
    else:
        yield _tried("mail", _greet_mail_server, f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} answers")
    shown = settings.SITE_URL + ("" if environment.read("ALLEARS_URL") else " (this machine only)")
    yield Finding("address", True, shown)
    if os.environ.get("ALLEARS_DEBUG") == "1":
        yield Finding("debug", False, "ALLEARS_DEBUG is on: errors show their insides", "Unset it for others' eyes.")


def _greet_mail_server() -> None:
    from django.core.mail import get_connection

    connection = get_connection()
    connection.open()
    connection.close()


def _tried(what: str, attempt: Callable[[], None], told: str) -> Finding:
    try:
        attempt()
    except OSError as error:
        return Finding(what, False, f"the mail server does not let us in ({error})", "Correct ALLEARS_MAIL_URL.")
    return Finding(what, True, told)
