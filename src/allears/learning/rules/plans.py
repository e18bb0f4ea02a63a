"""The journal's four questions, and the two-week plan: its form, its days, and what is measured for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MIDWAY = timedelta(days=7)
"""After so many days the plan is brought back to mind."""
LENGTH = timedelta(days=14)
"""After so many days one looks back."""
BEFORE = timedelta(days=28)
"""How far back 'before' goes …"""
AT_LEAST = 20
"""… or so many conversations, whichever is more, but never farther than FARTHEST."""
FARTHEST = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    title: str
    words: str


QUESTIONS: Sequence[Question] = (
    Question("contribution", "My contribution", "What did I bring to it? What went as it did because of me?"),
    Question("change", "What I would change", "If it began again now, what would I do otherwise?"),
    Question("strengths", "My strengths", "What am I good at here, and how did it show?"),
    Question("weaknesses", "My weaknesses", "What do I find hard, and when does it show?"),
)


class PlanState(StrEnum):
    RUNNING = "running"
    LOOKED_BACK = "looked back"
    LEFT = "left"
    """It was given up before its end."""


class NudgeKind(StrEnum):
    """What the desk brings back to mind by itself."""

    MIDWAY = "midway"
    END = "end"


class Next(StrEnum):
    """What comes of a plan at its end."""

    KEEP = "keep going"
    """The same again for two weeks."""
    ADJUST = "adjust"
    NEW = "new plan"
    REST = "let it rest"


def midway_on(starts: date) -> date:
    return starts + MIDWAY


def ends_on(starts: date) -> date:
    """The day on which one looks back; the plan runs up to the day before."""
    return starts + LENGTH


def day_of(starts: date, today: date) -> int:
    """Which day of the plan it is: 1 on the first, 14 on the last; 0 or less before it starts."""
    return (today - starts).days + 1


def nudge_due(starts: date, today: date) -> NudgeKind | None:
    """What is to be brought back to mind on that day: half-way from the 8th day on, and from the end on the look back
    alone, for a mid-way word that comes after the end helps nobody."""
    if today >= ends_on(starts):
        return NudgeKind.END
    return NudgeKind.MIDWAY if today >= midway_on(starts) else None


def start_problem(starts: date, today: date) -> str:
    """Why a plan cannot start on that day, in one sentence; empty: it can."""
    if starts < today:
        return "A plan starts today or later."
    if starts > today + timedelta(days=60):
        return "Start within the next two months, while it is fresh."
    return ""
