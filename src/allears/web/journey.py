"""'Through their eyes': lay the customer's way through us out along one line.

Real time would press busy minutes into a blot and stretch a weekend over the page. So the width between two moments
grows with the logarithm of the time between them, and the true length is written on every wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import log2
from typing import Literal

Kind = Literal["wrote", "spoke", "repeated", "answered", "handed", "promised", "kept", "late", "broken", "closed"]

WORDS: dict[Kind, str] = {
    "wrote": "I wrote",
    "spoke": "We spoke",
    "repeated": "I had to say it again",
    "answered": "I was answered",
    "handed": "I was passed on",
    "promised": "I was promised",
    "kept": "The promise was kept",
    "late": "The promise was kept late",
    "broken": "The promise was broken",
    "closed": "It was closed",
}

MINE: frozenset[Kind] = frozenset({"wrote", "repeated"})
"""What the customer did: from here on they wait for us."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something the customer lived through. `who` is the colleague they had to do with."""

    at: datetime
    kind: Kind
    words: str = ""
    who: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """The way between two moments. `ours`: the customer was waiting for us."""

    x: float
    length: float
    seconds: float
    ours: bool
    long: bool

    @property
    def middle(self) -> float:
        return self.x + self.length / 2

    @property
    def end(self) -> float:
        return self.x + self.length


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment with its place: `x` from 0 to the width; `level` 0–2 keeps neighbours' words apart."""

    moment: Moment
    x: float
    level: int
    title: str
    anchor: Literal["start", "middle", "end"]
    after: Wait | None
    """The way to the next moment; None at the end."""

    @property
    def kind(self) -> Kind:
        return self.moment.kind

    @property
    def y(self) -> int:
        """Where its words stand, above the line."""
        return -40 - 34 * self.level

    @property
    def stem(self) -> int:
        return self.y + 20


@dataclass(frozen=True, slots=True)
class Hand:
    """One colleague who had the matter in hand, from `x` on over `length`."""

    who: str
    x: float
    length: float

    @property
    def end(self) -> float:
        return self.x + self.length


@dataclass(frozen=True, slots=True)
class Arc:
    """From a promise to what became of it."""

    x: float
    end: float
    kind: Literal["kept", "late", "broken"]

    @property
    def path(self) -> str:
        height = min(46.0, 14 + (self.end - self.x) / 9)
        return f"M{self.x:.1f} 0C{self.x:.1f} {height:.1f} {self.end:.1f} {height:.1f} {self.end:.1f} 0"


@dataclass(frozen=True, slots=True)
class Journey:
    width: int
    stops: tuple[Stop, ...]
    waits: tuple[Wait, ...]
    hands: tuple[Hand, ...]
    arcs: tuple[Arc, ...]
    waited: float
    """Seconds the customer waited for us, in all."""
    longest: float
    repeats: int
    """How often they had to say it again."""
    people: int
    """Through how many hands they went."""

    @property
    def top(self) -> int:
        """Where the drawing begins, above the line at 0."""
        return min(stop.y for stop in self.stops) - 16

    @property
    def height(self) -> int:
        return FOOT - self.top


FOOT = 104
"""How far the drawing reaches below the line: arcs, then hands with their names."""

LONG = 24 * 3600
"""A wait for us longer than this (seconds) is drawn in red. Teams with service levels will give their own."""


def journey(moments: Sequence[Moment], width: int = 1000, long_after: float = LONG) -> Journey:
    """Lay `moments` out along `width` units. Raises ValueError where there is none."""
    if not moments:
        raise ValueError("a journey needs at least one moment")
    way = sorted(moments, key=lambda m: m.at)
    gaps = [(b.at - a.at).total_seconds() for a, b in pairwise(way)]
    weights = [1.0 + log2(1 + gap / 900) for gap in gaps]
    unit = width / (sum(weights) or 1.0)
    places = [0.0]
    for weight in weights:
        places.append(places[-1] + weight * unit)

    waits: list[Wait] = []
    waiting = False
    for index, gap in enumerate(gaps):
        waiting = _waits_after(way[index].kind, waiting)
        length = places[index + 1] - places[index]
        waits.append(Wait(places[index], length, gap, waiting, waiting and gap > long_after))
    ours = [w.seconds for w in waits if w.ours]
    hands = _hands(way, places)
    return Journey(
        width=width,
        stops=_stops(way, places, waits, width),
        waits=tuple(waits),
        hands=hands,
        arcs=_arcs(way, places),
        waited=sum(ours),
        longest=max(ours, default=0.0),
        repeats=sum(m.kind == "repeated" for m in way),
        people=len({h.who for h in hands}),
    )


def _waits_after(kind: Kind, waiting: bool) -> bool:
    """Whether the customer waits for us after such a moment; being passed on changes nothing for them."""
    if kind in MINE or kind in {"promised", "broken"}:
        return True
    return waiting if kind == "handed" else False


def _stops(way: Sequence[Moment], places: Sequence[float], waits: Sequence[Wait], width: int) -> tuple[Stop, ...]:
    """Give each moment a level on which its words do not run into the words before them."""
    room = width / 8
    free = [-room, -room, -room]
    stops: list[Stop] = []
    for index, (moment, x) in enumerate(zip(way, places, strict=True)):
        level = next((n for n, end in enumerate(free) if x - end >= room), None)
        if level is None:
            level = min(range(len(free)), key=lambda n: free[n])
        free[level] = x
        anchor: Literal["start", "middle", "end"] = "middle"
        if x < room / 2:
            anchor = "start"
        elif x > width - room / 2:
            anchor = "end"
        after = waits[index] if index < len(waits) else None
        stops.append(Stop(moment, round(x, 1), level, WORDS[moment.kind], anchor, after))
    return tuple(stops)


def _hands(way: Sequence[Moment], places: Sequence[float]) -> tuple[Hand, ...]:
    hands: list[Hand] = []
    for moment, x in zip(way, places, strict=True):
        if not moment.who:
            continue
        if hands and hands[-1].who == moment.who:
            hands[-1] = Hand(moment.who, hands[-1].x, x - hands[-1].x)
        else:
            if hands:
                hands[-1] = Hand(hands[-1].who, hands[-1].x, x - hands[-1].x)
            hands.append(Hand(moment.who, x, 0.0))
    if hands:
        hands[-1] = Hand(hands[-1].who, hands[-1].x, places[-1] - hands[-1].x)
    return tuple(hands)


def _arcs(way: Sequence[Moment], places: Sequence[float]) -> tuple[Arc, ...]:
    """Join each outcome with the earliest promise that has none yet."""
    pending: list[float] = []
    arcs: list[Arc] = []
    for moment, x in zip(way, places, strict=True):
        if moment.kind == "promised":
            pending.append(x)
        elif pending and (moment.kind == "kept" or moment.kind == "late" or moment.kind == "broken"):
            arcs.append(Arc(pending.pop(0), x, moment.kind))
    return tuple(arcs)
