"""One lesson as a learner has it, the desk cards, and the files of a course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.content import Part, minutes, parts
from allears.learning.content.course import MEDIA
from allears.learning.exercises import Answer as Given
from allears.learning.models import Answer, Card, CourseFile, Lesson, LessonReads, LessonState
from allears.learning.rules.progress import Steps
from allears.lib.errors import NotFound

from .courses import Newer, standing_of


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What a learner answered to one exercise: seen by nobody but him.

    `draft`: begun and not given yet (None: nothing); `given`: his last answer (None: none yet); `best`: points of the
    best one; `changed`: the exercise reads differently since.
    """

    draft: Given | None
    given: Given | None
    best: float | None
    tries: int
    given_at: datetime | None
    changed: bool


NOTHING = AnswerView(None, None, None, 0, None, False)


@dataclass(frozen=True, slots=True)
class Neighbour:
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson with its place in the course. `number` counts from 1; `reads` are views, one a reader a day."""

    course_id: int
    course: str
    course_title: str
    origin: str
    version_id: int
    version: int
    language: str
    newer: Newer | None
    enrolment_id: int | None
    number: int
    lessons: int
    slug: str
    title: str
    kind: str
    launch: str
    settings: Mapping[str, str]
    first_line: int
    outcomes: Sequence[str]
    further: Sequence[str]
    words: int
    minutes: int
    parts: Sequence[Part]
    steps: Steps
    whole: Steps
    opened: bool
    last_lesson: str
    """Where the learner was before; empty: nowhere yet."""
    read_at: datetime | None
    completed_at: datetime | None
    answers: Mapping[str, AnswerView]
    previous: Neighbour | None
    next: Neighbour | None
    reads: int

    @property
    def begun(self) -> bool:
        return self.enrolment_id is not None

    def answer(self, name: str) -> AnswerView:
        return self.answers.get(name, NOTHING)


def lesson(asker: Viewer, course_slug: str, lesson_slug: str, *, newest: bool = False) -> LessonView:
    """One lesson. Seven queries at most. `newest`: as in `courses.course`. Raises NotFound, NotAllowed."""
    user_id = gate.learner(asker)
    row = gate.course(asker, course_slug)
    standing = standing_of(row, user_id, newest=newest)
    version, enrolment = standing.version, standing.enrolment
    order = [
        Neighbour(*it)
        for it in Lesson.objects.filter(version=version).order_by("position").values_list("slug", "title")
    ]
    it = Lesson.objects.filter(version=version, slug=lesson_slug).first()
    if it is None:
        raise NotFound("There is no such lesson in this course.")
    state = LessonState.objects.filter(enrolment=enrolment, lesson=lesson_slug).first() if enrolment else None
    answers = Answer.objects.filter(enrolment=enrolment, lesson=lesson_slug) if enrolment else ()
    digests = {name: digest for name, _, digest in it.exercises}
    at = next(place for place, one in enumerate(order) if one.slug == lesson_slug)
    reads = LessonReads.objects.filter(course=row, lesson=lesson_slug).values_list("count", flat=True).first()
    return LessonView(
        course_id=row.pk,
        course=row.slug,
        course_title=version.title,
        origin=row.origin,
        version_id=version.pk,
        version=version.number,
        language=version.language,
        newer=standing.newer,
        enrolment_id=enrolment.pk if enrolment else None,
        number=at + 1,
        lessons=len(order),
        slug=it.slug,
        title=it.title,
        kind=it.kind,
        launch=it.launch,
        settings=it.settings,
        first_line=it.first_line,
        outcomes=it.outcomes,
        further=it.further,
        words=it.words,
        minutes=minutes(it.words),
        parts=parts(it.text),
        steps=Steps(state.done if state else 0, it.steps),
        whole=Steps(enrolment.done, enrolment.steps) if enrolment else Steps(0, version.steps),
        opened=state is not None,
        last_lesson=enrolment.last_lesson if enrolment else "",
        read_at=state.read_at if state else None,
        completed_at=enrolment.completed_at if enrolment else None,
        answers={one.exercise: _answer(one, digests.get(one.exercise, "")) for one in answers},
        previous=order[at - 1] if at else None,
        next=order[at + 1] if at + 1 < len(order) else None,
        reads=reads or 0,
    )


def _answer(row: Answer, digest: str) -> AnswerView:
    return AnswerView(
        draft=tuple(row.draft) if row.draft is not None else None,
        given=tuple(row.given) if row.given is not None else None,
        best=row.best,
        tries=row.tries,
        given_at=row.given_at,
        changed=row.given is not None and row.digest != digest,
    )


@dataclass(frozen=True, slots=True)
class CardView:
    course: str
    course_title: str
    version_id: int
    slug: str
    title: str
    text: str


def card(asker: Viewer, course_slug: str, card_slug: str) -> CardView:
    """A page to print and stand on the desk: always the newest. Raises NotFound, NotAllowed."""
    gate.learner(asker)
    row = gate.course(asker, course_slug)
    found = Card.objects.filter(version=row.current_id, slug=card_slug).first()
    if found is None:
        raise NotFound("There is no such card in this course.")
    return CardView(row.slug, row.title, row.current_id or 0, found.slug, found.title, found.text)


@dataclass(frozen=True, slots=True)
class FileView:
    media_type: str
    content: bytes
    digest: str


def file(asker: Viewer, version_id: int, path: str) -> FileView:
    """A picture, a sound or another file of one version of a course. Raises NotFound, NotAllowed."""
    gate.learner(asker)
    files = CourseFile.objects.select_related("blob").filter(version=version_id, path=path)
    # A page or script of a package is handed out by the packages' own door only, away from the desk's address.
    found = files.filter(media_type__in=sorted(set(MEDIA.values()))).first()
    if found is None:
        raise NotFound("There is no such file in this course.")
    return FileView(found.media_type, bytes(found.blob.content), found.blob.digest)
