"""How progress is counted: the one rule for a lesson, a course and a team (docs/howto/write-a-course.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class CommentState(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps done of all steps."""

    done: int
    all: int

    @property
    def per_cent(self) -> int:
        """Rounded down: 100 means every step; 0 where there is nothing to do."""
        return 100 * min(self.done, self.all) // self.all if self.all else 0

    @property
    def complete(self) -> bool:
        return self.all > 0 and self.done >= self.all


def total(parts: Iterable[Steps]) -> Steps:
    """The steps of several lessons, courses or people together."""
    listed = list(parts)
    return Steps(sum(min(it.done, it.all) for it in listed), sum(it.all for it in listed))


def lesson(exercises: Iterable[str], answered: Iterable[str], *, read: bool) -> Steps:
    """The steps of a lesson: one an exercise, and one for reading it to its end.

    `exercises`: names of those in the lesson as this learner has it; `answered`: names of those that he has given an
    answer to. Answers to exercises that are no longer there do not count.
    """
    names = set(exercises)
    return Steps(len(names & set(answered)) + read, len(names) + 1)


def passed(points: float, scored: int, pass_mark: int) -> bool:
    """True if a certificate can be had: `points` of `scored` reach `pass_mark` per cent."""
    return pass_mark == 0 or (scored > 0 and points * 100 >= pass_mark * scored - 1e-9)
