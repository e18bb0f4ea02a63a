"""What reading somebody else's course gives."""

from __future__ import annotations

from dataclasses import dataclass

from allears.learning.content import Course


class Unreadable(Exception):
    """A file that is no course, or a broken or hostile one: one sentence for whoever brought it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A course, and a sentence for each thing in it that could not be carried."""

    course: Course
    notes: tuple[str, ...] = ()
