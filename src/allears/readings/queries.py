"""Reads of readings. A reading is seen by whoever may see its conversation: callers pass that gate first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allears.conversations.queries import ConversationView
from allears.listening.behaviours import BY_NAME
from allears.listening.reading import NEED_WORDS, STEP_WORDS

from .models import Mark, Reading

STEPS: Sequence[str] = tuple(STEP_WORDS.values())
"""The five steps in words, in their order."""


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark with what the margin says of it. `effect`: helps, harms or tells."""

    turn_id: int
    behaviour: str
    label: str
    note: str
    effect: str
    start: int
    end: int
    confidence: float
    because: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One of the five steps or four needs. `score` 0-1 or None; `turns` are ids of the turns it rests on."""

    key: str
    label: str
    score: float | None
    note: str
    turns: Sequence[int]


@dataclass(frozen=True, slots=True)
class AdviceView:
    text: str
    turns: Sequence[int]


@dataclass(frozen=True, slots=True)
class ReadingView:
    heard: float | None
    version: str
    made_at: datetime
    turns_heard: int
    measures: Mapping[str, Any]
    marks: Mapping[int, Sequence[MarkView]]
    """By turn id, in the order of the text."""
    steps: Sequence[ScoreView]
    needs: Sequence[ScoreView]
    advice: Sequence[AdviceView]


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A promise as listening found it; `turn_id` is the stored turn."""

    turn_id: int
    start: int
    end: int
    what: str
    due: datetime | None
    due_text: str
    by: str
    manner: str


def of(conversation: ConversationView) -> ReadingView | None:
    """The reading of a conversation that the reader may see; None where it was not listened to yet. Two queries."""
    reading = Reading.objects.filter(conversation=conversation.id).first()
    if reading is None:
        return None
    marks: dict[int, list[MarkView]] = {}
    turn_ids = _heard_ids(conversation)
    for mark in sorted(Mark.objects.filter(reading=reading), key=lambda it: (it.start, -it.end)):
        marks.setdefault(mark.turn_id, []).append(_mark(mark))
    return ReadingView(
        heard=reading.heard,
        version=reading.version,
        made_at=reading.made_at,
        turns_heard=reading.turns_heard,
        measures=reading.measures,
        marks=marks,
        steps=[_score(it, "step", STEP_WORDS, turn_ids) for it in reading.steps],
        needs=[_score(it, "need", NEED_WORDS, turn_ids) for it in reading.needs],
        advice=[AdviceView(it["text"], _ids(it["turns"], turn_ids)) for it in reading.advice],
    )


def heard(conversation_ids: Collection[int]) -> Mapping[int, float]:
    """How well heard, 0-100, for those of these conversations where it can be told. For lists that passed the gate."""
    rows = Reading.objects.filter(conversation__in=conversation_ids).exclude(heard=None)
    return {pk: value for pk, value in rows.values_list("conversation", "heard") if value is not None}


@dataclass(frozen=True, slots=True)
class Summary:
    """The two numbers of a reading that a customer's page adds up."""

    heard: float | None
    repeats: int


def summaries(conversation_ids: Collection[int]) -> Mapping[int, Summary]:
    """How well heard, and how often the customer had to repeat, by conversation. For lists that passed the gate."""
    rows = Reading.objects.filter(conversation__in=conversation_ids)
    return {
        pk: Summary(heard_score, int(repeats or 0))
        for pk, heard_score, repeats in rows.values_list("conversation", "heard", "measures__repeats")
    }


def found_promises(conversation_id: int) -> Sequence[FoundPromise]:
    """The promises that the newest reading found. No gate: for the desk itself."""
    reading = Reading.objects.filter(conversation=conversation_id).first()
    if reading is None or not reading.promises:
        return []
    turns = list(reading.conversation.turns.exclude(kind="note").order_by("position").values_list("id", flat=True))
    return [
        FoundPromise(
            turn_id=turns[it["turn"]],
            start=it["start"],
            end=it["end"],
            what=it["what"],
            due=datetime.fromisoformat(it["due"]) if it["due"] else None,
            due_text=it["due_text"],
            by=it["by"],
            manner=it["manner"],
        )
        for it in reading.promises
        if it["turn"] < len(turns)
    ]


def _heard_ids(conversation: ConversationView) -> Mapping[int, int]:
    """Which stored turn is the n-th that listening heard: notes are not counted."""
    heard_turns = [turn.id for turn in conversation.turns if turn.kind != "note"]
    # Turns before the ones shown are not known here; a reading counts from the first of all.
    first = conversation.heard_before
    return {first + place: turn_id for place, turn_id in enumerate(heard_turns)}


def _mark(mark: Mark) -> MarkView:
    behaviour = BY_NAME.get(mark.behaviour)
    return MarkView(
        turn_id=mark.turn_id,
        behaviour=mark.behaviour,
        label=behaviour.label if behaviour else mark.behaviour,
        note=behaviour.note if behaviour else "",
        effect=behaviour.effect if behaviour else "tells",
        start=mark.start,
        end=mark.end,
        confidence=mark.confidence,
        because=mark.because,
    )


def _ids(places: Sequence[int], turn_ids: Mapping[int, int]) -> Sequence[int]:
    return [turn_ids[place] for place in places if place in turn_ids]


def _score(it: Mapping[str, Any], key: str, words: Mapping[Any, str], turn_ids: Mapping[int, int]) -> ScoreView:
    return ScoreView(it[key], words[it[key]], it["score"], it["note"], _ids(it["turns"], turn_ids))
