"""What is asked of somebody: done, late, overdue or still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SOON = timedelta(days=3)
FURTHEST = timedelta(days=3 * 366)


class AskedState(StrEnum):
    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    DONE = "done"
    LATE = "late"
    """Done, after it was due."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A course that is asked of somebody: by whom, by when (None: no day was named), with which words."""

    by: str
    """Empty where he asked it of himself, as a coach may with his whole team."""
    due: datetime | None
    note: str
    state: AskedState


def state_of(due: datetime | None, completed_at: datetime | None, now: datetime) -> AskedState:
    """What has become of an assignment whose course was done whole at `completed_at` (None: not yet)."""
    if completed_at is not None:
        return AskedState.LATE if due is not None and completed_at > due else AskedState.DONE
    if due is None or due - now > SOON:
        return AskedState.OPEN
    return AskedState.OVERDUE if due < now else AskedState.SOON


def first(asked: Iterable[Asked]) -> Asked | None:
    """Of several that ask the same course of one person, the one that is due first; one without a day is last."""
    return min(asked, key=lambda it: (it.due is None, it.due.timestamp() if it.due else 0.0), default=None)


def wrong_due(due: datetime | None, now: datetime) -> str:
    """Why this cannot be the day by which a course is to be done; empty: it can."""
    if due is None:
        return ""
    if due <= now:
        return "That day has passed: name one that lies ahead."
    return "" if due - now <= FURTHEST else "That is more than three years ahead: name a nearer day."
