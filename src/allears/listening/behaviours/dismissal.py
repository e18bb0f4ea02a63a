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

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.said import Said
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
        (chill|relax|settle down|cool it|keep your (hair|shirt) on|simmer down|suit yourself|cool yourself)
        ^ whatever $
        you'll [just|simply] (have to|need to) (live with|wait [like]|lump|put up|deal|accept|get used)
        live with it
        (^|just|you'll|and|then|to|must|can) deal with it $
        (you're|you are) (overreacting|exaggerating|being (dramatic|silly|difficult|ridiculous|unreasonable|emotional|
          oversensitive))
        no need to (get|be|shout|take that|raise|make|swear) [so|all] _
        mind your (language|tone|manners)
        (nobody|no one|noone) else (has|is|had|ever|complains|complained)
        (everyone|everybody) (gets|has to|waits|'s in|is in|else (gets|has to|waits|manages|pays|does|seems|says))
        for everybody else
        read the (terms|manual|small print|guide|email|contract|website|conditions|notice|instructions)
        (consult|see|check|refer to) the (terms|manual|user guide|guide|website|faq|contract|handbook)
        (take it or leave it|tough luck|too bad|hard luck|next question|case closed|matter is closed|end of (story|
          discussion|conversation))
        ^ (so what|who cares|not interested) $
        (i|we) can't (help you|do anything|argue|comment|be expected|change the rules)
        (make|making) a (fuss|scene|drama|mountain)
        (what do|what did) you (expect|want me to do)
        (it's|that's) (only|just) (a|the) [bit of|few] _ $
        (sales|decisions|decision|bans|results|prices|the decision|it|that) (are|is) final
        (out of|not in) (our|my) hands
        (no|isn't any|not any) call for (that|this|hysterics|it|shouting)
        (as per|according to) [the|our] (policy|process|brochure|terms|procedure|contract|system|rules)
        (are|is) subject to
        if (you were|you've been|anyone was) (offended|upset)
        (kindly|please) (do not|don't) (interfere|argue|shout|raise|be)
        (no biggie|tough|not my emergency|join the line|join the queue)
        that's (how|the way) (it|things) (is|are|goes|go)
        the (charge|fee|fine|decision) stands
        what (do you want|you want) me to (say|do)
        can't (help|please|catch|do|fix) (everyone|everything)
        i'm just (doing|telling|following|reading) (my|you|the|what)
        (and|so) that's (that $|final|the end|all there)
        if you (don't like it|say so)
    """,
    ),
    (
        LIKELY,
        "sweeps it away",
        """
        (as|like) i [already|just|have|'ve] [already|just] (said|told|explained|say|mentioned)
        i [already|just|have|'ve] [already|just] explained (this|that|it) to you
        i (already|just) told you
        (the|my) (system|computer|screen|log) (says|shows|won't let)
        (works|working) (fine|perfectly) [for|here|on]
        (moving on|be that as it may|never mind that|that's as may be)
        (just|simply) (try|do|fill|wait|restart|turn|reset) it [please|again]
        you're not the only (one|person|customer)
        (it's|that's|it does say|it says so) [all] (on|in) (the|our) (website|site|app|page|invoice|form|terms|
          brochure|contract|letter)
        (we're|i'm) [very|really] busy
        (busy|short staffed|short-staffed)
        not (possible|our policy|allowed) $
        company policy
        (there's|there is) no (record of|such thing|point in|evidence)
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


# "A contract's a contract", "denied is denied": said of itself, a thing is past discussion.
_TAUTOLOGY = lazy_pattern(
    r"\b(?:an? )?((?!th[aeio]|wh[aei]|here\b|they\b)\w{4,}|that(?=\S* that\W*\Z))(?:'s| is| are) (?:an? )?\1\b(?![-'])"
)
_IS = lazy_pattern(r"\w(?:'s| is| are) ").search


def find(view: View) -> Iterator[Mark]:
    """Phrases that close the matter, unless the same turn gives a reason or another way; and tautologies.

    Confidence is the phrase's, .7 for a tautology.
    """
    yield from _by_phrase(view)
    for turn in view.agent_turns:
        same = turn.once(_tautology)
        if same is not None and not turn.quoted(same[0]):
            yield turn.mark(NAME, *same, PERHAPS, "says only that it is what it is")


def _tautology(said: Said) -> tuple[int, int] | None:
    """Where a thing is said of itself; most texts say no word twice."""
    if len({word[:4] for word in said.words}) == len(said.words) or _IS(said.lower) is None:
        return None
    same = _TAUTOLOGY.search(said.lower)
    return same.span() if same is not None else None


def _by_phrase(view: View) -> Iterator[Mark]:
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
