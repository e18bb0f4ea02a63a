# ruff: noqa: E501 - a table of patterns reads better unbroken
"""Saying that one regrets: any "sorry" that is no "say that again", "pardon me", and an "I'm afraid" of its own."""

from __future__ import annotations

import re

from allears.listening.view import TurnView

_SORRY = re.compile(
    r"(?:\A|[.!?,;]\s*)(?:(?:oh|um|uh|er|erm|and|so|but|well|no|yes|yeah|okay|ok|right|hello|hi|ah|er)[\s,]+)*"
    r"(?:(?:very|so|really|ever so|awfully|terribly) )?(?:sorry|soz)\b|"
    r"\b(?:i'm|i am|we're|we are|i m|am)(?: \w+){0,2} sorry\b|\bsorry (?:about|for|to|that|but|if|we|i|you)\b|"
    r"\b(?:apologi[sz]e|apologies|apology|i (?:do )?regret|forgive (?:me|us)|pardon me|(?:i )?beg (?:your|you) pardon|"
    r"(?:my|our) (?:own )?(?:fault|mistake|error|bad))\b"
)
_NOT = re.compile(
    r"\b(?:(?:not|no need to be|nothing to be|don't be|say|says|said|saying|message) sorry|sorry (?:state|sight|lot|story|customers)|"
    r"(?:better|safe) (?:safe )?than sorry|sorry (?:sorry )?(?:what|who|who's|where|when|which)\b|"
    r"feel sorry|sorry i (?:didn't|did not) (?:catch|hear|get))\b"
)
_BESIDE = re.compile(r"\b(?:oh|um|uh|er|yeah|i'm|i am|it's|sorry|love|sir|madam|mate|dear|caller)\b|\W")
_AFRAID = re.compile(r"\W*(?:but |and |um |uh )*(?:i'm|i am) afraid(?: (?:so|not))?\W*\Z")
_TAKES = re.compile(
    r"\W*(?:no|oh|yeah|yes|okay|ok|right|alright|all right|that's|that is|it's|its|don't|never|no problem|uh|um|mm|"
    r"thanks?|thank you|hello|cheers)\b|\W*\Z"
)
"""How one takes an apology, or says no more than that one is there."""

_AGAIN = re.compile(
    r"\W*(?:(?:uh|um|and|can you|could you) )*(?:(?:what|who|where|which)\W*\Z|(?:what|who|where) (?:was|did you say|did you)\b|"
    r"i (?:didn't|did not|can't|couldn't) (?:\w+ )?(?:hear|catch|get)|say (?:that|it) again|"
    r"(?:do|did|you|i \w+|can you \w+|could you \w+) (?:what|who|where|which)\W*\Z|could you (?:say|repeat)|can you (?:say|repeat))\b"
)
"""How one goes on who has not heard it."""


def regrets(turn: TurnView, before: TurnView | None = None, after: TurnView | None = None) -> bool:
    """True if a turn says sorry, or that something is a pity. A "sorry" that asks to hear it again is none."""
    lower = turn.lower
    if _AFRAID.match(lower):
        return True
    if _SORRY.search(lower) is None or _NOT.search(lower) is not None:
        return False
    return not asks_again(turn, before, after)


def asks_again(turn: TurnView, before: TurnView | None, after: TurnView | None) -> bool:
    """True if a "sorry" alone asks for what the other had said: they had just spoken, and speak again, with words that
    neither take an apology nor only go along.
    """
    lower = turn.lower
    if _BESIDE.sub("", lower) or after is None or lower.startswith("oh "):
        return False
    if "?" in lower:
        return True
    if after.role == turn.role:
        return _AGAIN.match(after.lower) is not None
    return (before is None or before.role != turn.role) and _TAKES.match(after.lower) is None
