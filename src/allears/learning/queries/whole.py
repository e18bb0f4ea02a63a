"""A whole course as it is stored, for those who take it elsewhere."""

from __future__ import annotations

from allears.accounts.rules import Viewer
from allears.learning import content, gate
from allears.learning.models import Card, CourseFile, Lesson
from allears.learning.rules.courses import LessonKind
from allears.lib.errors import Invalid, NotFound


def stored_course(asker: Viewer, slug: str) -> content.Course:
    """The newest version of a course with all its files: for coaches and owners, since it holds every right answer.

    Five queries. Raises NotFound, NotAllowed, and Invalid for a course that came as a package: it can only be played.
    """
    gate.coach(asker)
    row = gate.course(asker, slug)
    version = row.current
    if version is None:
        raise NotFound(gate.NO_COURSE)
    lessons = list(Lesson.objects.filter(version=version).order_by("position"))
    if any(it.kind != LessonKind.TEXT for it in lessons):
        raise Invalid("course", "This course came as a package of another program: take the package itself.")
    return content.Course(
        slug=row.slug,
        title=version.title,
        summary=version.summary,
        lessons=tuple(
            content.Lesson(
                slug=it.slug,
                title=it.title,
                text=it.text,
                first_line=it.first_line,
                outcomes=tuple(it.outcomes),
                further=tuple(it.further),
                words=it.words,
                exercises=tuple(name for name, _, _ in it.exercises),
            )
            for it in lessons
        ),
        position=row.position,
        language=version.language,
        outcomes=tuple(version.outcomes),
        author=version.author,
        licence=version.licence,
        pass_mark=version.pass_mark,
        cards=tuple(content.Card(it.slug, it.title, it.text) for it in Card.objects.filter(version=version)),
        files={
            it.path: bytes(it.blob.content)
            for it in CourseFile.objects.filter(version=version).select_related("blob").order_by("path")
        },
    )
