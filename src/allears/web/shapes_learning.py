"""What the components of learning are given: plain values, as in shapes.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from .shapes import Note, Segment

NOTHING, DASH = SafeString(""), SafeString("–")
BESIDE = 26
"""So many characters of what is to be chosen can be read beside that to which it belongs (match)."""

Mark = Literal["", "right", "wrong", "missed"]
"""What is said of an item once it was answered; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the things that can be chosen for an item."""

    value: str
    words: SafeString
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an exercise: an option, a turn, a left side, a statement. `words` and `said` are safe HTML.

    `field` is the name of what the form sends for it. `picks`, for kinds in which something is chosen for each item.
    """

    value: str
    words: SafeString
    field: str = "answer"
    chosen: bool = False
    picks: tuple[Pick, ...] = ()
    mark: Mark = ""
    said: SafeString = NOTHING
    role: str = ""
    """customer or agent, where it is a turn."""

    @property
    def picked(self) -> SafeString:
        """What was chosen for it."""
        return next((it.words for it in self.picks if it.chosen), DASH)


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of a role play: its turns (role, words), and what one said then, with what is said of that."""

    turns: tuple[tuple[str, SafeString], ...]
    taken: SafeString = NOTHING
    said: SafeString = NOTHING


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise on the page of its lesson, open or answered (`given`).

    `key` names what the browser keeps of it, and holds the learner's id: two people may share one browser. `text` is
    what was written; `segments` and `notes` what listening heard in it. `points` is None for kinds without any.
    """

    kind: str
    word: str
    name: str
    key: str
    digest: str
    url: str
    prompt: SafeString
    given: bool
    items: tuple[Item, ...] = ()
    columns: tuple[SafeString, ...] = ()
    text: str = ""
    least: int = 0
    gaps: SafeString = NOTHING
    audio: str = ""
    scenes: tuple[Scene, ...] = ()
    end: str = ""
    segments: tuple[Segment, ...] = ()
    notes: tuple[Note, ...] = ()
    checks: tuple[Item, ...] = ()
    verdict: str = ""
    right: bool | None = None
    points: float | None = None
    why: SafeString = NOTHING
    sample: SafeString = NOTHING
    tries: int = 0
    error: str = ""
    changed: bool = False
    drafted: bool = False

    @property
    def template(self) -> str:
        return f"components/exercises/{self.kind}.html"

    @property
    def anchor(self) -> str:
        return f"ex-{self.name}"

    @property
    def wide(self) -> bool:
        """Whether some of what is to be chosen is too long to be read beside that to which it belongs."""
        return any(len(pick.words) > BESIDE for item in self.items for pick in item.picks)


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of a lesson's text, as safe HTML."""

    html: SafeString
    template: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps done of all steps, in words for those who hear them."""

    done: int
    all: int
    per_cent: int
    label: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the list of its course. `facts` are its length and exercises; `changed` says that some are new."""

    number: int
    slug: str
    title: str
    url: str
    facts: str
    changed: str
    standing: Literal["done", "begun", ""]
    done: int
    all: int
    per_cent: int
