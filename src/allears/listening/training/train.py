"""Trains the heads: what `allears train` runs.

Grouped by conversation, and exchanges by file, three folds give every sentence a score from a model that never saw
its conversation or file. From these come the calibration (Platt 1999) and the two thresholds of each behaviour
(models/heads.py). They are chosen on conversations and exchanges together: the rules were made with errors in the
conversations in view, so that on these alone they look better than they are. The shipped weights are then fitted on
everything. Nothing of the sets that are for evaluation only is read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allears.listening.evaluation.corpus import Labelled
from allears.listening.models.features import Unit
from allears.listening.models.heads import KINDS, REFLECTS, SAID_BACK_UNPUNCTUATED, UNPUNCTUATED, keys
from allears.listening.models.pieces import pieces, split

from . import open_sets
from .examples import PARTY, Single, as_heard, defined, written
from .linear import Array, Fitted, Sparse, fit

FOLDS = 3
SEEN = 3
"""Sentences in which a feature must stand to be one."""
RULE, CONTEXT, WORDS, DENSE = 0.1, 2.0, 4.0, 4.0
"""Penalties of the weights of what rules found and of foul words, of the context, of words, and of the vectors."""
KEEP = (0.0, 0.05)
ADD = (*(round(0.05 * i, 2) for i in range(10, 20)), 2.0)
"""The thresholds to choose from, held to where a head is fairly sure: other conversations differ from ours more than
ours do from each other."""
LIFELIKE = 2.0
"""How much a sentence of a conversation counts beside one of an exchange, of which there are more: exchanges hold on
purpose what is rare, and conversations are what a desk hears."""
DEFINED = 5.0
"""How much an example of a definition counts; like all these weights, beside a sentence of an exchange, which is 1."""
OPEN = {"abuse": 5.0}
"""How much a sentence of an open set counts, where it is not half."""
RARE = (
    *("empathy", "reassurance", "dismissal", "blaming", "speaking_ill", "swearing", "judging", "undue_favour"),
    *("complaint", "leaving", "abuse"),
)
"""Behaviours of which ordinary talk holds next to nothing. Our conversations hold far more of them than life does: a
head that has heard nothing else hears them everywhere."""
ORDINARY = 2.0
"""How much a sentence of ordinary talk counts."""
SAID_BACK = 1.0
"""How much a sentence of a reflection counts."""
ROUNDS = 120
"""Steps of L-BFGS; after 60 the weights of what is rare are not there yet."""
ASKS = "asks"
BY_RULE = ("interruption", "talking_over")
"""Behaviours whose finder gives more than words can: who held the floor. No head adds to them."""
PROMISED = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 2.0)
"""The thresholds for a promise, which somebody then has to see to: from where a head is as often right as the finder.
None is dropped, for a promise not kept costs more than one that was none."""
LEAST_GAIN = 0.01
"""F1 on held-out conversations by which a head must better the rules before it may decide."""


class Table(NamedTuple):
    """All that is trained on. Rows are sentences; `labels` and `weights` have a column a head."""

    keys: list[list[str]]
    vectors: Array
    labels: Array
    weights: Array
    groups: list[str]
    ruled: NDArray[np.bool_]
    own: NDArray[np.bool_]
    """Rows of our own conversations and exchanges: they alone choose thresholds, but for abuse."""
    brief: NDArray[np.bool_]
    """Those of exchanges, which the report tells apart."""
    least: Array
    """How likely each head must find a row, whatever its threshold, to add a mark there (`least_likely`)."""


HEADS: tuple[str, ...] = (*PARTY, ASKS, REFLECTS)
SAYING_BACK = frozenset({"restating", "summing_up", "empathy"})
"""What in our conversations is a reflection."""
TRAINED_ON = ""
"""The group of sentences that every fold is trained on and none is measured by."""
TALK = "ordinary talk"
"""How the groups of ordinary talk begin."""


def table(
    corpus: Sequence[Labelled],
    data: Path | None,
    exchanges: Sequence[Labelled] = (),
    reflections: Iterable[Single] = (),
) -> Table:
    """Every sentence with its features and labels; of `data`, the sets that may be trained on. No model is measured by
    `reflections` (reflected.py).
    """
    found: list[Unit] = []
    labels, weights, groups, ruled, ours, brief, least = [], [], [], [], [], [], []

    def add(
        unit: Unit, label: Iterable[str], weight: dict[str, float], group: str, own: bool = False, short: bool = False
    ) -> None:
        said = set(label)
        found.append(unit)
        labels.append([float(name in said) for name in HEADS])
        weights.append([weight.get(name, 0.0) for name in HEADS])
        groups.append(group)
        names = set(unit.names)
        ruled.append([f"rule {name}" in names for name in HEADS])
        ours.append(own)
        brief.append(short)
        least.append([least_likely(unit, name) for name in HEADS])

    for items, short in ((corpus, False), (exchanges, True)):
        for example in (*written(items), *as_heard(items)):
            group = file_of(example.group) if short else example.group
            weight = {name: 1.0 for name, party in PARTY.items() if party == example.role}
            weight |= dict.fromkeys(example.hard & weight.keys(), 2.0)
            if not short:
                weight = {name: LIFELIKE * much for name, much in weight.items()}
            if example.spoken and not short:  # many exchanges stand without a question mark
                weight[ASKS] = LIFELIKE
            if example.role == "agent":
                weight[REFLECTS] = 1.0 if short else LIFELIKE
            gold = example.gold if SAYING_BACK.isdisjoint(example.gold) else example.gold | {REFLECTS}
            add(example.unit, gold, weight, group, own=True, short=short)
    for single in reflections:
        add(single.unit, [single.head] if single.label else [], {single.head: SAID_BACK * single.sure}, TRAINED_ON)
    for single in defined():
        add(single.unit, [single.head] if single.label else [], {single.head: DEFINED}, single.group)
    if data is not None:
        for single in (*open_sets.abuse(data), *open_sets.questions(data)):
            weight = {single.head: OPEN.get(single.head, 0.5) * single.sure}
            add(single.unit, [single.head] if single.label else [], weight, single.group)
        for said in open_sets.ordinary(data):
            add(said.unit, (), {name: ORDINARY for name in RARE if PARTY[name] == said.role}, f"{TALK} {said.group}")
    return Table(
        [list(keys(unit)) for unit in found],
        _vectors(found),
        np.array(labels),
        np.array(weights),
        groups,
        np.array(ruled),
        np.array(ours),
        np.array(brief),
        np.array(least),
    )


def file_of(exchange: str) -> str:
    """The group of an exchange: its file, which is its id without the two digits that number it there. It often has its
    counterpart beside it, on the same matter in much the same words, of which no model may have learned that judges it.
    """
    return f"exchanges {exchange[:-2]}"


def _vectors(found: Sequence[Unit]) -> Array:
    model = pieces()
    known: dict[str, tuple[int, ...]] = {}
    rows = np.zeros((len(found), model.vectors.shape[1]))
    for i, unit in enumerate(found):
        ids: list[int] = []
        for word in unit.words:
            if word not in known:
                known[word] = split(word, model.rows)
            ids += known[word]
        if ids:
            rows[i] = model.vectors[ids].astype(np.float64).mean(axis=0)
    return rows / SPREAD


SPREAD = 20.0
"""Steps of the quantised vectors that make one unit, so that the penalties of words and vectors are of one size."""


class Model(NamedTuple):
    """What is shipped: the columns' names, their weights, and how each head decides."""

    features: list[str]
    fitted: Fitted
    rules: list[tuple[float, float, float, float]]
    report: list[dict[str, float | str]]


