"""How sure a number from a few conversations is: intervals that stay honest (docs/algorithms/mirror.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb, sqrt

Z = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""

ENOUGH = 8
"""The fewest conversations that a number is shown for: from 8 on, a behaviour that was never seen can be said to be in
fewer than a third of them (the upper limit of 0 of 8 is 32 %, that of 0 of 7 is 35 %)."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of` conversations; `low` and `high` are the limits of the 95 % interval of the share, 0–1."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def enough(self) -> bool:
        """False: too few conversations to tell."""
        return self.of >= ENOUGH


def share(hits: int, of: int) -> Share:
    """The share with Wilson's score interval (Wilson 1927). Raises ValueError unless 0 ≤ hits ≤ of.

    Of nothing, everything is possible: 0 of 0 has the interval 0–1.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"{hits} of {of} is no share")
    if of == 0:
        return Share(0, 0, 0.0, 1.0)
    p, square = hits / of, Z * Z / of
    centre = (p + square / 2) / (1 + square)
    half = Z * sqrt(p * (1 - p) / of + square / (4 * of)) / (1 + square)
    return Share(
        hits, of, 0.0 if hits == 0 else max(0.0, centre - half), 1.0 if hits == of else min(1.0, centre + half)
    )


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of `of` values, and the limits of its 95 % interval (None: too few values for any such interval)."""

    value: float
    of: int
    low: float | None
    high: float | None

    @property
    def enough(self) -> bool:
        return self.of >= ENOUGH and self.low is not None


def middle(values: Sequence[float]) -> Middle | None:
    """The median with the exact interval between two of the values (the sign test turned round); None without values.

    The limits are the k-th smallest and k-th largest value, with the largest k for which the chance that the true
    median lies between them is still at least 95 %, whatever the distribution is.
    """
    if not values:
        return None
    ordered, n = sorted(values), len(values)
    half = n // 2
    value = ordered[half] if n % 2 else (ordered[half - 1] + ordered[half]) / 2
    tail, rank = 0.0, 0
    while rank < half:
        tail += comb(n, rank) / 2**n
        if tail > 0.025:
            break
        rank += 1
    if rank == 0:
        return Middle(value, n, None, None)
    return Middle(value, n, ordered[rank - 1], ordered[n - rank])


class Change(StrEnum):
    """What can be said of a share before and during."""

    MORE = "more often"
    LESS = "less often"
    UNCLEAR = "no difference that can be told"
    TOO_FEW = "too few conversations to tell"


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the share was during than before, in shares (−1 to 1), with the limits of its 95 % interval."""

    value: float
    low: float
    high: float
    change: Change


def difference(before: Share, during: Share) -> Difference:
    """The difference of two shares with Newcombe's interval (his method 10, 1998), which is built of Wilson's two.

    It is MORE or LESS only where the whole interval lies on that side of nothing; TOO_FEW where either share is.
    """
    value = during.value - before.value
    low = value - sqrt((during.value - during.low) ** 2 + (before.high - before.value) ** 2)
    high = value + sqrt((during.high - during.value) ** 2 + (before.value - before.low) ** 2)
    if not (before.enough and during.enough):
        change = Change.TOO_FEW
    else:
        change = Change.MORE if low > 0 else Change.LESS if high < 0 else Change.UNCLEAR
    return Difference(value, max(-1.0, low), min(1.0, high), change)
