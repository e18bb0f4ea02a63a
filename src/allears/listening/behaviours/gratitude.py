"""Thanks that are meant.

Examples:
    C: [Thank you so much], that's a weight off.
    C: [You've been a great help].
    C: [cheers mate, legend]
Not:
    C: I'd thank you to read my email.
    C: Thanks for nothing.
    C: Three weeks late and no answer, thanks a bunch.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import TurnView, View

from . import abuse, complaint

NAME = "gratitude"
PARTY = "customer"
EFFECT = "helps"
LABEL = "Thanks"
NOTE = "The customer says thank you."

CUES = Cues(
    (
        SURE,
        "says thank you",
        """
        thank (you|u|ye) [so much|very much|ever so much|again|kindly]
        (many|huge|big|much|million) thanks
        thanks [so much|a lot|a million|very much|ever so much|again]
        thankyou
        thx
        (cheers|ta) [very much|mate|love|for]
        god bless
        bless you
        (i|we) [really|do|very much|so|sincerely|truly] appreciate
        (much|greatly) (appreciated|obliged)
        (i'm|we're|how|so|very|really|eternally|truly|forever) [so|very|really|most|ever so] grateful
        (kind|good|nice|lovely|decent|sweet|thoughtful) of you
        (you've|you have|you were|that's|that was|you are|you're|been) [been|really|so|very|such] [a|an|of] [great|
          big|huge|real|absolute|so|very|really|wonderful|massive|most|proper] (help|helpful|star|legend|lifesaver|
          angel|brilliant|wonderful|gem|saint|treasure|kind|marvellous|godsend|life saver|champion|darling|dote|
          diamond)
        (absolute|total|an absolute|a) (legend|star|lifesaver|gem|angel|diamond|champion|godsend|life saver)
        (you|you've) (saved|made) my (day|life|week|bacon|morning|weekend)
        (legend|lifesaver|lifesaver|diamond) $
        (grand|brilliant|lovely|perfect|great|wonderful|fantastic) , (thanks|thank you|cheers)
        (that|this) (means|meant) (a lot|the world|so much)
        (weight|load) off (my|our)
        (shukriya|dhanyavad|merci|gracias|slainte|go raibh)
    """,
    ),
)
_NOT = lazy_pattern(
    r"\b(?:no thank|thanks? (?:for nothing|a bunch|to (?:your|you lot|the|his|her|them|that)|for "
    r"(?:wasting|ruining|the lecture|that pearl|not|making me wait))|(?:i'd|i would|i'll|will) "
    r"thank you (?:to|not)|thank (?:god|goodness|heavens|christ)|"
    r"thanks but|thank you but no|well thanks|oh thanks|no,? thanks|yeah thanks|gee thanks|wow "
    r"thanks|great,? thanks|cheers for (?:that|nothing)|not even a thank|without (?:a|so much as a) "
    r"thank)"
)


def find(view: View) -> Iterator[Mark]:
    """Words of thanks outside of an angry turn. Confidence .95; .7 where the turn also complains, and none where it
    insults.
    """
    complaints = {(m.turn, m.start): m for m in view.marks(complaint.find)}
    angry = {turn for turn, _ in complaints}
    insults = {m.turn for m in view.marks(abuse.find)}
    for turn, hit in view.customer_hits(CUES):
        if turn.quoted(hit.start) or turn.reported(hit.start) or turn.index in insults:
            continue
        if _NOT.search(turn.lower, max(0, hit.start - 12), hit.end + 28) or turn.negated(hit.start, 2):
            continue
        sentence = turn.sentence_at(hit.start)
        if turn.lower.startswith(("-", " of "), hit.end) and not turn.lower.startswith(" of you", hit.end):
            continue  # a word broken off ("ta-"), and "that was kind of odd"
        if turn.index in angry and _ironic(turn, hit.start, sentence.start):
            continue
        certain = (
            PERHAPS
            if turn.index in angry
            else hit.confidence
            if hit.confidence < SURE or len(turn.words) > 2
            else LIKELY
        )
        yield turn.mark(NAME, hit.start, sentence.end, certain, hit.because)


def _ironic(turn: TurnView, at: int, sentence: int) -> bool:
    """Thanks at the end of a sentence that complains are seldom meant: "Three weeks late, thanks a lot"."""
    return at - sentence > 15
