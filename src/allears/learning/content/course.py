"""A course as its files say it: values, and the problems found on the way."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from allears.learning.rules.courses import LessonKind


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a course: the file (relative to the course's folder), the line (0: the file as a whole), and
    one sentence."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}" if self.line else f"{self.path}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """`text` is the Markdown without the head; it begins on line `first_line` of the file.

    A lesson of another `kind` comes from a package: `launch` is the path of its first page among the course's files,
    with its query, and `settings` is what the package says of it.
    """

    slug: str
    title: str
    text: str
    first_line: int = 1
    outcomes: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    words: int = 0
    exercises: tuple[str, ...] = ()
    """The names of its exercises, in their order."""
    kind: LessonKind = LessonKind.TEXT
    launch: str = ""
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    slug: str
    title: str
    text: str


@dataclass(frozen=True)
class Course:
    """A course that can be published. `files` are its pictures and sounds by their path; `pass_mark` is in per cent."""

    slug: str
    title: str
    summary: str
    lessons: tuple[Lesson, ...]
    position: int = 1000
    language: str = "en"
    outcomes: tuple[str, ...] = ()
    author: str = ""
    licence: str = ""
    pass_mark: int = 0
    cards: tuple[Card, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything in it: the same files are the same version."""
        told = hashlib.sha256()
        head = (self.title, self.summary, self.position, self.language, self.outcomes, self.author, self.licence)
        told.update(repr((*head, self.pass_mark, self.lessons, self.cards)).encode())
        for path, content in sorted(self.files.items()):
            told.update(repr((path, hashlib.sha256(content).hexdigest())).encode())
        return told.hexdigest()


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a folder: the course, unless there are problems."""

    course: Course | None
    problems: tuple[Problem, ...] = ()


MEDIA: Mapping[str, str] = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
}
"""The kinds of files that a course may hold beside its texts, and their media types."""


def media_type(path: str) -> str:
    """The media type of a picture or sound; empty for anything else."""
    return MEDIA.get(PurePosixPath(path).suffix.lower(), "")


def package_type(path: str) -> str:
    """The media type of any file of a package, by its ending alone: what is in it is not to be trusted."""
    return media_type(path) or mimetypes.guess_type(path, strict=True)[0] or "application/octet-stream"
