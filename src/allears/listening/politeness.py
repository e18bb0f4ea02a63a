# ruff: noqa: E501 - a table of patterns reads better unbroken
"""How polite the words of a request are: a measure between 0 and 1, for texts of any length.

The cues are the strategies that linguists name (Brown & Levinson 1987; Danescu-Niculescu-Mizil et al. 2013, table 3):
thanks, apology, deference, a greeting, please within and at the head of a sentence, asking indirectly, hedges, modal
verbs in the past, words of good will; against bluntness, orders, challenges, "you" at the head, words of blame and
scorn. Their weights are judgements (strong, middling, weak). Beside them a small model, trained on requests that were
written and rated for it (corpus/requests.txt), knows more of how people ask.
"""

from __future__ import annotations

import math
import re

from .models.texts import text_model

STRONG, MIDDLING, WEAK = 1.0, 0.6, 0.3
_HEAD = r"(?:\A|[.!?]\s+)[\"'(]*"

_CUES: tuple[tuple[float, str], ...] = (
    (STRONG, r"\b(?:thank you|thanks|thankyou|thx|grateful|i(?:'d| would)? (?:really )?appreciate|much appreciated)\b"),
    (STRONG, r"\b(?:great|nice|good|excellent|wonderful|interesting|helpful|impressive|amazing|fantastic|awesome|hard) "
             r"(?:work|job|point|idea|question|suggestion|effort|start|one)\b"),
    (STRONG, r"\bwould(?:n't)? (?:you )?mind\b|\bif (?:you|it)(?:'d| would|'s| is)? (?:not too|don't mind|could|have "
             r"(?:the |any |some |a )?(?:time|chance|moment|minute))|\bwould (?:you be (?:willing|able|interested|so kind)|"
             r"it be (?:possible|ok|okay|all right|alright))|\bi (?:was|am|'m) (?:just )?wondering\b|\bi wonder(?:ed)? if\b"),
    (MIDDLING, r"\b(?:sorry|apologi[sz]e|apologies|forgive|excuse me|pardon)\b"),
    (MIDDLING, r"(?<=[a-z,] )please\b"),
    (MIDDLING, rf"{_HEAD}(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)|dear)\b"),
    (MIDDLING, r"\b(?:could|would) (?:you|i|we|someone|anyone|it)\b|\bwould be (?:great|nice|lovely|good|helpful)\b"),
    (MIDDLING, r"\b(?:congratulations|congrats|well done|good luck|best wishes|(?:kind|best) regards|happy to|glad|pleased|"
               r"welcome|hope|enjoy(?:ed)?|love|kind(?:ly)?|wonderful|excellent|awesome)\b|[:;]-?[)d]"),
    (MIDDLING, r"\b(?:by the way|btw|if you (?:like|wish|want|prefer|could)|when you (?:have|get)|let me know|feel free|"
               r"any (?:help|thoughts|ideas|chance|suggestions|advice)|your (?:help|advice|opinion|thoughts|input|time))\b"),
    (WEAK, r"\b(?:perhaps|maybe|possibly|i think|i guess|i suppose|i believe|seems?|might|may be|a bit|a little|somewhat|"
           r"not sure|i'd like|i would like|wanted to|just)\b"),
    (WEAK, r"\b(?:can|will|may) (?:you|i|we)\b|\b(?:help|interested|suggest\w*|thought|noticed)\b"),
    (WEAK, rf"{_HEAD}i\b|\b(?:we|our|us)\b"),
    (-WEAK, rf"{_HEAD}please\b"),
    (-WEAK, rf"{_HEAD}(?:so|then|and|but|or|well|ok|okay)\b"),
    (-WEAK, r"\b(?:actually|in fact|the point|really|honestly|of course|the truth|obviously|clearly|simply|the fact)\b"),
    (-MIDDLING, rf"{_HEAD}(?:you|your)\b"),
    (-MIDDLING, rf"{_HEAD}(?:(?:so|and|but|or|then) )?(?:what|why|who|which|where|when|how come|since when)\b"),
    (-MIDDLING, rf"{_HEAD}(?:stop|read|look|explain|show|tell|give|get|go|leave|don't|do not|fix|prove|see|try|take)\b"),
    (-STRONG, r"\bwhy (?:did|do|are|have|is|would|don't|didn't|can't|must|should)(?:n't)? (?:you|u|it|this|the|my)\b|"
              r"\bare you (?:\w+ )?(?:serious|kidding|sure|going to|saying|claiming|really|blind|stupid|trying|aware|even)\b|"
              r"\bwhat (?:the|are you talking|makes you|gives you|right|on earth|is your|do you mean|exactly)\b|"
              r"\bhow (?:dare|can you (?:say|claim|justify)|is (?:that|this|it) )|\bdo you (?:even|really|honestly|think|deny)\b"),
    (-STRONG, r"\b(?:nonsense|ridiculous|stupid|idiot\w*|hell|damn|fuck\w*|shit\w*|crap|wtf|liar|lying|lies?|"
              r"pathetic|absurd|silly|rude|hypocri\w*|harass\w*|threat\w*|abus\w+|ignoran\w*|dishonest|bother|"
              r"attack\w*|bully\w*|shame\w*|garbage|rubbish|moron\w*|childish)\b"),
    (-MIDDLING, r"\b(?:wrong|false|bad|never|problem|fail\w*|refus\w+|warn\w*|"
                r"claim\w*|accus\w*|unacceptable|irrelevant|"
                r"exactly|ever|any(?:one|body) (?:else|who))\b|\?\s*[!?]|!!"),
)  # fmt: skip
_PATTERNS = [(weight, re.compile(pattern)) for weight, pattern in _CUES]
MOST = 2
"""How often a cue counts in one text."""


_WORD = re.compile(r"\w+(?:'\w+)*|[?!]")
JUDGED = 0.5
"""How much of what the cues say by judgement is added to what the model says, which knows them too."""


def politeness(text: str) -> float:
    """How polite a text is, 0–1. A text without words gives .5. Needs numpy."""
    words = request_words(text)
    if not words:
        return 0.5
    total = text_model("politeness").score(cue_features(text), words) + JUDGED * _judged(text)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def request_words(text: str) -> list[str]:
    """The words of a request, and its question and exclamation marks."""
    return _WORD.findall(text.lower().replace("’", "'"))


def cue_features(text: str) -> list[str]:
    """The cues of a text as features, once more where a cue stands twice."""
    counts = _counts(text)
    return [f"f cue {i} {n}" for i, count in enumerate(counts) for n in range(1, count + 1)]


def _judged(text: str) -> float:
    return sum(weight * count for (weight, _), count in zip(_PATTERNS, _counts(text), strict=True))


def _counts(text: str) -> list[int]:
    lower = " ".join(text.lower().replace("’", "'").split())
    return [min(MOST, len(pattern.findall(lower))) for _, pattern in _PATTERNS]
