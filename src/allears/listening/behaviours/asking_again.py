"""Did not get it: asks to hear it again, what it means, or asks the same question once more.

Examples:
    A: Your residuals are due. / C: [Sorry, what are residuals]?
    A: It's in the dome. / C: [What do you mean]?
    A: It was sent. / C: [Come again]?
    A: You press the hash key / C: [sorry what]
    A: it goes with the adaptor / C: [with what]
Not:
    A: you can pay it here or at the bank / C: or I send it by post
    A: Anything else? / C: Sorry to trouble you, no.
    A: I can send it. / C: What time will it come?
    C: What do you charge for a call?
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.overlap import covered, said_again
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues, Hit
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View, joined

NAME = "asking_again"
PARTY = "customer"
EFFECT = "tells"
LABEL = "Did not get it"
NOTE = "Did not follow that."

CUES = Cues(
    (
        SURE,
        "asks to hear or to understand it",
        """
        (sorry|pardon|eh|huh) ?
        (sorry|pardon|excuse me) , (what|which|who|where|when|how|why|i (didn't|don't|missed)|knocked|the|a|you|did|
          do|come|say|was|is|could you|can you)
        (sorry|pardon) [me] (what|which|i (didn't|don't|missed)|could you|can you|come again|say)
        (beg|begging) your pardon
        pardon [me]
        come again
        (say|repeat|run) (that|it|this) (again|by me|past me|one more time)
        (say|explain|repeat) (that|it) [to me] (slower|slowly|in plain|in english)
        what (do|did|does) (you|that|it|this) [even|actually] mean
        meaning what
        what's (that|a|an|the|this) _ (mean|when|then|supposed)
        what (is|was) that (again|sorry|you said)
        i (don't|didn't|do not|can't|couldn't) [quite|really|fully] (understand|follow|get (it|that|you|what)|catch|
          hear|make out|make sense)
        (i'm|i am) [a bit|totally|completely|even more|now] (lost|confused|not (following|with you|sure what|
          sure i follow|clear))
        you've lost me
        remind me (again|[again] (what|which|who) .. (was|were|again))
        tell me (again|[again] (what|which) .. (means|was|were))
        (can|could|would) you (repeat|explain|clarify|say that|rephrase|put that|slow)
        (what|who|which|where|when|how) (was|is|did|were) (that|it|you) again
        in (plain|simple) (english|words|language)
        you mean
        so is (that|it) [a] (yes|no|done|or)
        what difference
        what's the difference
        (wait|hang on|hold on) , what
        (slow|slower) down
        not sure (what|i) [you|follow|understand|mean|that]
        is that (good|bad) or (bad|good)
        (makes|make) no sense
    """,
    ),
)
_ECHO = lazy_pattern(
    r"(?:(?:sorry|wait|ok|okay|hang on|hold on|so|and|but|um|uh|eh)[\s,]+)*(?:what(?! (?:did|has|had|will|would) "
    r"(?!(?:you|that|it|this) (?:mean|say)))|which|the what|a what|your what|how)\b"
)
"""Begins as a question does that takes up a word; "what did happen then?" asks for what was not told yet."""

SHORTEST = 5
"""Words of a turn up to which it can be all call to say it again, without a sign that tells so."""
LONGEST_UNMARKED = 15
"""Words of a sentence without a question mark beyond which it tells more than that it was not understood."""
LONGEST = 25
"""Words of a turn beyond which a question in it is more than a call to say it again."""
_SHORT_WHAT = lazy_pattern(r"\b(?:what|who|whom|where|which|when|which one|what's that|says who)\s*$")
_ALONE = lazy_pattern(
    r"(?:(?:sorry|wait|um|uh|oh|no|yeah)[\s,]+)?"
    r"(?:what(?: was that| is that)?|pardon(?: me)?|come again|say again|what what)\W*\Z"
)
"""All that a turn says which was not heard: it asks by itself, where speech came without signs."""
_HOLDS = wordset("um uh er so and but oh well no yeah i i'm mean sorry wait okay right because")
MOST_BEFORE = 2
"""Words before a phrase, beside those that hold the floor, beyond which it is said by the way."""
_SIGN = lazy_pattern(
    r"(?:(?:wait|um|uh|oh|no)[\s,]+)*(?:huh|sorry|i'm sorry|i am sorry|excuse me|pardon(?: me)?)(?: what)?\Z"
)
"""What may also be a sign of following, or regret: it asks where the agent then says the same again."""
SAID = 3
"""Turns among which the agent's are looked at that may have been said again."""
_KNOWN_WHAT = lazy_pattern(
    r"\b(?:know|knows|knew|guess|so|or|then|and|but|sure|that's|is|was|like|now) (?:what|who|where|which|when)\s*\Z"
)
"""Ends as such a question does, and is none: "you know what", "or what"."""
_UNSURE = lazy_pattern(
    r"(?:(?:sorry|wait|okay|ok|so|and|but|um|uh|oh|no|well|right|yeah|hang on|hold on|i mean)[\s,]+)*(?:"
    r"what\b|which (?!is|was|are|were|might|could|would|means|i|we|you|he|she|they)|(?:who|where|how|why)\b|(?:when|"
    r"(?:is|was|are|were|did|do|does|could|can|would)(?:n't)?) (?:it|that|you|this|they|i|we|there|those)\b|"
    r"say|repeat|slow|come again|pardon|excuse me|you mean|meaning)|"
    r".*\b(?:pardon|slower|slowly|lost|confus\w*|no sense|in plain|in simple|missed|"
    r"(?:don't|didn't|not|can't|couldn't|never) (?:\w+ )?"
    r"(?:follow\w*|understand|get|got|catch|caught|hear|clear|see))\b"
)
"""How what asks again begins, or what it holds, where no question mark tells."""
_OPENS_NEW = lazy_pattern(
    r"(?:(?:ok|okay|and|so|but|yes|no|well)[\s,]+)*(?:can|could|will|would|when|how long|how much|"
    r"(?:what|who) (?:did|has|had|will|would) (?!(?:you|that|it|this) (?:mean|say))\w+|"
    r"where can|do you have|is there|are there|"
    r"should|shall|may|what time|what if|who do|how do i)\b"
)


