"""Steps, needs, the score and advice: weighted rules over marks, and the turns that they rest on."""

from dataclasses import replace

import pytest
from listening_talk import BAD, GOOD, talk

from allears.listening import NEED_WORDS, STEP_WORDS, listen, load_rubric


def step(reading, name):
    return next(s for s in reading.steps if s.step == name)


def test_all_steps_and_needs_are_read_in_their_order():
    reading = listen(GOOD)
    assert [s.step for s in reading.steps] == list(STEP_WORDS)
    assert [n.need for n in reading.needs] == list(NEED_WORDS)


def test_a_step_names_the_turns_that_it_rests_on():
    reading = listen(GOOD)
    assert 2 in step(reading, "follow").turns
    assert 6 in step(reading, "sum_up").turns
    assert 4 in step(reading, "say_what").turns
    for read in (*reading.steps, *reading.needs):
        assert all(0 <= turn < len(GOOD.turns) for turn in read.turns)
        assert read.note.endswith(".")


def test_a_note_says_what_helped_and_what_hindered():
    note = step(listen(BAD), "follow").note
    assert "Against it" in note
    assert "has to repeat (2)" in note


@pytest.mark.parametrize(
    "lines",
    [
        ("C: It is broken.",),
        ("C: It is broken and has been since Monday and nobody has called me back about it.", "C: Are you there?"),
        ("A: Good morning.", "A: Hello?"),
        ("B: Hello.", "C: I want to speak to a person please, it is about my bill.", "C: Hello?"),
    ],
)
def test_where_there_is_too_little_nothing_is_judged(lines):
    reading = listen(talk(*lines))
    assert {s.score for s in reading.steps} == {None}
    assert {n.score for n in reading.needs} == {None}
    assert reading.heard is None


def test_marks_less_sure_than_the_scorecard_asks_for_do_not_count():
    rubric = load_rubric()
    strict = replace(rubric, judge=replace(rubric.judge, confidence=1.01))
    assert step(listen(BAD, rubric=strict), "put_yourself").score == pytest.approx(rubric.steps["put_yourself"].base)


def test_what_was_too_unsure_to_count_is_told_as_such_and_not_as_missing():
    rubric = load_rubric()
    strict = replace(rubric, judge=replace(rubric.judge, confidence=1.01))
    read = step(listen(GOOD, rubric=strict), "put_yourself")
    assert (read.note, read.turns) == ("Perhaps: feels with them, says sorry, reassures; too unsure to count.", ())
    assert step(listen(BAD, rubric=strict), "put_yourself").note == "No word on how it is for the customer."


def test_advice_is_at_most_three_and_names_turn_and_words():
    advice = listen(BAD).advice
    assert len(advice) == 3
    assert advice[0].behaviour == "repeating"
    assert "three times" in advice[0].text
    assert "down since Sunday" in advice[0].text
    assert advice[0].turns == (3, 5)
    assert all(a.turns for a in advice)


def test_advice_calls_the_customer_by_name_where_it_is_known():
    named = replace(BAD, customer=replace(GOOD.customer, name="Anna"))
    assert listen(named).advice[0].text.startswith("Anna told you three times")


def test_a_good_conversation_needs_little_advice():
    assert not [a for a in listen(GOOD).advice if a.behaviour in ("repeating", "dismissal", "interruption")]
