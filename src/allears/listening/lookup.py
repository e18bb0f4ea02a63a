"""Looks a turn through for the phrases of many behaviours at once.

Every word knows, once met, the phrases that cannot be there without it and those that can begin with it. So a turn
costs one look a word; a phrase is tried only where all the words that it needs are there, and only at a word with which
it can begin. A try at a known place costs a twentieth of a search through the turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .phrases import Cues, Hit, Phrase
from .words import WORDS_KEPT


class _Candidate(NamedTuple):
    """A phrase to be weighed. `needs` and `bit` are sets of one and more things, each a bit of a number."""

    needs: int
    """The other words that must be there, each set of them a bit."""
    bit: int
    """The phrase itself."""
    cues: int
    phrase: Phrase


class _Known(NamedTuple):
    """What a word says: the needs that it meets, the phrases to be weighed because of it, and (as bits) those that can
    begin with it.
    """

    meets: int
    weighed: tuple[_Candidate, ...]
    begins: int


class Lookup:
    """The phrases of some behaviours, made ready to be looked for together."""

    def __init__(self, cues: Sequence[Cues]) -> None:
        self.cues = tuple(cues)
        self._sets: dict[frozenset[str], int] = {}
        self._meets: dict[str, int] = {}
        self._weighed: dict[str, list[_Candidate]] = {}
        self._begins: dict[str, int] = {}
        self._known: dict[str, _Known] = {}
        everything = [(place, phrase) for place, one in enumerate(self.cues) for phrase in one.phrases]
        for number, (place, phrase) in enumerate(everything):
            self._add(place, phrase, 1 << number)
        spelled = {*self._meets, *self._weighed, *self._begins}
        self._lengths = sorted({len(word) - 1 for word in spelled if word.endswith("~")})

    def _add(self, place: int, phrase: Phrase, bit: int) -> None:
        needs = 0
        for words in phrase.needs[1:]:
            needs |= self._set(words)
        candidate = _Candidate(needs, bit, place, phrase)
        for word in phrase.needs[0]:
            self._weighed.setdefault(word, []).append(candidate)
        for word in phrase.firsts or ():
            self._begins[word] = self._begins.get(word, 0) | bit

    def _set(self, words: frozenset[str]) -> int:
        """The bit of a set of words of which one is needed."""
        bit = self._sets.get(words)
        if bit is None:
            bit = self._sets[words] = 1 << len(self._sets)
            for word in words:
                self._meets[word] = self._meets.get(word, 0) | bit
        return bit

    def hits(self, lower: str, words: list[str]) -> list[tuple[int, Hit]]:
        """Every phrase in a lower-cased text, of which `words` are all the words in order: the place of its behaviour
        among `cues`, and the hit. By behaviour and from left to right, without overlaps within a behaviour; of two that
        begin at one place the surer, then the longer, is kept.
        """
        known = self._look(words)
        met = 0
        weighed: list[_Candidate] = []
        for word in known:
            met |= word.meets
            if word.weighed:
                weighed += word.weighed
        live = {one.bit: one for one in weighed if one.needs & met == one.needs}
        if not live:
            return []
        found = [
            (one.cues, -self.cues[one.cues].confidence(one.phrase.group), one.phrase.group, start, end)
            for one, start, end in _tries(lower, words, known, live)
        ]
        return self._kept(found) if found else []

    def _kept(self, found: list[tuple[int, float, int, int, int]]) -> list[tuple[int, Hit]]:
        found.sort(key=_order)
        kept: list[tuple[int, Hit]] = []
        last, until = -1, 0
        for cues, _, group, start, end in found:
            if cues != last or start >= until:
                last, until = cues, end
                kept.append((cues, self.cues[cues].hit(group, start, end)))
        return kept

    def _look(self, words: list[str]) -> list[_Known]:
        known = self._known
        try:
            return [known[word] for word in words]
        except KeyError:
            if len(known) > WORDS_KEPT:
                known.clear()
            for word in words:
                if word not in known:
                    known[word] = self._read(word)
            return [known[word] for word in words]

    def _read(self, word: str) -> _Known:
        meets = begins = 0
        weighed: dict[int, _Candidate] = {}
        for spelling in _spellings(word, self._lengths):
            meets |= self._meets.get(spelling, 0)
            begins |= self._begins.get(spelling, 0)
            for candidate in self._weighed.get(spelling, ()):
                weighed[candidate.bit] = candidate
        return _Known(meets, tuple(weighed.values()), begins)


def _spellings(word: str, lengths: Iterable[int]) -> Iterator[str]:
    """How phrases may spell a word that they hear: itself, what stands before an apostrophe, or how it begins."""
    yield word
    at = word.find("'")
    while at > 0:
        yield word[:at]
        at = word.find("'", at + 1)
    for length in lengths:
        if length > len(word):
            break
        yield word[:length] + "~"


def _tries(
    lower: str, words: list[str], known: list[_Known], live: dict[int, _Candidate]
) -> Iterator[tuple[_Candidate, int, int]]:
    """Tries the phrases at the words with which they can begin; gives those that are there, with start and end."""
    begin = 0
    for bit, one in live.items():
        if one.phrase.begins_with_a_word or (one.phrase.firsts and not _APOSTROPHE(lower)):
            begin |= bit
            continue
        for match in one.phrase.anywhere.finditer(lower):
            yield one, match.start(), match.end()
    wanted = [i for i, word in enumerate(known) if word.begins & begin]
    if not wanted:
        return
    at = reached = 0
    for i in wanted:
        for word in words[reached:i]:
            at = lower.find(word, at) + len(word)
        at = lower.find(words[i], at)
        reached = i
        here = known[i].begins & begin
        while here:
            bit = here & -here
            here ^= bit
            one = live[bit]
            there = one.phrase.pattern.match(lower, at)
            if there is not None:
                yield one, at, there.end()


_APOSTROPHE = re.compile(r"(?<!\w)'").search


def _order(found: tuple[int, float, int, int, int]) -> tuple[int, int, float, int, int]:
    cues, unsure, group, start, end = found
    return cues, start, unsure, -end, group
