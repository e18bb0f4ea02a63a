"""The pieces of a deadline as they stand in a text: a day, a time of day, a part of the day, a span of time.

Each rule is a pattern with a function that reads its match. Rules are plain data (`RULES`), so that a new way of
saying a time is one line here. Nothing is resolved into a deadline yet: that is `due.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from allears.listening.lazily import lazy_pattern
from allears.listening.promises.calendar import BusinessCalendar

Kind = Literal["instant", "day", "clock", "part", "vague"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `half` is am or pm where it was said, 24 where the hour can only be meant so, else empty."""

    hour: int
    minute: int = 0
    half: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece. `instant` and `day` are resolved; `ends` says when a day of its own sort is over."""

    kind: Kind
    start: int
    end: int
    instant: datetime | None = None
    day: date | None = None
    ends: Literal["", "close", "midnight"] = ""
    clock: Clock | None = None
    part: str = ""
    edge: Literal["", "before", "after"] = ""
    since_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The moment of the turn as wall-clock time (`now`) and as a moment in the customer's zone, and the calendar."""

    now: datetime
    moment: datetime
    calendar: BusinessCalendar
    month_first: bool = False

    @property
    def today(self) -> date:
        return self.now.date()


_BEFORE = lazy_pattern(r"\b(?:before|ahead of|prior to)(?: the)?\s*$", re.I)
_AFTER = lazy_pattern(r"\b(?:after|from|past)\s*$", re.I)
_NOT_A_DEADLINE = lazy_pattern(
    r"\b(?:since|dated|from (?:the|last)|of(?: the)?|last|every|each|to|into|than|payment|booking|appointment|"
    r"your|our|my|their|another|same|between|for (?:the|your|our|this|a|all|up to))\s*$",
    re.I,
)


def edge_before(text: str, start: int) -> Literal["", "before", "after"]:
    """Whether the words before an offset turn what follows into "before X" or "after X"."""
    lead = text[max(0, start - 16) : start]
    if _BEFORE.search(lead):
        return "before"
    return "after" if _AFTER.search(lead) else ""


def is_object(text: str, start: int) -> bool:
    """True if the words before an offset show that the time there belongs to a thing ("the booking of 3 May")."""
    return bool(_NOT_A_DEADLINE.search(text[max(0, start - 16) : start]))
