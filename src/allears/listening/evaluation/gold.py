"""What every gold set is turned into: yes-or-no questions about items, with what people said and what was heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from allears.listening.reading import Mark
from allears.listening.transcript import Role, Transcript

Measure = Literal["f1", "kappa", "auc"]
Ear = Callable[[Transcript], Sequence[Mark]]
"""What hears: gives the marks of a transcript. The shipped one is `listen`, the baseline the rules without models."""


class GoldError(ValueError):
    """A gold file that is not as its format says; the message names it, with the line where there is one."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a row is held against: its measure, the value to reach, and what others reach today."""

    measure: Measure = "f1"
    value: float | None = None
    rival: str = ""
    human: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question asked of every item of a set.

    `gold`, `found`, `clusters` (the conversation of each item) and `texts` are of one length. `scores` stand in for
    `found` where the measure is the area under the curve. `naive` is what the simplest known rule says.
    """

    name: str
    gold: tuple[bool, ...]
    found: tuple[bool, ...]
    clusters: tuple[str, ...]
    texts: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    naive: tuple[bool, ...] = ()
    naive_name: str = ""
    goal: Goal = Goal()


@dataclass(frozen=True, slots=True)
class Set:
    """A gold set: its name, its folder below the data, and the function from that folder and an ear to outcomes."""

    name: str
    folder: str
    outcomes: Callable[[Path, Ear], list[Outcome]]
    trained_on: str = "no"
    """What of it the shipped weights were trained on."""


def swapped(transcript: Transcript) -> Transcript:
    """The same conversation with the roles exchanged, so that the caller's turns are heard as an agent's are."""
    other: dict[Role, Role] = {"agent": "customer", "customer": "agent", "bot": "bot"}
    return replace(transcript, turns=tuple(replace(turn, role=other[turn.role]) for turn in transcript.turns))


def heard_in(marks: Iterable[Mark]) -> dict[int, set[str]]:
    """The behaviours found in each turn."""
    found: dict[int, set[str]] = {}
    for mark in marks:
        found.setdefault(mark.turn, set()).add(mark.behaviour)
    return found


def from_both_sides(transcript: Transcript, ear: Ear) -> list[set[str]]:
    """The behaviours of each turn, its speaker taken for the agent and taken for the customer: one set a turn."""
    found: list[set[str]] = [set() for _ in transcript.turns]
    for side in (transcript, swapped(transcript)):
        for turn, names in heard_in(ear(side)).items():
            found[turn] |= names
    return found


def files(folder: Path, pattern: str) -> Iterator[Path]:
    """The files of a gold set in the order of their names. GoldError if there are none."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise GoldError(f"{folder}: no {pattern} here.")
    yield from found
