"""Asks whether they have it right.

Examples:
    A: So the valve is wrong. [Is that right]?
    A: [Have I understood you correctly]?
    A: You moved in May and the bill went to the old flat. [Did I miss anything]?
Not:
    A: What is your date of birth, to check that it is you?
    A: I'd send it by courier, is that OK?
    A: So, right, let me look.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "checking"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Checks they have it right"
NOTE = "Asks whether they have it right."

CUES = Cues(
    (
        SURE,
        "asks whether it is right",
        """
        (is|was|isn't) (that|this|it) [about|roughly|more or less|all|still] (right|correct|accurate) $
        (is|was) (that|this) [about|roughly|pretty much] (the size of it|the whole of it|the picture|what you (meant|
          mean|said|were saying|had in mind)|how you see it|how it (was|went|is))
        have i (got|understood|heard|followed|pictured|read|caught|taken|summed|grasped) (that|it|you|this|everything|
          things|all) [all|down] [right|correctly|properly|straight|clearly|the right way round]
        have i got [all] [of] (that|it|this|everything|the) .. (right|straight|correctly|down) $
        have i (missed|left|forgotten|got) (anything|something|any|out|a|wrong)
        (did|do) i (get|understand|hear|miss|have|follow|leave|catch|read|take|picture) (that|it|you|this|anything|
          something|everything|all) [all|down] [right|correctly|out|of that|the right way round|straight|clearly|
          properly]
        (am i|i'm) (right|correct) (in|that|to|so far) [think~]
        am i [understanding|hearing|reading|following|getting] (right|correct|you|that|this|it|with you)
        (does|did) (that|this|it) (match|cover|sum|capture|square|tally|fit|reflect)
        does that sound [about] right
        correct me (if|where)
        tell me if i've (got|misunderstood|missed|left)
        tell me (if|where) i'm (wrong|off|mistaken)
        stop me if i
        (anything|something) i've (missed|left|got|forgotten|misunderstood|wrong)
        (anything|something) i (missed|left out|got wrong|forgot|misunderstood|have missed|have wrong)
        did i miss
        have i missed
        if i (understand|understood|follow|heard|got|hear) (you|that|this|it) (right|correctly|properly)
        i've (understood|followed|heard|got) (you|that|it|this|all) (right|correctly|properly)
        i have followed correctly
        is that what you (mean|meant|want|wanted|need|are after|had)
        is that (everything|it in a nutshell|a fair)
        (would|would that be|is that) a fair (summary|way)
        is it fair to say
        or have i
        or did i
    """,
    ),
    (
        LIKELY,
        "asks for a yes to what was heard",
        """
        , (correct|right|yes|yeah) [then|so far] ?
        (correct|right) na
        yes or have i
        that's the whole of it
        (that|this|it) (correct|right) ?
        is that it ?
        (that|it) about right
        (with|on) the same page
        sound right ?
        agreed ?
    """,
    ),
)
_QUIET = ("is that it", "agreed")


def find(view: View) -> Iterator[Mark]:
    """Phrases that ask for a correction, in the agent's turns. Confidence is the phrase's."""
    for turn, hit in view.agent_hits(CUES):
        if turn.quoted(hit.start) or turn.negated(hit.start, 2):
            continue
        start = hit.start
        while start < hit.end and not turn.lower[start].isalnum():
            start += 1
        sentence = turn.sentence_at(start)
        words = turn.lower[start : hit.end]
        if words in ("right", "correct", "yes", "yeah") or hit.confidence < SURE:
            if not sentence.asks or view.before(turn.index, "customer", 1) == []:
                continue
            if words in ("right", "yes", "yeah") and sentence.end - sentence.start < 40:
                continue
        confidence = hit.confidence if sentence.asks or hit.confidence >= SURE else PERHAPS
        yield turn.mark(
            NAME, start, max(hit.end, sentence.end if sentence.end - hit.end < 40 else hit.end), confidence, hit.because
        )
