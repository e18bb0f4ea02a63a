"""Says back, in the same or other words, what the customer just said; a question of this kind counts too.

Examples:
    C: It arrived on Tuesday but there's no cable in the box. / A: [So it arrived on Tuesday, but without the cable]?
    C: The boiler valve is wrong and the family has no hot water. / A: [So the valve is wrong and the house has no
      hot water].
    C: The lift has been out since Monday and my mother can't do the stairs. / A: [Let me see if I've got this: the lift
      has been out since Monday, and your mother can't do the stairs].
    C: The roof leaks since Easter, the cot is wet and I have paid for the repair. / A: [No dry roof since Easter, a wet
      cot, and you've paid for the repair].
    C: I want to move my appointment to Friday. / A: [You'd like to move the appointment to Friday], let me look.
Not:
    C: My parcel is late. / A: Your parcel left Leeds at nine and is on the van.
    C: I want a refund. / A: What is the order number?
    C: The heating is off. / A: I'll send an engineer to see to the heating.
    C: Is the pool open on Sunday? / A: Let me check the times: the pool opens on Sunday at ten.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.behaviours import checking, summing_up
from allears.listening.lazily import lazy_pattern
from allears.listening.overlap import announcement, covered
from allears.listening.phrases import LIKELY, PERHAPS, SURE
from allears.listening.putting import bare, goes_on_telling, said_as_understood, tells_of_us
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View

NAME = "restating"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Says it back"
NOTE = "Says back what the customer said."

ENOUGH = 1.8
"""Weight of shared content, without a cue, below which an overlap may be chance (a named thing weighs 1, a number
1.3).
"""
SHARE = 0.6
"""Share of the sentence's own content that the customer must have said, without a cue."""
CUED_ENOUGH, CUED_SHARE = 0.9, 0.22
LONGEST = 12
"""Stems of a sentence beyond which, without a cue, an overlap is mostly chance."""
CHECKED_ENOUGH = 0.6
"""Enough where the next sentence asks whether it is right."""

_CUE = lazy_pattern(
    r"(?:(?:ok|okay|right|ah|oh|yes|yeah|i see|got it|understood|alright|well|and|sure|hmm|mm|sorry|"
    r"let me see|noted|hang on|just to check|just so i'm clear|just to be clear|gotcha|"
    r"oof)[\s,.:;–—-]+)*"
    r"(?:so\b(?! (?:sorry|i'll|i can|i will|i've|we'll|what|how|when|if|can|could|do|did|let me|"
    r"that's|please|far|much|i'm)\b)|you(?:'re|r| are)? (?:saying|telling me|asking)|"
    r"you (?:said|say|told|mentioned|mean|want|wanted|need|needed|feel|felt|have|had|were|was|never|"
    r"got|can't|cannot|couldn't|don't|didn't|haven't|paid|sent|ordered|asked|tried)\b|"
    r"you(?:'d|'ve|'re| are| would| have) (?!be\b|need|get|find|receive|welcome|right|through|"
    r"speaking|able|only|already|now|going to (?:need|have|get))|"
    r"what (?:i'm hearing|you're saying|i hear)|(?:it )?sounds (?:like|as)|it seems|i (?:hear|"
    r"understand) (?:that )?(?:you|it|the|your)|"
    r"if i (?:understand|understood|follow|hear|heard|got)|i (?:hear|heard) you|in other words|"
    r"meaning|to be clear|let me (?:repeat|say that back|read (?:that|it) back)|and (?:you|it|that|"
    r"he|she|they)\b|that's\b|noted)"
)
_ADDRESS = ("dear ", "hello ", "hi ")
_ADDRESSED = lazy_pattern(r"(?:hello|hi) [^,–—]{1,40}[,–—]\s+(?=so (?!good|great|glad|nice|pleased|happy|lovely)\w)")
_SAYS_SO = lazy_pattern(
    r"(?:(?:ok|okay|right|ah|oh|yes|yeah|i see|well|and|so|mm|mm-hmm|hmm|um|uh|alright)[\s,.:;–—-]+)*(?:"
    r"(?:it |that |this )?sounds (?:like|as (?:if|though)) (?:you|it|there|this|that|the)\b|what "
    r"i(?:'m| am)? hear(?:ing)?\b|"
    r"(?:i|what i) hear (?:you|that you)|you(?:'re| are) (?:saying|telling me|feeling)|you feel\b|you felt\b|"
    r"if i (?:understand|understood|hear|heard) you|in other words,? you|it seems (?:like|that|to me) (?:you|it))"
)
_OWN_ACT = lazy_pattern(
    r"(?:(?:ok|okay|right|so|and|well|yes|sure)[\s,]+)*(?:i|we)(?:'ll|'ve|'d|'m|'re)?\b(?! (?:hear|"
    r"understand|see that|gather|take it|heard)\b)|(?:let|please|can|could|would|do|did|have|is "
    r"there|what|"
    r"how|where|when|which|who|why|thank|thanks|sorry|hello|hi|good (?:morning|afternoon|evening)|"
    r"bear|hold|give me|yes[, ]+(?:i|we)|"
    r"no(?:,| (?:i|we|you|it|that|they|there|he|she|problem|worries|need|trouble)\b))"
)


