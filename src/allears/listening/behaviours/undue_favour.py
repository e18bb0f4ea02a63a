"""Bends a rule for someone, secretly or because of who they are.

Examples:
    A: [I'm not supposed to do this, but for you I'll waive it].
    A: [I'll date it Monday, keep that between us].
    A: [Don't tell anyone, but I can put you first in the queue].
Not:
    A: I'm not allowed to change the price.
    A: As a goodwill gesture I can take ten pounds off.
    A: I won't tell anyone your number.
    A: I can't backdate it, but it starts on the first of the month.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import Sentence, View

NAME = "undue_favour"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Bends a rule"
NOTE = "Bends a rule for one person."

CUES = Cues(
    (
        SURE,
        "bends a rule on the quiet",
        """
        (not|isn't|never|aren't) [really|actually|strictly|technically] (supposed|meant|allowed|permitted) to [do|
          be] .. (but|though|however|so don't|just this)
        (we're|i'm) not (meant|supposed|allowed) to but
        shouldn't [really|be|do|even] .. (but|though) [i'll|for you|since|seeing|just|here|let me]
        (don't|do not|never|just don't) mention (anyone|anybody|my|the|a|this|it|nobody|them|that|your)
        (don't|do not|never|not to|just don't) (tell|breathe|let|say|post|spread) (anyone|anybody|my|the|a|
          this|it|nobody|them|on|that|your)
        (keep|kept|stays|this stays|that stays|strictly) [this|that|it|quiet] [just|strictly|under] (between|quiet|
          to yourself|under your hat|hush)
        (just|strictly) between (us|you and me|ourselves|the two of us)
        between (us|you and me|ourselves) , (i'll|i can|i could|i've|we'll|i'm)
        (you|ye) (didn't|never|haven't) (hear|heard|see|saw|get|got|seen) (this|that|it|me|nothing)
        (boss|manager|supervisor|nobody|no one|they|head office|accounts|anyone) (doesn't|don't|needn't|need not|
          won't|wouldn't|will never|will ever|has to|needs to|need) [ever|need to|have to] (know|find out|notice|
          check|see|hear|knows)
        nobody (checks|will know|will notice|need know|needs to know|knows|'ll know|'ll notice)
        (say|says) nothing
        (mum's|mums) the word
        (bend|bending|break|breaking|stretch|stretching|fiddle|fudge|fudging) [the|a|any|some|one] (rule|rules|dates|
          figures|policy)
        (off the (books|record)|under the (table|counter)|on the (quiet|sly|side)|behind (his|her|their|the) back|
          out the back)
        (boss|manager) (would|'d|will|'ll) (kill|fire|sack|murder|have my head)
        (i|we) could (get|be) (fired|sacked|in trouble|into trouble|disciplined)
        (backdate|back-date|backdating|postdate)
        (date|dated) it .. (so|before|as if|as though)
        sneak (you|it|them|one|that|this|a|your)
        (because|since|seeing|as) (it's|it is) you
        (for|since|because) (you're|you are|you) [my|such|a] (friend|mate|pal|cousin|neighbour|regular|favourite|
          one of us|special|nice|lovely|pretty)
        (mark|note|log|book|record|put|code) (it|this|that|them) [down] as [a|an|if|lost|though|faulty|damaged]
        if (they|anyone|anybody|he|she|someone) (ask|asks|asked) [you] [just|,] (say|it's|tell)
        (shh|shhh|hush|wink wink|nudge nudge)
        jump (the|you|your) (queue|line|up)
        (bump|push|slip|squeeze|shove) (you|yours|your|him|it) [up|to|ahead|past|into|in|through] [the|to|
          of] .. (queue|line|list|first|front|front of|ahead|top)
        everyone else (waits|has to|pays|must|gets)
        without [a] ticket
        that's not a thing we do
        we don't do (that|this|it) for (everyone|anyone|others|most)
        not [normally|usually] do (this|that) (but|for)
    """,
    ),
)


def denied(view: View, turn: int, sentence: Sentence) -> bool:
    """True where the sentence refuses the favour ("I can't backdate it"), however much it sounds like one."""
    hits = [
        (at, hit) for at, hit in view.agent_hits(CUES) if at.index == turn and at.sentence_at(hit.start) == sentence
    ]
    return bool(hits) and all(at.negated(hit.start, 2) for at, hit in hits)


def find(view: View) -> Iterator[Mark]:
    """Phrases of secrecy or of a rule set aside. Confidence is the phrase's; lower without a favour ("I'll", "I can")
    beside it.
    """
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start) or turn.negated(hit.start, 2):
            continue
        words = turn.lower[sentence.start : sentence.end]
        gives = any(
            w in words
            for w in ("i'll", "i can", "i could", "i've", "i will", "we'll", "i'm", "let me", "for you", "done")
        )
        if not gives and words.startswith(("please don't", "don't let", "do not", "please do")):
            continue
        done.add(key)
        yield turn.mark(NAME, sentence.start, sentence.end, hit.confidence if gives else PERHAPS, hit.because)
