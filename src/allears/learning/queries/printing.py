"""Lessons, desk cards and certificates as PDF."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from allears.accounts.rules import Viewer
from allears.learning import printing
from allears.learning.models import CourseFile
from allears.learning.rules.courses import LessonKind
from allears.lib import clock
from allears.lib.errors import Invalid
from allears.lib.pdf import CannotSet, typeset

from .certificates import certificate_to_print
from .lessons import card, lesson

log = logging.getLogger(__name__)
PICTURES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Pdf:
    """`name` is that of the file when it is saved."""

    name: str
    content: bytes


def lesson_pdf(asker: Viewer, course_slug: str, lesson_slug: str) -> Pdf:
    """A lesson on A4, its exercises as questions without answers. Raises NotFound, NotAllowed, and Invalid where it
    cannot be printed."""
    it = lesson(asker, course_slug, lesson_slug)
    if it.kind != LessonKind.TEXT:
        raise Invalid("lesson", "This lesson comes from a package and cannot be printed here.")

    def document(place: Callable[[str], str]) -> printing.Document:
        return printing.lesson(
            title=it.title,
            course=it.course_title,
            place_in_course=f"Lesson {it.number} of {it.lessons}",
            language=it.language,
            parts=it.parts,
            outcomes=it.outcomes,
            further=it.further,
            place=place,
        )

    return Pdf(f"{it.course}-{it.slug}.pdf", _set(document, it.version_id))


def card_pdf(asker: Viewer, course_slug: str, card_slug: str) -> Pdf:
    """A desk card on A5. Raises NotFound, NotAllowed, and Invalid where it cannot be printed."""
    it = card(asker, course_slug, card_slug)

    def document(place: Callable[[str], str]) -> printing.Document:
        return printing.card(title=it.title, course=it.course_title, language="en", text=it.text, place=place)

    return Pdf(f"{it.slug}.pdf", _set(document, it.version_id))


def certificate_pdf(asker: Viewer, code: str) -> Pdf:
    """A certificate on A4. Raises NotFound, and Invalid where it cannot be printed."""
    it = certificate_to_print(asker, code)
    document = printing.certificate(
        name=it.name,
        course=it.title,
        version=it.version,
        per_cent=it.per_cent,
        day=timezone.localdate(it.issued_at),
        code=it.code,
        address=certificate_address(it.code),
        desk="All Ears",
    )
    return Pdf("certificate.pdf", _set(lambda _: document, None))


def certificate_address(code: str) -> str:
    """Where anybody can check it."""
    return f"{settings.SITE_URL}/certificates/{code}"


def _set(document: Callable[[Callable[[str], str]], printing.Document], version_id: int | None) -> bytes:
    """The PDF; without its pictures where one of them cannot be drawn. Raises Invalid."""
    files = CourseFile.objects.filter(version=version_id, media_type__in=PICTURES).order_by("path")
    known = {path: f"{at}.{PICTURES[kind]}" for at, (path, kind) in enumerate(files.values_list("path", "media_type"))}
    made = document(lambda path: known.get(path, ""))
    contents = {}
    if made.files:
        shown = files.filter(path__in=made.files.values()).values_list("path", "blob__content")
        contents = {known[path]: bytes(content) for path, content in shown}
    try:
        return typeset(made.text, contents, clock.now())
    except CannotSet as problem:
        if not made.files:
            log.warning("A page could not be set: %s", problem)
            raise Invalid("lesson", "This page could not be printed. Print it from the browser instead.") from problem
        log.warning("A page was set without its pictures: %s", problem)
    return _set(lambda _: document(lambda _: ""), None)
