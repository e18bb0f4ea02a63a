"""Says sorry for something that was done or left undone.

Examples:
    A: [I'm sorry, I cut you off].
    A: [We apologise for the mix-up with the dates].
    A: That was [my mistake], I put it under the wrong name.
Not:
    A: Sorry? Could you say that again?
    A: I'm so sorry for your loss.
    A: We'd have a lot of sorry customers if we did that.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.acts.regretting import asks_again, goes_along, says_no_regret
from allears.listening.lexicon import wordset
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import TurnView, View

NAME = "apology"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Says sorry"
NOTE = "Says sorry."

CUES = Cues(
    (
        SURE,
        "says sorry",
        """
        (i'm|we're|i am really|am) [so|very|really|truly|awfully|terribly|ever so|genuinely|extremely|just|only|
          deeply] sorry
        [so|very|really|truly|awfully|terribly|ever so|real] sorry (about|for|that|we|i|it|you've|you|if)
        [my|our|sincere|sincerest|humble|deepest] apologies
        apologi~
        please (forgive|accept)
        forgive (me|us)
        (i|we) owe you [an|a] [big|proper] (apology|sorry)
        (i|we) should've (checked|looked|asked|told|called|rung|written|read|listened|seen|said|noticed|warned|known|
          sent)
        (i|we) shouldn't've
        (my|our) (mistake|bad|fault|error|slip)
        (i|we) [do|really|deeply] regret
        (i|we) got (that|this|it) wrong
        (i'm|we're) (ashamed|mortified)
        (i|we) was wrong to
        that (was|is) [entirely|all|wholly] (on|down to) (me|us)
        (that|it|this|which) was [very|really|so|just|terribly|plain|a] [bit] (careless|sloppy|thoughtless|clumsy|silly|
          foolish|stupid|wrong|rude|remiss|unfair) of (me|us)
        how (careless|sloppy|thoughtless|clumsy|silly|foolish|stupid|rude) of (me|us)
        (i|we) [do] beg your pardon
        (i|we) [do] (ask|beg) [your|for] (pardon|forgiveness)
    """,
    ),
    (
        LIKELY,
        "says sorry",
        """
        sorry
        soz
        that's on (me|us)
    """,
    ),
)
_SAY_AGAIN = Cues(
    (
        SURE,
        "asks to say it again",
        """
    sorry ?
    sorry , (what|who|where|when|which|can you|could you|say|i (didn't|missed|did not) (catch|hear|get)|come again|
      you were saying|was that|did you)
    i'm sorry ?
    sorry (what|who) [was|is|did]
""",
    )
)
_CONDOLENCE = Cues(
    (
        SURE,
        "shares the grief",
        """
    sorry (to hear|for your|about your|for her|for his|to learn|to read|to see|you're (going|having|feeling|unwell|
      in)|that you're|you had to go|for you|you've been (ill|unwell|poorly))
    (nothing to|no need to|don't) [be] (apologi~|sorry)
    no need for [any] apolog~
    sorry (customers|state|sight|lot|story|excuse)
    not sorry
    sorry [about that|about this|about it] , if you (feel|felt|found|were|are)
    sorry [that|if] you (feel|felt|think|thought|see) [it|so|that|like|as|let|you]
    (my|our) (fault|error|mistake) (report~|department|line|lines|team|service|number|desk|rate|rates|rule|code|
      log|message)
    always (my|our) fault
    (better|safe) [safe] than sorry
    feel sorry
    (you'll|you will) be sorry
    (say|said|saying) sorry to
""",
    )
)


def find(view: View) -> Iterator[Mark]:
    """Words of apology, but not "say again", condolence, or a sorry state. Confidence is the phrase's; "sorry" alone
    less.
    """
    for turn, hit in view.agent_hits(CUES):
        if turn.quoted(hit.start) or turn.reported(hit.start) or _other(turn.lower, hit.start, hit.end):
            continue
        sentence = turn.sentence_at(hit.start)
        alone = turn.lower[hit.start : hit.end] in _ALONE
        if "sorry" in turn.lower[hit.start : hit.end] and says_no_regret(turn, hit.start):
            continue
        if alone and (turn.negated(hit.start, 2) or _asks_or_goes_along(view, turn)):
            continue
        confidence = PERHAPS if alone and hit.start != sentence.start else hit.confidence
        yield turn.mark(NAME, hit.start, _end(turn.lower, hit.end, sentence.end), confidence, hit.because)


_ALONE = wordset("sorry soz") | {"i'm sorry", "im sorry", "i am sorry"}
BEFORE, NEAR = 3, 12
"""Turns before a "sorry" that may be what it asks to hear again; those that tell whether several others speak."""


def _asks_or_goes_along(view: View, turn: TurnView) -> bool:
    """True for a turn with a "sorry" that asks to hear something again, or takes up what was said."""
    near = view.turns[max(0, turn.index - NEAR) : turn.index]
    several = len({other.turn.speaker for other in near if other.role != turn.role}) > 1
    if goes_along(turn) and not several:
        return True
    return asks_again(turn, near[-BEFORE:], view.following(turn.index), several=several)


def _other(lower: str, start: int, end: int) -> bool:
    around = lower[max(0, start - 20) : end + 45]
    at = start - max(0, start - 20)
    for cues in (_SAY_AGAIN, _CONDOLENCE):
        for hit in cues.find(around):
            if hit.start < at + (end - start) and hit.end > at:
                return True
    return False


def _end(lower: str, at: int, limit: int) -> int:
    """What it is that they are sorry for belongs to the apology: up to the next comma of the sentence."""
    comma = lower.find(",", at + 1, limit)
    return comma if comma > 0 else limit
