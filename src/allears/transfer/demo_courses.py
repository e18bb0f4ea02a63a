"""The demo's learners: who is how far in the built-in courses, so that the first look at Learning finds it in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import DESK, Viewer
from allears.learning.actions import begin, finish_reading, give, keep_draft, publish
from allears.learning.exercises import Exercise, Reflection
from allears.learning.models import Course, Enrolment
from allears.learning.queries import course, lesson
from allears.learning.rules.answers import right_answer
from allears.lib import clock


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody by the name before the @, a course, how many lessons he has done, and how many days ago he began.

    `misses`: every so-manieth exercise is left out (0: none)."""

    name: str
    course: str
    lessons: int
    days: int
    misses: int = 0


LEARNERS = (
    Learner("joss.whitlow", "customers", 3, 20),
    Learner("joss.whitlow", "listening", 3, 9, 4),
    Learner("tom.ackroyd", "listening", 99, 30),
    Learner("tom.ackroyd", "serving", 2, 6, 3),
    Learner("margery.toll", "listening", 2, 3, 5),
    Learner("callum.reid", "listening", 1, 2),
    Learner("des.hallam", "customers", 2, 12, 3),
    Learner("yusuf.demir", "listening", 3, 15, 6),
    Learner("malcolm.stride", "promises", 1, 4, 2),
)


def load(users: Mapping[str, User]) -> None:
    """Publish the built-in courses, and let the demo's people learn. `users` by the name before the @. What is there
    already stays."""
    publish(DESK)
    _learn_all(users)


@transaction.atomic
def _learn_all(users: Mapping[str, User]) -> None:
    offered = set(Course.objects.filter(hidden_at=None).values_list("slug", flat=True))
    for it in LEARNERS:
        user = users.get(it.name)
        if user and it.course in offered and not Enrolment.objects.filter(user=user, course__slug=it.course).exists():
            _learn(viewer(user), it, clock.now() - timedelta(days=it.days))


def _learn(asker: Viewer, it: Learner, began: datetime) -> None:
    """A lesson every other day; the one after the last that was done is half-way."""
    with clock.at(began):
        begin(asker, it.course)
        slugs = [line.slug for line in course(asker, it.course).lessons]
    for place, slug in enumerate(slugs[: it.lessons]):
        with clock.at(min(began + timedelta(days=2 * place, hours=1), clock.now())):
            for number, exercise in enumerate(_exercises(asker, it.course, slug), 1):
                if not it.misses or number % it.misses:
                    give(asker, it.course, slug, exercise.name, right_answer(exercise))
            finish_reading(asker, it.course, slug)
    if it.lessons < len(slugs):
        _begin(asker, it.course, slugs[it.lessons])


def _begin(asker: Viewer, course_slug: str, slug: str) -> None:
    """One answer, and a reflection that breaks off."""
    exercises = list(_exercises(asker, course_slug, slug))
    for exercise in exercises[:1]:
        give(asker, course_slug, slug, exercise.name, right_answer(exercise))
    for exercise in exercises[1:]:
        if isinstance(exercise, Reflection):
            keep_draft(asker, course_slug, slug, exercise.name, ["On Tuesday, when the"])


def _exercises(asker: Viewer, course_slug: str, slug: str) -> Iterator[Exercise]:
    return (it for it in lesson(asker, course_slug, slug).parts if isinstance(it, Exercise))