def train(rows: Table, *, folds: int = FOLDS) -> Model:
    """Cross-validates, calibrates, chooses thresholds, and fits on everything."""
    order = sorted(set(rows.groups) - {TRAINED_ON})
    fold_of = {name: i % folds for i, name in enumerate(order)} | {TRAINED_ON: folds}
    fold = np.array([fold_of[name] for name in rows.groups])
    scores = np.zeros_like(rows.labels)
    for i in range(folds):
        scores[fold == i] = _scores(rows, _fit(rows, fold != i), fold == i)
    rules, report = [], []
    for head, name in enumerate(HEADS):
        rule, line = _decide(name, head, rows, scores[:, head])
        rules.append(rule)
        report.append(line)
    features, fitted = _fit(rows, np.ones(len(fold), dtype=bool))
    return Model(features, fitted, rules, report)


def _fit(rows: Table, chosen: NDArray[np.bool_]) -> tuple[list[str], Fitted]:
    where = np.flatnonzero(chosen)
    counts = Counter(key for i in where for key in rows.keys[i])
    features = sorted(key for key, count in counts.items() if count >= SEEN)
    column = {key: i for i, key in enumerate(features)}
    penalty = np.array(
        [
            RULE if key.startswith(("f rule", "f foul")) else CONTEXT if key.startswith("f ") else WORDS
            for key in features
        ]
    )
    sparse = Sparse([[column[key] for key in rows.keys[i] if key in column] for i in where], len(features))
    fitted = fit(sparse, rows.vectors[where], rows.labels[where], rows.weights[where], (penalty, DENSE), rounds=ROUNDS)
    return features, fitted


