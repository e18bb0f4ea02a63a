from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from allears.accounts.rules import DESK
from allears.conversations.actions import answer, bring_in, move, note, receive
from allears.conversations.actions.bringing import Incoming, Outcome
from allears.conversations.models import Conversation, Turn
from allears.conversations.queries import search
from allears.conversations.rules import Channel, Kind, Status
from allears.events.models import Outbox
from allears.lib.errors import NotAllowed
from builders import MONDAY, turn
from cast import Cast, gather

SAID = [
    ("customer", "My invoice is wrong."),
    ("agent", "Let me see."),
    ("customer", "Thank you."),
    ("agent", "Mended."),
]
ADDED, CONTINUED, KNOWN = Outcome.ADDED, Outcome.CONTINUED, Outcome.KNOWN


def export(cast: Cast, said: Sequence[tuple[str, str]], **more: object) -> Incoming:
    """The conversation with the number 7 of another system, as it stood when so much had been said."""
    kind = Kind.SPEECH if more.get("channel") is Channel.PHONE else Kind.MESSAGE
    turns = [
        turn(party, text, at=MONDAY + timedelta(minutes=place), kind=kind, start=60.0 * place, end=60.0 * place + 9)
        for place, (party, text) in enumerate(said)
    ]
    given = {"channel": Channel.CHAT, "team_id": cast.billing.pk, "started_at": MONDAY} | more
    return Incoming(source_id="crm:7", turns=turns, **given)  # type: ignore[arg-type]


def outcomes(*exports: Incoming) -> list[Outcome]:
    return [bring_in(DESK, it)[1] for it in exports]


def test_the_same_twice_adds_nothing(cast: Cast) -> None:
    once = export(cast, SAID)
    assert outcomes(once, once, once) == [ADDED, KNOWN, KNOWN]
    assert Turn.objects.count() == 4
    assert not Outbox.objects.filter(event__kind="conversation").exists()


def test_a_longer_export_continues_and_an_older_one_adds_nothing(cast: Cast) -> None:
    versions = [export(cast, SAID[:length]) for length in (1, 3, 4)]
    assert outcomes(versions[0], versions[1], versions[0], versions[2], versions[1], versions[2]) == [
        ADDED,
        CONTINUED,
        KNOWN,
        CONTINUED,
        KNOWN,
        KNOWN,
    ]
    made = Conversation.objects.get()
    assert [(it.position, it.text) for it in made.turns.all()] == [(n, text) for n, (_, text) in enumerate(SAID)]
    assert (made.turn_count, made.preview, made.last_at) == (4, "Mended.", MONDAY + timedelta(minutes=3))
    assert search(DESK, "mended").rows


def test_a_continued_conversation_stands_where_its_last_word_leaves_it(cast: Cast) -> None:
    bring_in(DESK, export(cast, SAID[:2], status=Status.CLOSED))
    bring_in(DESK, export(cast, SAID[:3]))
    made = Conversation.objects.get()
    assert (made.status, made.closed_at, made.waiting_since) == ("open", None, MONDAY + timedelta(minutes=2))
    bring_in(DESK, export(cast, SAID, status=Status.CLOSED))
    made.refresh_from_db()
    assert (made.status, made.waiting_since, made.closed_at) == ("closed", None, MONDAY + timedelta(minutes=3))


def test_a_conversation_that_goes_on_closed_with_a_customers_word_keeps_nobody_waiting(cast: Cast) -> None:
    for length in (2, 3):
        bring_in(DESK, export(cast, SAID[:length], status=Status.CLOSED))
    made = Conversation.objects.get()
    assert (made.status, made.waiting_since) == ("closed", None)


def test_a_note_of_ours_does_not_hinder_a_conversation_from_going_on(cast: Cast) -> None:
    made, _ = bring_in(DESK, export(cast, SAID[:2]))
    note(DESK, made.pk, "Look at the ledger.")
    assert outcomes(export(cast, SAID)) == [CONTINUED]
    assert [it.kind for it in made.turns.all()] == ["message", "message", "note", "message", "message"]


def test_a_conversation_that_was_answered_here_goes_on_with_the_next_export(cast: Cast) -> None:
    made, _ = bring_in(DESK, export(cast, SAID[:1]))
    answer(cast.as_viewer("ben"), made.pk, "We are on our way.")
    versions = [export(cast, SAID[:length]) for length in (1, 3, 3, 4)]
    assert outcomes(*versions) == [KNOWN, CONTINUED, KNOWN, CONTINUED]
    assert Conversation.objects.count() == 1
    told = [it.text for it in made.turns.order_by("position")]
    assert told == [SAID[0][1], "We are on our way.", *(text for _, text in SAID[1:])]


