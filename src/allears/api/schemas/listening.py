"""Transcripts in our own format, and what listening says of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from allears.conversations.rules import Status
from allears.listening.transcript import Channel, Role

from .common import Moment, Out, QueryId, Seconds, said

MOST_TURNS = 5_000
LONGEST_TEXT = 100_000


class _Own(BaseModel):
    """Part of a transcript. Fields that we do not know are passed over, as in files of the same format."""

    model_config = ConfigDict(allow_inf_nan=False)


class SpokenTurn(_Own):
    """One speaker's uninterrupted contribution. Either `role` or `speaker` must be there."""

    text: str = said("What was said.", "My invoice is wrong.", max_length=LONGEST_TEXT)
    role: Role | None = said("Whose turn it is.", "customer", default=None)
    speaker: str | None = said("Who spoke.", "Mrs Green", default=None, max_length=160)
    start: Seconds | None = said("Seconds from `started_at`.", 0.0, default=None)
    end: Seconds | None = said("Seconds from `started_at`.", 2.4, default=None)
    words: list[tuple[Seconds, Seconds, str]] | None = said(
        "Start, end and word, in seconds from `started_at`.",
        [[0.0, 0.3, "My"], [0.3, 0.9, "invoice"]],
        default=None,
        max_length=5_000,
    )


class WithWhom(_Own):
    """Whom the conversation is with."""

    name: str | None = said("The name.", "Mrs Green", default=None, max_length=160)
    email: str | None = said("The email address.", "greta@green.example", default=None, max_length=254)
    phone: str | None = said("The telephone number.", "+44 20 7946 0101", default=None, max_length=60)
    handle: str | None = said("The handle, on social channels.", "greta", default=None, max_length=200)


class Transcript(_Own):
    """One conversation in our own format; the same as a line of a JSON lines file."""

    turns: list[SpokenTurn] = Field(min_length=1, max_length=MOST_TURNS, description="The turns, in order.")
    id: str | None = said("Its name where it comes from.", "call-2026-03-02-17", default=None, max_length=200)
    channel: Channel | None = said("The channel.", "phone", default=None)
    started_at: Moment | None = said("When it began.", "2026-03-02T09:00:00Z", default=None)
    subject: str | None = said("What it is about.", "The invoice", default=None, max_length=300)
    customer: WithWhom | None = Field(default=None, description="Whom it is with.")
    agent: str | None = said("The name of the agent.", "Ben Billing", default=None, max_length=160)
    zone: str | None = said("The customer's IANA time zone.", "Europe/London", default=None, max_length=60)


class NamedTranscript(Transcript):
    """A conversation with the name by which it is known again when it comes a second time."""

    id: str = said("Its name where it comes from, unique there.", "call-2026-03-02-17", min_length=1, max_length=200)


class Placing(BaseModel):
    """Where what comes in is put."""

    team: QueryId = said("The team that takes it; without it, the default team.", 1, default=None)
    status: Annotated[
        Status | None, WithJsonSchema({"type": "string", "enum": [status.value for status in Status]})
    ] = said("Where it stands; without it, that follows from who spoke last, and when.", "closed", default=None)


class Imported(Out):
    """What became of a transcript that was brought in."""

    outcome: str = said("`added`, `continued` (it has more turns than before) or `known` (nothing changed).", "added")
    conversation_id: int = said("The number of the conversation.", 12)


class Measures(Out):
    """Numbers of the conversation as a whole. Times are seconds; null where the channel gives no times."""

    turns: int = said("Turns.", 8, default=0)
    customer_words: int = said("Words of the customer.", 120, default=0)
    agent_words: int = said("Words of the agents.", 90, default=0)
    talk_share: float | None = said("The agent's share, 0 to 1.", 0.43, default=None)
    longest_customer_turn: int = said("Words of the customer's longest turn.", 60, default=0)
    first_answer: float | None = said("To the first answer of a person.", 95.0, default=None)
    response_median: float | None = said("The median time to an answer.", 80.0, default=None)
    response_worst: float | None = said("The longest time to an answer.", 310.0, default=None)
    interruptions: int = said("How often the agent cut in.", 0, default=0)
    interruptions_per_minute: float | None = said("The same, by the minute.", 0.0, default=None)
    silence: float | None = said("Time in which nobody spoke.", 4.0, default=None)
    hold: float | None = said("Time on hold.", 0.0, default=None)
    speech_rate: float | None = said("The agent's words a minute.", 140.0, default=None)
    handovers: int = said("Changes of hands.", 0, default=0)
    repeats: int = said("How often the customer had to say something again.", 1, default=0)
    agents: int = said("How many of our people spoke.", 1, default=0)
    duration: float | None = said("How long it lasted.", 300.0, default=None)