def _scores(rows: Table, model: tuple[list[str], Fitted], chosen: NDArray[np.bool_]) -> Array:
    features, fitted = model
    column = {key: i for i, key in enumerate(features)}
    where = np.flatnonzero(chosen)
    sparse = Sparse([[column[key] for key in rows.keys[i] if key in column] for i in where], len(features))
    return sparse.times(fitted.sparse) + rows.vectors[where] @ fitted.dense + fitted.bias


def _decide(
    name: str, head: int, rows: Table, scores: Array
) -> tuple[tuple[float, float, float, float], dict[str, float | str]]:
    # Abuse is written otherwise in the open than to an agent on the telephone: both have a say in how much is enough.
    # Ordinary talk has none: it would only tell how rare abuse is.
    others = np.array([group != TRAINED_ON and not group.startswith(TALK) for group in rows.groups])
    measured = rows.own | (others & (name == "abuse"))
    judged = (rows.weights[:, head] > 0) & measured
    gold, ruled, least = rows.labels[:, head] > 0, rows.ruled[:, head], rows.least[:, head]
    rule = (0.0, 2.0, *platt(scores[judged], gold[judged]))
    if name not in BY_RULE:
        rule = decide(name, scores[judged], gold[judged], ruled[judged], least[judged])[0]
    joined = together(rule, scores, ruled, least)
    line: dict[str, float | str] = {"behaviour": name}
    for prefix, where in (("", judged & ~rows.brief), ("brief ", judged & rows.brief)):
        line[f"{prefix}gold"] = int(gold[where].sum())
        line[f"{prefix}rules"] = _f1(gold[where], ruled[where])
        line[f"{prefix}joined"] = _f1(gold[where], joined[where])
    return rule, line


def tried(name: str) -> tuple[Sequence[float], Sequence[float]]:
    """The thresholds `keep` and `add` to choose from. Abuse is also judged by sentences of others."""
    if name == "promise":
        return (0.0,), PROMISED
    return KEEP, (0.4, 0.45, *ADD) if name == "abuse" else ADD


