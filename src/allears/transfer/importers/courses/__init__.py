"""Courses that others wrote, one file a format: bytes in, a `Course` and what could not be carried out."""

from __future__ import annotations

from pathlib import PurePath

from allears.accounts.rules import Viewer
from allears.learning.actions import import_course
from allears.learning.models import Course
from allears.lib.errors import Invalid
from allears.lib.text import one_line

from .brought import Brought, Unreadable
from .gift_course import gift_course
from .scorm import LARGEST, scorm_course

__all__ = ["LARGEST", "Brought", "Unreadable", "bring_course", "read_course_file"]

_ENDINGS = (".gift.txt", ".gift", ".txt", ".zip")


def read_course_file(raw: bytes, name: str, title: str = "") -> Brought:
    """The course in a file, told by its content: a SCORM package (zip) or GIFT questions. `title` replaces its own.

    Raises Unreadable.
    """
    if raw[:2] == b"PK" or name.lower().endswith(".zip"):
        return scorm_course(raw, one_line(title))
    return gift_course(raw, one_line(title) or _titled(name))


def bring_course(asker: Viewer, raw: bytes, name: str, title: str = "") -> tuple[Course, tuple[str, ...]]:
    """Read a file and take its course in, with a sentence for each thing that could not be carried.

    Raises NotAllowed, and Invalid for a file that is no course: then nothing of it stays.
    """
    try:
        brought = read_course_file(raw, name, title)
    except Unreadable as refusal:
        raise Invalid("file", str(refusal)) from None
    return import_course(asker, brought.course, brought.notes), brought.notes


def _titled(name: str) -> str:
    base = PurePath(name.replace("\\", "/")).name
    ending = next((it for it in _ENDINGS if base.lower().endswith(it)), "")
    words = base[: len(base) - len(ending)].replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] or "Imported questions"
