"""What is said back about the other where neither a rule nor its own head hears it: "You're dreading Monday."

One head (`reflects`) tells how likely a sentence says anything back about the customer, whatever it adds to it. Three
things bear on it that a sentence by itself does not show: how often this agent has said something back before, whether
the customer takes it up with a yes, and whether he has just told anything. What kind of mark it becomes
the heads of the three kinds decide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence

from allears.listening.behaviours.confirming import YES
from allears.listening.lazily import lazy_pattern
from allears.listening.odds import log_odds
from allears.listening.questions import asked_in_form
from allears.listening.said import Sentence
from allears.listening.view import TurnView, View

KINDS = ("restating", "empathy")
BESIDE = frozenset({"greeting", "using_name", "thanks", "apology", "backchannel", "interruption", "talking_over"})
"""Marks that a sentence may bear which says something back. One that is found to do anything else does that."""
CANDIDATE = 0.1
"""The chance from which a sentence is looked at."""
USUAL, AS_SURE_AS, LAST = 0.1, 3, 10
"""How often agents say something back, a chance that counts as much as that many turns; and how many of the last turns
of this one tell how often he does.
"""
REACH = 40
"""Turns before a turn in which his last ones are looked for."""
SAYS_ENOUGH = 3
"""Words of a turn beyond which it tells something: what the customer's matter is, how the agent listens."""
TOLD = 4
"""How many of the customer's last turns are looked at for what he told."""
TAKEN_UP, NOT_TAKEN_UP = 1.0, -0.5
"""Log odds of a yes that the customer's next turn opens with, and of its absence."""
OF_ITS_KIND = 0.2
"""How likely a sentence must be to name a feeling to be called that: else it is said back."""
_FRAMED = lazy_pattern(
    r"(?:(?:ok|okay|right|ah|oh|yes|yeah|well|and|but|mm|hmm|um|uh|alright|now|then)[\s,.:;–—-]+)*"
    r"(?:so\b|(?:(?:it|that|this) )?(?:(?:just|kind of|sort of|really|almost|also) )*(?:sounds?|seems?|feels?) "
    r"(?:like|as if|as though|to me)\b|what i(?:'m)? hear|i(?:'m)? hear(?:ing)?\b|on (?:the )?one (?:hand|side)\b|"
    r"part of you\b|you(?:'re| are) (?:saying|telling)\b)"
)
"""Openings by which a sentence says of itself that it says back."""


def likelihood(view: View, turn: TurnView, chance: float, usual: float) -> float:
    """How likely a sentence says something back, 0–1: its own `chance`, and what stands around its turn. `usual` tells
    how likely this agent is to do so at all.

    Where the customer has told nothing there is nothing to say back.
    """
    if not any(len(told.words) > SAYS_ENOUGH for told in view.before(turn.index, "customer", TOLD)):
        return 0.0
    after = TAKEN_UP if _taken_up(view, turn) else NOT_TAKEN_UP
    return 1 / (1 + math.exp(-(log_odds(chance) + log_odds(usual) - log_odds(USUAL) + after)))


def usually(view: View, turn: TurnView, chance_of: Callable[[TurnView], float]) -> float:
    """How likely the agent of a turn is to say something back, by his last turns: `chance_of` one of them."""
    past: list[float] = []
    for i in range(turn.index - 1, max(-1, turn.index - 1 - REACH), -1):
        before = view.turns[i]
        if before.role == turn.role and len(before.words) > SAYS_ENOUGH:
            past.append(chance_of(before))
            if len(past) == LAST:
                break
    return (sum(past) + USUAL * AS_SURE_AS) / (len(past) + AS_SURE_AS)


def kind(turn: TurnView, sentence: Sentence, chances: Sequence[float], marks: Collection[str]) -> str:
    """What a sentence that says something back is to be marked as; "" for nothing. `chances` are those of `KINDS`,
    `marks` the names of the marks that it has.
    """
    framed = _FRAMED.match(turn.lower, sentence.start, sentence.end) is not None
    beside = set(marks)
    if framed:
        # "It sounds like you feel let down" says back what was felt: it is both.
        beside.discard("empathy")
    if sentence.asks and "closed_question" in beside and not asked_in_form(turn, sentence):
        # "You've waited since Monday?" says it back, and asks by the voice alone.
        beside.discard("closed_question")
    if not BESIDE.issuperset(beside):
        return ""
    back, feeling = chances
    return "empathy" if not framed and feeling >= OF_ITS_KIND and feeling > back else "restating"


def _taken_up(view: View, turn: TurnView) -> bool:
    """True if the customer says yes to a turn that asked for none."""
    following = view.following(turn.index)
    if following is None or following.role != "customer" or not following.sentences or turn.sentences[-1].asks:
        return False
    return YES.match(following.lower, following.sentences[0].start) is not None
