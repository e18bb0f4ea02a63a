"""What listening gives back: marks with their evidence, and everything that is computed from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Step = Literal["have_their_say", "follow", "put_yourself", "sum_up", "say_what"]
Need = Literal["understood", "welcome", "important", "comfortable"]

STEP_WORDS: dict[Step, str] = {
    "have_their_say": "Let them have their say",
    "follow": "Show that you follow",
    "put_yourself": "Put yourself in their place",
    "sum_up": "Sum up and check",
    "say_what": "Say what you will do, and by when",
}

NEED_WORDS: dict[Need, str] = {
    "understood": "Understood",
    "welcome": "Welcome",
    "important": "Important",
    "comfortable": "Comfortable",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One found behaviour.

    `turn` is the index of the turn in the transcript; `start` and `end` are character offsets in its text
    (half-open). `confidence` is between 0 and 1. `because` says in a few words what gave it away.
    """

    behaviour: str
    turn: int
    start: int
    end: int
    confidence: float
    because: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the agent said would be done.

    `start` and `end` are character offsets in the turn's text. `due` is the latest moment that keeps the promise
    (None: no time was named, or it cannot be resolved); `due_text` the words that said so. `by` is who will do it,
    `manner` how ("in writing", "by phone").
    """

    turn: int
    start: int
    end: int
    what: str
    due: datetime | None = None
    due_text: str = ""
    by: str = ""
    manner: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class StepReading:
    """How well one of the five steps was taken: `score` 0–1, None where the conversation gives nothing to judge by.

    `turns` are the indexes of the turns that the score rests on; `note` says why in one sentence.
    """

    step: Step
    score: float | None
    turns: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NeedReading:
    """How far one of the four needs was met: `score` 0–1 or None, with the turns it rests on."""

    need: Need
    score: float | None
    turns: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do otherwise next time: a sentence, and the turns that prompted it."""

    text: str
    turns: tuple[int, ...] = ()
    behaviour: str = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """Numbers of the conversation as a whole. Times are seconds; None where the channel gives no times."""

    turns: int = 0
    customer_words: int = 0
    agent_words: int = 0
    talk_share: float | None = None
    """The agent's share of all words (of all speaking time where every turn is timed), 0–1."""
    longest_customer_turn: int = 0
    """Words of the customer's longest uninterrupted turn."""
    first_answer: float | None = None
    """From the customer's first turn to the first answer of a person (not of a bot)."""
    response_median: float | None = None
    response_worst: float | None = None
    interruptions: int = 0
    interruptions_per_minute: float | None = None
    silence: float | None = None
    """Seconds in which nobody spoke, on a timed call."""
    hold: float | None = None
    speech_rate: float | None = None
    """The agent's words a minute, on a timed call."""
    handovers: int = 0
    repeats: int = 0
    """How often the customer had to say again what he had said before."""
    agents: int = 0
    duration: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that listening says of one transcript."""

    id: str
    channel: str
    agent: str
    agent_inferred: bool
    marks: tuple[Mark, ...]
    measures: Measures
    steps: tuple[StepReading, ...]
    needs: tuple[NeedReading, ...]
    promises: tuple[Promise, ...]
    advice: tuple[Advice, ...]
    heard: float | None = None
    """0–100: the weighted mean of the steps and of what went against them; None where there is too little to judge."""
    transcribed_by: str = ""
    """What turned speech into the words, where All Ears did it itself; empty: they came with the source."""
    version: str = ""
    """The version of the rules and weights that made this reading."""
