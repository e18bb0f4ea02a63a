"""The catalogue, and one course as a learner has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.content import minutes
from allears.learning.models import Answer, Card, Course, CourseVersion, Enrolment, Lesson, LessonState
from allears.learning.rules.progress import Steps
from allears.lib.errors import NotFound

LISTED = 200
"""Courses in the catalogue."""


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in the catalogue. `steps` None: this learner has not begun it."""

    id: int
    slug: str
    title: str
    summary: str
    lessons: int
    minutes: int
    steps: Steps | None
    last_lesson: str
    last_at: datetime | None
    completed_at: datetime | None
    newer: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class GoOn:
    """Where somebody was last."""

    course: str
    title: str
    lesson: str
    lesson_title: str
    steps: Steps


@dataclass(frozen=True, slots=True)
class Catalogue:
    courses: Sequence[CourseRow]
    go_on: GoOn | None


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in the list of its course. `changed`: how many exercises read differently since they were answered."""

    slug: str
    title: str
    kind: str
    minutes: int
    exercises: int
    steps: Steps
    opened: bool
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Newer:
    """The newest version of a course, where a learner has an older one."""

    number: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course, in the version that this learner began, or the newest one where he has not begun."""

    id: int
    slug: str
    title: str
    summary: str
    language: str
    outcomes: Sequence[str]
    author: str
    licence: str
    notes: Sequence[str]
    origin: str
    source: str
    hidden: bool
    version_id: int
    version: int
    created_at: datetime
    minutes: int
    lessons: Sequence[LessonLine]
    cards: Sequence[tuple[str, str]]
    """(slug, title)"""
    steps: Steps
    points: float
    scored: int
    pass_mark: int
    enrolment_id: int | None
    started_at: datetime | None
    completed_at: datetime | None
    last_lesson: str
    newer: Newer | None

    @property
    def begun(self) -> bool:
        return self.enrolment_id is not None

    @property
    def go_on(self) -> str:
        """The slug of the lesson to go on with: where one was, unless that is done; then the next with something left.
        Empty: the course has no lessons."""
        slugs = [it.slug for it in self.lessons]
        if not slugs:
            return ""
        at = slugs.index(self.last_lesson) if self.last_lesson in slugs else 0
        following = [*self.lessons[at:], *self.lessons[:at]]
        return next((it.slug for it in following if not it.steps.complete), slugs[at])


def catalogue(asker: Viewer) -> Catalogue:
    """Every course that is offered, and those no longer offered that this learner began; and where he was last.

    Three queries. Raises NotAllowed.
    """
    user_id = gate.learner(asker)
    enrolments = {it.course_id: it for it in Enrolment.objects.filter(user=user_id)}
    rows = (
        Course.objects.filter(Q(hidden_at=None) | Q(pk__in=list(enrolments)))
        .exclude(current=None)
        .select_related("current")
        .annotate(lesson_count=Count("current__lessons"))
        .order_by("position", "title", "id")[:LISTED]
    )
    courses = [_row(it, enrolments.get(it.pk), it.lesson_count) for it in rows]
    going = [(it.last_at, it) for it in courses if it.last_at and it.completed_at is None]
    _, latest = max(going, key=lambda it: it[0], default=(None, None))
    return Catalogue(courses, _go_on(latest, enrolments[latest.id]) if latest else None)


def _row(it: Course, enrolment: Enrolment | None, lessons: int) -> CourseRow:
    current = it.current
    assert current is not None  # excluded above
    return CourseRow(
        id=it.pk,
        slug=it.slug,
        title=it.title,
        summary=it.summary,
        lessons=lessons,
        minutes=minutes(current.words),
        steps=Steps(enrolment.done, enrolment.steps) if enrolment else None,
        last_lesson=enrolment.last_lesson if enrolment else "",
        last_at=enrolment.last_at if enrolment else None,
        completed_at=enrolment.completed_at if enrolment else None,
        newer=enrolment is not None and enrolment.version_id != current.pk,
        hidden=it.hidden_at is not None,
    )


