from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.conversations.actions import note, receive, start
from allears.conversations.models import Conversation
from allears.conversations.queries import conversation as view_of
from allears.conversations.rules import Channel, Kind
from allears.events.models import Event, Outbox
from allears.lib import clock
from allears.lib.errors import NotFound
from allears.listening.behaviours import BY_NAME
from allears.readings import queries
from allears.readings.actions import listen_again
from allears.readings.models import Mark, Reading
from builders import MONDAY, conversation, turn
from cast import Cast

SAID = [
    ("customer", "My invoice is wrong. I was charged twice for May."),
    ("agent", "I am sorry to hear that. So you were charged twice for May, is that right?"),
    ("customer", "Yes."),
    ("agent", "I will send you a corrected invoice by Friday."),
]


@pytest.fixture
def made(cast: Cast) -> Conversation:
    """The conversation of `SAID`, with a note of Ben's after each turn."""
    made = conversation(cast.billing, cast.mrs_green, SAID[:1])
    for party, text in SAID[1:]:
        note(cast.as_viewer("ben"), made.pk, f"I will look into this by Friday. I am sorry. ({text[:5]})")
        receive(DESK, made.pk, turn(party, text, at=MONDAY + timedelta(minutes=5)), channel=Channel.EMAIL)
    return made


def words_marked() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for mark in Mark.objects.select_related("turn").order_by("id"):
        found.setdefault(mark.behaviour, []).append(mark.turn.text[mark.start : mark.end])
    return found


def evidence(reading: queries.ReadingView) -> list[list[int]]:
    """The turns that each step, need and advice rests on."""
    scores = [list(it.turns) for it in (*reading.steps, *reading.needs)]
    return scores + [list(it.turns) for it in reading.advice]


def test_marks_point_at_the_words_though_notes_stand_between(made: Conversation) -> None:
    reading = listen_again(made.pk)
    marked = words_marked()
    assert marked["promise"] == ["I will send you a corrected invoice by Friday"]
    assert marked["empathy"] == ["I am sorry to hear that"]
    assert marked["checking"] == ["is that right"]
    assert not Mark.objects.filter(turn__kind=Kind.NOTE).exists()
    assert reading.turns_heard == 4


def test_listening_again_gives_the_same_rows(made: Conversation) -> None:
    def rows() -> tuple[object, object]:
        readings = Reading.objects.values(*(it.name for it in Reading._meta.fields if it.name != "made_at"))
        marks = Mark.objects.values("turn", "behaviour", "start", "end", "confidence", "because").order_by("id")
        return list(readings), list(marks)

    with clock.at(MONDAY):
        listen_again(made.pk)
    first = rows()
    with clock.at(MONDAY + timedelta(days=1)):
        listen_again(made.pk)
    assert rows() == first
    assert Reading.objects.get().made_at == MONDAY + timedelta(days=1)


def test_a_further_turn_is_heard_and_the_old_marks_do_not_stay_beside_the_new(made: Conversation) -> None:
    listen_again(made.pk)
    before = Mark.objects.count()
    receive(DESK, made.pk, turn("agent", "I am sorry to hear that."), channel=Channel.EMAIL)
    assert listen_again(made.pk).turns_heard == 5
    assert Mark.objects.count() > before
    assert words_marked()["promise"] == ["I will send you a corrected invoice by Friday"]


def test_a_reading_is_an_event_with_or_without_effects(made: Conversation) -> None:
    listen_again(made.pk)
    assert Outbox.objects.filter(event__verb="reading.made").count() == 1
    listen_again(made.pk, effects=False)
    assert Event.objects.filter(verb="reading.made").count() == 2
    assert Outbox.objects.filter(event__verb="reading.made").count() == 1


def test_what_is_not_there_cannot_be_listened_to(db: None) -> None:
    with pytest.raises(NotFound, match="no conversation 7"):
        listen_again(7)


@pytest.mark.parametrize("text", ["?", "…", "a" * 50_000, "🎹" * 500, "\n\n\n", "İ" * 300])
def test_whatever_was_said_there_is_a_reading(cast: Cast, text: str) -> None:
    made = start(DESK, channel=Channel.CHAT, team_id=cast.it.pk, turns=[turn("customer", "x"), turn("agent", text)])
    assert listen_again(made.pk).turns_heard == 2


def test_the_reading_is_shown_with_the_words_of_the_margin(made: Conversation, cast: Cast) -> None:
    listen_again(made.pk)
    view = view_of(cast.as_viewer("ben"), made.pk)
    reading = queries.of(view)
    assert reading is not None
    by_turn = {it.id: it for it in view.turns}
    for turn_id, marks in reading.marks.items():
        assert by_turn[turn_id].kind != Kind.NOTE
        assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
        for mark in marks:
            known = BY_NAME[mark.behaviour]
            assert (mark.label, mark.note, mark.effect) == (known.label, known.note, known.effect)
    assert [it.label for it in reading.steps] == list(queries.STEPS)
    assert len(reading.needs) == 4
    assert all(by_turn[turn_id].kind != Kind.NOTE for turns in evidence(reading) for turn_id in turns)
    say_what = reading.steps[-1]
    assert say_what.score is None or [by_turn[it].text for it in say_what.turns][-1] == SAID[-1][1]


def test_evidence_points_at_the_same_turns_when_only_the_newest_are_shown(made: Conversation) -> None:
    listen_again(made.pk)
    whole = queries.of(view_of(DESK, made.pk))
    view = view_of(DESK, made.pk, at_most=3)
    part = queries.of(view)
    assert whole is not None
    assert part is not None
    shown = {it.id for it in view.turns}
    assert evidence(part) == [[it for it in turns if it in shown] for turns in evidence(whole)]


def test_a_conversation_nobody_listened_to_has_no_reading(cast: Cast) -> None:
    made = conversation(cast.billing, None)
    assert queries.of(view_of(DESK, made.pk)) is None
    assert queries.found_promises(made.pk) == []
    assert queries.heard([made.pk]) == {}


def test_found_promises_know_their_stored_turn(made: Conversation) -> None:
    listen_again(made.pk)
    (found,) = queries.found_promises(made.pk)
    said = made.turns.get(pk=found.turn_id).text
    assert said[found.start : found.end] == "I will send you a corrected invoice by Friday"
    assert found.due is not None
    assert found.due.date().isoformat() == "2026-03-06"


def test_lists_are_told_of_many_readings_at_once(made: Conversation, cast: Cast) -> None:
    other = conversation(cast.it, None)
    listen_again(made.pk)
    listen_again(other.pk)
    found = queries.summaries([made.pk, other.pk])
    assert found.keys() == {made.pk, other.pk}
    assert found[made.pk].repeats == Reading.objects.get(pk=made.pk).measures["repeats"]
    assert found[made.pk].heard == Reading.objects.get(pk=made.pk).heard