def decide(
    name: str, scores: Array, gold: NDArray[np.bool_], ruled: NDArray[np.bool_], least: Array
) -> tuple[tuple[float, float, float, float], float, float]:
    """How one head and its rule decide together (models/heads.py), and the F1 of the rule alone and of both.

    `scores` are the head's on held-out sentences, `ruled` what the rule found in them, `least` how likely each must be
    for a mark to be added (`least_likely`).
    """
    curve = platt(scores, gold)
    before = _f1(gold, ruled)
    best = (before, 0.0, 2.0)
    keeps, adds = tried(name)
    for keep in keeps:
        for add in adds:
            value = _f1(gold, together((keep, add, *curve), scores, ruled, least))
            if value > best[0] + 1e-9:
                best = (value, keep, add)
    if best[0] < before + LEAST_GAIN:
        best = (before, 0.0, 2.0)
    return (best[1], best[2], *curve), before, best[0]


def together(
    rule: tuple[float, float, float, float], scores: Array, ruled: NDArray[np.bool_], least: Array
) -> NDArray[np.bool_]:
    """What a rule and its head hear in some sentences, by `keep`, `add`, slope and offset (models/heads.py)."""
    keep, add, slope, offset = rule
    chance = logistic(slope * scores + offset)
    return np.where(ruled, chance >= keep, chance >= np.maximum(add, least))


def least_likely(unit: Unit, name: str) -> float:
    """How likely a head must find a sentence to add a mark there, as listening has it (models/heads.py)."""
    if unit.own.short:
        return 2.0
    bounded = "written" in unit.names or name in ("abuse", ASKS, *KINDS)
    return 0.0 if bounded else SAID_BACK_UNPUNCTUATED if name == REFLECTS else UNPUNCTUATED


def logistic(values: Array) -> Array:
    """1 / (1 + e^-x), without overflow far from 0."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))))


def platt(scores: Array, gold: NDArray[np.bool_], rounds: int = 50) -> tuple[float, float]:
    """Slope and offset of the logistic curve from scores to chances, by Newton's method (Platt 1999)."""
    positives = float(gold.sum())
    target = np.where(gold, (positives + 1) / (positives + 2), 1 / (len(gold) - positives + 2))
    slope, offset = 1.0, 0.0
    for _ in range(rounds):
        chance = logistic(slope * scores + offset)
        pull = chance - target
        bend = chance * (1 - chance)
        a, b, c = (bend * scores * scores).sum() + 1e-6, (bend * scores).sum(), bend.sum() + 1e-6
        x, y = (pull * scores).sum(), pull.sum()
        step = (c * x - b * y, a * y - b * x)
        det = a * c - b * b
        slope, offset = slope - step[0] / det, offset - step[1] / det
    return round(float(slope), 4), round(float(offset), 4)


def _f1(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    return float(2 * (gold & found).sum() / max(1, gold.sum() + found.sum()))


LEAST_WEIGHT = 0.02
"""The weight that a feature has for some head at least; the rest can move hardly any chance."""


def store(model: Model, out: Path) -> None:
    """Writes heads.npz, heads.json and features.txt. The first row of features is the empty one.

    The numbers are kept in half precision, unpacked, since unpacking would take most of the start. Features that hardly
    weigh for any head are left out.
    """
    static = pieces()
    rounded = model.fitted.sparse.astype(np.float16)
    heavy = np.abs(rounded).max(axis=1) >= LEAST_WEIGHT
    features = [name for name, kept in zip(model.features, heavy, strict=True) if kept]
    folded = (static.vectors.astype(np.float64) / SPREAD) @ model.fitted.dense
    np.savez(
        out / "heads.npz",
        sparse=np.vstack([np.zeros((1, len(HEADS)), dtype=np.float16), rounded[heavy]]),
        folded=folded.astype(np.float16),
        bias=model.fitted.bias.astype(np.float32),
    )
    (out / "features.txt").write_text("\n".join(["", *features]) + "\n", "utf-8")
    about = {
        "names": HEADS,
        "parties": [PARTY.get(name, "") for name in HEADS],
        "rules": model.rules,
        "report": [{k: round(v, 3) if isinstance(v, float) else v for k, v in line.items()} for line in model.report],
    }
    (out / "heads.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
