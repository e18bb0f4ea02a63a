"""Practice exercises and their cards: what kinds there are, how they are written, and when a card comes again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import IntEnum, StrEnum

import fsrs

CARDS_A_DAY = 10
MOST_CARDS_A_DAY = 100


class PracticeKind(StrEnum):
    HEAR = "hear"
    SAY = "say"
    CHOICE = "choice"


class PracticeState(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Rating(IntEnum):
    """How well it went, as FSRS counts."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


RETENTION = 0.9
"""A card comes again when the chance that it is still known has fallen to this."""
LONGEST = 365
"""Days after which a card comes again at the latest: what a team has learnt of its customers grows old."""

SCHEDULER = fsrs.Scheduler(
    desired_retention=RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST,
    enable_fuzzing=False,
)
"""FSRS-6 with the parameters that its authors fitted to many learners' reviews (fsrs.scheduler.DEFAULT_PARAMETERS).
No steps of minutes: a card is seen once a day at most, so that the day's load is what it says."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the scheduler knows of one card. `stability` is in days, `difficulty` 1–10; both None before the first
    review."""

    due: datetime
    stability: float | None = None
    difficulty: float | None = None
    last: datetime | None = None


def reviewed(memory: Memory, rating: Rating, at: datetime) -> Memory:
    """The memory after a review at `at` (aware, UTC)."""
    card = fsrs.Card(
        card_id=0,
        state=fsrs.State.Review if memory.last else fsrs.State.Learning,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )
    card, _ = SCHEDULER.review_card(card, fsrs.Rating(int(rating)), at)
    after = replace(memory, due=card.due, stability=card.stability, difficulty=card.difficulty, last=at)
    # 'Again' would bring it back at once where there are no steps: tomorrow is soon enough.
    return replace(after, due=max(after.due, at + timedelta(days=1)))


def suggested(points: float | None) -> Rating:
    """The rating that a result suggests: all right is Good, half right Hard, less Again; unscored Good."""
    if points is None or points >= 0.999:
        return Rating.GOOD
    return Rating.HARD if points >= 0.5 else Rating.AGAIN


def day_begins(now: datetime, zone: tzinfo) -> datetime:
    """When the learner's day began."""
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def day_ends(now: datetime, zone: tzinfo) -> datetime:
    """When the next one begins: whatever is due before then is due today."""
    tomorrow: date = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone)


def left_today(a_day: int, done: int) -> int:
    """How many cards may still be asked for today."""
    return max(0, a_day - done)
