"""How polite the words of a request are: a measure between 0 and 1, for texts of any length."""

from __future__ import annotations

import math
import re

_CUES: tuple[tuple[float, str], ...] = (
    (1.0, r"\b(?:thank you|thanks|grateful|i appreciate|much appreciated|cheers)\b"),
    (0.8, r"\b(?:sorry|apologi[sz]e|apologies|forgive|excuse me|pardon)\b"),
    (0.7, r"(?<!\A)(?<![.!?]\s)\bplease\b"),
    (-0.3, r"(?:\A|[.!?]\s)please\b"),
    (0.6, r"\b(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening)|dear)\b"),
    (0.7, r"\b(?:could|would|might) (?:you|i|we|it)\b|\bwould be (?:great|nice|lovely|good)\b|\bwould you mind\b"),
    (0.3, r"\b(?:can|will|may) (?:you|i|we)\b"),
    (0.5, r"\b(?:i was wondering|i wonder(?:ed)?|perhaps|maybe|possibly|if you (?:have|could|would|don't mind|like)|"
          r"when you (?:have|get)|by the way|i think|i guess|seems?|might)\b"),
    (0.8, r"\b(?:great|nice|good|excellent|wonderful|interesting|helpful|impressive) (?:work|job|point|idea|article|"
          r"edit|question|suggestion)|\b(?:well done|congratulations|good luck|happy to|glad)\b"),
    (-0.9, r"\b(?:actually|in fact|the point|really|honestly|obviously|clearly|the fact)\b"),
    (-0.6, r"(?:\A|[.!?]\s+)(?:so|then|and|but|or|why|what|who)\b"),
    (-0.5, r"(?:\A|[.!?]\s+)(?:you|your)\b"),
    (-0.8, r"\b(?:why (?:did|do|are|have|is|would) you|what (?:the|are you talking)|stop|don't|wrong|vandal\w*|"
           r"nonsense|ridiculous|stupid|hell|damn|bother|problem|false|lie|lying|bad|refus\w+|delet\w+|revert\w*)\b"),
)  # fmt: skip
_PATTERNS = [(weight, re.compile(pattern)) for weight, pattern in _CUES]


def politeness(text: str) -> float:
    """How polite a text is, 0–1: the sum of its cues through a logistic curve. Empty text gives .5."""
    lower = text.lower().replace("’", "'")
    total = sum(weight * min(2, len(pattern.findall(lower))) for weight, pattern in _PATTERNS)
    return 1 / (1 + math.exp(-total))
