"""Reflecting: saying what the other has said, meant or felt, as a statement about them.

Wider than `restating`, `summing_up` and `empathy` together: a reflection may add what was not said (Miller & Rollnick
2013, "complex"), may be a fragment that goes on where the other stopped, and may sound like a question.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from allears.listening.models.texts import text_model
from allears.listening.odds import log_odds
from allears.listening.said import said
from allears.listening.transcript import Turn
from allears.listening.view import TurnView

from .facts import TOLD, facts, only_signs
from .plain import plain

FEWEST = 0.25
"""The chance from which a turn is a reflection."""
OF_THE_TURN = 0.5
"""How much it weighs, as a power, how great a part of its turn a sentence is: in a long one something sounds so by
chance.
"""
REACH = 8
"""Turns before a turn in which the other's words are looked for."""
SIGN = 4
"""Words of a turn at most that only shows that its speaker follows."""
USUAL, AS_SURE_AS, LAST = 0.35, 6, 10
"""How often listeners reflect, a chance that counts as much as that many turns; and how many of the last turns of this
one tell how often he does.
"""
SAYS_ENOUGH = 3
"""Words of a turn beyond which it tells how its speaker listens."""
_DASHES = ("-", "–", "—")
KEPT = 1 << 9
"""Turns of which the chance is remembered, since it is asked again for the turns that come after."""


def reflects(turns: Sequence[TurnView], index: int) -> bool:
    """True if a turn says something back about the other. Needs numpy."""
    return likelihood(turns, index) >= FEWEST


def likelihood(turns: Sequence[TurnView], index: int) -> float:
    """How likely a turn is to be a reflection, 0–1. Needs numpy.

    Who has reflected before is more likely to do so again, which decides where the words leave it open.
    """
    past: list[float] = []
    role = turns[index].role
    for i in range(index - 1, -1, -1):
        if len(past) == LAST:
            break
        if turns[i].role == role and len(turns[i].words) > SAYS_ENOUGH:
            past.append(chance(turns, i))
    usual = (sum(past) + USUAL * AS_SURE_AS) / (len(past) + AS_SURE_AS)
    return 1 / (1 + math.exp(log_odds(USUAL) - log_odds(usual) - log_odds(chance(turns, index))))


def chance(turns: Sequence[TurnView], index: int) -> float:
    """How likely a turn is to be a reflection by what is said in it and was before, 0–1. Needs numpy.

    Before the other has said anything there is nothing to say back.
    """
    told = told_before(turns, index)
    return _chance(turns[index].text, _begun(turns, index), told) if told else 0.0


def told_before(turns: Sequence[TurnView], index: int) -> tuple[str, ...]:
    """What the other said, the latest first; of what he said earlier, signs that he follows are left out."""
    told: list[str] = []
    for i in range(index - 1, max(-1, index - REACH), -1):
        if turns[i].role != turns[index].role and not (told and only_signs(turns[i].words)):
            told.append(turns[i].text)
            if len(told) == TOLD:
                break
    return tuple(told)


def _begun(turns: Sequence[TurnView], index: int) -> str:
    """What the speaker of a turn that goes on, with a dash, had begun when the other only followed with a sign."""
    if index < 2 or not turns[index].text.lstrip().startswith(_DASHES):
        return ""
    before, between = turns[index - 2], turns[index - 1]
    if before.role != turns[index].role or between.role == before.role or len(between.words) > SIGN:
        return ""
    return before.text if before.text.rstrip().endswith(_DASHES) else ""


@lru_cache(KEPT)
def _chance(text: str, begun: str, told: tuple[str, ...]) -> float:
    turn = TurnView(0, Turn("agent", meant(text, begun)))
    before = [said(plain(heard)) for heard in told]
    said_in = [(sentence, turn.words_of(sentence)) for sentence in turn.sentences]
    saying = [(sentence, words) for sentence, words in said_in if not only_signs(words)]
    model = text_model("reflecting")
    scores = [(model.score(facts(turn, sentence, before), words), len(words)) for sentence, words in saying]
    if not scores:
        return 0.0
    score, length = max(scores)
    score += OF_THE_TURN * math.log(length / sum(count for _, count in scores))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def meant(text: str, begun: str) -> str:
    """What is said in a turn, after the sentence that it goes on with ("" where it begins anew)."""
    text, sentences = plain(text), said(plain(begun)).sentences
    if not sentences:
        return text
    return f"{plain(begun)[sentences[-1].start :].rstrip('-–— .')} {text.lstrip('-–— ')}"
