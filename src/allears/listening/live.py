"""Listening while the conversation goes on.

    listener = Listener(Transcript("call-1", (), "phone"))
    for turn in turns:
        for mark in listener.hear(turn).marks:
            print(mark)
    listener.finish()
    print(listener.reading().heard)

A mark is given when it is certain: when no turn that may still come next to it can change it. Most are so two turns
later; on a call with times, once the talk has gone on for two seconds or `FARTHEST` turns. Now and then something much
later bears on it all the same (the customer says only then what they are called); such a mark is withdrawn, or given
late. At the end all that was given, less what was withdrawn, is exactly what `listen()` finds.

A turn costs the same however long the conversation has become: only the last turns are heard again, beside what is
remembered of all (words said first, who speaks, how it opened).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, overload

from .listen import find_marks, listen
from .reading import Mark, Promise, Reading
from .rubric import Rubric
from .said import Said
from .transcript import Role, Transcript, Turn
from .view import TurnView, View

AFTER = 2
"""Turns after which, where there are no times, no later one bears on a turn."""
FARTHEST = 9
"""Turns after which, on a call with times, no later one bears on a turn, however close they follow each other."""
PASSED = 2.0
"""Seconds after a turn's end from which what begins no longer bears on it."""
MARGIN = 4
"""Turns at the start of what is heard again whose own marks may lack something that stood before them."""
AGAIN = 4
"""Certain turns whose marks are looked at once more with each new turn."""
OPENING = 16
"""Turns of each party that are remembered from the start."""


class Heard(NamedTuple):
    """What one turn made certain, in the order of the text, and what it took back of what was given before."""

    marks: tuple[Mark, ...] = ()
    withdrawn: tuple[Mark, ...] = ()


class Listener:
    """Hears a conversation turn by turn.

    `about` tells what is known of it (channel, customer, when it began); it holds no turns yet. Without a `rubric`, the
    one that comes with the package weighs.
    """

    def __init__(self, about: Transcript | None = None, *, rubric: Rubric | None = None) -> None:
        self._about = about or Transcript("", ())
        if self._about.turns:
            raise ValueError("A listener begins without turns: give them to hear() one by one.")
        self._rubric = rubric
        self._turns: list[Turn] = []
        self._open: Turn | None = None
        self._memory = _Memory()
        self._certain = 0
        self._given: dict[int, tuple[Mark, ...]] = {}
        self._likely: tuple[Mark, ...] = ()
        self._finished = False

    def hear(self, turn: Turn, *, going_on: bool = False) -> Heard:
        """Takes the next turn and gives what is certain now.

        With `going_on` it is the turn that is being spoken, as far as it goes; the next call takes its place. Nothing
        of it is certain, but `likely` tells how it looks. Raises ValueError after `finish()`.
        """
        if self._finished:
            raise ValueError("The conversation is finished: nothing more can be heard.")
        if going_on:
            self._open = turn
            self._look(self._certain, turn)
            return Heard()
        self._open = None
        self._turns.append(turn)
        self._memory.add(TurnView(len(self._turns) - 1, turn))
        first = max(0, self._certain - AGAIN)
        self._certain = self._settled()
        return self._give(self._look(first), range(first, self._certain))

    def finish(self) -> Heard:
        """The conversation is over: gives what was not yet certain, and takes back what later turns have changed."""
        if self._open is not None:
            self._turns.append(self._open)
            self._open = None
        self._finished = True
        self._certain = len(self._turns)
        self._likely = ()
        return self._give(self.reading().marks, range(self._certain))

    def reading(self) -> Reading:
        """The reading of all that was said up to now: what `listen()` gives for it."""
        said = (*self._turns, self._open) if self._open is not None else tuple(self._turns)
        return listen(replace(self._about, turns=said), rubric=self._rubric)

    @property
    def likely(self) -> tuple[Mark, ...]:
        """The marks of the last turns, those that are going on among them, that may still change."""
        return self._likely

    def _settled(self) -> int:
        """The first turn that what may still come bears on."""
        newest = len(self._turns) - 1
        certain = self._certain
        while certain <= newest - AFTER and (
            newest - certain >= FARTHEST
            or not (self._about.spoken and self._memory.timed)
            or _passed(self._turns[certain], self._turns[newest])
        ):
            certain += 1
        return certain

    def _look(self, first: int, going_on: Turn | None = None) -> tuple[Mark, ...]:
        """The marks of the last turns as things stand, right from turn `first` on."""
        memory = self._memory if going_on is None else self._memory.with_one_more(going_on)
        found = find_marks(_LastTurns(self._about, memory, max(0, first - MARGIN)))
        if going_on is not None:
            memory.turns.pop()
        self._likely = tuple(mark for mark in found if mark.turn >= self._certain)
        return found

    def _give(self, found: tuple[Mark, ...], turns: range) -> Heard:
        now: dict[int, list[Mark]] = {}
        for mark in found:
            if mark.turn in turns:
                now.setdefault(mark.turn, []).append(mark)
        marks: list[Mark] = []
        withdrawn: list[Mark] = []
        for turn in turns:
            before, after = self._given.get(turn, ()), tuple(now.get(turn, ()))
            if before != after:
                marks += [mark for mark in after if mark not in before]
                withdrawn += [mark for mark in before if mark not in after]
                self._given[turn] = after
        return Heard(tuple(marks), tuple(withdrawn))


