"""Lessons from packages: what is needed to play one, and the files of a package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.models import CourseFile, Lesson, LessonState
from allears.learning.rules.courses import LessonKind
from allears.lib.errors import NotFound

from .courses import standing_of
from .lessons import FileView


@dataclass(frozen=True, slots=True)
class PackageView:
    """A lesson from a package as its learner left it. `data` is its data model in flat form."""

    course: str
    version_id: int
    lesson: str
    title: str
    kind: str
    launch: str
    settings: Mapping[str, str]
    data: Mapping[str, str]
    done: bool


def package(asker: Viewer, course_slug: str, lesson_slug: str) -> PackageView:
    """What playing a lesson needs, in the version that the learner has. Raises NotFound, NotAllowed."""
    user_id = gate.learner(asker)
    row = gate.course(asker, course_slug)
    standing = standing_of(row, user_id)
    lessons = Lesson.objects.filter(version=standing.version, slug=lesson_slug)
    it = lessons.exclude(kind=LessonKind.TEXT).first()
    if it is None:
        raise NotFound("There is no such lesson in this course.")
    state = None
    if standing.enrolment:
        state = LessonState.objects.filter(enrolment=standing.enrolment, lesson=lesson_slug).first()
    return PackageView(
        course=row.slug,
        version_id=standing.version.pk,
        lesson=it.slug,
        title=it.title,
        kind=it.kind,
        launch=it.launch,
        settings=it.settings,
        data=state.data if state else {},
        done=state is not None and state.read_at is not None,
    )


def package_file(version_id: int, path: str) -> FileView:
    """A file of a package. No gate: for the door of packages, whose address was signed. Raises NotFound."""
    found = CourseFile.objects.select_related("blob").filter(version=version_id, path=path).first()
    if found is None:
        raise NotFound("There is no such file in this package.")
    return FileView(found.media_type, bytes(found.blob.content), found.blob.digest)
