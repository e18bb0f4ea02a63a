"""Sweeps away what was said.

Examples:
    C: I'm furious. / A: [Calm down].
    A: [That's our policy].
    A: [There's nothing I can do], you'll have to live with it.
Not:
    A: I can't refund it after thirty days, because the maker won't take it back, but I can mend it for free.
    A: Let me explain how our policy came about.
    A: There's nothing you need to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "dismissal"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Brushes it aside"
NOTE = "Sweeps away what was said."

CUES = Cues(
    (
        SURE,
        "sweeps it away",
        """
        calm [yourself] down
        (that's|it's|this is) [just|simply|only] (our|the|company|shop|store|standard) (policy|rules|rule|procedure|
          process)
        (that's|it's) [just|simply] (policy|procedure|the rules|the system|the way it is|how it is|how it works|life|
          standard)
        (nothing|not much|little|not a lot) (i|we|anyone|you) can do
        (nothing|not much|little|not a lot) (we|i) (can|could) (do|say)
        (it is|it's) what it is
        (i|we) don't make the (rules|policy|decisions|schedule)
        (not|isn't|ain't|no) [really] (my|our) (problem|department|job|concern|business|fault|issue|responsibility)
        not (a|my) (priority|concern)
        (get|getting) over it
        (chill|relax|settle down|cool it|keep your (hair|shirt) on|simmer down|whatever)
        you'll [just|simply] (have to|need to) (live with|wait [like]|lump|put up|deal|accept|get used)
        (deal|live) with it
        (you're|you are) (overreacting|exaggerating|being (dramatic|silly|difficult|ridiculous|unreasonable|emotional|
          oversensitive))
        no need to (get|be|shout|take that|raise|make|swear) [so|all] _
        mind your (language|tone|manners)
        (nobody|no one|noone) else (has|is|had|ever|complains|complained)
        (everyone|everybody) (else|gets|has|says|waits|'s|is in)
        for everybody else
        read the (terms|manual|small print|guide|email|contract|website|conditions|notice|instructions)
        (consult|see|check|refer to) the (terms|manual|user guide|guide|website|faq|contract|handbook)
        (take it or leave it|tough luck|too bad|hard luck|not interested|so what|who cares|next question|case closed|
          end of [story|discussion|conversation])
        (i|we) can't (help you|do anything|argue|comment|be expected|change the rules)
        (make|making) a (fuss|scene|drama|mountain)
        (what do|what did) you (expect|want me to do)
        (it's|that's) (only|just|not) (a|the) [bit of|few] _ $
        (sales|decisions|decision) are final
        can't (help|please) everyone
        i'm just (doing|telling|following|reading)
        (denied is denied|a contract's a contract|rules are rules|policy is policy|business is business)
        (and|so) that's (that|final|the end|all there)
        if you (don't like it|say so)
    """,
    ),
    (
        LIKELY,
        "sweeps it away",
        """
        (as|like) i [already|just|have|'ve] [already|just] (said|told|explained|say|mentioned)
        i [already|just|have|'ve] [already|just] (told|explained [this|that|it]) [to] you
        (the|my) (system|computer|screen|log) (says|shows|won't let)
        (works|working) (fine|perfectly) [for|here|on]
        (anyway|moving on|be that as it may|never mind that|that's as may be)
        (just|simply) (try|do|fill|wait|restart|turn|reset) it [please|again]
        you're not the only (one|person|customer)
        (it's|that's) [all] on (the|our) (website|site|app|page)
        (we're|i'm) [very|really] busy
        (busy|short staffed|short-staffed)
        not (possible|our policy|allowed) $
        company policy
        (there's|there is) no (record|such|point|evidence|way)
        (with|due) [all] [due] respect
        you (can|could) always (complain|write|go)
    """,
    ),
)
_REASON = (
    " because ",
    " since ",
    " but i can",
    " but we can",
    " instead",
    " what i can do",
    " however",
    " so what i",
    " let me",
    " i'll ",
    " i can ",
)


def find(view: View) -> Iterator[Mark]:
    """Phrases that close the matter, unless the same turn gives a reason or another way. Confidence is the phrase's."""
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start):
            continue
        if turn.negated(hit.start, 2) or (view.before(turn.index, "customer", 1) == [] and turn.index > 0):
            continue
        confidence = hit.confidence
        if any(reason in turn.lower for reason in _REASON):
            confidence = PERHAPS
            if hit.confidence < SURE:
                continue
        if sentence.asks and hit.confidence < SURE:
            continue
        done.add(key)
        start, end = (sentence.start, sentence.end) if sentence.end - sentence.start < 90 else turn.clause_at(hit.start)
        yield turn.mark(NAME, min(start, hit.start), max(end, hit.end), confidence, hit.because)
