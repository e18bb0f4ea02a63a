"""Tells an arrangement that the customer told of, and that is only said back, from one that is made."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allears.listening.lazily import lazy_pattern
from allears.listening.promises.detect import Commitment
from allears.listening.said import Said
from allears.listening.words import content_of

_SO = lazy_pattern(r"(?:^|[.!?:]\s+)(?:(?:ok|okay|right|ah|oh|well|and|yes|i see)[,.]? )*so,? $", re.I)
_ASKS_FOR_IT = lazy_pattern(
    r"\?|\b(?:please|(?:can|could|will|would) you|(?:i|we)'d (?:like|love)|i'll take|(?:i|we) (?:want|need)|"
    r"let's|make it|put (?:me|us)|book (?:me|us|it))\b"
)
"""A wish, which "So you're booked for Friday" grants."""
_OWN = lazy_pattern(r"\s*(?:i|we)\b", re.I)
_STATES = ("booked", "coming", "present", "returning", "there", "third")
"""Kinds of commitment that tell how a thing stands, and not what the speaker does."""
REACH = 4
"""How many turns before are looked at."""
_LEAD = 24
SHARE = 0.6
"""Share of its content that the customer must have said."""


def said_back(text: str, commitment: Commitment, before: Iterable[tuple[str, Said]]) -> bool:
    """True for "So the hall is booked for the ninth" after a customer who said so, and who asked for nothing.

    `before` are the turns before it, the last `REACH` of them, with who spoke."""
    if commitment.kind not in _STATES or _OWN.match(commitment.subject):
        return False
    if _SO.search(text[max(0, commitment.start - _LEAD) : commitment.start]) is None:
        return False
    latest = [turn for role, turn in before if role == "customer"]
    if any(_ASKS_FOR_IT.search(turn.lower) for turn in latest):
        return False
    content = content_of(re.findall(r"[\w']+", text[commitment.start : commitment.end].lower()))
    known = sum(weight for name, weight in content.items() if any(name in turn.content for turn in latest))
    return known >= SHARE * sum(content.values()) > 0
