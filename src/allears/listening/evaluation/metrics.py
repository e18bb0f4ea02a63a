"""Measures of agreement, and how sure each is.

All take gold labels and found labels (or scores) of the same items. Intervals are percentiles of a seeded bootstrap
over clusters: whole conversations are drawn, since the turns of one are not independent (Efron & Tibshirani 1993,
chapter 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROUNDS = 1000
SEED = 20250304


class Interval(NamedTuple):
    value: float
    low: float
    high: float


class Agreement(NamedTuple):
    """Of one yes-or-no question asked of many items. Every number is 0–1, but for kappa, which is −1–1."""

    items: int
    positives: int
    precision: Interval
    recall: Interval
    f1: Interval
    kappa: Interval
    accuracy: Interval


def agreement(
    gold: Sequence[bool], found: Sequence[bool], clusters: Sequence[str], *, seed: int = SEED, rounds: int = ROUNDS
) -> Agreement:
    """Precision, recall, F1 (of the positive label), Cohen's kappa and accuracy, with 95 % intervals.

    `clusters` names the conversation of each item. Raises ValueError if the three differ in length.
    """
    counts = _by_cluster(gold, found, clusters)
    whole = counts.sum(axis=0, keepdims=True)
    drawn = _drawn(len(counts), seed, rounds) @ counts if len(counts) else np.zeros((1, 4))
    intervals = [
        Interval(float(value[0]), *_percentiles(sample))
        for value, sample in zip(_measures(whole), _measures(drawn), strict=True)
    ]
    return Agreement(len(gold), int(sum(gold)), *intervals)


def auc(
    gold: Sequence[bool], scores: Sequence[float], *, seed: int = SEED, rounds: int = ROUNDS
) -> tuple[Interval, Interval]:
    """Area under the ROC curve, and the accuracy at the median score, each with a 95 % interval over items.

    The first is the chance that a positive item scores higher than a negative one (Mann-Whitney U; ties count half).
    """
    truth = np.asarray(gold, dtype=bool)
    values = np.asarray(scores, dtype=float)
    if len(truth) != len(values):
        raise ValueError("as many scores as labels are needed")
    if not len(truth):
        return Interval(0.0, 0.0, 0.0), Interval(0.0, 0.0, 0.0)
    right = (values > np.median(values)) == truth
    draw = np.random.default_rng(seed)
    areas, shares = [], []
    for _ in range(rounds):
        chosen = draw.integers(0, len(truth), len(truth))
        areas.append(_area(truth[chosen], values[chosen]))
        shares.append(right[chosen].mean())
    return (
        Interval(_area(truth, values), *_percentiles(np.asarray(areas))),
        Interval(float(right.mean()), *_percentiles(np.asarray(shares))),
    )


def kappa(gold: Sequence[bool], found: Sequence[bool]) -> float:
    """Cohen's kappa of two yes-or-no labellings (Cohen 1960)."""
    return float(_measures(_by_cluster(gold, found, [""] * len(gold)).sum(axis=0, keepdims=True))[3][0])


def _by_cluster(gold: Sequence[bool], found: Sequence[bool], clusters: Sequence[str]) -> NDArray[np.float64]:
    """True positives, false positives, misses and true negatives of each cluster: (clusters, 4)."""
    if not len(gold) == len(found) == len(clusters):
        raise ValueError("gold, found and clusters must be of one length")
    order = {name: i for i, name in enumerate(dict.fromkeys(clusters))}
    counts = np.zeros((len(order), 4))
    for truth, said, name in zip(gold, found, clusters, strict=True):
        counts[order[name], (0 if said else 2) if truth else (1 if said else 3)] += 1
    return counts


def _drawn(clusters: int, seed: int, rounds: int) -> NDArray[np.float64]:
    """How often each cluster is drawn in each round: (rounds, clusters)."""
    times = np.random.default_rng(seed).multinomial(clusters, [1 / clusters] * clusters, rounds)
    return np.asarray(times, dtype=np.float64)


def _measures(counts: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    right, false, missed, none = counts.T
    total = right + false + missed + none
    precision = _share(right, right + false)
    recall = _share(right, right + missed)
    f1 = _share(2 * right, 2 * right + false + missed)
    accuracy = _share(right + none, total)
    chance = _share((right + false) * (right + missed) + (missed + none) * (false + none), total * total)
    return [precision, recall, f1, _share(accuracy - chance, 1 - chance), accuracy]


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.zeros_like(part, dtype=np.float64)
    np.divide(part, whole, out=shares, where=whole > 1e-12)
    return shares


def _percentiles(sample: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(sample, [2.5, 97.5])
    return float(low), float(high)


def _area(truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    positives = int(truth.sum())
    negatives = len(truth) - positives
    if not positives or not negatives:
        return 0.5
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))
