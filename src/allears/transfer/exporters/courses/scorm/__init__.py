"""A course as a SCORM package that any learning platform can play: one SCO a lesson, everything it needs inside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from allears.learning.content import Course, exercises
from allears.learning.exercises import Reflection, Say
from allears.transfer.exporters.courses.taken import Taken

from .manifest import manifest
from .pages import page


class Edition(StrEnum):
    SCORM12 = "scorm12"
    SCORM2004 = "scorm2004"


_STATIC = Path(__file__).parent / "static"
_EPOCH = (2020, 1, 1, 0, 0, 0)
_NOTES: Mapping[Edition, str] = {
    Edition.SCORM12: "long texts of one's own may be cut off: SCORM 1.2 keeps 4,096 characters a lesson",
    Edition.SCORM2004: "long texts of one's own may be cut off: SCORM 2004 keeps 64,000 characters a lesson",
}


def to_scorm(course: Course, edition: Edition) -> Taken:
    """A zip that is the same for the same course, byte for byte."""
    pages = {f"lessons/{lesson.slug}.html": page(course, lesson) for lesson in course.lessons}
    static = {f"shared/{file.name}": file.read_bytes() for file in sorted(_STATIC.iterdir())}
    files = {**{path: html.encode() for path, html in pages.items()}, **static}
    files |= {f"files/{path}": content for path, content in course.files.items()}
    files["imsmanifest.xml"] = manifest(course, sorted(files), new=edition is Edition.SCORM2004)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return Taken(f"{course.slug}-{edition}.zip", "application/zip", packed.getvalue(), tuple(_lost(course, edition)))


def _lost(course: Course, edition: Edition) -> list[str]:
    found, texts = [], False
    for lesson in course.lessons:
        for it in exercises(lesson.text):
            texts |= isinstance(it, Reflection | Say)
            if isinstance(it, Say):
                named = f"{lesson.title}, “{it.name}” (say)"
                found.append(f"{named}: listening does not come along; a possible answer is shown, without points.")
    if course.cards:
        found.append("The cards to print do not come along.")
    if texts:
        found.append(f"In exercises in which one writes, {_NOTES[edition]}.")
    return found