def find(view: View) -> Iterator[Mark]:
    """Phrases of not understanding, the agent's own word asked back, or a question of one's own asked once more."""
    return joined(_found(view))


def _found(view: View) -> Iterator[Mark]:
    done: set[tuple[int, int]] = set()
    for turn, hit in view.customer_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or not _answers(view, turn) or turn.quoted(hit.start) or turn.reported(hit.start):
            continue
        words = turn.lower[hit.start : hit.end]
        if words in ("you mean", "pardon") and not sentence.asks:
            continue
        if not sentence.mark and _by_the_way(turn, sentence, hit):
            continue
        done.add(key)
        yield turn.mark(NAME, sentence.start, sentence.end, hit.confidence if sentence.asks else LIKELY, hit.because)
    for turn in view.customer_turns:
        alone = len(turn.words) <= SHORTEST and bool(turn.sentences) and not turn.sentences[0].mark
        if turn.index == 0 or not (
            alone or "?" in turn.lower or turn.lower.startswith(("wait what", "what ", "which "))
        ):
            continue
        before = view.previous(turn.index)
        if before is None or before.role != "agent" or len(turn.words) > LONGEST:
            continue
        for sentence in turn.sentences:
            if (turn.index, sentence.start) not in done and (sentence.asks or sentence.start == 0):
                because = _alone(view, turn) if alone else ""
                because = because or _asked_back(view, turn, sentence, before)
                if because:
                    yield turn.mark(NAME, sentence.start, sentence.end, PERHAPS, because)


def denied(view: View, turn: int, sentence: Sentence) -> bool:
    """True for a sentence without a question mark and without a word that asks: "or I send it by post"."""
    if sentence.asks:
        return False
    said = view.turns[turn]
    return (
        len(said.words_of(sentence)) > LONGEST_UNMARKED
        or _UNSURE.match(said.lower, sentence.start, sentence.end) is None
    )


def _by_the_way(turn: TurnView, sentence: Sentence, hit: Hit) -> bool:
    """True for a phrase within speech that came without signs and tells something else: "for reasons i don't get"."""
    if hit.end >= sentence.end:
        return False
    if len(turn.words_of(sentence)) > LONGEST_UNMARKED:
        return True
    before = turn.words_in(sentence.start, hit.start)
    return len(before) > MOST_BEFORE and not _HOLDS.issuperset(before)


def _alone(view: View, turn: TurnView) -> str:
    """What makes a few words without a sign a call to say it again; "" for none.

    Where the customer goes on, a word or two were the beginning of their own say.
    """
    lower = turn.lower.strip()
    after = view.following(turn.index)
    if len(turn.words) > 1 and _SHORT_WHAT.search(lower) and not _KNOWN_WHAT.search(lower):
        return "asks for the word that was not heard"
    if after is not None and after.role == "customer":
        return ""
    if _ALONE.match(lower):
        return "asks to hear it again"
    if after is not None and _SIGN.match(lower):
        told = view.before(turn.index, "agent", SAID, reach=SAID)
        if any(said_again(other, after) for other in told):
            return "is told again"
    return ""


def _asked_back(view: View, turn: TurnView, sentence: Sentence, before: TurnView) -> str:
    """What makes a sentence without a phrase of its own a question asked for not having understood; "" for none."""
    length = sentence.end - sentence.start
    if _ECHO.match(turn.lower, sentence.start, sentence.end) and length < 45:
        shared, share, _ = covered(turn, sentence, before.content)
        if shared >= 0.9 and share >= 0.5:
            return "asks the agent's own words back"
    if not sentence.asks:
        return ""
    if length < 28 and _SHORT_WHAT.search(turn.lower, sentence.start, sentence.end):
        return "asks for the word that was not heard"
    if _echoes(turn, sentence, before):
        return "asks the agent's own words back"
    return "asks the same once more" if _asked_before(view, turn, sentence) else ""


def _echoes(turn: TurnView, sentence: Sentence, before: TurnView) -> bool:
    """A short question made of the agent's words, or a choice between two readings of them ("Today, or …?")."""
    if sentence.end - sentence.start > 70 or _OPENS_NEW.match(turn.lower, sentence.start, sentence.end):
        return False
    shared, share, _ = covered(turn, sentence, before.content)
    return shared >= 0.6 and share >= (0.3 if " or " in turn.lower[sentence.start : sentence.end] else 0.6)


def _answers(view: View, turn: TurnView) -> bool:
    before = view.previous(turn.index)
    return before is not None and before.role != "customer"


def _asked_before(view: View, turn: TurnView, sentence: Sentence) -> bool:
    """True if an earlier question of the customer held most of the same content."""
    for other in view.before(turn.index, "customer", 6, reach=12):
        if "?" not in other.text or other.index == turn.index - 1:
            continue
        shared, share, _ = covered(turn, sentence, other.content)
        if shared >= 1.6 and share >= 0.75:
            return True
    return False
