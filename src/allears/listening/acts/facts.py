# ruff: noqa: E501 - a table of patterns reads better unbroken
"""What is looked at in a sentence, beside its words, to tell whether it says something back about the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from allears.listening.lexicon import wordset
from allears.listening.questions import asked_in_form
from allears.listening.said import Said
from allears.listening.view import Sentence, TurnView

_NOT = re.compile(
    r"\byou (?:should|need to|must|ought|have to|can|could|might want|may want|want to (?:make sure|try|keep|avoid)|better|shouldn't|may|might)\b|"
    r"\byou'll (?:need|want|have|find|get|see|feel|be)\b|\byou (?:know what|mean)\b|\bif you (?:want|need|like|have|could|would|can|feel|do|don't|take|continue|keep|are|were)\b|"
    r"\byou're (?:welcome|right|absolutely right|doing (?:great|well|good))\b|\bthank(?:s| you)\b|"
    r"\b(?:i|we) (?:recommend|suggest|advise|want|need|think|would like|can|could|will|have|wanted|know that|just want|am going|gave|give|like)\b|"
    r"\b(?:i'd|we'd|i'll|we'll|let's|let me|i'm going|we're going|i wonder|i'm wondering|my|our|the reason)\b|"
    r"\b(?:would|could|can|do|did|are|were|have|will|is|does) (?:you|that|it|there|your)\b|\b(?:what|how|why|when|where|who) (?:do|did|are|is|would|will|can|could|have|were|was|about|else|kind|sort|many|much|long)\b|"
    r"\b(?:what's|how's)\b|\b(?:tell|show|give|help|remember|make sure|please|try)\b"
)
_SIGNS = wordset(
    "mm mhm mmh hmm hm uh huh um mmm yeah yep yup yes right alright okay ok no sure exactly true definitely absolutely all "
    "great good cool wow oh i see got it really so and well thank thanks you know excellent perfect awesome that's fine hi "
    "hello bye nice unintelligible inaudible chuckles laughs crosstalk"
)
"""Words that alone are signs of following, greetings, or what a typist notes."""
_YOU = frozenset({"you", "your", "you're", "you've", "you'd", "you'll", "yourself"})
_ME = frozenset({"i", "i'm", "i'd", "i'll", "i've", "my", "me"})
_SAYS_THAT_HE_HEARS = re.compile(
    r"\b(?:(?:sounds?|seems?|feels?|looks?) (?:to me|like)|"
    r"i(?:'m| am)?(?: kind of| sort of| just| really| can)? (?:hear|hearing|sense|sensing|gather|picking up|noticing|imagine)\b|"
    r"i get the (?:sense|feeling|impression)|i(?:'m| am) getting (?:a|the) (?:sense|feeling|picture|impression)|my sense|"
    r"if i(?:'ve| have)? (?:understand|understood|heard?|got)\b|what i(?:'m| am)? hear|i guess you|i can (?:see|tell|hear|imagine) )"
)
"""With these, "I" and "me" are no talk of oneself."""
LONG = 40
"""Words of a turn beyond which it mostly does more than reflect."""
MOST = 0.6
SHORT = 4
"""Words of an echo that is no sentence."""
TOLD = 2
"""Turns of the other that a sentence is compared with."""


def only_signs(words: Sequence[str]) -> bool:
    """True for words of which none says anything."""
    return all(word in _SIGNS or word.isdigit() for word in words)


def facts(turn: TurnView, sentence: Sentence, told: Sequence[Said]) -> list[str]:
    """What is looked at. `told` is what the other said before, the latest first; empty where it is not known."""
    return [*_form(turn, sentence), *_place(turn, sentence), *(_answers(turn, sentence, told) if told else ())]


def _form(turn: TurnView, sentence: Sentence) -> list[str]:
    """Facts of the sentence by itself."""
    lower, start, end = turn.lower, sentence.start, sentence.end
    words = turn.words_of(sentence)
    hears = _SAYS_THAT_HE_HEARS.search(lower, start, end) is not None
    asked = asked_in_form(turn, sentence)
    names = [f"f length {min(len(words), 30) // 3}", f"f you {not _YOU.isdisjoint(words)}"]
    names.append("f hears" if hears else f"f me {not _ME.isdisjoint(words)}")
    names += ["f advises, tells or asks"] if _NOT.search(lower, start, end) else []
    names += ["f asked"] if asked else []
    if sentence.asks:
        names.append("f ?")
        names += ["f hears ?"] if hears else []
        names += [] if asked else ["f only a ?"]
    return names


def _place(turn: TurnView, sentence: Sentence) -> list[str]:
    """Facts of the sentence among those of its turn."""
    saying = [other for other in turn.sentences if not only_signs(turn.words_of(other))]
    names = [f"f sentences {min(len(saying), 4)}"]
    if len(saying) > 1:
        names.append("f first" if saying[0] == sentence else "f later")
        following = next((other for other in saying if other.start > sentence.start), None)
        names += [f"f then asks {following.asks}"] if following else []
    names += ["f long turn"] if len(turn.words) > LONG else []
    return names


def _answers(turn: TurnView, sentence: Sentence, told: Sequence[Said]) -> list[str]:
    """Facts of the sentence held against what the other said."""
    names = ["f to a question"] if told[0].sentences and told[0].sentences[-1].asks else []
    heard: set[str] = set().union(*(said.words for said in told))
    saying = [word for word in turn.words_of(sentence) if word not in _SIGNS]
    if saying:
        again = sum(word in heard for word in saying) / len(saying)
        much = "all" if again == 1 else "most" if again >= MOST else "some" if again > 0 else "nothing"
        names.append(f"f echoes {much} {'short' if len(saying) <= SHORT else 'longer'}")
    return names
