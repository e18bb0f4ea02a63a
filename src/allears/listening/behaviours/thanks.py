"""Thanks the customer.

Examples:
    A: [Thank you for waiting], I have it now.
    A: [Thanks], that helps.
    A: [I really appreciate your patience].
Not:
    A: It is faster now, thanks to the new system.
    A: You can say no thanks to the extra cover.
    A: There is no need to thank me.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "thanks"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Thanks"
NOTE = "Thanks the customer."

CUES = Cues(
    (
        SURE,
        "says thank you",
        """
        thank you
        (many|huge|big|much) thanks
        thanks [so much|a lot|a million|ever so much|very much]
        thankyou
        ta [very much] $
        (i|we) [really|do|very much|so] appreciate [it|that|you|your|the]
        (much|greatly) (appreciated|obliged)
        (i'm|we're) [so|very|really] (grateful|obliged)
        (good|kind|nice|sweet|decent|patient) of you
        cheers
        bless you
    """,
    ),
)
_NOT = Cues(
    (
        SURE,
        "no thanks",
        """
    thanks to (the|our|a|an|my|his|her|this|that|their|your [own]|some)
    no thank~
    (to|can|would|should|will|you'll|don't|need to) thank
    thank (god|goodness|heavens|me|him|her|them|fully)
    thankfully
    without a thank~
""",
    )
)


def find(view: View) -> Iterator[Mark]:
    """Words of thanks, but not a cause ("thanks to") nor a refusal. Confidence is the phrase's."""
    for turn, hit in view.agent_hits(CUES):
        if turn.quoted(hit.start) or turn.reported(hit.start):
            continue
        if any(
            h.start <= hit.end - 1 and h.end > hit.start
            for h in _NOT.find(turn.lower, max(0, hit.start - 12), hit.end + 12)
        ):
            continue
        confidence = PERHAPS if turn.lower[hit.start : hit.end].startswith(("appreciate", "cheers")) else hit.confidence
        clause_end = turn.clause_at(hit.start)[1]
        yield turn.mark(
            NAME,
            hit.start,
            max(hit.end, clause_end),
            min(confidence, LIKELY) if turn.conditional(hit.start) else confidence,
            hit.because,
        )
