"""Commits themselves or the company to do something, to be available, or to an outcome.

Examples:
    A: [I'll have the right one on the van by four this afternoon].
    A: [We will refund the forty pounds within five working days].
    A: [I'll call you back tomorrow morning].
Not:
    A: I can't promise anything.
    A: Shall I call you back?
    A: He said he'd call you on Monday.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.promises import find_promises, is_none
from allears.listening.promises.restated import REACH
from allears.listening.reading import Mark
from allears.listening.view import Sentence, View

NAME = "promise"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Promises"
NOTE = "Says what will be done."


def denied(view: View, turn: int, sentence: Sentence) -> bool:
    """True where the sentence commits nobody, by its form or because the customer had said it."""
    before = [(one.role, one) for one in (view.turns[i] for i in range(max(0, turn - REACH), turn))]
    return sentence.asks or is_none(view.turns[turn].text, sentence.start, sentence.end, before)


def find(view: View) -> Iterator[Mark]:
    """The promises, as the finder of promises dates and words them. Confidence is theirs."""
    for promise in view.promises(find_promises):
        turn = view.turns[promise.turn]
        if turn.role == "agent":
            because = f"says what will be done, {promise.due_text}" if promise.due_text else "says what will be done"
            yield turn.mark(NAME, promise.start, promise.end, promise.confidence, because)