class FoundMark(Out):
    """One found behaviour. `turn` counts from 0; `start` and `end` are characters in its text."""

    behaviour: str = said("The behaviour.", "empathy")
    turn: int = said("The turn, from 0.", 1)
    start: int = said("Where its words begin.", 0)
    end: int = said("Where they end.", 24)
    confidence: float = said("How sure, 0 to 1.", 0.9)
    because: str = said("What gave it away.", "“I am sorry to hear”")


class FoundStep(Out):
    """How well one of the five steps was taken."""

    step: str = said("The step.", "follow")
    score: float | None = said("0 to 1; null: nothing to judge by.", 0.8)
    turns: list[int] = said("The turns that it rests on, from 0.", [1])
    note: str = said("Why, in one sentence.", "Said back what the customer had said.")


class FoundNeed(Out):
    """How far one of the four needs was met."""

    need: str = said("The need.", "understood")
    score: float | None = said("0 to 1; null: nothing to judge by.", 0.8)
    turns: list[int] = said("The turns that it rests on, from 0.", [1])
    note: str = said("Why, in one sentence.", "The matter was summed up and checked.")


class FoundPromise(Out):
    """Something that was promised."""

    turn: int = said("The turn, from 0.", 3)
    start: int = said("Where its words begin.", 0)
    end: int = said("Where they end.", 42)
    what: str = said("What was promised.", "send the corrected invoice")
    due: datetime | None = said("The latest moment that keeps it.", "2026-03-06T17:00:00Z")
    due_text: str = said("The words that named the time.", "by Friday")
    by: str = said("Who will do it.", "Ben Billing")
    manner: str = said("In which manner.", "by email")
    confidence: float = said("How sure, 0 to 1.", 0.95)


class FoundAdvice(Out):
    """One thing to do otherwise next time."""

    text: str = said("The advice.", "Say by when you will do it.")
    turns: list[int] = said("The turns that prompted it, from 0.", [3])
    behaviour: str = said("The behaviour it is about.", "promise")


class RawReading(Out):
    """All that listening says of one transcript, as `allears listen --json` prints it."""

    id: str = said("The id of the transcript.", "call-2026-03-02-17")
    channel: str = said("The channel.", "phone")
    agent: str = said("The name of the agent.", "Ben Billing")
    agent_inferred: bool = said("True if listening had to decide which party is the agent.", False)
    marks: list[FoundMark] = Field(description="The behaviours found, in the order of the text.")
    measures: Measures = Field(description="Numbers of the whole.")
    steps: list[FoundStep] = Field(description="The five steps.")
    needs: list[FoundNeed] = Field(description="The four needs.")
    promises: list[FoundPromise] = Field(description="What was promised.")
    advice: list[FoundAdvice] = Field(description="What to do otherwise next time.")
    heard: float | None = said("How well heard, 0 to 100; null: too little to judge.", 72.5)
    transcribed_by: str = said("What turned speech into the words; empty: they came with the source.", "")
    version: str = said("The version of the rules and weights.", "1")


class Mark(Out):
    """One found behaviour in a stored turn."""

    turn_id: int = said("The number of the turn.", 45)
    behaviour: str = said("The behaviour.", "empathy")
    label: str = said("Its name in words.", "Empathy")
    note: str = said("What the margin says of it.", "Puts themselves in the customer's place.")
    effect: str = said("`helps`, `harms` or `tells`.", "helps")
    start: int = said("Where its words begin, in characters.", 0)
    end: int = said("Where they end.", 24)
    confidence: float = said("How sure, 0 to 1.", 0.9)
    because: str = said("What gave it away.", "“I am sorry to hear”")


class Score(Out):
    """One of the five steps or four needs."""

    key: str = said("Which one.", "follow")
    label: str = said("Its name in words.", "Show that you follow")
    score: float | None = said("0 to 1; null: nothing to judge by.", 0.8)
    note: str = said("Why, in one sentence.", "Said back what the customer had said.")
    turns: list[int] = said("The numbers of the turns that it rests on.", [45])


class Advice(Out):
    """One thing to do otherwise next time."""

    text: str = said("The advice.", "Say by when you will do it.")
    turns: list[int] = said("The numbers of the turns that prompted it.", [45])


def _in_order(marks: object) -> object:
    """Marks by turn as one list, in the order of the conversation: later turns have higher numbers."""
    return [mark for turn in sorted(marks) for mark in marks[turn]] if isinstance(marks, dict) else marks


class Reading(Out):
    """What listening said of a stored conversation."""

    heard: float | None = said("How well heard, 0 to 100; null: too little to judge.", 72.5)
    version: str = said("The version of the rules and weights.", "1")
    made_at: datetime = said("When it was made.", "2026-03-02T09:05:00Z")
    turns_heard: int = said("How many turns were heard.", 4)
    measures: Measures = Field(description="Numbers of the whole.")
    marks: Annotated[list[Mark], BeforeValidator(_in_order)] = Field(description="The behaviours found.")
    steps: list[Score] = Field(description="The five steps.")
    needs: list[Score] = Field(description="The four needs.")
    advice: list[Advice] = Field(description="What to do otherwise next time.")
