"""The outbox is emptied: nothing falls between, nothing is done twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from allears.accounts.models import Team
from allears.accounts.rules import DESK
from allears.conversations.actions import receive
from allears.conversations.rules import Channel
from allears.events.actions import record
from allears.events.models import Event, Outbox
from allears.jobs import pump
from builders import conversation, turn
from cast import Cast


def waiting() -> list[str]:
    """The queued tasks with their arguments, in order."""
    return [
        f"{job.task_name} {', '.join(f'{key}={value}' for key, value in job.args.items())}"
        for job in ProcrastinateJob.objects.filter(status="todo").order_by("id")
    ]


def test_what_was_done_becomes_queued_tasks_and_the_outbox_is_empty(cast: Cast) -> None:
    pump.drain()
    made = conversation(cast.billing, cast.mrs_green)
    assert pump.drain() == 1
    assert waiting() == [f"listen_again conversation={made.pk}", f"propose_standing conversation={made.pk}"]
    assert not Outbox.objects.exists()
    assert Event.objects.filter(verb="conversation.started").exists(), "the journal itself keeps everything"


@pytest.mark.parametrize(("store", "tasks"), [("", []), ("https://lrs.example/xapi", ["tell_records"])])
def test_the_record_store_is_told_only_where_one_is_named(
    cast: Cast, settings: Settings, store: str, tasks: list[str]
) -> None:
    settings.LRS_URL = store
    pump.drain()
    record("lesson.read", "enrolment", 7, actor="Ben Billing")
    assert pump.drain() == 1
    assert [it.partition(" ")[0] for it in waiting()] == tasks


def test_a_second_look_does_nothing_again(cast: Cast) -> None:
    conversation(cast.billing)
    pump.drain()
    before = waiting()
    assert pump.drain() == 0
    assert waiting() == before


def test_a_task_that_waits_already_is_not_queued_twice(cast: Cast) -> None:
    made = conversation(cast.billing)
    pump.drain()
    for word in ("one", "two", "three"):
        receive(DESK, made.pk, turn("customer", word), channel=Channel.EMAIL)
    assert pump.drain() == 3
    assert waiting().count(f"listen_again conversation={made.pk}") == 1


def test_an_event_without_effects_sets_nothing_going(cast: Cast) -> None:
    pump.drain()
    with transaction.atomic():
        record("conversation.started", "conversation", 1, effects=False)
        record("user.added", "user", 1)
    assert pump.drain() == 1
    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_sets_nothing_going(transactional_cast: Cast) -> None:
    pump.drain()
    with transaction.atomic():
        conversation(transactional_cast.billing)
        transaction.set_rollback(True)
    assert pump.drain() == 0


@pytest.mark.django_db(transaction=True)
def test_a_pump_that_fails_half_way_leaves_everything_for_the_next(
    transactional_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pump.drain()
    first, second = conversation(transactional_cast.billing), conversation(transactional_cast.billing)
    queue, calls = pump._queue, []

    def fail_at_the_third(queued: object) -> None:
        calls.append(queued)
        if len(calls) == 3:
            raise ConnectionResetError
        queue(queued)  # type: ignore[arg-type]

    monkeypatch.setattr(pump, "_queue", fail_at_the_third)
    with pytest.raises(ConnectionResetError):
        pump.drain()
    assert waiting() == []
    monkeypatch.undo()
    assert pump.drain() == 2
    assert [line for line in waiting() if line.startswith("listen")] == [
        f"listen_again conversation={first.pk}",
        f"listen_again conversation={second.pk}",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_pumps_share_the_outbox_and_each_event_is_taken_once(transactional_cast: Cast) -> None:
    pump.drain()
    team = Team.objects.get(pk=transactional_cast.billing.pk)
    made = [conversation(team).pk for _ in range(30)]
    taken: list[int] = []

    def work() -> None:
        taken.append(pump.drain())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 30
    listening = [line for line in waiting() if line.startswith("listen")]
    assert sorted(listening) == sorted(f"listen_again conversation={pk}" for pk in made)
