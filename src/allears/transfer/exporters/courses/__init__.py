"""Courses for other programs, one file a format: a course in, bytes and what could not be carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allears.accounts.rules import Viewer
from allears.learning.content import Course
from allears.learning.queries import stored_course
from allears.lib.errors import Invalid

from .gift import to_gift
from .scorm import Edition, to_scorm
from .taken import Taken

__all__ = ["FORMATS", "Taken", "take_course"]

FORMATS: Mapping[str, Callable[[Course], Taken]] = {
    "scorm12": lambda course: to_scorm(course, Edition.SCORM12),
    "scorm2004": lambda course: to_scorm(course, Edition.SCORM2004),
    "gift": to_gift,
}


def take_course(asker: Viewer, slug: str, form: str) -> Taken:
    """The newest version of a course as a file in one of `FORMATS`.

    Raises NotFound, NotAllowed, and Invalid for a format that is not known or a course that came as a package itself.
    """
    if form not in FORMATS:
        raise Invalid("format", f"A course goes out as {', '.join(FORMATS)}, not as “{form[:40]}”.")
    return FORMATS[form](stored_course(asker, slug))
