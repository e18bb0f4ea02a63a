"""Decisions about promises, on values alone: when is one due soon, overdue, kept, late, broken?

Why it is decided as it is: docs/algorithms/promises-kept.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    """Kept, but after the time that was named."""
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    """It was no promise, or the customer released us from it."""
    UNKNOWN = "unknown"
    """It came in with an archive and nobody noted what became of it."""


SETTLED = frozenset({State.KEPT, State.LATE, State.BROKEN, State.WITHDRAWN, State.UNKNOWN})

SOON = timedelta(hours=24)
"""An open promise that is due within this time is shown as due soon."""
GRACE = timedelta(days=7)
"""An open promise so long overdue counts as broken: the customer has stopped expecting it."""


class Urgency(StrEnum):
    """How an open promise is shown."""

    NONE = ""
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Held:
    """What a promise is judged by. `right_thing` and `right_way`: None where nobody said."""

    due: datetime | None
    done_at: datetime
    right_thing: bool | None = None
    right_way: bool | None = None


def verdict(held: Held) -> State:
    """What a promise that was acted on has become, by the three tests: the right thing, on time, in the right way.

    Done wrongly, or in another way than was promised, is broken: the customer did not get what he was told.
    """
    if held.right_thing is False or held.right_way is False:
        return State.BROKEN
    if held.due is not None and held.done_at > held.due:
        return State.LATE
    return State.KEPT


def urgency(state: State, due: datetime | None, now: datetime) -> Urgency:
    """How an open promise stands against the clock."""
    if state is not State.OPEN or due is None:
        return Urgency.NONE
    if due < now:
        return Urgency.OVERDUE
    return Urgency.SOON if due - now <= SOON else Urgency.NONE


def is_broken(due: datetime | None, now: datetime, reopened_at: datetime | None = None) -> bool:
    """True for an open promise whose grace has run out. Opened again by a person, it has its grace anew."""
    return due is not None and now - max(due, reopened_at or due) > GRACE


def state_on_arrival(due: datetime | None, promised_at: datetime | None, *, closed: bool, now: datetime) -> State:
    """The state of a promise at the moment it is found. In a closed conversation from an archive nobody can tell."""
    if closed:
        return State.UNKNOWN
    if promised_at is not None and due is None and now - promised_at > timedelta(days=90):
        return State.UNKNOWN
    return State.OPEN
