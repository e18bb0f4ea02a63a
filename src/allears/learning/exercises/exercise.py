"""What all kinds of exercises share: the exercise, the answer, the grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

Answer = tuple[str, ...]
"""What a form sends: indices, numbers or texts, in the order that the kind says."""

LONGEST = 5_000
"""Characters of a text that is written as an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of a lesson. `digest` tells whether it reads as it did when it was answered.

    `prompt` and `why` are Markdown; `line` is that of its fence in the lesson's text.
    """

    kind: ClassVar[str]
    scored: ClassVar[bool] = True
    """False for kinds without a right answer."""

    name: str
    prompt: str
    why: str
    digest: str
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of a conversation in an exercise. `role`: customer or agent."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one item of an answer. `right`: None where there is no right and wrong."""

    item: int
    right: bool | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A behaviour that listening found in a written answer: offsets in its text. `effect`: helps, harms or tells."""

    behaviour: str
    label: str
    effect: str
    start: int
    end: int
    because: str


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth: `points` 0–1, None where there is no right answer; and what is said of it.

    `sample` is one possible answer of those who wrote the exercise.
    """

    points: float | None
    notes: tuple[Note, ...] = ()
    words: str = ""
    heard: tuple[Heard, ...] = ()
    sample: str = ""

    @property
    def right(self) -> bool | None:
        """True for all points; None where there is no right answer."""
        return None if self.points is None else self.points >= 1 - 1e-9


def numbers(answer: Answer, below: int, first: int = 0) -> list[int] | None:
    """The answer as whole numbers from `first` to below `below`; None if one of them is no such number."""
    found = []
    for it in answer:
        if not it.isascii() or not it.isdigit() or len(it) > 4 or not first <= int(it) < below:
            return None
        found.append(int(it))
    return found


def ticks(answer: Answer, right: Sequence[bool]) -> float:
    """The points of ticks: rightly set ones less wrongly set ones, of all that were to be set; never below 0."""
    set_ = set(numbers(answer, len(right)) or ())
    score = sum(1 if right[it] else -1 for it in set_)
    return max(0.0, score / sum(right))


def share(right: Sequence[bool]) -> float:
    return sum(right) / len(right)


NO_SUCH = "That is none of the answers: please answer again."
