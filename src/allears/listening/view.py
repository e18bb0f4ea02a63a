"""The prepared transcript that behaviours look at: everything that several of them need, computed once and only when
asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from .lookup import Lookup
from .phrases import Cues, Hit
from .reading import Mark, Promise
from .said import Said, Sentence, Token, said
from .transcript import Role, Transcript, Turn

__all__ = ["Sentence", "Token", "TurnView", "View", "joined"]

Q = TypeVar("Q")


class TurnView(Said):
    """One turn, with what is known of its words. `lower` has the same length as `text`, so offsets are the same."""

    __slots__ = ("index", "role", "turn")

    def __init__(self, index: int, turn: Turn) -> None:
        same = said(turn.text)
        self.index = index
        self.turn = turn
        self.role: Role = turn.role
        self.text = same.text
        self.lower = same.lower
        self.words = same.words
        self.sentences = same.sentences
        self.content = same.content
        self.known = same.known

    def mark(self, behaviour: str, start: int, end: int, confidence: float, because: str) -> Mark:
        return Mark(behaviour, self.index, start, end, round(confidence, 3), because)


class View:
    """A transcript prepared for behaviours."""

    def __init__(self, transcript: Transcript, turns: Sequence[TurnView] | None = None) -> None:
        self.transcript = transcript
        self.turns: Sequence[TurnView] = turns or tuple(TurnView(i, t) for i, t in enumerate(transcript.turns))
        self.agent_turns = tuple([t for t in self.turns if t.role == "agent"])
        self.customer_turns = tuple([t for t in self.turns if t.role == "customer"])
        self._timed: bool | None = None
        self._speakers: dict[Role, dict[str, int]] | None = None
        self._first_said: dict[str, int] | None = None
        self._customer_first_said: dict[str, int] | None = None
        self._promises: tuple[Promise, ...] | None = None
        self._questions: list[tuple[TurnView, Any]] | None = None
        self._found: dict[Role, dict[Cues, list[tuple[TurnView, Hit]]]] = {}
        self._marks: dict[Callable[[View], Iterator[Mark]], tuple[Mark, ...]] = {}

    def opening(self, role: Role, count: int) -> tuple[TurnView, ...]:
        """The first turns of a role."""
        return (self.customer_turns if role == "customer" else self.agent_turns)[:count]

    @property
    def timed(self) -> bool:
        """True if every turn of the conversation has a start and an end, so that overlaps can be measured."""
        if self._timed is None:
            self._timed = self.transcript.timed
        return self._timed

    @property
    def speakers(self) -> dict[Role, dict[str, int]]:
        """Role → the names under which it speaks, in order, each with its first turn."""
        if self._speakers is None:
            found: dict[Role, dict[str, int]] = {"customer": {}, "agent": {}, "bot": {}}
            for turn in self.turns:
                found[turn.role].setdefault(turn.turn.speaker, turn.index)
            self._speakers = found
        return self._speakers

    @property
    def first_said(self) -> dict[str, int]:
        """Stem with content → the first turn that holds it."""
        if self._first_said is None:
            self._first_said = _first_said(self.turns)
        return self._first_said

    @property
    def customer_first_said(self) -> dict[str, int]:
        """Stem with content → the first turn of the customer that holds it."""
        if self._customer_first_said is None:
            self._customer_first_said = _first_said(self.customer_turns)
        return self._customer_first_said

    def answered_before(self, index: int) -> int:
        """The last turn before this one that was not the customer's; -1 where there is none."""
        for i in range(index - 1, -1, -1):
            if self.turns[i].role != "customer":
                return i
        return -1

    def marks(self, find: Callable[[View], Iterator[Mark]]) -> tuple[Mark, ...]:
        """What one behaviour found, in order and without a span found twice; remembered, for behaviours rest on
        others.
        """
        known = self._marks.get(find)
        if known is None:
            kept = list(find(self))
            if len(kept) > 1:
                kept = _apart(kept)
            known = self._marks[find] = tuple(kept)
        return known

    def agent_hits(self, cues: Cues) -> Iterable[tuple[TurnView, Hit]]:
        """Every place where an agent's turn holds one of the phrases, in order."""
        return self._hits("agent", self.agent_turns, cues)

    def customer_hits(self, cues: Cues) -> Iterable[tuple[TurnView, Hit]]:
        """Every place where a customer's turn holds one of the phrases, in order."""
        return self._hits("customer", self.customer_turns, cues)

    def _hits(self, role: Role, turns: tuple[TurnView, ...], cues: Cues) -> Iterable[tuple[TurnView, Hit]]:
        found = self._found.get(role)
        if found is None:
            found = self._found[role] = _look_up(_lookup(role), turns)
        if cues not in found:  # phrases of no behaviour in the registry
            found.update(_look_up(_alone(cues), turns))
        return found[cues]

    def questions(self, find: Callable[[TurnView], Iterator[Q]]) -> Iterator[tuple[TurnView, Q]]:
        """The questions of the agent's turns, by a finder of questions; remembered, since two behaviours share them."""
        if self._questions is None:
            self._questions = []
            for turn in self.agent_turns:
                found = turn.known.get(find)
                if found is None:
                    found = turn.known[find] = tuple(find(turn))
                self._questions += [(turn, question) for question in found]
        yield from self._questions

    def promises(self, find: Callable[[Transcript, Iterable[Said]], tuple[Promise, ...]]) -> tuple[Promise, ...]:
        """The promises of the transcript, by a finder of promises; remembered, since the reading and its marks share
        them.
        """
        if self._promises is None:
            self._promises = find(self.transcript, self.turns)
        return self._promises

    def previous(self, index: int) -> TurnView | None:
        return self.turns[index - 1] if index > 0 else None

    def following(self, index: int) -> TurnView | None:
        return self.turns[index + 1] if index + 1 < len(self.turns) else None

    def before(self, index: int, role: Role, count: int, reach: int = 8) -> list[TurnView]:
        """The last `count` turns of a role before a turn, latest first, at most `reach` turns back."""
        found: list[TurnView] = []
        for i in range(index - 1, max(-1, index - 1 - reach), -1):
            if self.turns[i].role == role:
                found.append(self.turns[i])
                if len(found) == count:
                    break
        return found


