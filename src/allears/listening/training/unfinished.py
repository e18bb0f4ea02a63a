"""Trains the ear for a sentence that has not come to its end, by its last words.

Nobody needs to label this: every sentence of the sets that may be trained on, and of our own conversations, is finished
where it ends, and unfinished at a place before. From each, one such place is taken, by a fixed rule.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from allears.listening.evaluation.corpus import Labelled
from allears.listening.models.floor import endings
from allears.listening.view import View

from .examples import plain
from .linear import Sparse, fit
from .open_sets import texts

SEEN = 4
PENALTY = 3.0


class Ending(NamedTuple):
    words: list[str]
    unfinished: bool


def examples(corpus: Iterable[Labelled], data: Path | None) -> Iterator[Ending]:
    """Two endings of each sentence: its own, and one before it."""
    for text in (*(t.text for item in corpus for t in item.transcript.turns), *(texts(data) if data else ())):
        for words in _sentences(text):
            yield Ending(words, False)
            # Spread over all places, and the same on every machine.
            cut = 1 + zlib.crc32(" ".join(words).encode()) % (len(words) - 1)
            yield Ending(words[:cut], True)


def _sentences(text: str) -> Iterator[list[str]]:
    from allears.listening.transcript import Transcript, Turn

    for turn in View(Transcript("", (Turn("agent", text),))).turns:
        for sentence in turn.sentences:
            words = plain(turn.lower[sentence.start : sentence.end]).split()
            if sentence.mark and 2 <= len(words) <= 40 and not turn.cut_off:
                yield words


def train(found: Sequence[Ending]) -> dict[str, float]:
    """The weight of each ending, "" being the constant: log odds of being unfinished."""
    keys = [list(endings(item.words)) for item in found]
    counts = Counter(key for row in keys for key in row)
    features = sorted(key for key, count in counts.items() if count >= SEEN)
    column = {key: i for i, key in enumerate(features)}
    sparse = Sparse([[column[key] for key in row if key in column] for row in keys], len(features))
    labels = np.array([[float(item.unfinished)] for item in found])
    nothing = np.zeros((len(found), 1))
    fitted = fit(sparse, nothing, labels, np.ones_like(labels), (np.full(len(features), PENALTY), 1.0), rounds=100)
    weights = {key: round(float(w), 2) for key, w in zip(features, fitted.sparse[:, 0], strict=True)}
    return {"": round(float(fitted.bias[0]), 2)} | {key: w for key, w in weights.items() if w}


def store(weights: dict[str, float], out: Path) -> None:
    lines = [f"{weight}\t{key}" for key, weight in weights.items()]
    (out / "endings.txt").write_text("\n".join(lines) + "\n", "utf-8")
