"""Draws together the important points of the whole matter, from several turns, or what has been agreed.

Examples:
    C: I was charged twice. / A: When was that? / C: On Monday, forty pounds each. / A: [To sum up: you were charged
      forty pounds twice on Monday, and I refund one of them].
    C: A stall at the fair. / A: Which day? / C: The ninth, and I need power. / A: The plan must be here by
      Tuesday. / C: All right. / A: [So: the ninth, one stall with power. You send me the plan by Tuesday]. Is that all?
    C: Fine. / A: [So we've agreed that the engineer comes on Friday, you keep the old unit, and there is no charge].
    C: OK. / A: [Just to recap, the new box goes out today and the old one comes back in it].
Not:
    C: My bill is wrong. / A: So the bill is wrong.
    C: What do I owe? / A: In all it comes to forty pounds.
    C: Thanks. / A: Is there anything else I can do?
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.overlap import announcement, sentence_content
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View

NAME = "summing_up"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Sums up"
NOTE = "Draws the threads together."

CUES = Cues(
    (
        SURE,
        "says that this sums it up",
        """
        (sum|summing) [it|this|that|things|everything|all] up
        to summar~
        summary of
        in summary
        (recap|recapping)
        to go over (that|it|this|what)
        go over what we've
        what we've (agreed|said|settled|decided)
        we've agreed
        so we're agreed
        let me (run|go) (through|over) (that|it|this|what|everything)
        [let me] (run|go) through (it|that|this|everything) (all|once more|again|one more time|before)
        where we (stand|are|got to)
        here's where we
        (tie|draw|pull) (it|this|that) [all] together
        the long and [the] short of it
        to wrap (this|that|it|things|up)
    """,
    ),
    (
        PERHAPS,
        "goes over the whole",
        """
        ^ so , to (be clear|confirm)
        [just] to confirm [everything|all|it all]
        so (that's|in short|all in all|altogether|all told|in all)
        in short
        to be clear
        in a nutshell
        all in all
    """,
    ),
)
_OPENS = lazy_pattern(
    r"(?:(?:ok|okay|right|well|good|grand|great|lovely|then|alright|done|perfect|"
    r"now)[\s,.:;–—-]+)*(?:so\b|that's\b|here's|to be (?:clear|sure)|in short|agreed)"
)
_LISTED = lazy_pattern(
    r"(?:(?:ok|okay|right|well|good|then|alright|lovely|great|perfect)[\s,.:;–—-]+)*"
    r"(?:so|agreed|in short|our plan|the plan|then):\s"
)
"""Opens a list of points that may go on over several sentences."""
_LIST = lazy_pattern(r"[,;]|\band\b|\n")
POINTS = 3
"""How many clauses a summary without a cue must join."""
SOURCE = 0.6
"""Weight of content that must have been said first in a turn for that turn to be a source of the summary."""
_OWN_ACT = lazy_pattern(
    r"(?:(?:and|but|no|yes|ok|okay|then|well)[\s,]+)*(?:i|we|i'll|we'll|i'm|i've|you|he|she|they|it|"
    r"it's|there|thank|thanks|that's)\b"
)
KNOWN = 0.5
"""Share of the content that must have been said before, where nothing but a list of points shows a summary."""
TURNS = 2
"""From how many turns of the conversation, other than the last of the customer, its content must come."""


def find(view: View) -> Iterator[Mark]:
    """Sentences that say they sum up; or that open with "so", join several clauses, and draw on several earlier
    turns.
    """
    cued: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        if turn.negated(hit.start) or sentence.asks or turn.index == 0:
            continue
        if sentence.end - hit.end < 15:
            following = next((s for s in turn.sentences if s.start > sentence.end), None)
            if following is None:
                continue
            sentence = Sentence(sentence.start, following.end, following.mark)
        if hit.confidence < LIKELY and len(_LIST.findall(turn.lower, sentence.start, sentence.end)) < 1:
            continue
        if (turn.index, sentence.start) not in cued:
            cued.add((turn.index, sentence.start))
            yield turn.mark(NAME, sentence.start, sentence.end, hit.confidence, hit.because)
    for turn in view.agent_turns:
        if turn.index < 4 or len(turn.words) < 7 or not _lists(turn.lower):
            continue
        for sentence in turn.sentences:
            if (turn.index, sentence.start) in cued:
                continue
            for whole in (sentence, *_all_points(turn, sentence)):
                if _draws_together(view, turn, whole):
                    yield turn.mark(NAME, whole.start, whole.end, PERHAPS, "joins points from several turns")
                    break


def _lists(lower: str) -> bool:
    """False for a turn without as many joints as a list of points has; it spares most turns the closer look."""
    joints = lower.count(",") + lower.count(";") + lower.count("and") + lower.count("\n")
    if ": " in lower:
        joints += lower.count(". ")
    return joints >= POINTS - 1


def _all_points(turn: TurnView, sentence: Sentence) -> Iterator[Sentence]:
    """After "So:" and the like, the sentence with one, two … of those that follow it, up to a question."""
    if ":" not in turn.lower or _LISTED.match(turn.lower, sentence.start, sentence.end) is None:
        return
    following = [other for other in turn.sentences if other.start > sentence.start]
    for other in following[: POINTS - 1]:
        if other.asks:
            break
        yield Sentence(sentence.start, other.end, other.mark)


def _draws_together(view: View, turn: TurnView, sentence: Sentence) -> bool:
    """Several clauses whose content comes from several turns, some of it the agent's own: what was agreed, not only
    told.
    """
    joints = 0 if sentence.asks else len(_LIST.findall(turn.lower, sentence.start, sentence.end))
    joints += sum(sentence.start < other.start < sentence.end for other in turn.sentences)
    if joints < POINTS - 1 or _OWN_ACT.match(turn.lower, sentence.start, sentence.end):
        return False
    content = sentence_content(turn, sentence)
    if len(content) < POINTS:
        return False
    taken: dict[int, float] = {}
    for name, weight in content.items():
        first = view.first_said.get(name, turn.index)
        if first < turn.index - 1:
            taken[first] = taken.get(first, 0.0) + weight
    sources = [index for index, weight in taken.items() if weight >= SOURCE]
    agreed = sum(view.turns[index].role == "agent" for index in sources)
    opens = _OPENS.match(turn.lower, sentence.start, sentence.end) is not None
    if not opens and announcement(turn, sentence):
        agreed = max(agreed, 1)  # says that it sums up, so that the customer's points alone are enough
    known = sum(taken.values()) >= KNOWN * sum(content.values())
    return len(sources) >= TURNS and (agreed >= 1 if opens else known and joints >= POINTS - 1 and agreed >= 1)
