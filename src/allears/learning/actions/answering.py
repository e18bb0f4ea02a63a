"""Answers to exercises: kept while they are half-finished, and given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.content import exercises as exercises_of
from allears.learning.exercises import LONGEST, Exercise, Grade, complete, judge
from allears.learning.models import Answer, Enrolment, Lesson
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import storable

from .counting import COMPLETED
from .enrolling import count, locked, note
from .reading import NO_LESSON, state_of

MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of an answer, and whether the course is done whole with it for the first time."""

    answer: Answer
    grade: Grade
    finished: bool


@transaction.atomic
def keep_draft(asker: Viewer, course_slug: str, lesson_slug: str, name: str, answer: Sequence[str]) -> Answer:
    """Keep a half-finished answer; an empty one takes the draft away. Raises NotFound, NotAllowed, Invalid."""
    enrolment, exercise = _exercise(asker, course_slug, lesson_slug, name)
    parts = _parts(answer)
    row = _row(enrolment, lesson_slug, exercise)
    # What was just given comes once more where a page sends late: that is no new beginning.
    row.draft = None if not any(parts) or list(parts) == row.given else list(parts)
    row.changed_at = clock.now()
    row.save(update_fields=["draft", "changed_at"])
    return row


@transaction.atomic
def give(asker: Viewer, course_slug: str, lesson_slug: str, name: str, answer: Sequence[str]) -> Judged:
    """Answer an exercise, as often as one likes: the best try counts. Raises NotFound, NotAllowed, and Invalid with the
    sentence on what is missing."""
    enrolment, exercise = _exercise(asker, course_slug, lesson_slug, name)
    parts = _parts(answer)
    missing = complete(exercise, parts)
    if missing:
        raise Invalid("answer", missing)
    grade = judge(exercise, parts)
    now = clock.now()
    row = _row(enrolment, lesson_slug, exercise)
    row.draft, row.given, row.digest = None, list(parts), exercise.digest
    row.given_at = row.changed_at = now
    row.tries += 1
    row.best = grade.points if row.best is None or grade.points is None else max(row.best, grade.points)
    row.save()
    state_of(enrolment, lesson_slug)
    enrolment.last_lesson = lesson_slug
    told = {"lesson": lesson_slug, "exercise": name, "kind": exercise.kind, "points": grade.points, "tries": row.tries}
    note(asker, "exercise.answered", enrolment, told)
    return Judged(row, grade, finished=count(asker, enrolment, now) == COMPLETED)


def _exercise(asker: Viewer, course_slug: str, lesson_slug: str, name: str) -> tuple[Enrolment, Exercise]:
    """The enrolment, locked, and the exercise in the version that the learner has."""
    user_id = gate.learner(asker)
    enrolment = locked(asker, user_id, gate.course(asker, course_slug))
    text = Lesson.objects.filter(version=enrolment.version_id, slug=lesson_slug).values_list("text", flat=True).first()
    if text is None:
        raise NotFound(NO_LESSON)
    found = next((it for it in exercises_of(text) if it.name == name), None)
    if found is None:
        raise NotFound("There is no such exercise in this lesson.")
    return enrolment, found


def _row(enrolment: Enrolment, lesson_slug: str, exercise: Exercise) -> Answer:
    row, _ = Answer.objects.get_or_create(
        enrolment=enrolment, lesson=lesson_slug, exercise=exercise.name, defaults={"changed_at": clock.now()}
    )
    return row


def _parts(answer: Sequence[str]) -> tuple[str, ...]:
    """The answer as it can be stored. Raises Invalid where it is larger than any answer can be."""
    parts = tuple(storable(it) for it in answer)
    if len(parts) > MOST_PARTS or any(len(it) > 4 * LONGEST for it in parts):
        raise Invalid("answer", f"This is longer than {LONGEST:,} characters: say it shorter.")
    return parts
