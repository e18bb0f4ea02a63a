"""What reading somebody else's course gives."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from allears.learning.content import Course


class Unreadable(Exception):
    """A file that is no course, or a broken or hostile one: one sentence for whoever brought it."""


def unused(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where it is taken already. At most 75 characters."""
    name = name[:70].strip("-")
    if name not in taken:
        return name
    return next(f"{name}-{number}" for number in range(2, len(taken) + 3) if f"{name}-{number}" not in taken)


@dataclass(frozen=True, slots=True)
class Brought:
    """A course, and a sentence for each thing in it that could not be carried."""

    course: Course
    notes: tuple[str, ...] = ()
