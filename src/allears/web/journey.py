"""'Through their eyes': lay the customer's way through us out along one line.

What happened, who waited and how long is decided in allears.insight; here it is only drawn. Real time would press busy
minutes into a blot and stretch a weekend over the page. So the width between two moments grows with the logarithm of
the time between them, and the true length is written on every wait that has room for it. Where many moments stand
close, the ordinary ones keep their dot and lose their words: the list under the drawing has them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import log2
from typing import Literal, cast

from django.utils import timezone

from allears.insight import rules
from allears.insight.rules import Moment

Kind = Literal[
    "wrote", "spoke", "repeated", "answered", "handed", "promised", "kept", "late", "broken", "closed", "waiting"
]

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
    "waiting": "I am waiting still",
}

TELLING: tuple[Kind, ...] = (
    *("waiting", "broken", "late", "repeated", "handed", "kept", "promised", "closed", "spoke", "wrote", "answered"),
)
"""The kinds, the most telling first: of moments at one time the first gives its name, and of words that have no room
beside each other the first stay."""

WIDTH = 1000.0
LEVELS = 3
LETTER, SMALL = 6.6, 5.8
"""About so wide (units) is a letter of a title, and of the small words: enough to keep words apart."""
LONG = 24 * 3600
"""A wait for us longer than this (seconds) is drawn in red. Teams with service levels will give their own."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words over a stop: `level` 0-2 keeps them off their neighbours'."""

    title: str
    at: datetime
    level: int
    anchor: Literal["start", "middle", "end"]
    with_day: bool
    """The day stands before the time: it is another day than that of the words before."""

    @property
    def y(self) -> int:
        """Where the words stand, above the line at 0."""
        return -42 - 34 * self.level

    @property
    def stem(self) -> int:
        return self.y + 20


@dataclass(frozen=True, slots=True)
class Stop:
    """A point on the line: what happened at one time, named by the most telling of it."""

    kind: Kind
    x: float
    url: str
    tip: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Wait:
    """A stretch of waiting. `word`: where its length is written; None where there is no room for it."""

    x: float
    end: float
    seconds: float
    long: bool
    word: float | None


@dataclass(frozen=True, slots=True)
class Hand:
    """One colleague who had the matter in hand. `named`: there is room for the name."""

    who: str
    x: float
    end: float
    named: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """From a promise to what became of it."""

    x: float
    end: float
    kind: Literal["kept", "late", "broken"]

    @property
    def height(self) -> float:
        return min(46.0, 14 + (self.end - self.x) / 9)

    @property
    def path(self) -> str:
        return f"M{self.x:.1f} 0C{self.x:.1f} {self.height:.1f} {self.end:.1f} {self.height:.1f} {self.end:.1f} 0"


@dataclass(frozen=True, slots=True)
class Line:
    """A moment in the list. `waiting`: the customer waits until the next one; `wait`: and then that waiting ends."""

    kind: Kind
    title: str
    at: datetime
    words: str
    url: str
    wait: Wait | None
    waiting: bool
    long: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    stops: tuple[Stop, ...]
    waits: tuple[Wait, ...]
    hands: tuple[Hand, ...]
    arcs: tuple[Arc, ...]
    lines: tuple[Line, ...]
    waited: float
    longest: float
    repeats: int
    people: int

    @property
    def end(self) -> float:
        return self.stops[-1].x

    @property
    def radius(self) -> float:
        """Of a dot: smaller where they stand close."""
        nearest = min((b.x - a.x for a, b in pairwise(self.stops)), default=20.0)
        return round(min(5.0, max(2.2, nearest * 0.45)), 1)

    @property
    def top(self) -> int:
        """Where the drawing begins, above the line at 0."""
        return min((stop.label.y for stop in self.stops if stop.label), default=-20) - 16

    @property
    def hands_y(self) -> int:
        """Where the hands stand: under the deepest arc, whose curve reaches three quarters of its height."""
        return 26 + round(max((arc.height * 0.75 for arc in self.arcs), default=0.0))

    @property
    def height(self) -> int:
        foot = self.hands_y + 30 if self.hands else self.hands_y - 4
        return foot - self.top


