from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.conversations.actions import keep_raw, note, receive, start
from allears.conversations.queries import conversation as view_of
from allears.conversations.queries import heard_turns, history, of_person, raw, said_in, same_subject, thread_of
from allears.conversations.rules import Channel, Kind
from allears.customers.actions import merge
from allears.customers.queries import ids_of
from allears.lib.errors import NotFound
from builders import MONDAY, conversation, turn
from cast import Cast


def test_a_conversation_is_shown_whole_with_its_notes_and_calls(cast: Cast) -> None:
    said = [
        turn("agent", "Billing, Ben.", kind=Kind.SPEECH, start=0.0, end=1.0, speaker="Ben"),
        turn("customer", "It is wrong.", kind=Kind.SPEECH, start=1.5, end=2.0),
    ]
    made = start(DESK, channel=Channel.PHONE, team_id=cast.billing.pk, turns=said, person_id=cast.mrs_green.pk)
    note(DESK, made.pk, "She is right.")
    view = view_of(cast.as_viewer("ben"), made.pk)
    assert [(it.kind, it.speaker) for it in view.turns] == [
        ("speech", "Ben"),
        ("speech", "Customer"),
        ("note", "All Ears"),
    ]
    assert (view.subject, view.team, view.assignee) == ("It is wrong.", "Billing", "")
    assert view.person is not None
    assert view.person.name == "Mrs Green"
    assert [call.duration for call in view.calls.values()] == [2.0]
    assert view.turns[0].call_id in view.calls
    assert (view.earlier_turns, view.heard_before) == (0, 0)


def test_of_a_very_long_conversation_the_newest_turns_are_shown_and_the_others_counted(cast: Cast) -> None:
    made = conversation(cast.billing, None, [("customer", str(number)) for number in range(4)])
    note(DESK, made.pk, "a note")
    receive(DESK, made.pk, turn("customer", "4"), channel=Channel.EMAIL)
    receive(DESK, made.pk, turn("customer", "5"), channel=Channel.EMAIL)
    view = view_of(DESK, made.pk, at_most=3)
    assert [it.text for it in view.turns] == ["a note", "4", "5"]
    assert (view.earlier_turns, view.heard_before) == (4, 4)


def test_listening_hears_all_but_the_notes_in_order(cast: Cast) -> None:
    made = conversation(cast.billing, None, [("customer", "one"), ("agent", "two")])
    note(DESK, made.pk, "between us")
    receive(DESK, made.pk, turn("customer", "three"), channel=Channel.EMAIL)
    assert [it.text for it in heard_turns(made.pk)] == ["one", "two", "three"]
    assert [it.party for it in said_in([made.pk])[made.pk]] == ["customer", "agent", "customer"]


def test_a_customers_conversations_are_those_of_the_duplicates_too_but_only_those_one_may_see(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    ids = ids_of(cast.mrs_green.pk)
    billing = conversation(cast.billing, cast.mrs_green)
    it = conversation(cast.it, cast.paul, at=MONDAY + timedelta(days=1))
    assert [row.id for row in of_person(DESK, ids).rows] == [it.pk, billing.pk]
    assert [row.id for row in of_person(cast.as_viewer("ben"), ids).rows] == [billing.pk]
    assert sorted(history(ids)) == [MONDAY, MONDAY + timedelta(days=1)]


def test_a_raw_message_is_given_back_to_the_byte(cast: Cast) -> None:
    kept, _ = keep_raw(Channel.EMAIL, b"\x00\xff")
    made = conversation(cast.billing, cast.mrs_green)
    row = receive(DESK, made.pk, turn("customer", "See above.", inbound_id=kept.pk), channel=Channel.EMAIL)
    assert raw(cast.as_viewer("ben"), row.pk) == ("email", b"\x00\xff")
    with pytest.raises(NotFound, match="did not come in as a file"):
        raw(cast.as_viewer("ben"), made.turns.all()[0].pk)


def test_a_reply_finds_its_conversation_by_the_mails_it_names_or_by_its_subject(cast: Cast) -> None:
    said = [turn("customer", "Wrong.", message_id="1@green.example")]
    made = start(
        DESK,
        channel=Channel.EMAIL,
        team_id=cast.billing.pk,
        turns=said,
        person_id=cast.mrs_green.pk,
        subject="The invoice",
    )
    assert thread_of(["", "0@else.example", "1@green.example"]) == made.pk
    assert thread_of(["0@else.example"]) is None
    assert thread_of([]) is None
    soon, late = MONDAY + timedelta(days=59), MONDAY + timedelta(days=61)
    assert same_subject(cast.mrs_green.pk, "the INVOICE", soon) == made.pk
    assert same_subject(cast.mrs_green.pk, "the invoice", late) is None
    assert same_subject(cast.paul.pk, "the invoice", soon) is None
    assert same_subject(cast.mrs_green.pk, "", soon) is None
