"""Kept numbers of progress, worked out anew: what every action calls that gives, reads or moves."""

from __future__ import annotations

from datetime import datetime

from allears.learning.models import Answer, Enrolment, Lesson, LessonState
from allears.learning.rules import progress
from allears.learning.rules.answers import UNSCORED
from allears.learning.rules.certificates import may_have
from allears.learning.rules.courses import LessonKind

COMPLETED = "course.completed"
MARK_REACHED = "course.mark_reached"


def recount(enrolment: Enrolment, now: datetime, mark: int | None = None) -> str:
    """Work out steps and points of a learner's course, and of each of its lessons, from what he answered and read.

    To be called inside the action's transaction, with the enrolment locked. Three reads, and writes of what changed.
    Returns the verb of what came about: the course was done whole just now, for the first time (COMPLETED), or it was
    before, and its mark is reached just now (MARK_REACHED); empty: neither. `mark` is the one that was to be reached
    until now, where it was another (per cent).
    """
    lessons = Lesson.objects.filter(version=enrolment.version_id).values_list("slug", "kind", "exercises")
    answered: dict[str, dict[str, float | None]] = {}
    given = Answer.objects.filter(enrolment=enrolment, given__isnull=False)
    for lesson, exercise, best in given.values_list("lesson", "exercise", "best"):
        answered.setdefault(lesson, {})[exercise] = best
    states = {it.lesson: it for it in LessonState.objects.filter(enrolment=enrolment)}
    steps, points, scored = [], 0.0, 0
    done = dict.fromkeys(states, 0)
    for slug, kind, exercises in lessons:
        own, state = answered.get(slug, {}), states.get(slug)
        read = state is not None and state.read_at is not None
        counted = progress.lesson([name for name, _, _ in exercises], own, read=read)
        done[slug] = counted.done
        steps.append(counted)
        with_points = [name for name, what, _ in exercises if what not in UNSCORED]
        scored += len(with_points)
        points += sum(own.get(name) or 0.0 for name in with_points)
        if kind != LessonKind.TEXT and state is not None and state.score is not None:
            # A lesson from a package is scored as one exercise, once it has told a score.
            scored, points = scored + 1, points + state.score
    changed = [it for slug, it in states.items() if it.done != done[slug]]
    for it in changed:
        it.done = done[it.lesson]
    LessonState.objects.bulk_update(changed, ["done"])
    before = enrolment.version.pass_mark if mark is None else mark
    missed = bool(may_have(enrolment.completed_at, enrolment.points, enrolment.scored, before))
    finished = _keep(enrolment, progress.total(steps), points, scored, now)
    still = bool(may_have(enrolment.completed_at, points, scored, enrolment.version.pass_mark))
    return COMPLETED if finished else MARK_REACHED if missed and not still else ""


def _keep(enrolment: Enrolment, whole: progress.Steps, points: float, scored: int, now: datetime) -> bool:
    finished = whole.complete and enrolment.completed_at is None
    enrolment.done, enrolment.steps = whole.done, whole.all
    enrolment.points, enrolment.scored = points, scored
    enrolment.last_at = now
    if finished:
        enrolment.completed_at = now
    enrolment.save(
        update_fields=["done", "steps", "points", "scored", "last_at", "last_lesson", "completed_at", "version"]
    )
    return finished