def journey(way: rules.Journey, now: datetime, long_after: float = LONG) -> Drawing:
    """Draw `way`. A wait that lasts still is drawn until `now`. Raises ValueError where nothing happened."""
    if not way.moments:
        raise ValueError("a journey needs at least one moment")
    groups = _groups(way.moments)
    times = [group[0].at for group in groups]
    still = any(wait.until is None for wait in way.waits)
    ends = [*times, *([max(now, times[-1])] if still else [])]
    bounds = [it for wait in way.waits for it in (wait.since, wait.until) if it is not None]
    places = _places([*ends, *bounds])
    waits = _waits(way.waits, places, ends, now, long_after)
    return Drawing(
        width=int(WIDTH),
        stops=_stops(groups, places, ends[-1] if still else None),
        waits=waits,
        hands=_hands(way.moments, places),
        arcs=_arcs(way.moments, places),
        lines=_lines(way, waits),
        waited=way.waited,
        longest=way.longest,
        repeats=way.repeats,
        people=len(set(way.hands)),
    )


def _groups(moments: Sequence[Moment]) -> list[list[Moment]]:
    """What happened at one time together: an answer that promises something is one stop."""
    groups: list[list[Moment]] = []
    for moment in moments:
        if groups and (moment.at - groups[-1][0].at).total_seconds() < 1:
            groups[-1].append(moment)
        else:
            groups.append([moment])
    return groups


def _places(times: Iterable[datetime]) -> dict[datetime, float]:
    """Where on the line each time lies, from 0 to WIDTH."""
    way = sorted(set(times))
    weights = [0.0] + [1.0 + log2(1 + (b - a).total_seconds() / 900) for a, b in pairwise(way)]
    unit = WIDTH / (sum(weights) or 1.0)
    places: dict[datetime, float] = {}
    x = 0.0
    for time, weight in zip(way, weights, strict=True):
        x = min(WIDTH, x + weight * unit)
        places[time] = round(x, 1)
    return places


def _place(places: Mapping[datetime, float], at: datetime) -> float:
    """The place of a time, or of the last one before it."""
    return places[at] if at in places else max((x for time, x in places.items() if time <= at), default=0.0)


def _waits(
    waits: Sequence[rules.Wait],
    places: Mapping[datetime, float],
    stops: Sequence[datetime],
    now: datetime,
    long_after: float,
) -> tuple[Wait, ...]:
    drawn = []
    for wait in waits:
        x, end = places[wait.since], _place(places, wait.until or max(now, stops[-1]))
        seconds = wait.length(now).total_seconds()
        # Its length is written in the widest room between two stops of it.
        cuts = sorted({x, end, *(places[at] for at in stops if x < places[at] < end)})
        room, word = max(((b - a, (a + b) / 2) for a, b in pairwise(cuts)), default=(0.0, x))
        fits = seconds >= 60 and room > SMALL * 8
        drawn.append(Wait(x, end, seconds, seconds > long_after, round(word, 1) if fits else None))
    return tuple(drawn)


def _stops(
    groups: Sequence[Sequence[Moment]], places: Mapping[datetime, float], waiting: datetime | None
) -> tuple[Stop, ...]:
    bare: list[tuple[Kind, str, datetime, str]] = []
    for group in groups:
        kind = cast("Kind", min((moment.kind for moment in group), key=TELLING.index))
        times = sum(moment.kind == kind for moment in group)
        several = {1: "", 2: " two things", 3: " three things"}.get(times, " several things")
        title = WORDS[kind] + (several if kind == "promised" else "")
        bare.append((kind, title, group[0].at, _url(next((m for m in group if m.turn_id), group[0]))))
    if waiting is not None:
        bare.append(("waiting", WORDS["waiting"], waiting, ""))
    labels = _labels([(kind, title, places[at], at) for kind, title, at, _ in bare])
    return tuple(
        Stop(kind, places[at], url, title, labels.get(index)) for index, (kind, title, at, url) in enumerate(bare)
    )


def _url(moment: Moment) -> str:
    return f"#t{moment.turn_id}" if moment.turn_id else ""


