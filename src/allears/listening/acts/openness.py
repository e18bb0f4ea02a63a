# ruff: noqa: E501 - a table of patterns reads better unbroken
"""Asking openly: for a story, a reason, a view, not for a word or a fact."""

from __future__ import annotations

from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.models.texts import text_model
from allears.listening.questions import BY_ITS_MARK, FACT, MANNER, STATED, STORY, YES_OR_NO, questions_of
from allears.listening.said import Said
from allears.listening.view import Sentence, TurnView
from allears.listening.wanting import FILLER

_STUTTER = lazy_pattern(r"\b\w{1,6}(?:'\w+)?-+\s?(?=\w)")
_LATITUDE = lazy_pattern(
    r"(?:\A\W*|[.,?!;–—-]\s*|\b(?:and|so|but|then|um|uh|okay|well|yeah|now|like|wonder|wondering|curious|in|ask(?: you)?|imagine|hear|know) )"
    r"(?:what|how|why)(?:'s|'d|'re|'ve|s)?\b(?!')(?<!you know what)(?<!you know how)(?<!you know why)(?! (?:confident|important|ready|interested|likely|deep|many|much|long|old|often|far|big|soon|late|tall|time|number|name|day|date|year|"
    r"month|age|size|colou?r|percentage|floor|model|make|brand|address|postcode|zip|grade|school|are you called|is your (?:\w+ )?(?:name|"
    r"number|address|date|postcode|age)|"
    r"(?:(?:is|was|are|were|does|did) )?(?:the|your|you're|ur|his|her|their|its|this|that)(?: (?!on|of|in|for)\w+){0,2} (?:names?|surname|numbers?|codes?|postcode|address|date|"
    r"reference|price|amount|password|colou?r|size|weight|called))\b)|"
    r"\bdo you (?:think|reckon)\b|\bwhere (?:do|would|did|does|might|should) (?:you|we|that|it|this)\b|\bwho else\b|"
    r"\bany(?:thing|one|body)? ?(?:else|other|questions?|thoughts?|concerns?|ideas?|reasons?|worries|more|particular|that|you)\b|"
    r"\b(?:thoughts|feelings|ideas|concerns) (?:on|about|around|of)\b|\bor\W*\Z"
)
"""What leaves the answer open, in a sentence that asks."""
_INVITES = lazy_pattern(
    r"\b(?:tell (?:me|us)(?: \w+){0,4} about|talk (?:to me|with me|me)(?: \w+){0,4} (?:about|through)|say (?:\w+ ){0,2}(?:more|about)|"
    r"(?:elaborate|expand) on|(?:describe|explain)(?: to me)? (?:what|how|why|that|it|your)|give me an example|walk me through|help me understand|"
    r"(?:wonder|wondering|curious|interested)(?: \w+){0,3} (?:what|how|why|about|in (?:what|how|why|your|knowing|hearing)))\b"
)

_YES_OR_NO = lazy_pattern(
    rf"{FILLER}(?:do|does|did|is|are|was|were|have|has|had|will|would|can|could|don't|doesn't|didn't|isn't|aren't|wasn't|haven't|hasn't|won't|"
    r"wouldn't|can't)(?: not)? (?:you|that|this|it|there|he|she|they|we|i|your|the|his|her|any|those|these|anyone|someone)\b"
)
_STILL_OPEN = lazy_pattern(
    r"\b(?:tell|describe|explain|say|share|talk|fill|walk|take|give|help|elaborate|expand|know (?:why|how|what)|a sense|an idea|any idea|remember (?:what|how|why)|"
    r"think of|anything|any other|any (?:questions|concerns|thoughts))\b"
)
"""What in a yes-or-no form nobody answers with yes or no."""
_MANNER = lazy_pattern(
    r"\bhow (?:regularly|frequently|quickly|would you like to pay|do you spell|is that spelt|are you paying|do you take)\b"
)
_SCALE = lazy_pattern(
    r"\b(?:scale|ruler|percentage|what number|what score)\b|\b(?:zero|nought|one|0|1) (?:to|through|and) (?:ten|five|a hundred|10|5|100)\b|"
    r"\bout of (?:ten|five|10|5)\b"
)
WORDS = 3
"""Words of a question known by its mark alone, at least, that counts among several."""
_SHORT = r"(?:many|much|long|old|often|far)\b"
_ASKS_TO_HEAR = lazy_pattern(
    r"\b(?:like|love) to (?:hear|understand)(?: \w+){0,2} (?:about|how|what|why)\b|"
    r"\b(?:can|could|would|mind|want to|wanna) (?:you )?(?:tell|telling|describe|describing|explain|share|say)(?: \w+){0,2} "
    rf"(?:what(?! (?:time|day|number|is your|your))|how(?! {_SHORT})|why|about)|"
    rf"do you know (?:why|how(?! {_SHORT}))\b|\b(?:a sense|an idea|any idea) of (?:what|how|why)\b"
)


