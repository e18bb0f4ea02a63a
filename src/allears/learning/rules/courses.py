"""What kinds of courses and lessons there are."""

from __future__ import annotations

from enum import StrEnum


class Origin(StrEnum):
    """Where a course comes from."""

    BUILT_IN = "built-in"
    FOLDER = "folder"
    PACKAGE = "package"
    """It was imported: its files are only in the database."""


class LessonKind(StrEnum):
    TEXT = "text"
    SCORM12 = "scorm12"
    SCORM2004 = "scorm24"
