"""Asks whether they have it right.

Examples:
    A: So the valve is wrong. [Is that right]?
    A: [Have I understood you correctly]?
    A: You moved in May and the bill went to the old flat. [Did I miss anything]?
    C: it comes and goes / A: [you mean the picture]
Not:
    C: it comes and goes / A: i don't know what you mean
    A: What is your date of birth, to check that it is you?
    A: I'd send it by courier, is that OK?
    A: So, right, let me look.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.putting import put_to_them
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View
from allears.listening.words import content_of

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
        have (i|we) (missed|left|forgotten|got|overlooked) (anything|something|any|out|a|wrong)
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
        did (i|we) miss
        have (i|we) missed
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
        yes or (no|am i)
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
_ASKS_BACK = lazy_pattern(
    r"(?:(?:and|so|now|then|tell me|ok|okay)[\s,]+)*(?:"
    r"(?:have|did|am|do|would|are) (?:i|we)\b(?! (?:give|tell|say|send|mention|need|know|speaking|"
    r"allowed|able|supposed|to)\b)|"
    r"(?:is|was) (?:that|this|it) (?:how|what|where|why|when|the|all|everything|so)\b|that (?:it|"
    r"the|right|what|how)\b|(?:is|are) (?:there )?any(?:thing)? |"
    r"any(?:thing)? (?:else )?(?:i|you (?:told|said)|bit)|all (?:as|right|correct)|(?:does|did) "
    r"(?:that|it|this)(?: all)? (?:make|match|sound|fit|ring)|"
    r"good so far|tell me i've|you good with|would it be (?:fair|right))"
)
_TAIL = lazy_pattern(
    r"[,;]\s+(?:is that (?:the|how|what|about|all)\b[^,]*|(?:have|did|am) i\b[^,]*|do i have\b[^,]*|"
    r"yes or[^,]*|is it|correct|anything i\b[^,]*|tell me i[^,]*)$"
)
SHARED = 0.9
"""Weight of what the customer said that must stand in the turn before a question of this kind."""


def find(view: View) -> Iterator[Mark]:
    """Phrases that ask for a correction; a last short question about "I" or "that" after the customer's own words; and,
    in speech without signs, what is put to the customer to be told right (putting.py).

    Confidence is the phrase's; .7 for the second kind; .85, .7 or .55 for the third.
    """
    yield from _by_phrase(view)
    for turn in view.agent_turns:
        last = turn.sentences[-1] if turn.sentences else None
        if last is None or not last.asks:
            speech = last is not None and not last.mark and len(turn.words) > 1
            put = put_to_them(view, turn) if speech else None
            if put is not None:
                yield turn.mark(NAME, *put, "puts it to be told right")
            continue
        tail = _TAIL.search(turn.lower, last.start, last.end)
        if tail is not None:
            start = last.start + len(turn.lower[last.start : last.end]) - len(tail.group().lstrip(",; "))
            if _theirs(view, turn, tail.start()):
                yield turn.mark(NAME, start, last.end, LIKELY, "asks for a yes to what was heard")
        elif _asks_back(turn, last) and _theirs(view, turn, last.start):
            yield turn.mark(NAME, last.start, last.end, PERHAPS, "asks back after the customer's own words")


def _asks_back(turn: TurnView, last: Sentence) -> bool:
    short = len(turn.sentences) > 1 and last.end - last.start < 75
    return short and _ASKS_BACK.match(turn.lower, last.start) is not None


def _theirs(view: View, turn: TurnView, until: int) -> bool:
    """True if what stands before in the turn was said by the customer in one of the last turns."""
    said: dict[str, float] = {}
    for other in view.before(turn.index, "customer", 5, reach=12):
        said.update(other.content)
    before = content_of(turn.words_in(0, until))
    return sum(weight for name, weight in before.items() if name in said) >= SHARED


def _by_phrase(view: View) -> Iterator[Mark]:
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
