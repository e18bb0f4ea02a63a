from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.events.models import Event
from allears.lib import clock
from allears.promises.actions import make, renegotiate, reopen, settle, watch
from allears.promises.models import Promise
from allears.promises.rules import GRACE
from builders import MONDAY, conversation
from cast import Cast

DUE = MONDAY + timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def promise(cast: Cast) -> Promise:
    made = conversation(cast.billing, cast.mrs_green)
    with clock.at(MONDAY):
        return make(DESK, made.pk, "send a new invoice", due=DUE)


def events(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def test_an_overdue_promise_is_noticed_once_and_broken_once_after_its_grace(promise: Promise) -> None:
    changes = []
    for moment in (DUE, DUE + SECOND, DUE + 2 * SECOND, DUE + GRACE, DUE + GRACE + SECOND, DUE + 2 * GRACE):
        with clock.at(moment):
            changes.append(watch())
    assert changes == [0, 1, 0, 0, 1, 0]
    promise.refresh_from_db()
    assert (promise.state, promise.overdue_at, promise.settled_at) == ("broken", DUE + SECOND, DUE + GRACE + SECOND)
    assert promise.settled_by is None
    assert (events("promise.overdue"), events("promise.broken")) == (1, 1)


def test_a_desk_that_slept_notices_and_breaks_at_once(promise: Promise) -> None:
    with clock.at(DUE + 2 * GRACE):
        assert watch() == 2
        assert watch() == 0
    assert (events("promise.overdue"), events("promise.broken")) == (1, 1)


def test_a_promise_that_was_kept_or_has_no_time_is_left_alone(promise: Promise) -> None:
    with clock.at(DUE):
        settle(DESK, promise.pk)
        make(DESK, promise.conversation_id, "look into it")
    with clock.at(DUE + 2 * GRACE):
        assert watch() == 0


def test_a_new_time_is_noticed_anew(promise: Promise) -> None:
    with clock.at(DUE + SECOND):
        watch()
        renegotiate(DESK, promise.pk, DUE + GRACE)
        assert watch() == 0
    with clock.at(DUE + GRACE + SECOND):
        assert watch() == 1
    assert events("promise.overdue") == 2


def test_many_are_worked_off_in_portions(promise: Promise) -> None:
    with clock.at(MONDAY):
        for number in range(4):
            make(DESK, promise.conversation_id, f"ring {number}", due=DUE)
    with clock.at(DUE + SECOND):
        assert [watch(limit=2) for _ in range(4)] == [2, 2, 1, 0]


def test_a_promise_opened_again_after_its_grace_has_its_grace_anew(promise: Promise) -> None:
    late = DUE + GRACE + SECOND
    with clock.at(late):
        watch()
        reopen(DESK, promise.pk)
        assert watch() == 0
    with clock.at(late + GRACE):
        assert watch() == 0
    promise.refresh_from_db()
    assert promise.state == "open"
    with clock.at(late + GRACE + SECOND):
        assert watch() == 1
    assert events("promise.broken") == 2
