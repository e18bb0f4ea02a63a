"""Listening as a whole: pure, sturdy, quick to import, and good conversations score above bad ones."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from listening_talk import BAD, GOOD, talk

import allears.listening
from allears.listening import Customer, Transcript, Turn, Word, listen
from allears.listening.behaviours import BY_NAME

seconds = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 500))
phrases = st.sampled_from(
    [
        "I'm sorry, I cut you off.",
        "So the valve is wrong?",
        "As I said, it's broken—",
        "—and then it",
        "What happened?",
        "can you tell me your postcode please",
        "“Calm down”",
        "Ünïcödé İstanbul ǅ",
        "f*** this",
        "I'll call you by noon.",
        "3.50 e.g. Mr. Doyle",
        "\x1b[31m",
        "...",
        "",
    ]
)
texts = st.one_of(phrases, st.text(max_size=60), st.lists(phrases, max_size=4).map(" ".join))
words = st.lists(st.builds(Word, st.floats(0, 99), st.floats(0, 99), st.text(max_size=5)), max_size=3).map(tuple)
turns = st.builds(
    Turn,
    st.sampled_from(["agent", "customer", "bot"]),
    texts,
    st.sampled_from(["", "Ann", "Mr Doyle"]),
    seconds,
    seconds,
    words,
)
transcripts = st.builds(
    Transcript,
    st.text(max_size=5),
    st.lists(turns, max_size=9).map(tuple),
    st.sampled_from(["phone", "chat", "email"]),
    started_at=st.one_of(st.none(), st.just(datetime(2025, 5, 14, tzinfo=UTC))),
    customer=st.builds(Customer, name=st.sampled_from(["", "Ann Lee", "Mr Doyle", "\x00"])),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(transcripts)
def test_listening_never_raises_and_every_mark_stands_inside_its_turn(transcript):
    reading = listen(transcript)
    for mark in reading.marks:
        turn = transcript.turns[mark.turn]
        assert 0 <= mark.start < mark.end <= len(turn.text)
        assert 0 < mark.confidence <= 1
        assert mark.because
        assert BY_NAME[mark.behaviour].party == turn.role
    assert reading.heard is None or 0 <= reading.heard <= 100
    assert len(reading.advice) <= 3
    assert listen(transcript) == reading


def test_marks_stand_in_the_order_of_the_text():
    places = [(mark.turn, mark.start) for mark in listen(GOOD).marks]
    assert places == sorted(places)


def test_a_good_conversation_is_heard_better_than_a_bad_one():
    good, bad = listen(GOOD), listen(BAD)
    assert good.heard > 75
    assert bad.heard < 25
    assert all(g.score > b.score for g, b in zip(good.steps, bad.steps, strict=True))
    assert all(g.score > b.score for g, b in zip(good.needs, bad.needs, strict=True))


def test_only_agents_earn_agents_marks_and_bots_earn_none():
    reading = listen(
        talk("B: I'm sorry about that. What happened?", "C: I'm so sorry, what happened?", "A: I'm sorry.")
    )
    assert [(m.behaviour, m.turn) for m in reading.marks if m.behaviour == "apology"] == [("apology", 2)]
    assert not [m for m in reading.marks if m.turn == 0]


def test_letters_that_grow_in_lower_case_do_not_shift_the_marks():
    reading = listen(talk("C: No.", "A: İİİ I'm sorry."))
    mark = next(m for m in reading.marks if m.behaviour == "apology")
    assert reading.marks
    assert "İİİ I'm sorry."[mark.start : mark.end] == "I'm sorry"


def test_an_empty_transcript_gives_an_empty_reading():
    reading = listen(Transcript("none", ()))
    assert reading.marks == reading.promises == reading.advice == ()
    assert reading.heard is None
    assert {step.score for step in reading.steps} == {None}


def test_a_very_long_turn_is_read_in_reasonable_time():
    begun = datetime.now(UTC)
    listen(talk("C: " + "as I said it is broken, " * 4000, "A: " + "so it is broken and " * 4000 + "?" * 5000))
    assert datetime.now(UTC) - begun < timedelta(seconds=20)


def test_importing_listening_loads_neither_numpy_nor_django_nor_any_behaviour():
    code = (
        "import sys, allears.listening as l; "
        "bad = {'numpy', 'django', 'rich', 'dateparser', 'allears.listening.behaviours', 'allears.listening.formats'}; "
        "sys.exit(', '.join(bad & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_listening_to_a_conversation_loads_neither_pytorch_nor_django():
    code = (
        "import sys; from allears.listening import listen, Transcript, Turn; "
        "listen(Transcript('1', (Turn('agent', 'Sorry, I will call you on Monday.'), "
        "Turn('customer', 'It is broken.')))); "
        "sys.exit(', '.join({'torch', 'django'} & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_public_names_are_all_there():
    assert dir(allears.listening) == sorted(allears.listening.__all__)
    for name in allears.listening.__all__:
        assert getattr(allears.listening, name) is not None
    assert callable(allears.listening.listen)


def test_every_mark_of_a_promise_has_a_promise_with_what_was_said():
    turns = (
        Turn("customer", "There's nobody here and the tank is empty."),
        Turn("agent", "I'll ring you tonight. Truck's rolling to you first, ahead of the route."),
        Turn("agent", "New card's at your door by Monday."),
    )
    reading = listen(Transcript("one", turns, channel="chat"))
    marked = [mark for mark in reading.marks if mark.behaviour == "promise"]
    assert {mark.turn for mark in marked} == {1, 2}
    for mark in marked:
        assert any(p.turn == mark.turn and p.start < mark.end and p.end > mark.start for p in reading.promises)
    assert all(promise.what for promise in reading.promises)
