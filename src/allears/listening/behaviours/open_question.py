"""Invites a story, reasons, or a free answer: what happened, how, why, tell me.

Examples:
    A: [What happened when you switched it on]?
    A: [What happened the other day]?
    A: right okay [can you tell me what the trouble is]
    A: [Tell me how it went from the start].
Not:
    A: How do you spell that?
    A: What is your postcode?
    A: Have you tried another socket?
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.questions import questions
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "open_question"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Asks openly"
NOTE = "Gives the customer room to tell."


def find(view: View) -> Iterator[Mark]:
    """See questions.py. Confidence: .95 with a question mark, .85 without, .7 where only the mark tells."""
    for turn, question in view.questions(questions):
        if question.kind == "open":
            yield turn.mark(NAME, question.start, question.end, question.confidence, question.because)
