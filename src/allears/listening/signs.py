"""Words that show somebody follows, and words that only hold the floor: what is said without having anything to say."""

from __future__ import annotations

from collections.abc import Sequence

from .lexicon import wordset

SIGNS = wordset(
    "mm mmm mmmm mhm mmhm mmhmm hm hmm hmmm uh um huh uhhuh uhuh ah aha oh ooh oof ouch ow eek yikes wow gosh "
    "crikey blimey goodness gracious heavens jeez right ok okay okey k kk yeah yea yep yes yup aye sure see "
    "exactly really indeed absolutely alright ay haan ji acha achha gotcha course understood fair true lord god "
    "dear no never enough following listening with you quite so go on i of got it that it's is makes sense my "
    "fine good lovely all hah ha hah arrah eh na sha hai theek"
)
_ALONE = wordset("no never so my with it that it's is of i you on all fine good lovely it got quite god")
"""Words that are a sign of following only beside another one."""
_STRONG = wordset(
    "mm mmm mhm mmhm hm hmm uhhuh aha oh ooh oof ouch ow eek yikes gosh crikey blimey goodness "
    "gracious heavens jeez aw eurgh ugh "
    "haan achha ayyo aiyo janey"
)
LONGEST = 4
"""Words of a sign made of known words ("right, I see")."""
CONTINUERS = wordset("mm mmm mhm mmhm mmhmm hm hmm hmmm uh huh uhhuh uhuh hunh")
"""Words that take up no floor and answer nothing: always a sign of following (Schegloff 1982)."""
SHORT = wordset("yeah yep right yes yeap yah")
"""Words that also answer and agree: a sign only where their speaker leaves it at that."""
_HOLDS = wordset("so um uh er erm or anyway like")
"""Words that keep the floor, or give it away unsaid ("so …", "or …"): nothing is cut off with them."""
_BEGINS = wordset("and but because cuz well i if then")
"""Words that, said alone, are the beginning of a say if another is speaking, and else only hold the floor."""
_SAYS_NOTHING = (SIGNS - _ALONE) | _HOLDS | _BEGINS
_BOUND = _BEGINS | wordset(
    "a an the this that these those my your our his her their it we they he she you there it's that's i'm i've i'll "
    "i'd he's she's we're they're there's is are was were do does did can could would will should have has had to of "
    "for with from in on at by as than when while where which who whose let's not just cause don't doesn't didn't"
)
"""Words that cannot stand alone; any other word that does is all that somebody had to say."""
_WHOLE = frozenset({"i don't know", "you know", "i'm sorry", "i see", "i think so", "i guess so", "i know"})
"""More words that are whole, though much may follow them."""


def is_sign(words: Sequence[str]) -> bool:
    """True for a few words that are all signs of following, or hold one that is nothing else ("Sold, mm")."""
    if len(words) > LONGEST:
        return False
    return (SIGNS.issuperset(words) and not _ALONE.issuperset(words)) or not _STRONG.isdisjoint(words)


def only_holds(words: Sequence[str]) -> bool:
    """True for words with which somebody begins or holds the floor, and says nothing yet ("but um")."""
    return all(word in _SAYS_NOTHING for word in words)


def is_whole(words: Sequence[str]) -> bool:
    """True for words of which nothing can be cut off: signs, holds, answers of a word."""
    if (len(words) == 1 or SIGNS.issuperset(words)) and _BOUND.isdisjoint(words):
        return True
    return (only_holds(words) and words[-1] not in _BEGINS) or " ".join(words) in _WHOLE
