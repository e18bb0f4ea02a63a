"""Through their eyes: what a customer went through, read from conversations, readings and promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allears.conversations.queries import ConversationView, Row, said_in
from allears.conversations.rules import Kind
from allears.lib import clock
from allears.lib.text import one_line
from allears.promises.queries import PromiseView
from allears.readings.queries import ReadingView, Summary

from .rules import Journey, Promised, Said, journey

REPEATED = ("repeating",)


@dataclass(frozen=True, slots=True)
class Whole:
    """All conversations of one customer (of those that were asked for) together. Lengths are in seconds."""

    conversations: int
    waited: float
    longest: float
    repeats: int
    people: int
    promised: int
    kept: int
    broken: int
    waiting_now: int
    """Conversations in which the customer waits at this moment."""


def of_conversation(
    conversation: ConversationView, reading: ReadingView | None, promises: Sequence[PromiseView]
) -> Journey:
    """One conversation through the customer's eyes. Asks no query: all it needs was read already."""
    repeated = {
        turn_id
        for turn_id, marks in (reading.marks if reading else {}).items()
        if any(mark.behaviour in REPEATED for mark in marks)
    }
    turns = [
        Said(
            turn.id,
            turn.party,
            turn.at or conversation.started_at,
            turn.speaker if turn.party == "agent" else "",
            one_line(turn.text, 110),
            live=turn.kind == Kind.SPEECH,
        )
        for turn in conversation.turns
        if turn.kind != Kind.NOTE
    ]
    return journey(
        turns,
        [_promised(it) for it in promises],
        repeated,
        still=conversation.status != "closed",
        closed_at=conversation.closed_at,
        now=clock.now(),
    )


def of_customer(
    rows: Sequence[Row], promises: Mapping[int, Sequence[PromiseView]], summaries: Mapping[int, Summary]
) -> Whole:
    """These conversations of one customer together. One query. `rows` come from a list that passed the gate."""
    ids = [row.id for row in rows]
    said = said_in(ids)
    open_ids = {row.id for row in rows if row.status != "closed"}
    ways = [
        journey(
            [Said(it.turn_id, it.party, it.at, it.hand, live=it.live) for it in said.get(pk, ())],
            [_promised(it) for it in promises.get(pk, ())],
            (),
            still=pk in open_ids,
            closed_at=None,
            now=clock.now(),
        )
        for pk in ids
    ]
    return Whole(
        conversations=len(ids),
        waited=sum(way.waited for way in ways),
        longest=max((way.longest for way in ways), default=0.0),
        repeats=sum(summary.repeats for summary in summaries.values()),
        people=len({hand for way in ways for hand in way.hands}),
        promised=sum(way.promised for way in ways),
        kept=sum(way.kept for way in ways),
        broken=sum(way.broken for way in ways),
        waiting_now=sum(1 for way in ways if way.waiting_now is not None),
    )


def _promised(it: PromiseView) -> Promised:
    return Promised(it.what, it.promised_at, it.by, it.turn_id, it.due, it.state, it.settled_at)
