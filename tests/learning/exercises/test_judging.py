"""What each kind of exercise says of an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.learning.exercises import KINDS, Likert, Reflection, Roleplay, Say, complete, judge, parse
from blocks import BLOCKS, block, exercise

RIGHT = {
    "choice": ("1",),
    "multiple": ("0", "2"),
    "order": ("0", "1", "2", "3"),
    "match": ("0", "1", "2"),
    "fill": ("When", " manner "),
    "sort": ("0", "0", "1"),
    "hear": ("1",),
    "say": (
        "So the middle C is flat again since May, and your daughter's exam is on the 12th. Have I got that right?",
    ),
    "roleplay": ("1", "0"),
}
PARTLY = {
    "multiple": (("0",), 0.5),
    "order": (("1", "2", "3", "0"), 2 / 3),
    "match": (("0", "0", "2"), 2 / 3),
    "fill": (("when", "colour"), 0.5),
    "sort": (("0", "1", "1"), 2 / 3),
    "say": (("I will come on Monday. Is that right?",), 0.5),
}


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(BLOCKS) == set(KINDS)
    assert set(RIGHT) == {kind for kind in KINDS if exercise(kind).scored}


@pytest.mark.parametrize("kind", RIGHT)
def test_the_right_answer_earns_the_point(kind: str) -> None:
    grade = judge(exercise(kind), RIGHT[kind])
    assert grade.points == pytest.approx(1)
    assert grade.right


@pytest.mark.parametrize("kind", PARTLY)
def test_a_partly_right_answer_earns_its_part(kind: str) -> None:
    answer, points = PARTLY[kind]
    assert judge(exercise(kind), answer).points == pytest.approx(points)


def test_a_wrong_choice_is_told_why() -> None:
    grade = judge(exercise("choice"), ("0",))
    assert grade.points == 0
    assert [(it.item, it.right, it.text) for it in grade.notes] == [(0, False, "She waits like anybody.")]


def test_a_wrong_tick_takes_off_what_a_right_one_gives() -> None:
    assert judge(exercise("multiple"), ("0", "1", "2")).points == 0.5
    assert judge(exercise("multiple"), ("1",)).points == 0, "never below nothing"


def test_to_mark_every_turn_earns_nothing() -> None:
    assert judge(exercise("hear"), ("0", "1", "2", "3")).points == 0


def test_a_gap_takes_any_case_any_spaces_and_any_apostrophe() -> None:
    assert judge(exercise("fill"), ("  BY   when", "manner")).points == 1
    assert [it.text for it in judge(exercise("fill"), ("by then", "manner")).notes] == ["Fits: by when", ""]


def test_a_gap_takes_any_number_of_its_range() -> None:
    found = parse(block("fill", "Born in {{#1815..1822}}."))
    assert [judge(found, (it,)).points for it in ("1815", "1,820", " 1822 ", "1823", "then", "nan")] == [
        1,
        1,
        1,
        0,
        0,
        0,
    ]
    assert judge(found, ("1900",)).notes[0].text == "Fits: 1815 to 1822"


def test_a_reversed_statement_counts_the_other_way_round() -> None:
    found = exercise("likert")
    assert isinstance(found, Likert)
    assert found.total(("1", "5")) == 2
    assert judge(found, ("1", "5")).words == "2 of 10. Mostly with the caller"
    assert judge(found, ("5", "1")).words == "10 of 10. Often elsewhere"
    assert judge(found, ("5", "1")).points is None


def test_a_reflection_has_no_right_answer_and_shows_another_one() -> None:
    grade = judge(exercise("reflection"), ("She had waited for the third time.",))
    assert (grade.points, grade.right, grade.sample) == (None, None, "She had lost a day's pay.")


def test_a_reflection_says_how_many_words_are_missing() -> None:
    found = exercise("reflection")
    assert isinstance(found, Reflection)
    assert complete(found, ("Only two",)) == "Some 3 words more, please."
    assert complete(found, (" ",)) == "Write a few words."
    assert "shorter" in complete(found, ("word " * 2000,))


def test_what_is_said_is_heard_with_its_place_in_the_text() -> None:
    found = exercise("say")
    assert isinstance(found, Say)
    answer = RIGHT["say"][0]
    grade = judge(found, RIGHT["say"])
    checking = next(it for it in grade.heard if it.behaviour == "checking")
    assert "Have I got that right" in answer[checking.start : checking.end + 1]
    assert [it.text for it in grade.notes] == ["Says it back or Sums up", "Checks they have it right"]


def test_what_is_to_be_avoided_takes_points_away() -> None:
    kind, rude = (
        exercise("say"),
        "So the middle C is flat again. Is that right? You should have called earlier, that's your own fault.",
    )
    grade = judge(kind, (rude,))
    assert grade.points is not None
    assert grade.points < judge(kind, (rude.partition(" You should")[0],)).points  # type: ignore[operator]


def test_a_role_play_goes_on_until_an_end() -> None:
    found = exercise("roleplay")
    assert isinstance(found, Roleplay)
    assert complete(found, ("1",)) == "The caller waits for your answer."
    assert [it.scene.name for it in found.play(("1",))] == ["start", "story"]
    assert judge(found, ("0",)).points == 0
    assert judge(found, ("0",)).notes[0].text == "Nobody ever did."
    assert complete(found, ("1", "7"))
    assert complete(found, ("0", "0")), "nothing can be said after the end"


def test_an_answer_that_is_not_complete_is_not_judged() -> None:
    with pytest.raises(ValueError, match="Choose one"):
        judge(exercise("choice"), ())


@pytest.mark.parametrize("kind", KINDS)
@given(answer=st.lists(st.one_of(st.text(max_size=8), st.integers(-1, 12).map(str)), max_size=6).map(tuple))
def test_any_answer_is_either_judged_between_nothing_and_all_or_says_what_is_missing(
    kind: str, answer: tuple[str, ...]
) -> None:
    found = exercise(kind)
    missing = complete(found, answer)
    if missing:
        assert missing.endswith(".")
        return
    points = judge(found, answer).points
    assert points is None if not found.scored else points is not None and 0 <= points <= 1
