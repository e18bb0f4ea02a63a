"""Numbers of the conversation as a whole: who spoke how much, who waited how long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .reading import Mark, Measures
from .view import TurnView, View

LONGEST_PAUSE = 6 * 3600.0
"""Seconds after which a gap is no silence on the line but a new contact; it is left out of silence and speech."""


def measure(view: View, marks: tuple[Mark, ...]) -> Measures:
    """All measures. Words are runs of letters or digits; times are None unless the turns they need carry them."""
    turns = view.turns
    customer = sum([len(t.words) for t in view.customer_turns])
    agent = sum([len(t.words) for t in view.agent_turns])
    counts = _counts(marks)
    timed = view.timed and all(_length(t) >= 0 for t in turns)
    minutes = _span(turns) / 60 if timed else 0.0
    interruptions = counts.get("interruption", 0)
    responses = _responses(view)
    return Measures(
        turns=len(turns),
        customer_words=customer,
        agent_words=agent,
        talk_share=_talk_share(view, customer, agent, timed),
        longest_customer_turn=_longest(turns),
        first_answer=_first_answer(view),
        response_median=round(median(responses), 3) if responses else None,
        response_worst=round(max(responses), 3) if responses else None,
        interruptions=interruptions,
        interruptions_per_minute=round(interruptions / minutes, 3) if minutes > 0 else None,
        silence=round(_silence(turns), 3) if timed and view.transcript.spoken else None,
        hold=round(_hold(view, marks), 3) if timed and view.transcript.spoken else None,
        speech_rate=_speech_rate(view) if timed and view.transcript.spoken else None,
        handovers=_handovers(view),
        repeats=len({mark.turn for mark in marks if mark.behaviour == "repeating"}),
        agents=len({t.turn.speaker for t in view.agent_turns}),
        duration=round(_span(turns), 3) if timed else None,
    )


def _counts(marks: tuple[Mark, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for mark in marks:
        counts[mark.behaviour] = counts.get(mark.behaviour, 0) + 1
    return counts


def _length(turn: TurnView) -> float:
    """Seconds; 0 where the turn carries no times."""
    start, end = turn.turn.start, turn.turn.end
    return end - start if start is not None and end is not None else 0.0


def _span(turns: Sequence[TurnView]) -> float:
    starts = [t.turn.start for t in turns if t.turn.start is not None]
    ends = [t.turn.end for t in turns if t.turn.end is not None]
    return max(0.0, max(ends) - min(starts)) if starts and ends else 0.0


def _talk_share(view: View, customer: int, agent: int, timed: bool) -> float | None:
    if timed:
        theirs = sum(map(_length, view.customer_turns))
        ours = sum(map(_length, view.agent_turns))
        if theirs + ours > 0:
            return round(ours / (theirs + ours), 4)
    return round(agent / (customer + agent), 4) if customer + agent else None


def _longest(turns: Sequence[TurnView]) -> int:
    """Words of the longest stretch of customer's turns with no agent's or bot's turn of more than a sign between."""
    longest = run = 0
    for turn in turns:
        if turn.role == "customer":
            run += len(turn.words)
            longest = max(longest, run)
        else:
            run = 0
    return longest


def _first_answer(view: View) -> float | None:
    first = next((t for t in view.turns if t.role == "customer"), None)
    if first is None:
        return None
    asked = first.turn.end if first.turn.end is not None and view.transcript.spoken else first.turn.start
    for turn in view.turns[first.index + 1 :]:
        if turn.role == "agent" and turn.turn.start is not None and asked is not None:
            return round(max(0.0, turn.turn.start - asked), 3)
    return None


def _responses(view: View) -> list[float]:
    """Seconds from the end of each customer's turn to the start of the agent's next one (an overlap counts as 0)."""
    found = []
    for before, turn in pairwise(view.turns):
        if before.role == "customer" and turn.role == "agent":
            said = before.turn.end if before.turn.end is not None else before.turn.start
            if said is not None and turn.turn.start is not None:
                found.append(max(0.0, turn.turn.start - said))
    return found


def _silence(turns: Sequence[TurnView]) -> float:
    silence, until = 0.0, None
    for turn in sorted(turns, key=lambda t: t.turn.start or 0.0):
        start, end = turn.turn.start or 0.0, turn.turn.end or 0.0
        if until is not None and 0 < start - until < LONGEST_PAUSE:
            silence += start - until
        until = max(end, until) if until is not None else end
    return silence


def _hold(view: View, marks: tuple[Mark, ...]) -> float:
    """Silence that follows a turn in which the agent asked to wait."""
    waited = 0.0
    for index in sorted({mark.turn for mark in marks if mark.behaviour == "hold"}):
        turn = view.turns[index]
        after = next((t for t in view.turns[index + 1 :] if t.role == "agent"), view.following(index))
        if after is not None and after.turn.start is not None and turn.turn.end is not None:
            waited += min(max(0.0, after.turn.start - turn.turn.end), LONGEST_PAUSE)
    return waited


def _speech_rate(view: View) -> float | None:
    seconds = sum(map(_length, view.agent_turns))
    words = sum(len(t.words) for t in view.agent_turns)
    return round(60 * words / seconds, 1) if seconds > 0 and words else None


def _handovers(view: View) -> int:
    """How often the conversation went from one agent (or bot) to another."""
    hands = [(t.role, t.turn.speaker) for t in view.turns if t.role != "customer"]
    return sum(1 for before, after in pairwise(hands) if before != after)
