"""The places in a sentence at which a commitment may begin, found without trying what cannot be there.

Each kind of trigger has words without which it cannot stand. They are looked for first, for a substring test costs a
fiftieth of a search; most sentences are left with one kind or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from allears.listening.lazily import lazy_pattern
from allears.listening.promises import patterns
from allears.listening.promises.spotting import Spotter

_WILL = ("'ll", "will", "shall", "going to", "gonna", "goin to", "about to")
_MOVES = ("goes ", "go o", "go in", "ship", "leave", "arrive", "going out", "land")
_SPOTTER = Spotter()
_KINDS: tuple[tuple[str, re.Pattern[str], bool, tuple[int, ...]], ...] = tuple(
    (kind, lazy_pattern(pattern, re.NOFLAG if lower else re.I), lower, tuple(map(_SPOTTER.any_of, needs)))
    for kind, pattern, lower, *needs in (
        ("self", patterns.SELF, True, "|".join(_WILL)),
        ("ill", patterns.ILL, False, "ill "),
        ("ing", patterns.ING, False, "i'm |we're |i am |we are ", "ing"),
        ("you", patterns.YOU, False, "you'|you ", "|".join(_WILL)),
        ("letme", patterns.LETME, False, "let me|lemme|let us"),
        (
            "fixed",
            patterns.FIXED,
            False,
            "leave |consider | word| on it|on the case|count on|rely on|expect|look out for|got this|promise|"
            "guarantee|undertake|commit",
        ),
        (
            "booked",
            patterns.BOOKED,
            False,
            "booked|scheduled|arranged|confirmed| set|slotted|pencilled|down for|in for|lined up",
        ),
        ("coming", patterns.COMING, False, "coming|calling|visiting|going out|delivering|collecting|down for"),
        (
            "present",
            patterns.PRESENT,
            False,
            "|".join((*_MOVES, "get there|gets there|get to|gets to|get sent|gets sent")),
        ),
        ("returning", patterns.RETURNING, False, "s back |e back |g back |es to you|come to you|reach"),
        ("there", patterns.THERE, False, "there'll be|there will be"),
        ("third", patterns.THIRD, False, "'ll | will | shall |going to |'s gonna"),
        (
            "can",
            patterns.CAN,
            False,
            "i can |we can ",
            "yeah|yes|yep|aye|sure|certainly|course|absolutely|no problem|by all means|ok",
        ),
        ("able", patterns.ABLE, False, "he can |they can "),
        ("noun", patterns.NOUN, False, " within | by | on | before | tomorrow| today| tonight"),
        (
            "bare",
            patterns.BARE,
            False,
            "will |gonna |ing you|ing it|ing that|ing this|ing them|to you by|with you by|you back|get back",
        ),
    )
)


class Trigger(NamedTuple):
    """Where a commitment may begin: offsets in the sentence, and the words of its subject."""

    kind: str
    start: int
    end: int
    subject: str


def triggers(sentence: str) -> Iterator[Trigger]:
    """The triggers of a sentence, in order and without overlaps; of two at one place the kind listed first."""
    lower = lowered(sentence)
    live = [(kind, pattern, lower if in_lower else sentence) for kind, pattern, in_lower in worth_trying(lower)]
    ahead: dict[str, re.Match[str]] = {}
    at = 0
    while live:
        first: tuple[str, re.Match[str]] | None = None
        for kind, pattern, text in live:
            match = ahead.get(kind)
            if match is None or match.start() < at:
                match = pattern.search(text, at)
                if match is None:
                    continue
                ahead[kind] = match
            if first is None or match.start() < first[1].start():
                first = kind, match
        live = [one for one in live if one[0] in ahead and ahead[one[0]].start() >= at]
        if first is None:
            return
        kind, match = first
        yield Trigger(kind, match.start(kind), match.end(), sentence[match.start(kind) : match.end(kind)])
        at = max(match.end(), match.start() + 1)


def worth_trying(lower: str) -> list[tuple[str, re.Pattern[str], bool]]:
    """The kinds that a lower-cased sentence may hold; for each whether it is looked for in the lower case."""
    found = _tried_for(_SPOTTER.held(lower))
    return [one for one in found if one[0] != "third" or patterns.OTHERS_WILL.search(lower)]


@lru_cache(maxsize=10_000)
def _tried_for(held: int) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """The kinds for which a sentence holds one piece of each set that they need."""
    return tuple((kind, pattern, lower) for kind, pattern, lower, needs in _KINDS if all(n & held for n in needs))


def lowered(text: str) -> str:
    """A text in lower case and of the same length: the few letters that grow keep their case."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lower
