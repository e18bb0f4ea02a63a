"""Opening a lesson, and reading it to its end."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.models import Enrolment, Lesson, LessonReads, LessonState
from allears.learning.models import LessonView as Viewed
from allears.learning.queries.lessons import LessonView
from allears.lib import clock
from allears.lib.errors import NotFound

from .enrolling import count, locked, note

NO_LESSON = "There is no such lesson in this course."


def open_lesson(asker: Viewer, view: LessonView) -> None:
    """Note that a lesson was opened, which `queries.lesson` gave to this asker: the place where one goes on, and one
    view a reader a day. Whoever only looks round has not begun. Raises NotAllowed."""
    user_id = gate.learner(asker)
    _count_view(view, user_id)
    if view.enrolment_id is None:
        return
    if not view.opened:
        LessonState.objects.get_or_create(
            enrolment_id=view.enrolment_id, lesson=view.slug, defaults={"opened_at": clock.now()}
        )
    if view.last_lesson != view.slug:
        Enrolment.objects.filter(pk=view.enrolment_id).update(last_lesson=view.slug, last_at=clock.now())


@transaction.atomic
def finish_reading(asker: Viewer, course_slug: str, lesson_slug: str) -> Enrolment:
    """A lesson was read to its end; whoever had not begun the course has now. Raises NotFound, NotAllowed."""
    user_id = gate.learner(asker)
    enrolment = locked(asker, user_id, gate.course(asker, course_slug))
    if not Lesson.objects.filter(version=enrolment.version_id, slug=lesson_slug).exists():
        raise NotFound(NO_LESSON)
    state = state_of(enrolment, lesson_slug)
    enrolment.last_lesson = lesson_slug
    if state.read_at is None:
        state.read_at = clock.now()
        state.save(update_fields=["read_at"])
        note(asker, "lesson.read", enrolment, {"lesson": lesson_slug})
    count(asker, enrolment, clock.now())
    return enrolment


def state_of(enrolment: Enrolment, lesson_slug: str) -> LessonState:
    """How far the learner is in a lesson; noted as opened now where he had not opened it."""
    state, _ = LessonState.objects.get_or_create(
        enrolment=enrolment, lesson=lesson_slug, defaults={"opened_at": clock.now()}
    )
    return state


def _count_view(view: LessonView, user_id: int) -> None:
    today = timezone.localdate(clock.now())
    viewed: dict[str, Any] = {"course_id": view.course_id, "lesson": view.slug, "user_id": user_id, "day": today}
    if Viewed.objects.filter(**viewed).exists():
        return
    with transaction.atomic():
        _, fresh = Viewed.objects.get_or_create(**viewed)
        if fresh:
            LessonReads.objects.get_or_create(course_id=view.course_id, lesson=view.slug)
            LessonReads.objects.filter(course_id=view.course_id, lesson=view.slug).update(count=F("count") + 1)