def _labels(stops: Sequence[tuple[Kind, str, float, datetime]]) -> dict[int, Label]:
    """Words for as many stops as have room, the first, the last and the most telling before the others."""
    last = len(stops) - 1
    order = sorted(range(len(stops)), key=lambda n: (n not in (0, last), TELLING.index(stops[n][0]), n))
    taken: list[tuple[int, float, float, float]] = []
    """(level, from, to, stem) of the words that have their place."""
    chosen: dict[int, tuple[int, Literal["start", "middle", "end"]]] = {}
    for index in order:
        _, title, x, _ = stops[index]
        wide = max(len(title) * LETTER, 13 * SMALL)
        anchor: Literal["start", "middle", "end"] = (
            "start" if x < wide / 2 else "end" if x > WIDTH - wide / 2 else "middle"
        )
        start = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        end = start + wide
        for level in range(LEVELS):
            if all(_apart((level, start, end, x), other) for other in taken):
                taken.append((level, start, end, x))
                chosen[index] = (level, anchor)
                break
    labels: dict[int, Label] = {}
    day = None
    for index in sorted(chosen):
        _, title, _, at = stops[index]
        level, anchor = chosen[index]
        today = timezone.localtime(at).date()
        labels[index] = Label(title, at, level, anchor, with_day=today != day)
        day = today
    return labels


def _apart(one: tuple[int, float, float, float], other: tuple[int, float, float, float]) -> bool:
    """Whether two words do not run into each other, and neither's stem through the other."""
    (level, start, end, stem), (level_2, start_2, end_2, stem_2) = one, other
    if level == level_2:
        return end + 8 <= start_2 or end_2 + 8 <= start
    if level > level_2:
        return not start_2 - 2 < stem < end_2 + 2
    return not start - 2 < stem_2 < end + 2


def _hands(moments: Sequence[Moment], places: Mapping[datetime, float]) -> tuple[Hand, ...]:
    begun: list[tuple[str, float]] = []
    for moment in moments:
        if moment.who and (not begun or begun[-1][0] != moment.who):
            begun.append((moment.who, _place(places, moment.at)))
    ends = [*(x for _, x in begun), max(places.values())][1:] if begun else []
    free = 0.0
    hands: list[Hand] = []
    for (who, x), end in zip(begun, ends, strict=True):
        named = x >= free
        hands.append(Hand(who, x, end, named))
        free = x + len(who) * SMALL + 8 if named else free
    return tuple(hands)


def _arcs(moments: Sequence[Moment], places: Mapping[datetime, float]) -> tuple[Arc, ...]:
    """Join each outcome with the promise of the same words, or else with the earliest that has none yet."""
    pending: list[Moment] = []
    arcs: list[Arc] = []
    for moment in moments:
        if moment.kind == "promised":
            pending.append(moment)
        elif pending and (moment.kind == "kept" or moment.kind == "late" or moment.kind == "broken"):
            made = next((it for it in pending if it.words == moment.words), pending[0])
            pending.remove(made)
            arcs.append(Arc(_place(places, made.at), _place(places, moment.at), moment.kind))
    return tuple(arcs)


def _lines(way: rules.Journey, waits: Sequence[Wait]) -> tuple[Line, ...]:
    """Every moment, for reading."""
    lines: list[Line] = []
    nexts = [*(moment.at for moment in way.moments[1:]), None]
    for moment, until in zip(way.moments, nexts, strict=True):
        here = [
            (wait, drawn)
            for wait, drawn in zip(way.waits, waits, strict=True)
            if wait.since <= moment.at and (wait.until is None or wait.until > moment.at)
        ]
        ending = [drawn for wait, drawn in here if until is None or (wait.until is not None and wait.until <= until)]
        kind = cast("Kind", moment.kind)
        lines.append(
            Line(
                kind,
                WORDS[kind],
                moment.at,
                moment.words,
                _url(moment),
                wait=ending[-1] if ending else None,
                waiting=bool(here),
                long=any(drawn.long for _, drawn in here),
            )
        )
    return tuple(lines)
