"""Reflecting: saying what the other has said, meant or felt, as a statement about them.

Wider than `restating`, `summing_up` and `empathy` together: a reflection may add what was not said (Miller & Rollnick
2013, "complex"), may be a fragment that goes on where the other stopped, and may sound like a question.
"""

from __future__ import annotations

import re

from allears.listening.view import Sentence, TurnView

_FILLER = (
    r"(?:(?:um|uh|er|ah|oh|and|so|but|or|because|'cause|cause|well|right|okay|ok|yeah|yes|yep|no|now|then|just|like|mm|mmm|mm-hmm|mhm|"
    r"hmm|hm|uh-huh|wow|gosh|sure|exactly|absolutely|great|good|all right|alright|really|i see|i guess|i mean|maybe|perhaps|it's like|"
    r"almost|sometimes|clearly|obviously|in other words|at the moment|right now|for you|on the one hand|on one hand|on the other hand|"
    r"at the same time|even though|still|also|part of that is|you know)[\s,.\u2014-]+)*"
)
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
_GOES_ON = re.compile(r"[-\u2013\u2014]\s*[a-z]")
_SIGN = re.compile(r"\W*(?:(?:mm|mhm|hmm|hm|uh-huh|mm-hmm|mmm|yeah|yep|yes|right|okay|ok|no|sure|exactly|true|definitely)\W*)+\Z")
ENOUGH = 3
"""Words of a statement that says anything back."""


def reflects(turn: TurnView, before: TurnView | None = None, own_before: TurnView | None = None) -> bool:
    """True if a turn says something back about the other in a sentence of its own.

    A turn that goes on where its speaker had stopped (a dash) counts if what he had begun (`own_before`) did and the other
    gave no more than a sign (`before`).
    """
    return any(about_you(turn.lower, sentence) for sentence in turn.sentences)


def about_you(lower: str, sentence: Sentence) -> bool:
    said = lower[sentence.start : sentence.end]
    return len(said.split()) >= ENOUGH and _ABOUT_YOU.match(said) is not None and _NOT.search(said) is None
