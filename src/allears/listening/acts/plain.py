"""Speech as it was meant: what a typist keeps of a stumbling tongue is taken out before its words are weighed."""

from __future__ import annotations

import re
from functools import lru_cache

_NOTE = re.compile(r"\[[^\]\n]{0,60}\]")
_TWICE = (
    re.compile(r"\b([\w']{1,20} [\w']{1,20})(?:\s{0,3}[-–—]{1,3}\s{0,3}\1\b)+", re.IGNORECASE),
    re.compile(r"\b([\w']{1,12})(?:\s{0,3}-{1,3}\s{0,3}\1\b)+", re.IGNORECASE),
)
_BEGUN = re.compile(r"\b(\w{1,3})-(?=\1)", re.IGNORECASE)
_FILLED_PAUSE = re.compile(r"(?:^|(?<=[\s,]))(?:um|uh|er|erm)\b,? ?", re.IGNORECASE)
_SPACES = re.compile(r"\s{2,}")
KEPT = 1 << 10
"""Texts that are remembered, for several facts ask for the same one."""


@lru_cache(KEPT)
def plain(text: str) -> str:
    """A text without notes in square brackets ("[laughs]"), words said twice ("you-you", "that's- that's"), words begun
    twice ("d-don't") and filled pauses ("um").
    """
    text = text.replace("’", "'")
    if "[" in text:
        text = _NOTE.sub(" ", text)
    if "-" in text or "—" in text or "–" in text:
        for pattern in _TWICE:
            text = pattern.sub(r"\1", text)
        text = _BEGUN.sub("", text)
    return _SPACES.sub(" ", _FILLED_PAUSE.sub("", text)).strip()
