from datetime import timedelta

import pytest

from allears.accounts.actions import deactivate_user
from allears.accounts.rules import DESK
from allears.conversations.actions import assign, close, move, note, receive, rename, reopen, set_customer, wait
from allears.conversations.models import Conversation
from allears.conversations.queries import hands
from allears.conversations.rules import Channel
from allears.customers.actions import merge
from allears.customers.models import Person
from allears.lib.errors import Invalid, NotFound
from builders import MONDAY, conversation, turn
from cast import Cast


@pytest.fixture
def made(cast: Cast) -> Conversation:
    return conversation(cast.billing, cast.mrs_green)


def now_of(it: Conversation) -> Conversation:
    return Conversation.objects.get(pk=it.pk)


def test_a_conversation_is_given_to_agents_and_coaches_of_its_team_only(cast: Cast, made: Conversation) -> None:
    ben = cast.as_viewer("ben")
    for user in (cast.ben, cast.cora):
        assert assign(ben, made.pk, user.pk).assignee == user
    for user in (cast.iris, cast.leo, cast.anna):
        with pytest.raises(Invalid, match="does not serve in the team"):
            assign(ben, made.pk, user.pk)
    assert assign(ben, made.pk, None).assignee is None


def test_an_owner_may_take_any_conversation_upon_themselves(cast: Cast, made: Conversation) -> None:
    assert assign(cast.as_viewer("anna"), made.pk, cast.anna.pk).assignee == cast.anna


def test_nobody_is_given_a_conversation_who_has_left(cast: Cast, made: Conversation) -> None:
    deactivate_user(DESK, cast.cora)
    with pytest.raises(Invalid):
        assign(DESK, made.pk, cast.cora.pk)


def test_a_moved_conversation_is_nobodys_in_its_new_team_and_gone_for_the_old_one(
    cast: Cast, made: Conversation
) -> None:
    ben, iris = cast.as_viewer("ben"), cast.as_viewer("iris")
    assign(ben, made.pk, cast.ben.pk)
    move(ben, made.pk, cast.it.pk)
    assert (now_of(made).team, now_of(made).assignee) == (cast.it, None)
    with pytest.raises(NotFound):
        assign(ben, made.pk, cast.ben.pk)
    assign(iris, made.pk, cast.iris.pk)
    assert [(it.what, it.actor) for it in hands(made.pk)] == [
        ("assigned", "Ben Billing"),
        ("moved", "Ben Billing"),
        ("assigned", "Iris IT"),
    ]
    with pytest.raises(NotFound):
        move(iris, made.pk, 10**6)


def test_closing_ends_the_waiting_and_reopening_remembers_since_when(cast: Cast, made: Conversation) -> None:
    note(DESK, made.pk, "An agent's note is no answer.")
    close(DESK, made.pk)
    closed = now_of(made)
    assert (closed.status, closed.waiting_since) == ("closed", None)
    assert closed.closed_at is not None
    reopen(DESK, made.pk)
    again = now_of(made)
    assert (again.status, again.waiting_since, again.closed_at) == ("open", MONDAY, None)


def test_a_conversation_that_was_answered_keeps_nobody_waiting_when_it_opens_again(cast: Cast) -> None:
    made = conversation(cast.billing, None, [("customer", "Wrong."), ("agent", "Mended.")])
    reopen(DESK, made.pk)
    assert now_of(made).waiting_since is None


def test_waiting_for_a_day_to_come_keeps_nobody_waiting(cast: Cast, made: Conversation) -> None:
    wait(DESK, made.pk)
    assert (now_of(made).status, now_of(made).waiting_since) == ("waiting", None)


def test_a_matter_needs_a_name(cast: Cast, made: Conversation) -> None:
    with pytest.raises(Invalid, match="needs a subject"):
        rename(DESK, made.pk, " \x00 ")
    assert len(rename(DESK, made.pk, "x" * 999).subject) == 300


def test_a_conversation_gets_the_customer_who_stands_for_the_one_named(cast: Cast, made: Conversation) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    Person.objects.update(last_at=MONDAY - timedelta(days=9))
    set_customer(DESK, made.pk, cast.paul.pk)
    assert now_of(made).person == cast.mrs_green
    assert Person.objects.get(pk=cast.mrs_green.pk).last_at == MONDAY
    with pytest.raises(NotFound):
        set_customer(DESK, made.pk, 10**9)


def test_a_late_word_of_a_bot_leaves_a_closed_conversation_closed(cast: Cast, made: Conversation) -> None:
    close(DESK, made.pk)
    receive(DESK, made.pk, turn("bot", "Rate us!"), channel=Channel.CHAT)
    assert now_of(made).status == "closed"