def _go_on(row: CourseRow, enrolment: Enrolment) -> GoOn:
    lessons = Lesson.objects.filter(version=enrolment.version_id).order_by("position")
    found = (lessons.filter(slug=row.last_lesson).first() if row.last_lesson else None) or lessons.first()
    return GoOn(
        course=row.slug,
        title=row.title,
        lesson=found.slug if found else "",
        lesson_title=found.title if found else "",
        steps=row.steps or Steps(0, 0),
    )


def course(asker: Viewer, slug: str, *, newest: bool = False) -> CourseView:
    """One course with its lessons and how far this learner is in each. Six queries at most, however many lessons.

    `newest`: as it stands now, for those who write it; nothing of what they have answered is shown. Raises NotFound,
    NotAllowed.
    """
    user_id = gate.learner(asker)
    row = gate.course(asker, slug)
    standing = standing_of(row, user_id, newest=newest)
    version, enrolment = standing.version, standing.enrolment
    states = dict(LessonState.objects.filter(enrolment=enrolment).values_list("lesson", "done")) if enrolment else {}
    changed = _changed(enrolment) if enrolment else {}
    lines = [
        LessonLine(
            slug=it["slug"],
            title=it["title"],
            kind=it["kind"],
            minutes=minutes(it["words"]),
            exercises=len(it["exercises"]),
            steps=Steps(states.get(it["slug"], 0), it["steps"]),
            opened=it["slug"] in states,
            changed=sum(changed.get((it["slug"], name), digest) != digest for name, _, digest in it["exercises"]),
        )
        for it in Lesson.objects.filter(version=version)
        .order_by("position")
        .values("slug", "title", "kind", "words", "steps", "exercises")
    ]
    return CourseView(
        id=row.pk,
        slug=row.slug,
        title=version.title,
        summary=version.summary,
        language=version.language,
        outcomes=version.outcomes,
        author=version.author,
        licence=version.licence,
        notes=version.notes,
        origin=row.origin,
        source=str(row.source or ""),
        hidden=row.hidden_at is not None,
        version_id=version.pk,
        version=version.number,
        created_at=version.created_at,
        minutes=minutes(version.words),
        lessons=lines,
        cards=list(Card.objects.filter(version=version).order_by("title").values_list("slug", "title")),
        steps=Steps(enrolment.done, enrolment.steps) if enrolment else Steps(0, version.steps),
        points=enrolment.points if enrolment else 0.0,
        scored=enrolment.scored if enrolment else 0,
        pass_mark=version.pass_mark,
        enrolment_id=enrolment.pk if enrolment else None,
        started_at=enrolment.started_at if enrolment else None,
        completed_at=enrolment.completed_at if enrolment else None,
        last_lesson=enrolment.last_lesson if enrolment else "",
        newer=standing.newer,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """The version that somebody has of a course, and how far he is in it."""

    version: CourseVersion
    enrolment: Enrolment | None
    newer: Newer | None = field(default=None)


def standing_of(row: Course, user_id: int, *, newest: bool = False) -> Standing:
    """For a course that passed the gate: the version that the learner began, else the newest. One query."""
    current = row.current
    if current is None:
        raise NotFound(gate.NO_COURSE)
    if newest:
        return Standing(current, None)
    enrolment = Enrolment.objects.select_related("version").filter(user=user_id, course=row).first()
    if enrolment is None or enrolment.version_id == current.pk:
        return Standing(current, enrolment)
    return Standing(enrolment.version, enrolment, Newer(current.number, current.created_at))


def newest_version(asker: Viewer, slug: str) -> int:
    """The id of the newest version of a course. Raises NotFound, NotAllowed."""
    gate.learner(asker)
    return gate.course(asker, slug).current_id or 0


def _changed(enrolment: Enrolment) -> Mapping[tuple[str, str], str]:
    """The digests that the learner's answers bear, by lesson and exercise."""
    rows = Answer.objects.filter(enrolment=enrolment, given__isnull=False)
    return {(lesson, name): digest for lesson, name, digest in rows.values_list("lesson", "exercise", "digest")}
