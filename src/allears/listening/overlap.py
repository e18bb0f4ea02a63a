"""How much of what one sentence says was said before by somebody: the measure under restating, summing up and
repeating.
"""

from __future__ import annotations

from .lazily import lazy_pattern
from .view import Sentence, TurnView

_ANNOUNCED = lazy_pattern(
    r"(?:(?:ok|okay|right|so|and|well|yes|sure|now|then|before i [a-z ]{2,20})[\s,]+)*"
    r"(?:(?:let me|may i|can i|i'd like to|i want to|i'll|just|to)\s+)+"
    r"(?:check|see|make sure|be sure|say|read|repeat|play)\b"
    r"[^:;,.!?–—]{0,30}?"
    r"(?:\bi(?:'ve| have)? (?:understood|understand|got|follow\w*|heard|have)\b|\b(?:it|that|this|you) back\b)"
    r"[^:;,.!?–—]{0,30}"
)
_BEFORE_IT = lazy_pattern(r"(?:[:,–—]|\s-)\s+")


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


def said_again(said: TurnView, after: TurnView) -> bool:
    """True if a turn holds what was said before: a word with content, or most of its words."""
    return bool(said.content.keys() & after.content.keys()) or in_the_same_words(said, after)


def in_the_same_words(said: TurnView, after: TurnView) -> bool:
    """True if most of the words of a turn, and three at least, were said before."""
    shared = sum(word in said.words for word in after.words)
    return shared >= 3 and shared >= len(after.words) / 2


def announcement(turn: TurnView, sentence: Sentence) -> int:
    """Where that begins which a sentence says back after it has said so ("Let me check I've understood: …").

    It is the end of the sentence where that is all it says, and 0 where it says no such thing.
    """
    lower = turn.lower
    if not any(word in lower for word in ("let me", "check", "make sure", "be sure", " back")):
        return 0
    found = _ANNOUNCED.match(lower, sentence.start, sentence.end)
    if found is None:
        return 0
    if found.end() == sentence.end:
        return sentence.end
    following = _BEFORE_IT.match(lower, found.end(), sentence.end)
    return following.end() if following else 0
