# ruff: noqa: E501 - a table of patterns reads better unbroken
"""Keeping somebody waiting on the line: asking for it, or saying that one has to look first."""

from __future__ import annotations

import re

from allears.listening.view import TurnView

_LOOKS = re.compile(
    r"\b(?:let me|let's|lemme|i'll|i will|we'll|i'm going to|i'm gonna|i'm|i've got to|i have to|just|i need to|i'd have to)"
    r"(?: (?:just|quickly|first|have to|got to|try and|get to|go and|um|uh))*"
    r" (?:(?:have|having|take|taking|get) (?:a |another )?(?:little |quick |wee )?look|check(?:ing)? (?:with|on that|that|this|it|for you)\b|"
    r"look(?:ing)? (?:that|it|this|you|into it|for it)(?: up)?\b|see (?:if|what|whether|where)|find (?:it|that|your)|"
    r"wait(?:ing)? for (?:it|the (?:system|screen|computer|page)|another|this|that)|trying to (?:bring|load|open|get (?:it|that|this|the \w+) (?:up|open))|bring(?:ing)? (?:it|that|your|up))\b|"
    r"\A\W*(?:ringing|looking|checking|trying|searching)(?: (?:it|that|this|now))? for you\b|"
    r"\bwon't (?:keep you|be)\b(?! (?:able|there|in|here|any|open|until|at|here))(?: (?:a|one|two|long|very|too))"
)
_REPORTED = re.compile(
    r"\b(?:keeps? (?:getting|saying|telling)|(?:it|they|she|he|message|recording|machine)(?: \w+)? (?:said|says|saying|goes))\b|"
    r"\bsaying (?:please )?(?:hold|wait)|\byou won't be\b"
)


def asks_to_wait(turn: TurnView, *, heard: bool = False) -> bool:
    """True if a turn asks the other to wait now, or says that one is about to look, which keeps them waiting.

    `heard` says that `hold` was heard in it already.
    """
    return (heard or _LOOKS.search(turn.lower) is not None) and _REPORTED.search(turn.lower) is None
