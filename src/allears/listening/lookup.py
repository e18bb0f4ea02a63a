"""Looks a turn through for the phrases of many behaviours at once.

A phrase is tried only where it can begin. Most words begin none, so that a turn costs one look a word; of the others
each knows, with the word that follows it, the phrases that can begin with these two. Of these those are left out for
which another word is missing in the turn. A try at a known place costs a twentieth of a search through the turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .phrases import Cues, Hit, Phrase
from .words import WORDS_KEPT

PAIRS_KEPT = 100_000
"""Pairs of words remembered; then it begins anew, so that an archive of any size needs constant memory."""


class _Candidate(NamedTuple):
    """A phrase of the behaviour at `place` in `cues`. A text that holds it has a word of each set of `needs`."""

    place: int
    phrase: Phrase
    needs: tuple[frozenset[str], ...]


class _Beginning:
    """The phrases that can begin with one word: those that any second word can follow, and the others by theirs."""

    def __init__(self) -> None:
        self.anyway: list[_Candidate] = []
        self.by_second: dict[str, list[_Candidate]] = {}

    def add(self, candidate: _Candidate) -> None:
        phrase = candidate.phrase
        if phrase.short or phrase.seconds is None:
            self.anyway.append(candidate)
            return
        for second in phrase.seconds:
            self.by_second.setdefault(second, []).append(candidate)


class _Words(dict[str, tuple[str, ...]]):
    """How phrases spell each word: those of its spellings that a phrase knows, found when the word is first met."""

    def __init__(self, spelled: set[str]) -> None:
        super().__init__()
        self._spelled = spelled
        self._lengths = sorted({len(word) - 1 for word in spelled if word.endswith("~")})

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= WORDS_KEPT:
            self.clear()
        found = self[word] = tuple([one for one in _spellings(word, self._lengths) if one in self._spelled])
        return found


class _Pairs(dict[tuple[str, str], tuple[_Candidate, ...]]):
    """The phrases that can begin with two words, found when these are first met."""

    def __init__(self, meet: Callable[[str, str], tuple[_Candidate, ...]]) -> None:
        super().__init__()
        self._meet = meet

    def __missing__(self, pair: tuple[str, str]) -> tuple[_Candidate, ...]:
        if len(self) >= PAIRS_KEPT:
            self.clear()
        found = self[pair] = self._meet(*pair)
        return found


class Lookup:
    """The phrases of some behaviours, made ready to be looked for together."""

    def __init__(self, cues: Sequence[Cues]) -> None:
        self.cues = tuple(cues)
        self._begins: dict[str, _Beginning] = {}
        self._anywhere: list[_Candidate] = []
        self._apostrophe: list[_Candidate] = []
        for place, one in enumerate(self.cues):
            for phrase in one.phrases:
                self._add(_Candidate(place, phrase, tuple(filter(_whole, phrase.needs))))
        self._first = _Words(set(self._begins))
        self._second = _Words({word for begin in self._begins.values() for word in begin.by_second})
        self._pairs = _Pairs(self._meet)
        self._needed = frozenset(word for one in self._anywhere for word in one.phrase.needs[0])

    def _add(self, candidate: _Candidate) -> None:
        firsts = candidate.phrase.firsts
        if firsts is None:
            self._anywhere.append(candidate)
            return
        for word in firsts:
            self._begins.setdefault(word, _Beginning()).add(candidate)
        if any(word.startswith("'") for word in firsts):
            self._apostrophe.append(candidate)

    def hits(self, lower: str, words: list[str]) -> list[tuple[int, Hit]]:
        """Every phrase in a lower-cased text, of which `words` are all the words in order: the place of its behaviour
        among `cues`, and the hit. By behaviour and from left to right, without overlaps within a behaviour; of two that
        begin at one place the surer, then the longer, is kept.
        """
        begin = list(map(self._pairs.__getitem__, pairwise((*words, ""))))
        if not any(begin) and "'" not in lower and self._needed.isdisjoint(words):
            return []
        held = _held(lower, words)
        found = self._tried(lower, words, begin, held) + self._loose(lower, words, held)
        return self._kept(found) if found else []

    def _tried(
        self, lower: str, words: list[str], begin: list[tuple[_Candidate, ...]], held: set[str]
    ) -> list[tuple[_Candidate, int, int]]:
        """Tries at each word what can begin there; gives the phrases that are there, with start and end."""
        found: list[tuple[_Candidate, int, int]] = []
        at = reached = 0
        for i, candidates in enumerate(begin):
            for one in candidates:
                for need in one.needs:
                    if need.isdisjoint(held):
                        break
                else:
                    if reached <= i:
                        for word in words[reached:i]:
                            at = lower.find(word, at) + len(word)
                        at = lower.find(words[i], at)
                        reached = i
                    match = one.phrase.pattern.match(lower, at)
                    if match is not None:
                        found.append((one, at, match.end()))
        return found

    def _meet(self, word: str, following: str) -> tuple[_Candidate, ...]:
        """The phrases that can begin with two words."""
        candidates: list[_Candidate] = []
        for first in self._first[word]:
            begin = self._begins[first]
            candidates += begin.anyway
            for second in self._second[following]:
                candidates += begin.by_second.get(second, ())
        return tuple({id(one): one for one in candidates}.values())

    def _loose(self, lower: str, words: list[str], held: set[str]) -> list[tuple[_Candidate, int, int]]:
        """The few phrases that begin with a sign: they are searched for, where their words are there."""
        loose = [one for one in self._anywhere if not one.phrase.needs[0].isdisjoint(held)]
        if self._apostrophe and lower.count("'") > "".join(words).count("'") and _APOSTROPHE(lower):
            loose += self._apostrophe
        return [(one, match.start(), match.end()) for one in loose for match in one.phrase.anywhere.finditer(lower)]

    def _kept(self, found: list[tuple[_Candidate, int, int]]) -> list[tuple[int, Hit]]:
        hits = [(one.place, self.cues[one.place].hit(one.phrase.group, start, end)) for one, start, end in found]
        if len(hits) < 2:
            return hits
        hits.sort(key=_order)
        kept: list[tuple[int, Hit]] = []
        last, until = -1, 0
        for place, hit in hits:
            if place != last or hit.start >= until:
                last, until = place, hit.end
                kept.append((place, hit))
        return kept


_APOSTROPHE = re.compile(r"(?<!\w)'").search


def _whole(words: frozenset[str]) -> bool:
    """True for a set without beginnings of words, which can be met with the words of a turn at once."""
    return not any(word.endswith("~") for word in words)


def _held(lower: str, words: list[str]) -> set[str]:
    """The words of a text, and what stands before an apostrophe in them."""
    held = set(words)
    if "'" in lower:
        held.update(*[_before_apostrophe(word) for word in words if "'" in word])
    return held


@lru_cache(maxsize=1_000)
def _before_apostrophe(word: str) -> tuple[str, ...]:
    return tuple(_spellings(word, ()))


def _spellings(word: str, lengths: Sequence[int]) -> Iterator[str]:
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


def _order(found: tuple[int, Hit]) -> tuple[int, int, float, int, str]:
    place, hit = found
    return place, hit.start, -hit.confidence, -hit.end, hit.because
