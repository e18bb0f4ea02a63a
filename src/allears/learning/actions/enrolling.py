"""Beginning a course, and moving over to its newest version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from allears.accounts.rules import Viewer
from allears.events.actions import record
from allears.learning import gate
from allears.learning.models import Answer, Course, Enrolment, Lesson
from allears.learning.rules.answers import WRITTEN
from allears.lib import clock
from allears.lib.errors import NotFound

from .counting import recount


@transaction.atomic
def begin(asker: Viewer, course_slug: str) -> Enrolment:
    """Begin a course with its newest version; once begun it stays as it is. Raises NotFound, NotAllowed."""
    user_id = gate.learner(asker)
    return locked(asker, user_id, gate.course(asker, course_slug))


@transaction.atomic
def move_over(asker: Viewer, course_slug: str) -> Enrolment:
    """Go on with the newest version of a course. Answers and drafts come along; an exercise that reads differently now
    asks to be looked at again (its answer bears another digest). Raises NotFound, NotAllowed."""
    user_id = gate.learner(asker)
    course = gate.course(asker, course_slug)
    enrolment = locked(asker, user_id, course)
    newest = course.current
    if newest is None or enrolment.version_id == newest.pk:
        return enrolment
    before = _digests(enrolment.version_id)
    after = _digests(newest.pk)
    stale = [
        it.pk
        for it in Answer.objects.filter(enrolment=enrolment, draft__isnull=False)
        if _kind_or_text_changed(before.get((it.lesson, it.exercise)), after.get((it.lesson, it.exercise)))
    ]
    # A half-set tick means nothing among other options; words that somebody wrote stay his.
    Answer.objects.filter(pk__in=stale).update(draft=None)
    old = enrolment.version
    enrolment.version = newest
    count(asker, enrolment, clock.now(), mark=old.pass_mark)
    note(asker, "course.moved_over", enrolment, {"from": old.number, "to": newest.number})
    return enrolment


def locked(asker: Viewer, user_id: int, course: Course) -> Enrolment:
    """The learner's enrolment, begun now where he has none, locked until the transaction ends.

    To be called inside a transaction, with a course that passed the gate.
    """
    now, newest = clock.now(), course.current
    if newest is None:
        raise NotFound(gate.NO_COURSE)
    _, fresh = Enrolment.objects.get_or_create(
        user_id=user_id,
        course=course,
        defaults={"version": newest, "started_at": now, "last_at": now},
    )
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",)).select_related("version").get(user_id=user_id, course=course)
    )
    enrolment.course = course
    if fresh:
        recount(enrolment, now)
        note(asker, "course.begun", enrolment, {"version": enrolment.version.number})
    return enrolment


def count(asker: Viewer, enrolment: Enrolment, now: datetime, *, mark: int | None = None) -> str:
    """Work steps and points out, and note in the journal what came about by it; gives its verb, or nothing."""
    verb = recount(enrolment, now, mark)
    if verb:
        note(asker, verb, enrolment, {"version": enrolment.version.number})
    return verb


def note(asker: Viewer, verb: str, enrolment: Enrolment, data: Mapping[str, object] | None = None) -> None:
    """Write into the journal what a learner did. Never what he wrote."""
    record(
        verb,
        "enrolment",
        enrolment.pk,
        actor_id=asker.user_id,
        actor=asker.name,
        data={"course": enrolment.course.slug, **(data or {})},
    )


Read = tuple[str, str]
"""The kind and the digest of an exercise."""


def _digests(version_id: int) -> dict[tuple[str, str], Read]:
    rows = Lesson.objects.filter(version=version_id).values_list("slug", "exercises")
    return {(slug, name): (kind, digest) for slug, exercises in rows for name, kind, digest in exercises}


def _kind_or_text_changed(before: Read | None, after: Read | None) -> bool:
    return after is not None and before != after and after[0] not in WRITTEN
