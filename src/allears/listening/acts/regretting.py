# ruff: noqa: E501 - a table of patterns reads better unbroken
"""Saying that one regrets: any "sorry" that is no "say that again", "pardon me", and an "I'm afraid" of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from allears.listening.overlap import in_the_same_words, said_again
from allears.listening.view import TurnView

from .asking import asks

_SORRY = re.compile(
    r"(?:\A|[.!?,;]\s*)(?:(?:oh|um|uh|er|erm|and|so|but|well|no|yes|yeah|okay|ok|right|hello|hi|ah|er)[\s,]+)*"
    r"(?:(?:very|so|really|ever so|awfully|terribly) )?(?:sorry|soz)\b|"
    r"\b(?:i'm|i am|we're|we are|i m|am)(?: \w+){0,2} sorry\b|\bsorry (?:about|for|to)\b|"
    r"\b(?:apologi[sz]e|apologies|apology|i (?:do )?regret|forgive (?:me|us)|pardon me|(?:i )?beg (?:your|you) pardon|"
    r"(?:my|our) (?:own )?(?:fault|mistake|error|bad)(?! (?:report|department|line|team|service|number|desk)))\b"
)
_NOT = re.compile(
    r"\b(?:(?:not|no need to be|nothing to be|don't be|say|says|said|saying|message) sorry|sorry (?:state|sight|lot|story|customers)|"
    r"(?:better|safe) (?:safe )?than sorry|sorry (?:sorry )?(?:what|who|who's|where|when|which)\b|"
    r"feel sorry|sorry i (?:didn't|did not) (?:catch|hear|get)|sorry (?:but )?you(?:'d|'ll| would| will)? (?:have|need) to)\b"
)
_BESIDE = re.compile(r"\b(?:oh|um|uh|er|yeah|i'm|i am|it's|sorry|love|sir|madam|mate|dear|caller)\b|\W")
_AFRAID = re.compile(r"\W*(?:but |and |um |uh )*(?:i'm|i am) afraid\W*\Z")
_GOES_ALONG = re.compile(
    r"\W*(?:(?:oh|ah|um|yeah|yes|right)\W+)*(?:yeah|yes|right)\W+(?:sure\W+)?sorry(?:\W+(?:yeah|yes))?\W*\Z"
)
"""Takes up what was said, and is sorry for not having known it."""

_CORRECTS = re.compile(
    r"\b(?:a|an|the|it's|of|to|at|on|with|from|your|my|their|one|two|three|four|five|six|seven|eight|nine|zero|double|treble|star)"
    r"[\s,]+(?:(?:uh|er|erm|um)[\s,]+)*(?:(?:i'm|i am) )?\Z"
)
"""Before a "sorry": a word after which more must come, so that it is one's own words that are put right."""

_TAKES = re.compile(
    r"\W*(?:no|oh|yeah|yes|okay|ok|right|alright|all right|that's|that is|it's|its|don't|never|no problem|uh|um|mm|"
    r"thanks?|thank you|hello|cheers|go (?:ahead|on)|after you|but|and (?:maybe|also|then|so))\b|\W*(?:well|so)?\W*\Z"
)
"""How one takes an apology, or says no more than that one is there."""

_AGAIN = re.compile(
    r"\W*(?:(?:uh|um|and|can you|could you) )*(?:(?:what|who|where|which)\W*\Z|(?:what|who|where) (?:was|did you say|did you)\b|"
    r"i (?:didn't|did not|can't|couldn't) (?:\w+ )?(?:hear|catch|get)|say (?:that|it) again|"
    r"(?:do|did|you|an?|the|your|i \w+|can you \w+|could you \w+) (?:what|who|where|which)\W*\Z|could you (?:say|repeat)|can you (?:say|repeat))\b"
)
"""How one goes on who has not heard it."""

_OF_ONESELF = re.compile(r"\W*(?:(?:uh|um|but|and|well|no|unfortunately)\W+)*(?:i|we)\b")
_ASKED = re.compile(r"\W*(?:(?:oh|um|uh|er|i'm|i am) )*(?:sorry|pardon)(?: me)?\W*\Z")


def regrets(turn: TurnView, before: Sequence[TurnView] = (), after: TurnView | None = None) -> bool:
    """True if a turn says sorry, or that something is a pity. A "sorry" that asks to hear it again is none.

    `before` are the last turns before it (three will do), `after` is the next one.
    """
    lower = turn.lower
    if _AFRAID.match(lower):
        return True
    if _SORRY.search(lower) is None or _NOT.search(lower) is not None or goes_along(turn):
        return False
    return not asks_again(turn, before, after)


def says_no_regret(turn: TurnView, start: int) -> bool:
    """True if a "sorry" at `start` is none by the words around it: told of others, said before a "what", or before
    one's own words are put right ("it's four sorry five").
    """
    lower = turn.lower
    return _CORRECTS.search(lower, 0, start) is not None or any(
        found.start() <= start < found.end() for found in _NOT.finditer(lower)
    )


def goes_along(turn: TurnView) -> bool:
    """True if a turn with its "sorry" only takes up what was said ("yeah, sorry")."""
    return _GOES_ALONG.match(turn.lower) is not None


def asks_again(turn: TurnView, before: Sequence[TurnView], after: TurnView | None, *, several: bool = False) -> bool:
    """True if a "sorry" alone asks for what the other had said: they had just spoken, and say it again, or its speaker
    goes on with it as a question. "I'm sorry" is that only where the words themselves come again.

    `several` says that more than two speak: hardly any turn is then an answer to the one before it.
    """
    lower = turn.lower
    if _BESIDE.sub("", lower) or after is None or lower.startswith("oh "):
        return False
    if "?" in lower:
        return True
    last = before[-1] if before else None
    answers = last is not None and last.role != turn.role
    if last is not None and answers and _ASKED.match(last.lower):
        return False
    if several:
        return _AGAIN.match(after.lower) is not None or any(
            other.role != turn.role != after.role and in_the_same_words(other, after) for other in before
        )
    again = any(said_again(other, after) for other in before if other.role != turn.role)
    bare = "i'm" not in lower and "i am" not in lower
    if after.role == turn.role:
        goes_on = (again and _OF_ONESELF.match(after.lower) is None) or asks(after)
        return (bare and answers and goes_on) or _AGAIN.match(after.lower) is not None
    if last is not None and not answers:
        return again or _AGAIN.match(last.lower) is not None
    return (again or bare) and _TAKES.match(after.lower) is None