def find(view: View) -> Iterator[Mark]:
    """Agent's sentences whose content the customer said in his last two turns, weighted by how rare the words are.

    Confidence grows with the share of the sentence that is the customer's, and with a cue ("so you …").
    """
    summed = {(mark.turn, mark.start) for mark in view.marks(summing_up.find)}
    checked = {(mark.turn, mark.start) for mark in view.marks(checking.find)}
    for turn in view.agent_turns:
        if not turn.content or len(turn.words) < 3:
            continue
        put = said_as_understood(view, turn) if bare(turn) else None
        if put is not None:
            yield turn.mark(NAME, *put, "says what was understood, to be told right")
            continue
        said = view.before(turn.index, "customer", 2, reach=4)
        theirs: dict[str, float] = {}
        for other in said:
            theirs.update(other.content)
        content = turn.content
        if sum([content[name] for name in content.keys() & theirs.keys()]) < CHECKED_ENOUGH:
            continue
        if bare(turn) and goes_on_telling(view, turn):
            continue
        announced = False
        for i, sentence in enumerate(turn.sentences):
            said_at = announcement(turn, sentence)
            announced = announced or said_at == sentence.end
            if (turn.index, sentence.start) in summed or said_at == sentence.end:
                continue
            if announced or said_at:
                told = Sentence(said_at or sentence.start, sentence.end, sentence.mark)
                shared, share, _ = covered(turn, told, theirs)
                own_act = _OWN_ACT.match(turn.lower, told.start, told.end) is not None
                if shared >= CUED_ENOUGH and share >= CUED_SHARE and not own_act:
                    yield turn.mark(NAME, sentence.start, sentence.end, SURE, "says that it is said back")
                continue
            asked = next((s.start for s in turn.sentences[i + 1 : i + 2]), -1)
            mark = _judge(turn, sentence, theirs, (turn.index, asked) in checked)
            if mark is not None:
                yield mark


def _judge(turn: TurnView, sentence: Sentence, theirs: dict[str, float], checked: bool) -> Mark | None:
    lower = turn.lower
    shared, share, own = covered(turn, sentence, theirs)
    if checked and shared >= CHECKED_ENOUGH and not _OWN_ACT.match(lower, sentence.start, sentence.end):
        return turn.mark(NAME, sentence.start, sentence.end, LIKELY, "said back, and then checked")
    if lower.startswith(_ADDRESS, sentence.start):
        addressed = _ADDRESSED.match(lower, sentence.start, sentence.end)
        if addressed is None:
            return None
        sentence = Sentence(addressed.end(), sentence.end, sentence.mark)
        shared, share, own = covered(turn, sentence, theirs)
    if lower.startswith("—", max(0, sentence.start - 1)):
        return None
    own_act = _OWN_ACT.match(lower, sentence.start, sentence.end) is not None
    if not own_act and _SAYS_SO.match(lower, sentence.start, sentence.end):
        return turn.mark(NAME, sentence.start, sentence.end, LIKELY if shared else PERHAPS, "says that it is said back")
    if shared < CUED_ENOUGH or (bare(turn) and tells_of_us(turn)):
        return None
    cue = _CUE.match(lower, sentence.start, sentence.end)
    if cue is not None and share >= CUED_SHARE:
        certain = SURE if share >= SHARE and shared >= ENOUGH else LIKELY if share >= 0.4 else PERHAPS
        return turn.mark(NAME, sentence.start, sentence.end, certain, "the customer's own words, with a cue")
    if (cue is None and own_act) or shared < ENOUGH or share < SHARE or own > LONGEST:
        return None
    certain = PERHAPS if share < 0.75 else LIKELY
    return turn.mark(NAME, sentence.start, sentence.end, certain, "the customer's own words")
