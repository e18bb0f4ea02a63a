"""Courses that were imported: taken in, and what their lessons tell of a learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from allears.accounts.rules import Viewer
from allears.learning import content, gate
from allears.learning.models import Course, Enrolment, Lesson
from allears.learning.rules.courses import LessonKind, Origin
from allears.learning.rules.packages import clean, outcome
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound

from .enrolling import count, locked, note
from .publishing import take
from .reading import NO_LESSON, state_of


@transaction.atomic
def import_course(asker: Viewer, course: content.Course, notes: Sequence[str] = ()) -> Course:
    """Take in a course that somebody else made, or a newer version of one that was imported under the same name.

    `notes`: what could not be carried, a sentence each. Raises NotAllowed, and Invalid where the name is taken.
    """
    gate.owner(asker)
    _, problem = take(asker, course, Origin.PACKAGE, notes=notes)
    if problem:
        raise Invalid("file", problem.replace("give this folder another name", "import this one under another title"))
    return Course.objects.get(slug=course.slug)


@transaction.atomic
def keep_package(asker: Viewer, course_slug: str, lesson_slug: str, cmi: Mapping[object, object]) -> Enrolment:
    """Keep what a lesson from a package tells: its data as it stands, whether it is done, and its best score.

    Raises NotFound, NotAllowed, and Invalid for data that SCORM does not know or that is too large.
    """
    user_id = gate.learner(asker)
    enrolment = locked(asker, user_id, gate.course(asker, course_slug))
    lesson = Lesson.objects.filter(version=enrolment.version_id, slug=lesson_slug).exclude(kind=LessonKind.TEXT).first()
    if lesson is None:
        raise NotFound(NO_LESSON)
    kept, problem = clean(cmi)
    if problem:
        raise Invalid("cmi", problem)
    told = outcome(kept, lesson.settings)
    state = state_of(enrolment, lesson_slug)
    state.data = kept
    if told.score is not None:
        state.score = max(told.score, state.score or 0.0)
    if told.done and state.read_at is None:
        state.read_at = clock.now()
        note(asker, "lesson.read", enrolment, {"lesson": lesson_slug, "points": state.score})
    state.save()
    count(asker, enrolment, clock.now())
    return enrolment
