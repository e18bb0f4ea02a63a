"""Saying what one is about to do, known by its words.

Such an act may be done at once on the line ("I'll just look that up"), which is no promise, or be a caller's ("I'm
trying to ring my sister"). Evaluation asks for it (BT Oasis calls it a statement of intent); no mark is made of it.
"""

from __future__ import annotations

import re

_LEAD = (
    r"(?:\A|[.!?,;]\s*|\b(?:so|and|but|well|um|uh|er|erm|right|okay|ok|yeah|yes|no|now|then|oh|sorry|what|if|just|i|"
    r"you|while|until) )"
)
_INTENT = re.compile(
    rf"{_LEAD}(?:"
    r"(?:i|we)(?:'ll| will| shall|'m (?:just )?(?:going to|gonna)|'re (?:just )?(?:going to|gonna)| am going to)"
    r"(?! (?:need|want|not|never|tell (?:them|you how))\b)|"
    r"let me\b(?! (?:finish|think|go\b|know))|let'?s (?:just )?(?:have|see|try|look)\b|"
    r"(?:i'm|i am) (?:just )?trying to (?!get through|contact|dial out)|"
    r"(?:while|whilst) (?:i|we) (?:just )?(?:try|confirm|check|look|get|find|put)\b|"
    r"just (?:let me|try(?:ing)? (?:to|the|that)|bring|see if)\b|see if (?:i|we) can\b|"
    r"call you (?:back )?at\b)"
)


def intends(lower: str) -> bool:
    """True if a lower-cased utterance says what its speaker is about to do, or is trying to do."""
    return _INTENT.search(lower) is not None
