"""The listening mirror: seven habits, what each can be seen by in the words, and what a total is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LEAST, MOST = 1, 5
SCALE: Sequence[str] = ("Never", "Seldom", "Now and then", "Often", "Always")
"""What 1 to 5 are called."""


class Whose(StrEnum):
    """In whose turns a behaviour is looked for."""

    OWN = "own"
    """In those of the learner."""
    ANSWERED = "answered"
    """In those of the customer that come right after one of the learner's."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that can be observed: in how many conversations at least one of `behaviours` was found.

    `label` completes "In 3 of 12 conversations …". `effect`: helps or harms. `spoken`: only where people speak with
    one another in time (phone, in person), since letters cannot interrupt.
    """

    key: str
    label: str
    behaviours: frozenset[str]
    whose: Whose
    effect: str
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """One statement, and what stands beside it. `stretch`: the customer's longest stretch of words stands there too.
    `caution` says what the signs cannot tell."""

    key: str
    statement: str
    signs: Sequence[Sign]
    caution: str = ""
    stretch: bool = False


def _sign(
    key: str, label: str, *behaviours: str, whose: Whose = Whose.OWN, effect: str = "helps", spoken: bool = False
) -> Sign:
    return Sign(key, label, frozenset(behaviours), whose, effect, spoken)


HABITS: Sequence[Habit] = (
    Habit(
        "wandering",
        "While somebody tells me something, my thoughts drift to other things.",
        (
            _sign(
                "repeating",
                "the customer said something again right after you had spoken",
                "repeating",
                whose=Whose.ANSWERED,
                effect="harms",
            ),
        ),
        "People also say a thing again to stress it. Look at the turns before you blame your thoughts.",
    ),
    Habit(
        "finishing",
        "I finish other people’s sentences for them.",
        (
            _sign("interruption", "you cut in on the customer", "interruption", effect="harms", spoken=True),
            _sign("talking_over", "you talked against the customer", "talking_over", effect="harms", spoken=True),
        ),
        "Counted where people speak: a letter cannot be interrupted.",
    ),
    Habit(
        "looking",
        "My eyes go round the room, or over the screen, while the other one is speaking.",
        (_sign("following", "you gave small signs of following", "backchannel", spoken=True),),
        "Nobody’s eyes can be seen in words. A small ‘I see’ in the right place is the nearest sign of attention.",
    ),
    Habit(
        "preparing",
        "I put my answer together before they have come to the end.",
        (_sign("open_question", "you asked openly, for the story", "open_question"),),
        "Who prepares an answer seldom asks for more of the story.",
        stretch=True,
    ),
    Habit(
        "meanwhile",
        "I tidy, type or read something else while I listen.",
        (
            _sign(
                "asking_again",
                "the customer had to ask you again",
                "asking_again",
                whose=Whose.ANSWERED,
                effect="harms",
            ),
        ),
        "Half an ear makes half an answer, which has to be asked for again. So does a bad line.",
    ),
    Habit(
        "told",
        "Others have to tell me that I am not listening.",
        (
            _sign("confirming", "the customer told you that you had it right", "confirming", whose=Whose.ANSWERED),
        ),
        "Customers seldom say that nobody listened. They do say ‘exactly’ when somebody did.",
    ),
    Habit(
        "forgetting",
        "Soon afterwards I no longer know what I was told.",
        (
            _sign("saying_back", "you said it back, or summed it up", "restating", "summing_up"),
            _sign("checking", "you checked that you had it right", "checking"),
        ),
        "What has been said back is remembered better, by both.",
    ),
)  # fmt: skip

SIGNS: Sequence[Sign] = tuple(sign for habit in HABITS for sign in habit.signs)


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the spectrum, both ends within it."""

    low: int
    high: int
    name: str
    words: str


BANDS: Sequence[Band] = (
    Band(7, 13, "Mostly with them", "By your own account you are with the people you listen to nearly always."),
    Band(14, 20, "Now and then elsewhere", "By your own account you are with them, and drift off now and then."),
    Band(21, 27, "Often elsewhere", "By your own account you are elsewhere about as often as you are with them."),
    Band(
        28,
        35,
        "Mostly elsewhere",
        "By your own account your mind has more to do than to listen. That can be practised.",
    ),
)
"""Ours, cut where the mean answer passes 2, 3 and 4 (docs/algorithms/mirror.md)."""


def total(answers: Sequence[int]) -> int:
    """The sum of the seven answers, 7–35. Raises ValueError with a sentence for anything but seven whole 1–5."""
    if len(answers) != len(HABITS):
        raise ValueError(f"Answer all {len(HABITS)} statements: there are {len(answers)} answers.")
    for place, answer in enumerate(answers, 1):
        if not LEAST <= answer <= MOST:
            raise ValueError(f"Answer statement {place} with a number from {LEAST} to {MOST}.")
    return sum(answers)


def band(whole: int) -> Band:
    """The band of a total. Raises ValueError for a total that there cannot be."""
    for it in BANDS:
        if it.low <= whole <= it.high:
            return it
    raise ValueError(f"{whole} is no total of the mirror.")