@pytest.mark.parametrize("told_there", [True, False])
def test_a_mail_that_came_in_here_does_not_hinder_a_conversation_from_going_on(cast: Cast, told_there: bool) -> None:
    """A customer's mail came in at the desk between two exports, and stands in the later one or does not."""
    made, _ = bring_in(DESK, export(cast, SAID[:2]))
    late = MONDAY + timedelta(hours=5)
    receive(DESK, made.pk, turn("customer", "Still  wrong,\nby the way.", at=late), channel=Channel.EMAIL)
    longer = [*SAID[:3], ("customer", "Still wrong, by the way."), SAID[3]] if told_there else SAID
    assert outcomes(export(cast, longer), export(cast, longer)) == [CONTINUED, KNOWN]
    assert Conversation.objects.count() == 1
    told = [" ".join(it.text.split()) for it in made.turns.order_by("position")]
    assert told == [SAID[0][1], SAID[1][1], "Still wrong, by the way.", SAID[2][1], SAID[3][1]]
    made.refresh_from_db()
    # The mail is the last word by the clock: they wait for us, whatever was said before it.
    assert (made.status, made.waiting_since, made.last_at) == ("open", late, late)
    assert made.preview == "Still wrong, by the way."
    assert outcomes(export(cast, [*longer, ("agent", "Now it is right.")]), export(cast, longer)) == [CONTINUED, KNOWN]
    assert made.turns.count() == 6


def test_the_words_of_a_recording_keep_what_wrote_them_down(cast: Cast) -> None:
    made, _ = bring_in(DESK, export(cast, SAID[:2], channel=Channel.PHONE, transcribed_by="faster-whisper 1, model a"))
    assert made.calls.get().transcribed_by == "faster-whisper 1, model a"
    bring_in(DESK, export(cast, SAID, channel=Channel.PHONE, transcribed_by="faster-whisper 2, model b"))
    assert made.calls.get().transcribed_by == "faster-whisper 2, model b"


def test_a_call_that_goes_on_grows(cast: Cast) -> None:
    for length in (2, 4):
        bring_in(DESK, export(cast, SAID[:length], channel=Channel.PHONE))
    made = Conversation.objects.get()
    call = made.calls.get()
    assert call.duration == 189.0
    assert {it.call for it in made.turns.all()} == {call}


@pytest.mark.parametrize(
    "other",
    [
        lambda it: replace(it, turns=[turn("customer", "Another matter.")]),
        lambda it: replace(it, turns=[turn("customer", "My invoice is wrong!"), *it.turns[1:], turn("agent", "Bye.")]),
        lambda it: replace(it, turns=[turn("agent", it.turns[0].text), *it.turns[1:]]),
        lambda it: replace(it, started_at=MONDAY + timedelta(days=1)),
        lambda it: replace(it, started_at=MONDAY + timedelta(days=1), turns=[*it.turns, turn("agent", "Bye.")]),
    ],
)
def test_another_conversation_with_the_same_number_is_not_lost(cast: Cast, other: object) -> None:
    first = export(cast, SAID)
    second: Incoming = other(first)  # type: ignore[operator]
    assert outcomes(first, second, first, second) == [ADDED, ADDED, KNOWN, KNOWN]
    assert Conversation.objects.filter(source_id="crm:7").count() == 2


def test_an_undated_conversation_is_the_same_whenever_its_file_was_copied(cast: Cast) -> None:
    first = export(cast, SAID[:2], dated=False)
    later = export(cast, SAID, dated=False, started_at=MONDAY + timedelta(days=5))
    assert outcomes(first, replace(first, started_at=MONDAY + timedelta(days=9)), later, first) == [
        ADDED,
        KNOWN,
        CONTINUED,
        KNOWN,
    ]


def test_conversations_without_a_source_are_never_one(cast: Cast) -> None:
    nameless = replace(export(cast, SAID), source_id="")
    assert outcomes(nameless, nameless) == [ADDED, ADDED]


def test_a_customer_whom_a_longer_export_names_is_taken_over(cast: Cast) -> None:
    bring_in(DESK, export(cast, SAID[:1]))
    bring_in(DESK, export(cast, SAID, person_id=cast.mrs_green.pk))
    bring_in(DESK, export(cast, [*SAID, ("customer", "Bye.")], person_id=cast.paul.pk))
    assert Conversation.objects.get().person == cast.mrs_green


def test_ben_neither_changes_nor_learns_of_what_is_with_the_team_of_iris(cast: Cast) -> None:
    made, _ = bring_in(DESK, export(cast, SAID[:2]))
    move(DESK, made.pk, cast.it.pk)
    ben = cast.as_viewer("ben")
    with pytest.raises(NotAllowed):
        bring_in(ben, export(cast, SAID[:2]))
    own, outcome = bring_in(ben, export(cast, SAID))
    assert outcome is ADDED
    assert own.team == cast.billing
    assert Turn.objects.filter(conversation=made).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("length", [2, 4])
def test_several_imports_at_once_bring_it_in_once(length: int) -> None:
    cast = gather()
    bring_in(DESK, export(cast, SAID[:2]))
    if length == 2:
        Conversation.objects.all().delete()
    together = Barrier(4)

    def one(_: int) -> Outcome:
        try:
            together.wait(timeout=10)
            return bring_in(DESK, export(cast, SAID[:length]))[1]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        found = sorted(threads.map(one, range(4)))
    assert found == [ADDED if length == 2 else CONTINUED, KNOWN, KNOWN, KNOWN]
    assert Conversation.objects.count() == 1
    assert Turn.objects.count() == length
