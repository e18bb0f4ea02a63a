# ruff: noqa: E501 - a table of patterns reads better unbroken
"""Reflecting: saying what the other has said, meant or felt, as a statement about them.

Wider than `restating`, `summing_up` and `empathy` together: a reflection may add what was not said (Miller & Rollnick
2013, "complex"), may be a fragment that goes on where the other stopped, and may sound like a question.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from allears.listening.lexicon import wordset
from allears.listening.models.texts import text_model
from allears.listening.questions import BY_ITS_MARK, questions
from allears.listening.view import Sentence, TurnView

_FILLER = (
    r"(?:(?:um|uh|er|ah|oh|and|so|but|or|because|'cause|cause|well|right|okay|ok|yeah|yes|yep|no|now|then|just|like|mm|mmm|mm-hmm|mhm|"
    r"hmm|hm|uh-huh|wow|gosh|sure|exactly|absolutely|great|good|all right|alright|really|i see|i guess|i mean|maybe|perhaps|it's like|"
    r"almost|sometimes|clearly|obviously|in other words|at the moment|right now|for you|on the one hand|on one hand|on the other hand|"
    r"at the same time|even though|still|also|part of that is|you know)[\s,.\u2014-]+)*"
)
ENOUGH = 3
"""Words of a statement that says anything back."""
_ABOUT_YOU = re.compile(
    rf"[-\s]*{_FILLER}(?:"
    r"(?:you|u)(?:'re|'ve|'d|'ll)?\b|your\b|"
    r"(?:it |that |this |which )?(?:sounds?|seems?|feels?|looks?|felt|sounded|seemed)\b(?: like| as if| as though| that)?|"
    r"(?:so )?what (?:i'm hearing|i hear|you're saying|you're telling me)|i(?:'m| can)? (?:hear|hearing|sense|sensing|gather|picking up|notice)|"
    r"(?:a |some |the other )?part of you|one side of you|to you\b|that (?:must|would|has to|really|makes|was|is|can|sounds)\b|"
    r"(?:he|she|they|it|that|things|everything|nothing|there|life|work|home|this|those|these)(?:'s|'re|'d|'ve|s)?(?: \w+){0,12} (?:you|your|you're|you've|yourself)\b"
    r")"
)
_NOT = re.compile(
    r"\byou (?:should|need to|must|ought|have to|can|could|might want|may want|want to (?:make sure|try|keep|avoid)|better|shouldn't|may|might)\b|"
    r"\byou'll (?:need|want|have|find|get|see|feel|be)\b|\byou (?:know what|mean)\b|\bif you (?:want|need|like|have|could|would|can|feel|do|don't|take|continue|keep|drink|are|were)\b|"
    r"\byou're (?:welcome|right|absolutely right|doing (?:great|well|good))\b|\bthank(?:s| you)\b|"
    r"\b(?:i|we) (?:recommend|suggest|advise|want|need|think|would like|can|could|will|have|wanted|know that|just want|am going|gave|give|like)\b|"
    r"\b(?:i'd|we'd|i'll|we'll|let's|let me|i'm going|we're going|i wonder|i'm wondering|my|our|the (?:recommendation|guidelines?|doctor|reason))\b|"
    r"\b(?:would|could|can|do|did|are|were|have|will|is|does) (?:you|that|it|there|your)\b|\b(?:what|how|why|when|where|who) (?:do|did|are|is|would|will|can|could|have|were|was|about|else|kind|sort|many|much|long)\b|"
    r"\b(?:what's|how's)\b|\b(?:tell|show|give|help|remember|make sure|please|try)\b|"
    r"\b(?:risks?|increase|percent|studies|research|according|guidelines|symptoms|side effects|medication works|tablets?|prescription|milligrams)\b"
)
_INVERTED = re.compile(
    r"\b(?:what|how|why|who|where|when|which|do|does|did|is|are|was|were|have|has|can|could|would|will) "
    r"(?:you|it|that|there|he|she|they|your|we|i|do|did|are|is|would|was|about)\b"
)
_SIGNS = wordset(
    "mm mhm mmh hmm hm uh huh um mmm yeah yep yup yes right alright okay ok no sure exactly true definitely absolutely all "
    "great good cool wow oh i see got it really so and well thank thanks you know excellent perfect awesome that's fine hi "
    "hello bye nice unintelligible inaudible chuckles laughs crosstalk"
)
"""Words that alone are signs of following, greetings, or what a typist notes."""
_YOU = frozenset({"you", "your", "you're", "you've", "you'd", "you'll", "yourself"})
_ME = frozenset({"i", "i'm", "i'd", "i'll", "i've", "my", "me"})
FEWEST = 0.43
"""The chance from which a sentence is a reflection: where F1 was best on sentences of our own that were held out."""
SIGN = 4
"""Words of a turn at most that only shows that its speaker follows."""


def reflects(turns: Sequence[TurnView], index: int) -> bool:
    """True if a turn says something back about the other. Needs numpy.

    A turn that goes on, with a dash, where its speaker had stopped for no more than a sign of the other ("mm-hm") does
    what he had begun.
    """
    while not any(chance(turns[index], sentence) >= FEWEST for sentence in turns[index].sentences):
        if index < 2 or not turns[index].lower.lstrip().startswith(("-", "–", "—")):
            return False
        if turns[index - 2].role != turns[index].role or len(turns[index - 1].words) > SIGN:
            return False
        index -= 2
    return True


def chance(turn: TurnView, sentence: Sentence) -> float:
    """How likely a sentence is to be a reflection, 0–1."""
    words = turn.words_in(sentence.start, sentence.end)
    if only_signs(words) or _asked(turn, sentence):
        return 0.0
    score = text_model("reflecting").score(features_of(turn.lower, sentence, words), words)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _asked(turn: TurnView, sentence: Sentence) -> bool:
    """True if a sentence is a question by its form, not by its mark alone."""
    asked = (q for q in questions(turn) if q.because != BY_ITS_MARK)
    return any(q.start < sentence.end and q.end > sentence.start for q in asked)


def only_signs(words: Sequence[str]) -> bool:
    """True for words of which none says anything."""
    return all(word in _SIGNS or word.isdigit() for word in words)


def features_of(lower: str, sentence: Sentence, words: Sequence[str]) -> list[str]:
    """What is looked at beside the words of a sentence."""
    start, end = sentence.start, sentence.end
    names = [f"f about you {_ABOUT_YOU.match(lower, start, end) is not None and len(words) >= ENOUGH}"]
    names.append(f"f length {min(len(words), 30) // 3}")
    names.append(f"f you {not _YOU.isdisjoint(words)}")
    names.append(f"f me {not _ME.isdisjoint(words)}")
    names += ["f ?"] if sentence.asks else []
    names += ["f advises, tells or asks"] if _NOT.search(lower, start, end) else []
    names += ["f inverted"] if _INVERTED.search(lower, start, end) else []
    return names