def _first_said(turns: Sequence[TurnView]) -> dict[str, int]:
    first: dict[str, int] = {}
    for turn in reversed(turns):
        first.update(dict.fromkeys(turn.content, turn.index))
    return first


def _apart(marks: list[Mark]) -> list[Mark]:
    """The marks in order, without those that begin within another."""
    marks.sort(key=_place)
    kept = marks[:1]
    for mark in marks[1:]:
        if kept[-1].turn != mark.turn or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def joined(marks: Iterable[Mark], reach: int = 4) -> Iterator[Mark]:
    """Marks of one behaviour that stand side by side in a turn, with at most `reach` characters between, as one mark.

    It is as sure as the surest of them, and keeps that one's reason.
    """
    last: Mark | None = None
    for mark in sorted(marks, key=_place):
        if last is not None and last.turn == mark.turn and mark.start - last.end <= reach:
            best = max(last, mark, key=lambda m: m.confidence)
            last = Mark(last.behaviour, last.turn, last.start, max(last.end, mark.end), best.confidence, best.because)
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


@cache
def _lookup(role: Role) -> Lookup:
    """The phrases of all behaviours of one party."""
    from .behaviours import BEHAVIOURS  # imported here: behaviours are made of views

    return Lookup([b.module.CUES for b in BEHAVIOURS if b.party == role and hasattr(b.module, "CUES")])


@cache
def _alone(cues: Cues) -> Lookup:
    return Lookup([cues])


def _look_up(lookup: Lookup, turns: Iterable[TurnView]) -> dict[Cues, list[tuple[TurnView, Hit]]]:
    found: dict[Cues, list[tuple[TurnView, Hit]]] = {cues: [] for cues in lookup.cues}
    for turn in turns:
        hits = turn.known.get(lookup)
        if hits is None:
            hits = turn.known[lookup] = lookup.hits(turn.lower, turn.words)
        for place, hit in hits:
            found[lookup.cues[place]].append((turn, hit))
    return found


def _place(mark: Mark) -> tuple[int, int, int]:
    return mark.turn, mark.start, -mark.end
