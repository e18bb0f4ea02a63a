"""The real worker, as a process of its own, on the real database."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from allears.accounts.rules import DESK
from allears.conversations.actions import answer
from allears.conversations.models import Turn
from allears.events.models import Event, Outbox
from allears.promises.models import Promise
from allears.readings.models import Reading
from builders import conversation
from cast import Cast
from processes import environment, short_folder, wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SAID = (
    ("customer", "My invoice is wrong and nobody answers me."),
    ("agent", "I am sorry about that. I will send you the corrected invoice by Friday."),
)


def address() -> str:
    """The URL of the database of this test."""
    known = connection.settings_dict
    user = quote(known["USER"]) + (":" + quote(known["PASSWORD"], safe="") if known["PASSWORD"] else "")
    if known["HOST"].startswith("/"):
        return f"postgresql://{user}@/{known['NAME']}?host={quote(known['HOST'], safe='')}"
    return f"postgresql://{user}@{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"


@contextmanager
def worker(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "allears", "jobs"], env=environment(home, {"DATABASE_URL": address()})
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


@pytest.fixture
def home() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


def test_a_conversation_is_heard_and_its_promise_taken_while_the_worker_runs(
    transactional_cast: Cast, home: Path
) -> None:
    early = conversation(transactional_cast.billing, transactional_cast.mrs_green, SAID)
    with worker(home) as process:
        wait_for(lambda: Promise.objects.filter(conversation=early).exists(), "before the worker came")
        late = conversation(transactional_cast.billing, transactional_cast.mrs_green, SAID)
        wait_for(lambda: Promise.objects.filter(conversation=late).exists(), "while it was there")
        assert Reading.objects.filter(conversation__in=[early, late]).count() == 2
        wait_for(lambda: not Outbox.objects.exists())
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_an_answer_is_kept_with_a_reason_where_no_mail_server_is_set_up(transactional_cast: Cast, home: Path) -> None:
    made = conversation(transactional_cast.billing, transactional_cast.mrs_green)
    written = answer(DESK, made.pk, "I have put it right.")
    with worker(home):
        wait_for(lambda: Turn.objects.get(pk=written.pk).delivery == "kept")
    assert "mail server" in Turn.objects.get(pk=written.pk).delivery_note


def test_a_job_that_was_being_done_when_its_worker_was_killed_is_done_by_the_next(
    transactional_cast: Cast, home: Path
) -> None:
    from allears.jobs import pump

    made = conversation(transactional_cast.billing, transactional_cast.mrs_green, SAID)
    pump.drain()
    # What a kill -9 leaves behind: jobs marked as being done by a worker whose heart has stopped.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
        )
        (dead,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE status = 'todo'", [dead])
        assert cursor.rowcount == 2
    from allears.jobs.tasks import take_up_stalled

    take_up_stalled.defer(timestamp=0)
    with worker(home):
        wait_for(lambda: Promise.objects.filter(conversation=made).exists())
    assert not ProcrastinateJob.objects.filter(status="doing", worker_id=dead).exists()


def test_killed_in_the_middle_and_begun_again_everything_is_done_and_nothing_twice(
    transactional_cast: Cast, home: Path
) -> None:
    made = [conversation(transactional_cast.billing, transactional_cast.mrs_green, SAID) for _ in range(40)]
    with worker(home) as process:
        wait_for(lambda: Reading.objects.count() >= 3)
        process.kill()
        process.wait()
    with connection.cursor() as cursor:  # its heart is known to be still after half a minute: not waited for here
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
    from allears.jobs.tasks import take_up_stalled

    take_up_stalled.defer(timestamp=0)
    with worker(home):
        wait_for(lambda: Promise.objects.filter(conversation__in=made).count() >= 40)
        wait_for(
            lambda: not ProcrastinateJob.objects.filter(status__in=["todo", "doing"], queue_name="listening").exists()
        )
    assert Reading.objects.filter(conversation__in=made).count() == 40
    assert Promise.objects.filter(conversation__in=made).count() == 40
    assert Event.objects.filter(verb="promise.heard").count() == 40
