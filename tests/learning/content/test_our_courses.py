"""The courses that come with the package keep what they say: they parse, and their samples are heard as they ask."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from allears.learning.content import exercises, find_courses, read_course
from allears.learning.exercises import Exercise, Roleplay, Say, judge

OURS = find_courses(Path(str(files("allears").joinpath("courses"))))


def _exercises(kind: type[Exercise]) -> Iterator[tuple[str, Exercise]]:
    for folder in OURS:
        course = read_course(folder).course
        for lesson in course.lessons if course else ():
            for part in exercises(lesson.text):
                if isinstance(part, kind):
                    yield f"{course.slug}/{lesson.slug}/{part.name}", part


SAYS = [pytest.param(it, id=name) for name, it in _exercises(Say)]
PLAYS = [pytest.param(it, id=name) for name, it in _exercises(Roleplay)]


@pytest.mark.parametrize("folder", OURS, ids=lambda it: it.name)
def test_a_course_of_ours_has_no_problem(folder: Path) -> None:
    assert [str(it) for it in read_course(folder).problems] == []


def test_there_are_exercises_that_are_heard_and_played() -> None:
    assert len(SAYS) > 1
    assert len(PLAYS) > 1


@pytest.mark.parametrize("say", SAYS)
def test_the_sample_of_an_exercise_earns_all_its_points_and_nothing_that_is_to_be_avoided(say: Say) -> None:
    assert say.sample
    grade = judge(say, (say.sample,))
    assert [(it.item, it.text) for it in grade.notes if not it.right] == []
    assert grade.points == 1
    assert not {it.behaviour for it in grade.heard} & set(say.avoid)


@pytest.mark.parametrize("play", PLAYS)
def test_a_role_play_of_ours_can_end_well(play: Roleplay) -> None:
    ways: list[tuple[str, ...]] = [()]
    for answer in ways:
        at = play.play(answer)[-1].scene
        if at.end == "well":
            assert judge(play, answer).points == 1
            return
        if len(answer) < len(play.scenes):
            ways += [(*answer, str(choice)) for choice in range(len(at.ways))]
    pytest.fail("no way ends well")
