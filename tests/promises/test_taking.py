from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.conversations.actions import close, note, receive
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import Channel
from allears.events.models import Outbox
from allears.lib import clock
from allears.lib.errors import NotFound
from allears.promises.actions import make, renegotiate, settle, take, withdraw
from allears.promises.models import Promise
from allears.promises.rules import State
from allears.readings.actions import listen_again
from builders import MONDAY, conversation, turn
from cast import Cast

WORDS = "I will send you a corrected invoice by Friday."
SAID = [("customer", "My invoice is wrong."), ("agent", WORDS)]


@pytest.fixture
def made(cast: Cast) -> Conversation:
    made = conversation(cast.billing, cast.mrs_green, SAID)
    listen_again(made.pk)
    return made


def taken(made: Conversation, **how: bool) -> Promise:
    with clock.at(MONDAY + timedelta(hours=1)):
        take(made.pk, **how)
    return Promise.objects.get()


def change_words(text: str) -> None:
    Turn.objects.filter(text=WORDS).update(text=text)


def test_a_promise_is_taken_with_what_by_when_by_whom_and_its_words(made: Conversation) -> None:
    promise = taken(made)
    assert promise.turn is not None
    assert promise.turn.text[promise.start : promise.end] == WORDS.rstrip(".")
    assert (promise.what, promise.due_text, promise.state) == ("send a corrected invoice", "by Friday", "open")
    assert promise.due is not None
    assert promise.due.date().isoformat() == "2026-03-06"
    assert promise.promised_at == MONDAY + timedelta(minutes=1)
    assert Outbox.objects.filter(event__verb="promise.heard").count() == 1


def test_twice_is_the_same(made: Conversation) -> None:
    promise = taken(made)
    before = Promise.objects.values().get()
    for _ in range(2):
        listen_again(made.pk)
        assert take(made.pk) == 0
    assert Promise.objects.values().get() == before
    assert Outbox.objects.filter(event__verb="promise.heard").count() == 1
    assert promise.pk == before["id"]


def test_what_a_person_settled_stays_when_listening_hears_otherwise(made: Conversation, cast: Cast) -> None:
    promise = taken(made)
    settle(cast.as_viewer("ben"), promise.pk, right_thing=True, right_way=True, done_at=promise.due)
    settled = Promise.objects.values().get()
    change_words("I will send you two new invoices by Tuesday.")
    listen_again(made.pk)
    take(made.pk)
    change_words("Nothing is promised here any more.")
    listen_again(made.pk)
    take(made.pk)
    assert Promise.objects.values().get() == settled


@pytest.mark.parametrize("how", ["withdrawn", "renegotiated", "by hand"])
def test_what_a_person_decided_or_wrote_down_stays(made: Conversation, how: str) -> None:
    promise = taken(made)
    if how == "withdrawn":
        withdraw(DESK, promise.pk)
    elif how == "renegotiated":
        renegotiate(DESK, promise.pk, clock.now() + timedelta(days=3))
    else:
        Promise.objects.all().delete()
        make(DESK, made.pk, "send a new invoice", turn_id=promise.turn_id)
    before = Promise.objects.values().get()
    change_words("Nothing is promised here any more.")
    listen_again(made.pk)
    take(made.pk)
    assert Promise.objects.values().get() == before


def test_an_open_promise_follows_what_listening_hears_now(made: Conversation) -> None:
    promise = taken(made)
    Promise.objects.update(overdue_at=MONDAY)
    Turn.objects.filter(text=WORDS).update(text="I will send you a corrected invoice by Thursday.")
    listen_again(made.pk)
    assert take(made.pk) == 0
    again = Promise.objects.get()
    assert again.pk == promise.pk
    assert again.due is not None
    assert (again.due.date().isoformat(), again.due_text) == ("2026-03-05", "by Thursday")
    assert again.overdue_at is None, "the new time has still to be noticed"
    change_words("")
    Turn.objects.filter(party="agent").update(text="Nothing is promised here any more.")
    listen_again(made.pk)
    take(made.pk)
    assert not Promise.objects.exists()


def test_a_note_between_us_promises_the_customer_nothing(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    note(cast.as_viewer("ben"), made.pk, WORDS)
    listen_again(made.pk)
    assert take(made.pk) == 0


def test_further_turns_bring_further_promises_and_leave_the_first(made: Conversation) -> None:
    first = taken(made)
    receive(DESK, made.pk, turn("agent", "I will ring you tomorrow."), channel=Channel.EMAIL)
    listen_again(made.pk)
    assert take(made.pk) == 1
    assert Promise.objects.filter(pk=first.pk).exists()


def test_the_promises_of_a_closed_conversation_from_an_archive_are_unknown(made: Conversation) -> None:
    close(DESK, made.pk)
    promise = taken(made, archive=True)
    assert (promise.state, promise.settled_at) == (State.UNKNOWN, None)


def test_those_of_a_conversation_closed_here_are_open_still(made: Conversation) -> None:
    close(DESK, made.pk)
    assert taken(made, archive=False).state == State.OPEN


def test_those_of_an_archives_open_conversation_are_open(made: Conversation) -> None:
    assert taken(made, archive=True).state == State.OPEN


def test_there_has_to_be_a_conversation(db: None) -> None:
    with pytest.raises(NotFound):
        take(7)