def _passed(turn: Turn, newest: Turn) -> bool:
    return turn.end is not None and newest.start is not None and newest.start > turn.end + PASSED


class _Memory:
    """What is remembered of all turns, so that the last ones can be heard without going through the rest."""

    def __init__(self) -> None:
        self.turns: list[TurnView] = []
        self.first_said: dict[str, int] = {}
        self.customer_first_said: dict[str, int] = {}
        self.speakers: dict[Role, dict[str, int]] = {"customer": {}, "agent": {}, "bot": {}}
        self.opening: dict[Role, list[TurnView]] = {"customer": [], "agent": [], "bot": []}
        self.timed = True

    def add(self, turn: TurnView) -> None:
        self._place(turn)
        for stem in turn.content:
            self.first_said.setdefault(stem, turn.index)
            if turn.role == "customer":
                self.customer_first_said.setdefault(stem, turn.index)

    def _place(self, turn: TurnView) -> None:
        self.turns.append(turn)
        self.timed = self.timed and _has_times(turn.turn)
        self.speakers[turn.role].setdefault(turn.turn.speaker, turn.index)
        if len(self.opening[turn.role]) < OPENING:
            self.opening[turn.role].append(turn)

    def with_one_more(self, turn: Turn) -> _Memory:
        """The same with a turn that is still going on. It shares the turns: take the last one away again."""
        other = _Memory()
        other.turns = self.turns
        # Its own words need not be added: what was not said before it counts as said in it.
        other.first_said, other.customer_first_said = self.first_said, self.customer_first_said
        other.speakers = {role: dict(names) for role, names in self.speakers.items()}
        other.opening = {role: list(turns) for role, turns in self.opening.items()}
        other.timed = self.timed
        other._place(TurnView(len(self.turns), turn))
        return other


def _has_times(turn: Turn) -> bool:
    return turn.start is not None and turn.end is not None


class _From(Sequence[TurnView]):
    """All turns by their index, of which only those from `start` on are gone through."""

    def __init__(self, turns: list[TurnView], start: int) -> None:
        self._turns = turns
        self._start = start

    @overload
    def __getitem__(self, index: int) -> TurnView: ...
    @overload
    def __getitem__(self, index: slice) -> list[TurnView]: ...
    def __getitem__(self, index: int | slice) -> TurnView | list[TurnView]:
        return self._turns[index]

    def __len__(self) -> int:
        return len(self._turns)

    def __iter__(self) -> Iterator[TurnView]:
        return iter(self._turns[self._start :])


class _LastTurns(View):
    """A view in which behaviours go through the last turns only, while they can look back as far as they like."""

    def __init__(self, about: Transcript, memory: _Memory, start: int) -> None:
        last = memory.turns[start:]
        super().__init__(replace(about, turns=tuple(turn.turn for turn in last)), _From(memory.turns, start))
        self._start = start
        self._memory = memory
        # What a view tells of all turns is known already.
        self._timed = memory.timed
        self._first_said = memory.first_said
        self._customer_first_said = memory.customer_first_said
        self._speakers = memory.speakers

    def opening(self, role: Role, count: int) -> tuple[TurnView, ...]:
        return tuple(self._memory.opening[role][:count])

    def promises(self, find: Callable[[Transcript, Iterable[Said]], tuple[Promise, ...]]) -> tuple[Promise, ...]:
        def in_all(part: Transcript, turns: Iterable[Said]) -> tuple[Promise, ...]:
            return tuple(replace(promise, turn=promise.turn + self._start) for promise in find(part, turns))

        return super().promises(in_all)
