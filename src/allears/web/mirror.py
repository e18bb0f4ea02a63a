"""The mirror's drawings, as places on a sheet of 1000 by 1000: the spectrum, and the totals over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allears.learning.rules.mirror import BANDS, Band

LOW, HIGH = BANDS[0].low, BANDS[-1].high


@dataclass(frozen=True, slots=True)
class Stretch:
    """A band on the spectrum: where it begins and how long it is, in thousandths. `here`: the total lies in it."""

    band: Band
    start: int
    length: int
    here: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A total on the chart: `x` runs with time from left to right, `y` from the top down."""

    x: int
    y: int


def spectrum(total: int | None) -> list[Stretch]:
    """The bands from left to right, each as wide as it has totals."""
    whole = HIGH - LOW + 1
    return [
        Stretch(
            it,
            round((it.low - LOW) / whole * 1000),
            round((it.high - it.low + 1) / whole * 1000),
            total is not None and it.low <= total <= it.high,
        )
        for it in BANDS
    ]


def place(total: int) -> int:
    """Where a total lies on the spectrum: the middle of its stretch, in thousandths."""
    return round((total - LOW + 0.5) / (HIGH - LOW + 1) * 1000)


def dots(takings: Sequence[tuple[datetime, int]]) -> list[Dot]:
    """The totals over time, the highest possible at the top. A single one stands in the middle."""
    if not takings:
        return []
    first, last = takings[0][0], takings[-1][0]
    length = (last - first).total_seconds()
    return [
        Dot(round(20 + (at - first).total_seconds() / length * 960) if length else 500, 1000 - place(total))
        for at, total in takings
    ]


def line(dots: Sequence[Dot]) -> str:
    """An SVG path through the dots."""
    return " ".join(f"{'L' if place else 'M'}{it.x} {it.y}" for place, it in enumerate(dots))


def bounds() -> list[int]:
    """Where one band passes into the next on the chart, from the top down."""
    return [1000 - stretch.start for stretch in spectrum(None)[1:]]
