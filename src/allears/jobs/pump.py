"""Empties the outbox: what was done is turned into queued tasks, in one transaction, so that nothing falls between."""

from __future__ import annotations

import logging
import threading
import time

import psycopg
from django.conf import settings
from django.db import Error, connection, transaction
from procrastinate import exceptions, manager
from procrastinate.contrib.django import app, django_connector
from procrastinate.jobs import JobDeferrer

from allears.events.models import Outbox

from . import tasks  # noqa: F401 - registers them
from .routes import Queued, follows

log = logging.getLogger(__name__)

CHANNEL = "allears_events"  # a trigger on the journal tells it
POLL = 5.0  # seconds, for a notification that was missed
BATCH = 200


def drain() -> int:
    """Queue the effects of everything in the outbox; gives how many events there were.

    Several pumps may run: each takes rows that no other holds.
    """
    done = 0
    while True:
        with transaction.atomic():
            rows = list(
                Outbox.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("event")
                .order_by("event_id")[:BATCH]
            )
            for row in rows:
                for queued in follows(row.event.verb, row.event, records=bool(settings.LRS_URL)):
                    _queue(queued)
            Outbox.objects.filter(pk__in=[row.pk for row in rows]).delete()
        done += len(rows)
        if len(rows) < BATCH:
            return done


def _queue(queued: Queued) -> None:
    """Queue one task on Django's own connection, inside its transaction (a worker's is another one)."""
    task = app.tasks[queued.task]
    wanted = task.configure(lock=queued.lock, queueing_lock=queued.once).job
    try:
        with transaction.atomic():  # a savepoint: being queued already must not undo the rest
            JobDeferrer(manager.JobManager(django_connector.DjangoConnector()), wanted).defer(**queued.arguments)
    except exceptions.AlreadyEnqueued:
        log.debug("%s waits already", queued.once)


def run(stop: threading.Event) -> None:
    """Empty the outbox whenever something was done, until `stop` is set. Outlives a database that goes and comes."""
    wait = 0.5
    while not stop.is_set():
        try:
            _follow(stop)
            wait = 0.5
        except (psycopg.Error, Error, exceptions.ConnectorException) as error:
            log.warning("the outbox waits for the database: %s", str(error).splitlines()[0] if str(error) else error)
            connection.close()
            stop.wait(wait)
            wait = min(wait * 2, 10.0)
    connection.close()


def _follow(stop: threading.Event) -> None:
    parameters = connection.get_connection_params()
    for ours in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(ours, None)
    with psycopg.connect(**parameters, autocommit=True) as ear:
        ear.execute(f"LISTEN {CHANNEL}".encode())
        drain()
        drained = time.monotonic()
        while not stop.is_set():
            told = list(ear.notifies(timeout=0.5, stop_after=1))
            if told:
                list(ear.notifies(timeout=0.02))  # many things are done at once: one look is enough for all
            if told or time.monotonic() - drained > POLL:
                drain()
                drained = time.monotonic()
