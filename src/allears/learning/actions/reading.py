"""Opening a lesson, and reading it to its end."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.models import Course, Enrolment, Lesson, LessonReads, LessonState, LessonView
from allears.lib import clock
from allears.lib.errors import NotFound

from .counting import recount
from .enrolling import locked, note

NO_LESSON = "There is no such lesson in this course."


@transaction.atomic
def open_lesson(asker: Viewer, course_slug: str, lesson_slug: str) -> None:
    """Note that a lesson was opened: the place where one goes on, and one view a reader a day.

    Whoever only looks round has not begun. Raises NotFound, NotAllowed.
    """
    user_id = gate.learner(asker)
    course = gate.course(asker, course_slug)
    enrolment = Enrolment.objects.filter(user=user_id, course=course).first()
    version_id = enrolment.version_id if enrolment else course.current_id
    if not Lesson.objects.filter(version=version_id, slug=lesson_slug).exists():
        raise NotFound(NO_LESSON)
    _count_view(course, lesson_slug, user_id)
    if enrolment is None:
        return
    state_of(enrolment, lesson_slug)
    Enrolment.objects.filter(pk=enrolment.pk).update(last_lesson=lesson_slug, last_at=clock.now())


@transaction.atomic
def finish_reading(asker: Viewer, course_slug: str, lesson_slug: str) -> Enrolment:
    """A lesson was read to its end; whoever had not begun the course has now. Raises NotFound, NotAllowed."""
    user_id = gate.learner(asker)
    enrolment = locked(asker, user_id, gate.course(asker, course_slug))
    if not Lesson.objects.filter(version=enrolment.version_id, slug=lesson_slug).exists():
        raise NotFound(NO_LESSON)
    state = state_of(enrolment, lesson_slug)
    if state.read_at is None:
        state.read_at = clock.now()
        state.save(update_fields=["read_at"])
        note(asker, "lesson.read", enrolment, {"lesson": lesson_slug})
    if recount(enrolment, clock.now()):
        note(asker, "course.completed", enrolment, {"version": enrolment.version.number})
    return enrolment


def state_of(enrolment: Enrolment, lesson_slug: str) -> LessonState:
    """How far the learner is in a lesson; noted as opened now where he had not opened it."""
    state, _ = LessonState.objects.get_or_create(
        enrolment=enrolment, lesson=lesson_slug, defaults={"opened_at": clock.now()}
    )
    return state


def _count_view(course: Course, lesson_slug: str, user_id: int) -> None:
    today = timezone.localdate(clock.now())
    _, fresh = LessonView.objects.get_or_create(course=course, lesson=lesson_slug, user_id=user_id, day=today)
    if fresh:
        LessonReads.objects.get_or_create(course=course, lesson=lesson_slug)
        LessonReads.objects.filter(course=course, lesson=lesson_slug).update(count=F("count") + 1)
