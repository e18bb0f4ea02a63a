"""A timeline calls people by their short names, says a thing once, and begins a new day with a line."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from allears.accounts.rules import DESK
from allears.conversations.actions import NewTurn, start
from allears.conversations.queries import ConversationView
from allears.conversations.queries import conversation as view_of
from allears.conversations.rules import Channel, Kind, Party
from allears.readings.actions import listen_again
from allears.readings.queries import of as reading_of
from allears.web import shapes
from allears.web.timeline import places, short_names, timeline
from builders import MONDAY, turn
from cast import Cast


@pytest.mark.parametrize(
    ("speakers", "short"),
    [
        (["Eleanor Whitcombe", "Dilys Pugh"], {"Eleanor Whitcombe": "Eleanor", "Dilys Pugh": "Dilys"}),
        (["Mrs Eleanor Whitcombe", "Dilys"], {"Mrs Eleanor Whitcombe": "Mrs Whitcombe", "Dilys": "Dilys"}),
        (["Tom Ackroyd", "Tom Vaughan"], {"Tom Ackroyd": "Tom Ackroyd", "Tom Vaughan": "Tom Vaughan"}),
        (["@harbour_gull_77", ""], {"@harbour_gull_77": "@harbour_gull_77", "": ""}),
    ],
)
def test_speakers_are_called_by_a_short_name_that_is_nobody_else_s(speakers: list[str], short: dict[str, str]) -> None:
    assert short_names(speakers) == short


def chat(cast: Cast, turns: list[NewTurn]) -> ConversationView:
    made = start(DESK, channel=Channel.CHAT, team_id=cast.billing.pk, turns=turns, person_id=cast.mrs_green.pk)
    listen_again(made.pk)
    return view_of(DESK, made.pk)


def test_a_chat_says_the_hour_of_each_turn_and_the_day_where_it_changes(cast: Cast) -> None:
    later = MONDAY + timedelta(days=1)
    it = chat(cast, [turn("customer", "Hello?"), turn("agent", "Yes?"), turn("customer", "And?", at=later)])
    (entry,) = timeline(it, None)
    assert isinstance(entry, shapes.Call)
    assert [one.new_day for one in entry.turns] == [False, False, True]
    assert list(places(it).values()) == ["09:00", "09:00", "09:00"]


def test_a_call_says_what_wrote_its_words_down_and_others_say_nothing(cast: Cast) -> None:
    said = [turn("customer", "Hello?", kind=Kind.SPEECH), turn("agent", "Billing, Ben.", kind=Kind.SPEECH)]
    for words_by in ("faster-whisper 1.2.1, model tiny.en, language en", ""):
        made = start(DESK, channel=Channel.PHONE, team_id=cast.billing.pk, turns=said, transcribed_by=words_by)
        listen_again(made.pk)
        view = view_of(DESK, made.pk)
        (entry,) = timeline(view, reading_of(view))
        assert isinstance(entry, shapes.Call)
        assert entry.words_by == words_by
        shown = render_to_string("components/call.html", {"entry": entry})
        assert ("Written down by faster-whisper 1.2.1, model tiny.en, language en." in shown) == bool(words_by)


def test_a_note_that_says_the_same_as_one_above_it_says_it_shortly(cast: Cast) -> None:
    said = [("customer", "It is late."), ("agent", "I am sorry."), ("customer", "Again."), ("agent", "I am sorry.")]
    it = chat(cast, [NewTurn(party=Party(who), text=text, at=MONDAY) for who, text in said])
    (entry,) = timeline(it, reading_of(it))
    assert isinstance(entry, shapes.Call)
    sorry = [note.again for one in entry.turns for note in one.notes if note.behaviour == "apology"]
    assert sorry == [False, True]
