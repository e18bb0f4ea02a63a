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
        (nothing|no) [more|further] (i|we) (can|could) (tell|add|offer)
        nothing [more|further] to (discuss|say|add|be (said|done))
        (no|any) more to be said
        (sure|know) what [else] (you (want|expect) me|to tell you)
        (can't|cannae|couldn't) (do nothing|magic|conjure|work miracles|perform miracles|wave a)
        (not|isn't) up to (me|us)
        above my pay grade
        i'm (only|just) (a|an|the) _ $
        i (only|just) (read|follow|go by|answer|enter|press) (the|what)
        i can only (tell you what|say what|go by|go on)
        (as long as (it|they) takes|take as long as they take)
        (come|arrive|ready|done|there|fixed|happen) when (it|they|he|she) (come|comes|arrive|arrives|'s|is|are|get|gets|
          happens)
        sort (itself|themselves) out
        blow over $
        (nobody|no one|nobody's) [has] died
        worse things happen
        (only|just) (small|minor|cosmetic|a scratch|a bit of fun)
        (quit|stop|less of the) (yelling|shouting|moaning|whining|complaining|fussing|whingeing|nagging)
        no need for (that|language|tears) (is there|$)
        lower (the|your) (volume|voice|tone)
        wind your neck in
        take a (breath|seat and wait)
        (don't|dinnae|no need to) [go|be|get] (getting|get|working|work) [so|all|yourself|yersel] (upset|worked up|
          excited|
          emotional|hysterical|your knickers)
        (when|once|until|till) you're calm~
        (maintain|keep) (dignity|decorum)
        (keep things|keep it|keep this) in (proportion|perspective)
        (kindly|just|please) be patient
        be my guest
        do what you (want|like) [then] $
        (dealt with|handled|processed|answered) in (turn|rotation|strict rotation|[the] order)
        (like|same as) (everyone|everybody) else
        you'll survive
        get used to (it|them)
        the (only|first) (one|person|customer) (moaning|complaining|to (complain|say|mention|moan|ask))
        (never had|no other|other) (complaints|a complaint|any complaints)
        works [fine|ok|okay] (on my|our end|my end|at this end|at our|for everyone)
        (ticket|case|chat|matter) [is] [now] closed
        (just|simply) how (it|things|we) (works|are|is|do)
        agree to (differ|disagree)
        (draw a line under|close the book on)
        (these|such) things (happen|take time|are sent)
        how long is a piece
        how long's a piece
        [it] (comes|goes) with the (territory|job)
        unable to comment
        (been through|gone over) (this|that|it) (already|before|once)
        as (previously|already) (advised|stated|explained|communicated|informed|discussed|mentioned)
        those are the (rules|terms|conditions)
        working as (designed|intended)
        not a bug
        won't (change|make a difference|go any faster|happen any faster)
        nothing [will|'ll] (goes|go) any faster
        (no|got) time (for this|to argue)
        don't have to (listen|put up|take|stand)
        top and bottom of it
        (don't|dont) ask (me|us)
        how (should|would) (i|we) know
        your guess is as good
        if you're (that|so) (bothered|worried|unhappy|desperate)
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
        no need to (shout|raise|swear|take that|make a|get) [so|all] _
        no need to be [so|all] (rude|dramatic|aggressive|nasty|sarcastic|abusive|angry|cross|upset|clever|smart|
          difficult|
          hysterical|emotional|unpleasant|like)
        mind your (language|tone|manners)
        no (need|call) (for|to take) [that|this|such|a|the] [kind of|sort of] (tone|language|attitude|sarcasm|shouting)
        (i'd|we'd) have to do (it|that|this|the same) for (everyone|everybody|all)
        (children|kids|people|they|they'll|he'll|she'll|you'll|we all) [all|soon|always] get over (it|that|this|them|
          these|such) [things] [soon|quickly]
        (nobody|no one|noone) else (has|is|had|ever|complains|complained)
        (everyone|everybody) (gets|has to|waits|'s in|is in|else (gets|has to|waits|manages|pays|does|seems|says))
        for everybody else
        read the (terms|manual|small print|guide|email|contract|website|conditions|notice|instructions)
        (consult|see|check|refer to) the (terms|manual|user guide|guide|website|faq|contract|handbook)
        (take it or leave it|tough luck|too bad|hard luck|next question|case closed|matter is closed|end of (story|
          discussion|conversation))
        ^ (so what|who cares|not interested) $
        (i|we) can't (help you|do anything|comment|be expected|change the rules)
        (make|making) a (fuss|scene|drama|mountain)
        (what do|what did) you want me to do
        (it's|that's) (only|just) (a|the) [bit of|few] _ $
        (sales|decisions|decision|bans|results|prices|it|that|list|report|answer|offer|invoice) (are|is) final
        (report|list|decision|answer|offer|that)'s final
        all (sales|bans|decisions|results|prices|marks|offers) [are] final
        (out of|not in|oot o) (our|my|oor) hands
        (no|isn't any|not any) call for (that|this|hysterics|it|shouting)
        (as per|according to) [the|our] (policy|process|brochure|terms|procedure|contract|system|rules)
        (are|is) subject to
        if (you were|you've been|anyone was) (offended|upset)
        (kindly|please) (do not|don't) (interfere|argue|shout|raise|be)
        (no biggie|not my emergency|join the line|join the queue)
        ^ tough $
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
        (as|like) i [just|have|'ve] already (said|told|explained|say|mentioned)
        ^ (as|like) i [just|have|'ve] (said|told|explained|say|mentioned)
        i [already|just|have|'ve] [already|just] explained (this|that|it) to you
        i (already|just) told you
        (the|my|our) (system|computer|screen|log|tracker|tracking) (says|won't let|shows (delivered|it|nothing|you|
          it's))
        (works|working) (fine|perfectly) [for|here|on]
        (moving on|be that as it may|never mind that|that's as may be)
        (just|simply) (try|do|fill|wait|restart|turn|reset) it [please|again] $
        you're not the only (one|person|customer)
        (it's|that's|it does say|it says so) [all] (on|in) (the|our) (website|site|app|page|invoice|form|terms|
          brochure|contract|letter)
        (we're|i'm) [very|really] busy
        (short staffed|short-staffed)
        not (possible|our policy|allowed) $
        company policy
        (there's|there is) no (record of|such thing|point in|evidence)
        you (can|could) always (complain|write|go)
        (most|other) (people|customers|couples|clients|patients|users|folk|folks) (manage|cope|don't (mind|complain)|are
          happy|seem|find it|just)
        (as far as|so far as) (we're|i'm|i am) concerned
        ^ noted $
        ^ (next|closing) $
        (put it in writing|raise a ticket|log a ticket|log it|fill in the form|open a new)
        there's a (procedure|process|queue|system)
        (don't|can't) discuss (this|individual|payments|details)
        (not possible|can't be done|no can do|no chance) $
        ^ at least (it|he|she|you|they|nobody|no one|there|that) (was|wasn't|were|weren't|is|isn't|are|had|have|has|got|
          didn't|can)
        (system|computer|software|screen) (won't|doesn't|does not|will not) (let|allow) (me|us) $
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

_KINDLY = (" for ", " without ", " until ", " before ", " since ")
"""After a rule or a refusal: whom it serves, or what would change it ("that's our rule for families", "I can't do
anything without a number")."""


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
        if turn.lower.startswith(_KINDLY, hit.end):
            continue
        confidence = hit.confidence
        # What the phrase itself says is no reason: "the system won't let me".
        rest = f"{turn.lower[: hit.start]} {turn.lower[hit.end :]}"
        if any(reason in rest for reason in _REASON):
            confidence = PERHAPS
            if hit.confidence < SURE:
                continue
        if sentence.asks and hit.confidence < SURE:
            continue
        done.add(key)
        start, end = (sentence.start, sentence.end) if sentence.end - sentence.start < 90 else turn.clause_at(hit.start)
        yield turn.mark(NAME, min(start, hit.start), max(end, hit.end), confidence, hit.because)
