"""How much of what one sentence says was said before by somebody: the measure under restating, summing up and
repeating.
"""

from __future__ import annotations

from .view import Sentence, TurnView


def sentence_content(turn: TurnView, sentence: Sentence) -> dict[str, float]:
    """Stems with content in one sentence, with their weights (see words.py)."""
    return turn.content_in(sentence)


def covered(turn: TurnView, sentence: Sentence, theirs: dict[str, float]) -> tuple[float, float, int]:
    """Weight of the sentence's content that is in `theirs`, its share of all the sentence's content, and how many
    stems it has.

    The share is 0 for a sentence without content.
    """
    own = sentence_content(turn, sentence)
    whole = sum(own.values())
    if not whole:
        return 0.0, 0.0, 0
    shared = sum(weight for name, weight in own.items() if name in theirs)
    return shared, shared / whole, len(own)
