"""Where courses come from, and what is wrong in their files: for the owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count

from allears.accounts.rules import Viewer
from allears.learning import content, gate
from allears.learning.actions.publishing import BUILT_IN
from allears.learning.models import Course, Source


@dataclass(frozen=True, slots=True)
class FolderView:
    """A course's folder as it reads now. `version`: the number of the version that is offered, None where none is."""

    path: str
    slug: str
    title: str
    version: int | None
    problems: Sequence[content.Problem]


@dataclass(frozen=True, slots=True)
class SourceView:
    """`id` None: the built-in courses. `away`: the folder is not there."""

    id: int | None
    path: str
    away: bool
    folders: Sequence[FolderView]

    @property
    def problems(self) -> int:
        return sum(len(it.problems) for it in self.folders) + self.away


def sources(asker: Viewer) -> Sequence[SourceView]:
    """Every folder of courses with what is in it, read anew from the disk. Two queries. Raises NotAllowed."""
    gate.owner(asker)
    rows = Course.objects.select_related("current").filter(hidden_at=None).exclude(current=None)
    offered = {(it.source_id, it.slug): it for it in rows}
    places: list[tuple[int | None, Path]] = [(None, BUILT_IN)]
    places += [(it.pk, Path(it.path)) for it in Source.objects.order_by("id")]
    return [
        SourceView(number, str(at), not at.is_dir(), [_folder(it, offered.get((number, it.name))) for it in _in(at)])
        for number, at in places
    ]


@dataclass(frozen=True, slots=True)
class Offered:
    """A course that is offered, for a list."""

    slug: str
    title: str
    version: int
    lessons: int
    origin: str
    source: str


def offered(asker: Viewer) -> Sequence[Offered]:
    """Every course that is offered, in the order of the catalogue. One query. Raises NotAllowed."""
    gate.owner(asker)
    rows = Course.objects.select_related("current", "source").filter(hidden_at=None)
    return [
        Offered(it.slug, it.title, it.current.number, it.lesson_count, it.origin, str(it.source or ""))
        for it in rows.annotate(lesson_count=Count("current__lessons"))
        if it.current
    ]


def places(asker: Viewer) -> Sequence[Path]:
    """The folder of the built-in courses, and those that were named. Raises NotAllowed."""
    gate.owner(asker)
    return [BUILT_IN, *(Path(path) for path in Source.objects.order_by("id").values_list("path", flat=True))]


def source_id(asker: Viewer, path: str) -> int | None:
    """The id of the source with this path; None if it was never named. Raises NotAllowed."""
    gate.owner(asker)
    return (
        Source.objects.filter(path__in=[path, str(Path(path).expanduser().resolve())])
        .values_list("pk", flat=True)
        .first()
    )


def _in(folder: Path) -> list[Path]:
    return content.find_courses(folder) if folder.is_dir() else []


def _folder(at: Path, course: Course | None) -> FolderView:
    read = content.read_course(at)
    return FolderView(
        path=str(at),
        slug=at.name,
        title=read.course.title if read.course else (course.title if course else at.name),
        version=course.current.number if course and course.current else None,
        problems=read.problems,
    )
