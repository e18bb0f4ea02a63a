from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.events.models import Event
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.promises.actions import admit_broken, make, renegotiate, reopen, settle, withdraw
from allears.promises.models import Promise
from builders import MONDAY, conversation
from cast import Cast

DAY = timedelta(days=1)


@pytest.fixture
def promise(cast: Cast) -> Promise:
    """Ben promised on Monday to send a new invoice by Tuesday."""
    made = conversation(cast.billing, cast.mrs_green)
    with clock.at(MONDAY):
        return make(cast.as_viewer("ben"), made.pk, "send a new invoice", due=MONDAY + DAY, manner="by post")


def test_a_promise_is_written_down_by_hand(promise: Promise, cast: Cast) -> None:
    assert (promise.by, promise.heard, promise.state, promise.promised_at) == ("Ben Billing", False, "open", MONDAY)
    with pytest.raises(Invalid, match="what was promised"):
        make(DESK, promise.conversation_id, " ")
    other = conversation(cast.it, cast.paul)
    with pytest.raises(NotFound):
        make(DESK, promise.conversation_id, "ring", turn_id=other.turns.get().pk)
    long = make(DESK, promise.conversation_id, "x" * 999, by="y" * 999, manner="z" * 999)
    assert (len(long.what), len(long.by), len(long.manner)) == (300, 160, 80)


@pytest.mark.parametrize(
    ("done", "thing", "way", "state"),
    [
        (DAY, True, True, "kept"),
        (2 * DAY, True, True, "late"),
        (DAY, True, False, "broken"),
        (DAY, False, None, "broken"),
    ],
)
def test_it_is_settled_by_the_three_tests(
    promise: Promise, cast: Cast, done: timedelta, thing: bool, way: bool | None, state: str
) -> None:
    settled = settle(
        cast.as_viewer("ben"), promise.pk, done_at=MONDAY + done, right_thing=thing, right_way=way, note="By courier."
    )
    assert (settled.state, settled.settled_at, settled.settled_by) == (state, MONDAY + done, cast.ben)
    assert (settled.right_thing, settled.right_way, settled.note) == (thing, way, "By courier.")
    assert Event.objects.filter(verb=f"promise.{state}", actor="Ben Billing").exists()


def test_nothing_is_done_in_the_future(promise: Promise) -> None:
    with clock.at(MONDAY), pytest.raises(Invalid, match="has not come yet"):
        settle(DESK, promise.pk, done_at=MONDAY + DAY)


def test_a_broken_promise_is_admitted_and_a_mistaken_one_withdrawn(promise: Promise) -> None:
    assert admit_broken(DESK, promise.pk, "I forgot.").state == "broken"
    assert withdraw(DESK, promise.pk, "She asked for none.").state == "withdrawn"


def test_another_time_is_agreed_on_and_the_promise_is_open_again(promise: Promise) -> None:
    settle(DESK, promise.pk, done_at=MONDAY + 3 * DAY, right_thing=True, right_way=True)
    with clock.at(MONDAY + 4 * DAY):
        again = renegotiate(DESK, promise.pk, MONDAY + 9 * DAY)
        with pytest.raises(Invalid, match="lie ahead"):
            renegotiate(DESK, promise.pk, MONDAY + 4 * DAY)
    assert (again.state, again.due, again.settled_at, again.right_thing) == ("open", MONDAY + 9 * DAY, None, None)
    assert again.note == "New time agreed with the customer."
    event = Event.objects.get(verb="promise.renegotiated")
    assert event.data["from"] == (MONDAY + DAY).isoformat()


def test_what_was_settled_by_mistake_is_open_again(promise: Promise) -> None:
    settle(DESK, promise.pk, right_thing=False)
    again = reopen(DESK, promise.pk)
    assert (again.state, again.settled_at, again.settled_by, again.right_thing) == ("open", None, None, None)
