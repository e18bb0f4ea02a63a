"""A short sign of following while the other goes on, with no content of its own.

Examples:
    C: The first one came on Monday, and it was / A: [Mm-hm]. / C: the wrong colour.
    C: So I rang your shop twice. / A: [I see]. / C: And nobody picked up.
    C: They told me to wait / A: [right, right] / C: so I did, for an hour.
Not:
    C: Did you send it? / A: Yes. / C: Good.
    C: Please book it. / A: OK, I have done it. / C: Thanks.
    C: That was all. / A: Right. Now for your bill, it stands at £40.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening import floor
from allears.listening.lexicon import wordset
from allears.listening.phrases import LIKELY, PERHAPS, SURE
from allears.listening.reading import Mark
from allears.listening.view import TurnView, View

NAME = "backchannel"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Shows they follow"
NOTE = "Shows that they are following."

_SIGNS = wordset(
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
EXCLAIMED = 3
"""Words of a sign that no list could hold ("Oh crumbs, yes"), where the customer's open sentence goes on after it."""


_CONTINUERS = wordset("mm mmm mhm mmhm mmhmm hm hmm hmmm uh huh uhhuh uhuh hunh")
"""Words that take up no floor and answer nothing: always a sign of following (Schegloff 1982)."""
_SHORT = wordset("yeah yep right yes yeap yah")
"""Words that also answer and agree: a sign only where their speaker leaves it at that."""
PAUSE = 1.0
"""Seconds for which who gave such a sign says nothing more."""


def find(view: View) -> Iterator[Mark]:
    """A whole turn of at most `LONGEST` words, all of them signs of following, between two turns of the customer.

    Confidence falls where the customer does not go on afterwards, and where his words could be a question. Where turns
    carry times, these tell who goes on (`_by_times`).
    """
    by_times = view.transcript.spoken and view.transcript.timed
    for turn in view.agent_turns:
        if by_times:
            yield from _by_times(view, turn)
            continue
        words = turn.words
        if not words or len(words) > LONGEST:
            continue
        before, after = view.previous(turn.index), view.following(turn.index)
        if before is None or before.role != "customer" or "?" in turn.text or _asked(before):
            continue
        if after is None or after.role != "customer":
            continue
        if not is_sign(words) and not (len(words) <= EXCLAIMED and before.cut_off and _goes_on(after)):
            continue
        certain = SURE if before.cut_off or len(after.words) > 3 else LIKELY
        if len(before.words) < 3:
            certain = PERHAPS
        first = turn.sentences[0].start
        yield turn.mark(NAME, first, turn.sentences[-1].end, certain, "a short sign while the customer goes on")


def _by_times(view: View, turn: TurnView) -> Iterator[Mark]:
    """A continuer; "yeah" and the like, if the customer has the word and the agent leaves it at that for a second; any
    other sign only while the customer speaks on beside it.
    """
    words = turn.words
    if not is_sign(words) or {*words} == {"uh"} or "?" in turn.text or not floor.goes_on(view, turn):
        return
    if _CONTINUERS.issuperset(words):
        certain = SURE
    elif floor.pause_after(view, turn) <= PAUSE:
        return
    elif _SHORT.issuperset(words):
        certain = LIKELY
    elif floor.goes_past(view, turn):
        certain = PERHAPS
    else:
        return
    yield turn.mark(NAME, turn.sentences[0].start, turn.sentences[-1].end, certain, "a short sign, and no more")


def is_sign(words: list[str]) -> bool:
    """True for a few words that are all signs of following, or hold one that is nothing else ("Sold, mm")."""
    if len(words) > LONGEST:
        return False
    return (_SIGNS.issuperset(words) and not _ALONE.issuperset(words)) or not _STRONG.isdisjoint(words)


def _goes_on(turn: TurnView) -> bool:
    """The customer's line takes up a sentence that was open: it begins with a dash or in lower case."""
    text = turn.text.lstrip(" \"'")
    return text[:1] in ("—", "–", "-", "…", ".") or text[:1].islower()


def _asked(turn: TurnView) -> bool:
    return bool(turn.sentences) and turn.sentences[-1].asks