FORM = 1.0
"""The log odds that a question's form adds beside the model, which learned from lines where the form is right more
often than in life: the round number that told open from closed best in the half of AnnoMI that was looked at. In our own
conversations it makes no difference.
"""


CLEARLY = 2.0
"""The log odds of a question that leaves no doubt."""
_OF_AN_OPEN_ANSWER = wordset(
    "how why tell show describe explain say share talk fill walk think thought thoughts reckon feel anything any other "
    "more else like sense idea where make look happen happens happened wrong want start go going"
)
"""Words without which what asks for a fact, a yes or a no leaves nothing open."""
_WONDERS = wordset("what curious interested")
"""The same for what asks without a question's form."""


def asks_openly(turn: TurnView) -> bool:
    """True if a turn asks something that a word or a fact does not answer: what, how and why, what is thought or felt,
    anything else, an invitation to tell. Needs numpy.

    Of several questions the last counts, for it is the one that is answered (Sacks 1987, the preference for
    contiguity); where no question mark stands, any does.
    """
    marked = [sentence for sentence in turn.sentences if sentence.asks]
    last = ([s for s in marked if not _by_the_way(turn, s)] or marked)[-1:]
    return any(openness(turn, sentence) > 0 for sentence in last or turn.sentences)


def openness(turn: TurnView, asked: Sentence) -> float:
    """The log odds that a sentence of a turn, or a part of one, that asks does so openly. Needs numpy.

    Its form has a vote, and beside it a small model of its words (trained on corpus/questions.txt). It tells
    `asks_openly`, and the kind of a question in the marks (models/heads.py). Found once for a text.
    """
    known = turn.once(_known)
    if asked not in known:
        known[asked] = _clearly(turn, asked) or _by_its_words(turn, asked)
    return known[asked]


def _clearly(turn: TurnView, asked: Sentence) -> float:
    """The log odds where one question alone leaves no doubt; 0 where it does. It spares the model."""
    found = [question for question in questions_of(turn) if asked.start <= question.start < asked.end]
    if len(found) == 1:
        because = found[0].because
        if because in (STORY, MANNER):
            return CLEARLY
        if because == STATED and not _WONDERS.isdisjoint(turn.words):
            return 0.0
        if because in (FACT, YES_OR_NO, STATED) and _OF_AN_OPEN_ANSWER.isdisjoint(
            turn.words_in(asked.start, asked.end)
        ):
            return -CLEARLY
    return 0.0


def _by_its_words(turn: TurnView, asked: Sentence) -> float:
    names = _features(turn, asked)
    form = FORM if OPEN in names else -FORM
    return form + text_model("openness").score(names, turn.words_in(asked.start, asked.end))


def _known(said: Said) -> dict[Sentence, float]:
    """Where what was found of its sentences is kept."""
    return {}


def features_of(turn: TurnView) -> tuple[list[str], list[str]]:
    """What of a turn's questions is looked at beside their words; and these words."""
    asked = [sentence for sentence in turn.sentences if sentence.asks] or turn.sentences
    words = [word for sentence in asked for word in turn.words_of(sentence)]
    return [name for sentence in asked for name in _features(turn, sentence)], words


def _features(turn: TurnView, sentence: Sentence) -> list[str]:
    names = [
        f"f {q.kind}"
        for q in questions_of(turn)
        if q.start < sentence.end and q.end > sentence.start and q.because != STATED
    ]
    said = _STUTTER.sub("", turn.lower[sentence.start : sentence.end])
    names += [f"f {name}" for name, cue in _CUES.items() if cue.search(said)]
    if _YES_OR_NO.match(said):
        names.append("f yes or no")
    if _open(turn, sentence, said):
        names.append(OPEN)
    return names


OPEN = "f open by its form"
_CUES = {
    "invites": _INVITES,
    "latitude": _LATITUDE,
    "manner": _MANNER,
    "asks to hear": _ASKS_TO_HEAR,
    "a scale": _SCALE,
    "still open": _STILL_OPEN,
}


def _by_the_way(turn: TurnView, sentence: Sentence) -> bool:
    """True for a word or two with a question mark that only ask to go on: "okay?", "right?"."""
    return len(turn.words_of(sentence)) < WORDS and not any(
        q.because != BY_ITS_MARK and sentence.start <= q.start < sentence.end for q in questions_of(turn)
    )


def _open(turn: TurnView, sentence: Sentence, said: str) -> bool:
    """True if a sentence asks openly by its form; `said` is the sentence without stutters."""
    if _MANNER.search(said) or (_YES_OR_NO.match(said) and _STILL_OPEN.search(said) is None):
        return False
    asked = [q for q in questions_of(turn) if sentence.start <= q.start < sentence.end]
    if any(q.kind == "open" for q in asked):
        return True
    if _INVITES.search(said) or _ASKS_TO_HEAR.search(said):
        return True
    return (sentence.asks or bool(asked)) and _LATITUDE.search(said) is not None
