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
        (off the (books|record)|under the (table|counter)|on the (quiet|sly)|behind (his|her|their|the) back|out the
          back)
        (bit|bung|few quid|something) on the side
        (nobody|no one|noone|naebody|none of them) [ever|upstairs|in accounts|in there] (looks $|looks at|counts|audits|
          checks|
          verifies|phones|sees the|adds them|writes it|does a stocktake|will come to know|will audit)
        (nobody|they|he|she|boss|owner|manager) (won't|'ll never|will never|never) (look|notice|miss|clock|check|count|
          counts|
          know|looks|checks)
        (none|nobody|anyone|any|be) the wiser
        (needn't|need not|must not|mustn't|never has to|doesn't have to|never needs to|won't ever) (know|see|hear|find)
        (not|never|nobody|don't|won't) (write|ring|log) (it|this|that|them|the hour) (up|down|in)
        (no|without) (paperwork|paper trail|job card|questions asked)
        no (paper|trace|receipt) $
        cash in hand
        pay me [the|in] cash
        (slip|bung) (me|us) _
        (slip|bung|sneak|pinch|nick|slide) (you|him|her|them) (a|an|in|into|one|past|two|the|some|your|free)
        (write|mark|log|book|ring|put|code) (it|this|that) [up|in|through|down] as (a|an|lost|damaged|broken|breakages|
          training|
          your|faulty)
        (down|booked|put down|ring it up|written off|book) as (breakages|broken|a patient|training|a nail|lost|damaged|
          faulty|
          sick|deceased|a charity)
        (i've|i'll|i'm|i have) (gone blind|be looking at the|look the other way|turn a blind|turned a blind|close my
          eyes|
          see nothing|saw nothing)
        (turn|turning|turned) a blind eye
        (look|looking) the other way
        (i|you) (saw|see|heard|hear) nothing
        you never (saw|heard|spoke|met|got|had) [to] (me|this|that|it|them|where)
        (keep|stay) (schtum|shtum|quiet|mum|hush|your head~ down|it zipped) [about|in front|on|so|then|$]
        (under|keep it under|beneath) (your|ya|yer) hat
        not a (peep|word|whisper) to (anyone|anybody|the|a|my|your)
        (whisht|wheesht|shush|hush hush)
        (our|a|my) [little] secret
        (delete|burn|bin) this [chat|msg|message|email|mail|letter|note]
        (i|we|he|she) (could|'d|would|'ll|will) (lose my job|be written up|get written up|get the sack|be shot|be
          sacked|have my
          (head|hide)|eat me|go mad)
        (have my|be my) (hide|head|neck)
        if (the owner|the boss|anyone|anybody|they|he|she|somebody|someone|the inspector) (asks|ask|calls|
          rings) (you're|
          you are|say|it's|he's|i'm|she's|it came|tell)
        (so|just|say) (pretend|you're my|you are my|he's my) _
        (isn't|not|ain't|isnae) [strictly|quite|exactly] (legit|legal|kosher)
        (supposed to be|meant to be|set aside|put by|put aside|reserved|kept back|holds back|promised) (for|to) (the|a|
          his|her|
          team|reps|mr|mrs|father|dr|some|another)
        (since|seeing|seeing as|as|because|cos|seeing that) (you're|you are|ur) (a|an|my|our|from|the|committee|family|
          police|
          such|staff|one|mr|nice|old)
        for a good (customer|friend|mate)
        (ahead of|above|before) (the|all the|all) (others|queue|rest|line|list|other patients|other people)
        (down|up|off) the (list|pile|queue) .. (get|and|so|for you)
        (others|other people|ordinary people|the rest|normal people|they) (can|will|must) wait
        (lose|lost|losing|tear up|rip up|hide|hiding) (his|her|their|the|your) (docket|booking|form|file|paper|ticket|
          report|
          arrears|paperwork|order|fine|record)
        (staff|master|manager's|director's|driver|guest|his|her|my own|someone's|dead guy's) (code|badge|pass|login|
          password|
          tariff|discount|link|build|token) [for|it|w~|to|and|is|if]
        (i know|know) (his|her|lou's|the boss's|the manager's) (password|login|pin)
        (have|having) a quiet word
        (pull|pulled|pulling) (a|some|few) strings
        (he|she|they) owes me [one]
        (supposed|meant|allowed|permitted) to [do|be] .. (so don't|so you|so not|so keep|so whisht)
        (technically|strictly|officially|by the book) .. (but|so let's|so i'll|though)
        (i|we) never (asked|said|told you|gave|quoted|saw) [and|you|it|this|that] $
        (just|only) (for|between) (you|us|friends) [,|$|though|mate|love]
        only for you
        as it (were|happens) yesterday
        (date|stamp|dated|stamped|datestamp) (it|them|yours|that) [for|on|as] (the|monday|tuesday|wednesday|thursday|
          friday|
          yesterday|last)
        (turned|turn|put|set) the (stamp|date|clock) back
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
        (quick|quickly|now|go|do it|in) [,] before (somebody|anybody|anyone|someone|they|he|she|the boss|
          my (manager|boss|supervisor)) (sees|see|notices|comes|looks|finds|spots|checks)
        (i|we) (haven't|never) (seen|saw) you $
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
