from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.conversations.actions import NewTurn, close, receive, start
from allears.conversations.models import Conversation
from allears.conversations.rules import Channel, Kind, Party, Status
from allears.customers.actions import add_person, merge
from allears.customers.models import Person
from allears.lib.errors import Invalid, NotFound
from builders import MONDAY, conversation, turn
from cast import Cast

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "status", "waits"),
    [
        ([("customer", "My invoice is wrong.")], "open", True),
        ([("customer", "Wrong."), ("bot", "We are closed.")], "open", True),
        ([("customer", "Wrong."), ("agent", "I am looking.")], "waiting", False),
        ([("agent", "Your piano is ready.")], "waiting", False),
        ([("customer", "Wrong."), ("agent", "Mended."), ("customer", "No.")], "open", True),
    ],
)
def test_where_a_conversation_stands_follows_from_who_spoke_last(
    cast: Cast, said: list[tuple[str, str]], status: str, waits: bool
) -> None:
    made = Conversation.objects.get(pk=conversation(cast.billing, cast.paul, said).pk)
    assert (made.status, made.waiting_since is not None) == (status, waits)
    assert made.turn_count == len(said)
    assert made.last_at == MONDAY + timedelta(minutes=len(said) - 1)
    assert made.preview == said[-1][1]


def test_the_turns_of_a_call_come_together_under_one_call(cast: Cast) -> None:
    words = [[0.0, 0.4, "Hello"]]
    turns = [
        turn("agent", "Hello", kind=Kind.SPEECH, start=0.0, end=0.4, words=words),
        turn("customer", "It broke.", kind=Kind.SPEECH, start=1.0, end=2.5),
    ]
    made = start(DESK, channel=Channel.PHONE, team_id=cast.it.pk, turns=turns, started_at=MONDAY)
    call = made.calls.get()
    assert (call.started_at, call.duration) == (MONDAY, 2.5)
    assert [it.call for it in made.turns.all()] == [call, call]
    assert made.turns.all()[0].words == words


def test_a_matter_that_comes_in_closed_keeps_nobody_waiting(cast: Cast) -> None:
    made = start(
        DESK, channel=Channel.CHAT, team_id=cast.it.pk, turns=[turn("customer", "Hello?")], status=Status.CLOSED
    )
    kept = Conversation.objects.get(pk=made.pk)
    assert (kept.status, kept.waiting_since, kept.closed_at) == ("closed", None, MONDAY)


@pytest.mark.parametrize("text", ["", "  \n", "\x00"])
def test_where_nothing_was_said_nothing_begins(cast: Cast, text: str) -> None:
    with pytest.raises(Invalid, match="Write down what was said"):
        start(DESK, channel=Channel.CHAT, team_id=cast.it.pk, turns=[turn("customer", text)])
    with pytest.raises(Invalid):
        start(DESK, channel=Channel.CHAT, team_id=cast.it.pk, turns=[])


def test_a_team_or_a_customer_that_is_not_there_is_not_found(cast: Cast) -> None:
    said = [turn("customer", "Hello?")]
    with pytest.raises(NotFound, match="team"):
        start(DESK, channel=Channel.CHAT, team_id=10**6, turns=said)
    with pytest.raises(NotFound, match="customer"):
        start(DESK, channel=Channel.CHAT, team_id=cast.it.pk, turns=said, person_id=10**9)
    assert not Conversation.objects.exists()


def test_a_new_matter_of_a_merged_duplicate_is_that_of_the_one_who_stands(cast: Cast) -> None:
    twin = add_person(DESK, "G. Green")
    merge(DESK, cast.mrs_green.pk, twin.pk)
    assert conversation(cast.billing, twin).person == cast.mrs_green


def test_texts_of_any_kind_and_length_are_kept(cast: Cast) -> None:
    said = NewTurn(Party.CUSTOMER, "a\x00b\r\nc\ud800", MONDAY, speaker="x" * 999, message_id="m" * 999)
    made = start(DESK, channel=Channel.EMAIL, team_id=cast.it.pk, turns=[said], subject="s" * 999)
    kept = made.turns.get()
    assert kept.text == "ab\nc"
    assert (len(kept.speaker), len(kept.message_id), len(made.subject)) == (160, 300, 300)


def test_a_customers_further_word_opens_a_closed_conversation_and_moves_the_customer_up(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    close(DESK, made.pk)
    Person.objects.update(last_at=MONDAY)
    receive(DESK, made.pk, turn("customer", "It is wrong again.", at=MONDAY + HOUR), channel=Channel.EMAIL)
    kept = Conversation.objects.get(pk=made.pk)
    assert (kept.status, kept.closed_at, kept.waiting_since) == ("open", None, MONDAY + HOUR)
    assert (kept.preview, kept.turn_count) == ("It is wrong again.", 2)
    assert Person.objects.get(pk=cast.mrs_green.pk).last_at == MONDAY + HOUR


def test_a_further_word_does_not_shorten_the_time_that_the_customer_has_waited(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    receive(DESK, made.pk, turn("bot", "We are closed.", at=MONDAY + HOUR), channel=Channel.EMAIL)
    receive(DESK, made.pk, turn("customer", "Hello?", at=MONDAY + 2 * HOUR), channel=Channel.EMAIL)
    assert Conversation.objects.get(pk=made.pk).waiting_since == MONDAY
