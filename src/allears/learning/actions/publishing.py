"""Courses from folders into the desk: each change of a course's files is a new version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from allears.accounts.rules import DESK, Viewer
from allears.events.actions import record
from allears.learning import content, gate
from allears.learning.models import Blob, Card, Course, CourseFile, CourseVersion, Lesson, Source
from allears.learning.rules.courses import Origin
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound

BUILT_IN = Path(__file__).resolve().parents[2] / "courses"
"""The courses that All Ears brings along."""


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of a course, and the folder that its path is relative to."""

    folder: Path
    problem: content.Problem

    def __str__(self) -> str:
        return f"{self.folder}/{self.problem}"


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: the courses that have a new version, those that are no longer offered, and problems."""

    changed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    problems: tuple[Told, ...] = ()


@transaction.atomic
def add_source(asker: Viewer, path: str) -> Source:
    """Name a folder (or Git checkout) with courses; twice is once. Raises NotAllowed, Invalid where it is none."""
    gate.owner(asker)
    folder = _folder(path)
    source, fresh = Source.objects.get_or_create(
        path=str(folder), defaults={"added_at": clock.now(), "added_by_id": asker.user_id}
    )
    if fresh:
        _record(asker, "source.added", "source", source.pk, {"path": source.path})
    return source


@transaction.atomic
def remove_source(asker: Viewer, source_id: int) -> tuple[str, ...]:
    """Offer the courses of a folder no longer, and forget the folder. Whoever began one keeps it. Returns their slugs.

    Raises NotFound, NotAllowed.
    """
    gate.owner(asker)
    source = Source.objects.select_for_update().filter(pk=source_id).first()
    if source is None:
        raise NotFound("There is no such folder of courses.")
    gone = [_hide(asker, it) for it in source.courses.filter(hidden_at=None)]
    path, number = source.path, source.pk
    source.delete()
    _record(asker, "source.removed", "source", number, {"path": path})
    return tuple(gone)


def publish(asker: Viewer) -> Published:
    """Read the built-in courses and those of every named folder, and take what has changed as new versions.

    A course with problems stays as it was. Raises NotAllowed.
    """
    gate.owner(asker)
    places: list[tuple[Path, Source | None]] = [(BUILT_IN, None)]
    places += [(Path(it.path), it) for it in Source.objects.order_by("id")]
    done = [publish_folder(asker, folder, source) for folder, source in places]
    return Published(
        tuple(slug for it in done for slug in it.changed),
        tuple(slug for it in done for slug in it.hidden),
        tuple(told for it in done for told in it.problems),
    )


def publish_folder(asker: Viewer, folder: Path, source: Source | None) -> Published:
    """The same for one folder. `source` None: the built-in one. A course that has left its folder is offered no longer;
    a folder that is away changes nothing. Raises NotAllowed."""
    gate.owner(asker)
    if not folder.is_dir():
        return Published(problems=(Told(folder, content.Problem("", 0, "This folder is not there.")),))
    origin = Origin.FOLDER if source else Origin.BUILT_IN
    changed, problems, there = [], [], set()
    for at in content.find_courses(folder):
        there.add(at.name)
        read = content.read_course(at)
        problems += [Told(at, it) for it in read.problems]
        if read.course is None:
            continue
        taken, other = take(asker, read.course, origin, source)
        if other:
            problems.append(Told(at, content.Problem("course.toml", 0, other)))
        elif taken:
            changed.append(read.course.slug)
    gone = Course.objects.filter(origin=origin, source=source, hidden_at=None).exclude(slug__in=there)
    return Published(tuple(changed), tuple(_hide_now(asker, it) for it in gone), tuple(problems))


@transaction.atomic
def take(
    asker: Viewer, course: content.Course, origin: Origin, source: Source | None = None, notes: Sequence[str] = ()
) -> tuple[bool, str]:
    """Whether there is a new version now, or why there cannot be one. For other actions, inside their transaction.

    `notes`: what an import could not carry. Raises NotAllowed.
    """
    gate.owner(asker)
    row, fresh = Course.objects.get_or_create(
        slug=course.slug, defaults={"title": course.title, "origin": origin, "source": source}
    )
    row = Course.objects.select_for_update(of=("self",)).select_related("source").get(pk=row.pk)
    orphan = row.origin == Origin.FOLDER and row.source_id is None
    if not fresh and not orphan and (row.origin, row.source_id) != (origin, source.pk if source else None):
        where = {Origin.BUILT_IN: "among the built-in ones", Origin.PACKAGE: "that was imported"}
        place = where.get(Origin(row.origin), f"in {row.source}")
        return False, f"There is a course “{row.slug}” already, {place}: give this folder another name."
    before = row.current_id
    version = row.versions.filter(digest=course.digest).first() or _new_version(row, course, notes)
    row.title, row.summary, row.position = course.title, course.summary, course.position
    row.origin, row.source, row.current = origin, source, version
    back = row.hidden_at is not None
    row.hidden_at = None
    row.save()
    if before == version.pk and not back:
        return False, ""
    _record(asker, "course.published", "course", row.pk, {"course": row.slug, "version": version.number})
    return True, ""


def _new_version(row: Course, course: content.Course, notes: Sequence[str]) -> CourseVersion:
    last = row.versions.order_by("-number").first()
    version = CourseVersion.objects.create(
        course=row,
        number=last.number + 1 if last else 1,
        digest=course.digest,
        title=course.title,
        summary=course.summary,
        language=course.language,
        outcomes=list(course.outcomes),
        author=course.author,
        licence=course.licence,
        pass_mark=course.pass_mark,
        steps=sum(len(it.exercises) + 1 for it in course.lessons),
        words=sum(it.words for it in course.lessons),
        notes=list(notes),
        created_at=clock.now(),
    )
    Lesson.objects.bulk_create(_lesson(version, place, it) for place, it in enumerate(course.lessons))
    Card.objects.bulk_create(Card(version=version, slug=it.slug, title=it.title, text=it.text) for it in course.cards)
    keep_files(version, {path: (content.package_type(path), body) for path, body in course.files.items()})
    return version


def _lesson(version: CourseVersion, place: int, it: content.Lesson) -> Lesson:
    return Lesson(
        version=version,
        position=place,
        slug=it.slug,
        title=it.title,
        text=it.text,
        first_line=it.first_line,
        outcomes=list(it.outcomes),
        further=list(it.further),
        words=it.words,
        steps=len(it.exercises) + 1,
        kind=it.kind,
        launch=it.launch,
        settings=dict(it.settings),
        exercises=[[one.name, one.kind, one.digest] for one in content.exercises(it.text)],
    )


def keep_files(version: CourseVersion, files: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep the files (media type and bytes by path) of a version; the same bytes only once in the whole desk."""
    digests = {path: hashlib.sha256(body).hexdigest() for path, (_, body) in files.items()}
    by_digest = {digests[path]: body for path, (_, body) in files.items()}
    known = set(Blob.objects.filter(digest__in=by_digest).values_list("digest", flat=True))
    Blob.objects.bulk_create(
        [Blob(digest=key, content=body, size=len(body)) for key, body in by_digest.items() if key not in known],
        ignore_conflicts=True,
    )
    numbers = dict(Blob.objects.filter(digest__in=by_digest).values_list("digest", "pk"))
    CourseFile.objects.bulk_create(
        CourseFile(version=version, path=path, media_type=kind, blob_id=numbers[digests[path]])
        for path, (kind, _) in files.items()
    )


@transaction.atomic
def _hide_now(asker: Viewer, course: Course) -> str:
    return _hide(asker, course)


def _hide(asker: Viewer, course: Course) -> str:
    course.hidden_at = clock.now()
    course.save(update_fields=["hidden_at"])
    _record(asker, "course.withdrawn", "course", course.pk, {"course": course.slug})
    return course.slug


def _folder(path: str) -> Path:
    if not path.strip() or "\x00" in path:
        raise Invalid("path", "Name a folder.")
    folder = Path(path.strip()).expanduser()
    if not folder.is_absolute():
        raise Invalid("path", "Write the whole path of the folder, from / on.")
    if not folder.is_dir():
        raise Invalid("path", f"There is no folder {folder} on the machine that All Ears runs on.")
    if not content.find_courses(folder):
        raise Invalid("path", f"There is no course in {folder}: a course is a folder with a file course.toml.")
    return folder.resolve()


def _record(asker: Viewer, verb: str, kind: str, number: int, data: Mapping[str, object]) -> None:
    actor = DESK if asker.user_id is None else asker
    record(verb, kind, number, actor_id=actor.user_id, actor=actor.name, data=data)
