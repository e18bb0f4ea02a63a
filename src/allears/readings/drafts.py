"""Listening to an answer that is still being written. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

from allears.conversations.queries import ConversationView
from allears.conversations.rules import Kind
from allears.lib.text import storable
from allears.listening import Customer, Mark, Promise, Step, Transcript, Turn, listen, load_rubric
from allears.listening.reading import STEP_WORDS
from allears.listening.rubric import Scale
from allears.listening.transcript import Channel, Role

from .queries import ScoreView

CONTEXT, LETTERS = 20, 12_000
"""So many turns before the draft, and so many characters of them, are heard with it: enough to know what it says back,
and as quick in a long conversation as in a short one."""
LONGEST = 6_000
"""Characters of a draft that are heard."""


def steps_of_draft(conversation: ConversationView, draft: str, speaker: str) -> Sequence[ScoreView]:
    """The five steps as far as `draft`, said by `speaker` as the next turn, takes them. Asks no query.

    `score`: what the draft alone earns, as a share of what the step's strongest sign earns, -1 to 1; None where
    nothing in the draft speaks for the step or against it. `conversation` is the proof that its reader passed the gate.
    """
    words = storable(draft).strip()[:LONGEST]
    if not words:
        return [_step(step, None) for step in get_args(Step)]
    turns = _before(conversation)
    person = conversation.person
    heard = listen(
        Transcript(
            id=str(conversation.id),
            turns=(*turns, Turn("agent", words, speaker)),
            channel=cast(Channel, conversation.channel),
            customer=Customer(name=person.name if person else ""),
        )
    )
    rubric, place = load_rubric(), len(turns)
    marks = [mark for mark in heard.marks if mark.turn == place and mark.confidence >= rubric.judge.confidence]
    promises = [promise for promise in heard.promises if promise.turn == place]
    return [_step(step, _earned(rubric.steps[step], marks, promises)) for step in get_args(Step)]


def _before(conversation: ConversationView) -> Sequence[Turn]:
    """The last turns of the conversation, as many as are heard with a draft."""
    turns: list[Turn] = []
    left = LETTERS
    for turn in reversed([it for it in conversation.turns if it.kind != Kind.NOTE][-CONTEXT:]):
        if left <= 0:
            break
        turns.insert(0, Turn(cast(Role, turn.party), turn.text[:left], turn.speaker))
        left -= len(turn.text)
    return turns


def _earned(scale: Scale, marks: Sequence[Mark], promises: Sequence[Promise]) -> float | None:
    """What marks and promises of the draft earn of a step, as a share of its strongest sign."""
    promised = {"dated" if it.due or it.due_text else "undated" for it in promises}
    done = {mark.behaviour for mark in marks}
    terms = [term for term in scale.terms if term.kind in {"behaviour", "promise"}]
    earned = [term.weight for term in terms if term.name in (done if term.kind == "behaviour" else promised)]
    strongest = max((term.weight for term in terms), default=0.0)
    if not earned or strongest <= 0:
        return None
    return max(-1.0, min(1.0, sum(earned) / strongest))


def _step(step: Step, score: float | None) -> ScoreView:
    return ScoreView(step, STEP_WORDS[step], score, "", ())
