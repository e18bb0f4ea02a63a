"""Listening turn by turn agrees with listening to the whole, and costs the same however long it has become."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from listening_talk import BAD, GOOD
from test_listen import transcripts

from allears.listening import Customer, Heard, Listener, Transcript, Turn, listen
from allears.listening import live as module
from allears.listening.evaluation.corpus import load_corpus

CORPUS = Path(__file__).parents[2] / "corpus" / "conversations"


def fed(transcript):
    """The listener at the end, and all that it gave less what it took back."""
    listener = Listener(replace(transcript, turns=()))
    marks = Counter()
    for heard in [*map(listener.hear, transcript.turns), listener.finish()]:
        marks.update(heard.marks)
        marks.subtract(heard.withdrawn)
    assert all(count >= 0 for count in marks.values())
    return listener, +marks


def agrees(transcript):
    listener, marks = fed(transcript)
    reading = listen(transcript)
    return marks == Counter(reading.marks) and listener.reading() == reading


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(transcripts)
def test_fed_to_the_end_it_agrees_with_the_whole(transcript):
    assert agrees(transcript)


@pytest.mark.parametrize("said", [GOOD, BAD])
def test_it_agrees_on_a_good_and_on_a_bad_conversation(said):
    assert agrees(said)


def test_it_agrees_on_our_own_conversations_and_leaves_next_to_nothing_to_the_end():
    given = late = taken = 0
    for item in [*load_corpus(CORPUS)][::5]:
        assert agrees(item.transcript), item.transcript.id
        listener = Listener(replace(item.transcript, turns=()))
        for turn in item.transcript.turns:
            heard = listener.hear(turn)
            given += len(heard.marks)
            taken += len(heard.withdrawn)
        end = listener.finish()
        taken += len(end.withdrawn)
        late += sum(mark.turn < len(item.transcript.turns) - module.FARTHEST for mark in end.marks)
    assert taken + late <= given / 100


def test_a_mark_is_given_two_turns_later_and_likely_before():
    listener = Listener(Transcript("1", (), "chat"))
    assert listener.hear(Turn("customer", "You useless idiot, where is my parcel?")) == Heard()
    assert "abuse" in {mark.behaviour for mark in listener.likely}
    assert listener.hear(Turn("agent", "I am sorry about that.")).marks == ()
    given = listener.hear(Turn("customer", "So?")).marks
    assert "abuse" in {mark.behaviour for mark in given}
    assert {mark.turn for mark in given} == {0}


def test_a_turn_that_is_going_on_is_heard_as_far_as_it_goes_and_then_replaced():
    said = (Turn("customer", "My parcel never came."), Turn("agent", "I am so sorry about that."))
    listener = Listener(Transcript("1", (), "chat"))
    listener.hear(said[0])
    for part in ("I", "I am so", "I am so sorry"):
        assert listener.hear(Turn("agent", part), going_on=True) == Heard()
    assert "apology" in {mark.behaviour for mark in listener.likely if mark.turn == 1}
    assert listener.reading().measures.agent_words == 4
    listener.hear(said[1])
    listener.finish()
    assert listener.reading() == listen(Transcript("1", said, "chat"))


def test_a_turn_still_going_on_at_the_end_counts_as_it_stands():
    listener = Listener(Transcript("1", (), "chat"))
    listener.hear(Turn("customer", "Thank you so much, that is lovely."), going_on=True)
    assert {mark.behaviour for mark in listener.finish().marks} == {"gratitude"}


def test_promises_of_late_turns_are_dated_and_placed_as_in_the_whole():
    turns = [
        Turn("customer" if i % 2 == 0 else "agent", f"Turn {i}.", start=60.0 * i, end=60.0 * i + 5) for i in range(40)
    ]
    turns[31] = Turn("agent", "I'll ring you back in twenty minutes.", "Priya", 1860.0, 1865.0)
    about = Transcript("1", (), "phone", started_at=datetime(2025, 5, 14, 10, tzinfo=UTC))
    listener = Listener(about)
    given = [mark for turn in turns for mark in listener.hear(turn).marks]
    assert [mark.turn for mark in given if mark.behaviour == "promise"] == [31]
    assert listener.reading().promises[0].due == datetime(2025, 5, 14, 10, 51, tzinfo=UTC)


def test_a_name_told_late_is_still_heard_in_the_turn_before_it():
    turns = (
        Turn("customer", "Hello, it's about my bill."),
        Turn("agent", "Of course, Kate, one moment."),
        *(Turn(role, "Right.") for role in ("customer", "agent") * 8),
        Turn("customer", "Thanks."),
    )
    about = Transcript("1", turns, "phone", customer=Customer(name=""))
    assert agrees(about)
    assert agrees(replace(about, turns=(*turns[:8], Turn("customer", "My name is Kate Doyle."), *turns[8:])))


@pytest.mark.skipif(not module.__file__.endswith(".py"), reason="what is compiled cannot be watched from without")
def test_a_turn_late_in_a_long_conversation_costs_no_more_than_an_early_one(monkeypatch):
    gone_through = []
    find_marks = module.find_marks
    monkeypatch.setattr(module, "find_marks", lambda view: gone_through.append(len([*view.turns])) or find_marks(view))
    listener = Listener(Transcript("1", (), "phone"))
    for i in range(120):
        listener.hear(Turn("customer" if i % 2 else "agent", "I'll see to it.", start=2.0 * i, end=2.0 * i + 1.5))
    assert max(gone_through) <= module.FARTHEST + module.AGAIN + module.MARGIN + 2


def test_nothing_is_heard_after_the_end_and_nothing_given_before_the_beginning():
    listener = Listener()
    assert listener.finish() == Heard()
    assert listener.reading() == listen(Transcript("", ()))
    with pytest.raises(ValueError, match="finished"):
        listener.hear(Turn("agent", "Hello"))
    with pytest.raises(ValueError, match="without turns"):
        Listener(Transcript("1", (Turn("agent", "Hello"),)))
