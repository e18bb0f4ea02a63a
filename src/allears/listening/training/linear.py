"""Many logistic regressions at once over the same sparse and dense features, in numpy alone.

Minimises Σ weight · log loss + ½ Σ penalty · w² by L-BFGS (Nocedal & Wright 2006, algorithm 7.4) with a backtracking
line search. Deterministic: no drawing of numbers, and a fixed order of sums.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MEMORY = 12


class Sparse:
    """A binary matrix by rows: the columns of each row that are 1."""

    def __init__(self, rows: Sequence[Sequence[int]], columns: int) -> None:
        lengths = np.array([len(row) for row in rows], dtype=np.int64)
        self.shape = (len(rows), columns)
        indices = np.fromiter((c for row in rows for c in row), dtype=np.int64, count=int(lengths.sum()))
        owner = np.repeat(np.arange(len(rows)), lengths)
        order = np.argsort(indices, kind="stable")
        self._by_row = _Groups(indices, owner)
        self._by_column = _Groups(owner[order], indices[order])

    def times(self, weights: Array) -> Array:
        return self._by_row.sums(weights, self.shape[0])

    def transposed_times(self, values: Array) -> Array:
        return self._by_column.sums(values, self.shape[1])


class _Groups:
    """Which rows of some values add up to which row of a result. Results of equally many rows are added up together,
    one row of each at a time, which stays within the cache: some ten times as fast as `np.add.reduceat`.
    """

    TOGETHER = 64
    """Rows up to which that is done; longer sums are made one by one."""
    AT_ONCE = 4096

    def __init__(self, which: NDArray[np.int64], into: NDArray[np.int64]) -> None:
        starts = np.flatnonzero(np.r_[True, into[1:] != into[:-1]]) if len(into) else into
        lengths = np.diff(np.r_[starts, len(into)])
        self._together = []
        for length in np.unique(lengths[lengths <= self.TOGETHER]):
            first = starts[lengths == length]
            self._together.append((into[first], which[first + np.arange(length)[:, None]]))
        longer = lengths > self.TOGETHER
        ends = starts + lengths
        self._alone = [(into[i], which[i:j]) for i, j in zip(starts[longer], ends[longer], strict=True)]

    def sums(self, values: Array, count: int) -> Array:
        """The results, `count` of them: zero where nothing adds up to one."""
        out = np.zeros((count, values.shape[1]))
        for results, rows in self._together:
            for at in range(0, len(results), self.AT_ONCE):
                part = rows[:, at : at + self.AT_ONCE]
                total = values.take(part[0], axis=0)
                for row in part[1:]:
                    total += values.take(row, axis=0)
                out[results[at : at + self.AT_ONCE]] = total
        for result, rows in self._alone:
            out[result] = values.take(rows, axis=0).sum(axis=0)
        return out


class Fitted(NamedTuple):
    """Weights of the sparse columns, of the dense columns, and the intercepts, a column a head."""

    sparse: Array
    dense: Array
    bias: Array


def fit(
    sparse: Sparse,
    dense: Array,
    labels: Array,
    weights: Array,
    penalties: tuple[Array, float],
    *,
    rounds: int = 120,
) -> Fitted:
    """Fits a head for every column of `labels` (rows, heads), each row counting as much as `weights` says (0: not).

    `penalties` are those of each sparse column and of all dense weights; intercepts are free.
    """
    heads = labels.shape[1]
    cut = sparse.shape[1] * heads
    end = cut + dense.shape[1] * heads
    rate = (labels * weights).sum(axis=0) / np.maximum(weights.sum(axis=0), 1e-9)
    rate = np.clip(rate, 1e-4, 1 - 1e-4)
    start = np.zeros(end + heads)
    start[end:] = np.log(rate / (1 - rate))
    scale = np.r_[np.repeat(penalties[0], heads), np.full(end - cut, penalties[1]), np.zeros(heads)]

    def loss(point: Array) -> tuple[float, Array]:
        w, d = point[:cut].reshape(-1, heads), point[cut:end].reshape(-1, heads)
        scores = sparse.times(w) + dense @ d + point[end:]
        value = (weights * (np.logaddexp(0, scores) - labels * scores)).sum() + 0.5 * (scale * point * point).sum()
        pull = weights * (1 / (1 + np.exp(-scores)) - labels)
        slope = np.concatenate([sparse.transposed_times(pull).ravel(), (dense.T @ pull).ravel(), pull.sum(axis=0)])
        return float(value), slope + scale * point

    point = lbfgs(loss, start, rounds)
    return Fitted(point[:cut].reshape(-1, heads), point[cut:end].reshape(-1, heads), point[end:])


def lbfgs(loss: Callable[[Array], tuple[float, Array]], point: Array, rounds: int, *, enough: float = 1e-5) -> Array:
    """The point of least loss, from `point` on; ends after `rounds` steps or when a step gains less than `enough`."""
    value, slope = loss(point)
    steps: list[tuple[Array, Array, float]] = []
    for _ in range(rounds):
        way = -_two_loops(slope, steps)
        along = float(slope @ way)
        if along >= 0:
            way, along, steps = -slope, -float(slope @ slope), []
        size = 1.0 if steps else min(1.0, 1.0 / (np.abs(slope).sum() + 1e-12))
        for _ in range(30):
            new = point + size * way
            new_value, new_slope = loss(new)
            if new_value <= value + 1e-4 * size * along:
                break
            size *= 0.5
        else:
            return point
        moved, turned = new - point, new_slope - slope
        bend = float(moved @ turned)
        if bend > 1e-10:
            steps = [*steps[-MEMORY + 1 :], (moved, turned, 1 / bend)]
        gain = value - new_value
        point, value, slope = new, new_value, new_slope
        if gain < enough * max(1.0, abs(value)):
            break
    return point


def _two_loops(slope: Array, steps: list[tuple[Array, Array, float]]) -> Array:
    way = slope.copy()
    factors = []
    for moved, turned, rate in reversed(steps):
        factor = rate * float(moved @ way)
        factors.append(factor)
        way -= factor * turned
    if steps:
        moved, turned, rate = steps[-1]
        way /= rate * float(turned @ turned)
    for (moved, turned, rate), factor in zip(steps, reversed(factors), strict=True):
        way += (factor - rate * float(turned @ way)) * moved
    return way
