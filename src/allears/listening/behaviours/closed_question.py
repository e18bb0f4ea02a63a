"""Asks what one word, a fact or a choice answers.

Examples:
    A: [What is your postcode]?
    A: [Do you want it put back, or kept beside the new one]?
    A: right [can you just confirm your name and address for me please]
Not:
    A: Could you hold for a moment?
    A: So it came on Tuesday. Is that right?
    A: What happened next?
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.behaviours import blaming, checking, hold, restating
from allears.listening.questions import questions
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "closed_question"
PARTY = "agent"
EFFECT = "tells"
LABEL = "Asks for a fact"
NOTE = "Asks for a fact or a choice."

_OTHERS = (blaming, checking, hold, restating)
"""Behaviours that come as questions too, and that say more of the sentence."""


def find(view: View) -> Iterator[Mark]:
    """See questions.py. Confidence: .95 with a question mark, .85 without, .7 where only the mark tells."""
    other = [mark for behaviour in _OTHERS for mark in view.marks(behaviour.find)]
    taken = {(mark.turn, place) for mark in other for place in (mark.start, mark.end)}
    for turn, question in view.questions(questions):
        if question.kind == "closed" and not any((turn.index, p) in taken for p in (question.start, question.end)):
            yield turn.mark(NAME, question.start, question.end, question.confidence, question.because)
