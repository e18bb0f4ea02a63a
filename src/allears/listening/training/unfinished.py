"""Trains the ear for a sentence that has not come to its end, by its last words.

Nobody needs to label this: every sentence of the sets that may be trained on, and of our own conversations, is finished
where it ends, and unfinished at every place before. People speak otherwise than they write, so some sentences are
given what speech has: a word to begin with, a word to fill the time, a word said twice, and the sentence before without
a stop between.
"""

from __future__ import annotations

import random
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from allears.listening.evaluation.corpus import Labelled
from allears.listening.models.floor import REACH, endings
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

from .examples import plain
from .linear import Sparse, fit
from .open_sets import texts

SEEN = 8
PENALTY = 10.0
SPEECH = 3.0
"""How much a sentence that was spoken, or written as spoken, counts beside one of a post or a mail."""
LONGEST = 40
"""Words of a sentence; longer ones are lists, or several sentences without stops."""
LEAST = 0.1
"""Weights nearer to 0 are not kept, but for single words: a word that is known has its own."""

_OPEN = (
    "yeah",
    "so",
    "well",
    "and",
    "but",
    "okay",
    "no",
    "right",
    "oh",
    "i mean",
    "um",
    "uh",
    "yes",
    "because",
    "actually",
)
_FILL = ("um", "uh", "you know", "i mean", "like", "er", "well", "sort of")
_OPENED, _FILLED, _TWICE, _RUN_ON = 0.25, 0.03, 0.02, 0.3
"""How often a sentence has a word to begin with, a place a filler, a word is said twice, sentences run together."""


class Ending(NamedTuple):
    """The last words at one place of a sentence, how many stand before it at most REACH, and whether it goes on."""

    words: list[str]
    unfinished: bool
    weight: float


def examples(corpus: Iterable[Labelled], data: Path | None) -> Iterator[Ending]:
    """Every place of each sentence: its end is one, all others go on."""
    for item in corpus:
        for turn in item.transcript.turns:
            yield from _places(turn.text, SPEECH)
    for text, spoken in texts(data) if data else ():
        yield from _places(text, SPEECH if spoken else 1.0)


def _places(text: str, weight: float) -> Iterator[Ending]:
    before: list[str] = []
    for words in _sentences(text):
        if not 1 <= len(words) <= LONGEST:
            before = []
            continue
        # By chance, and by the same chance on every machine.
        chance = random.Random(zlib.crc32(" ".join(words).encode()))  # noqa: S311 (no secret)
        said = _as_said(words, chance)
        whole = before + said if chance.random() < _RUN_ON else said
        first = len(whole) - len(said)
        for end in range(first + 1, len(whole) + 1):
            yield Ending(whole[max(0, end - REACH) : end], end < len(whole), weight)
        before = said


def _as_said(words: Sequence[str], chance: random.Random) -> list[str]:
    said = chance.choice(_OPEN).split() if chance.random() < _OPENED else []
    for i, word in enumerate(words):
        if i and chance.random() < _FILLED:
            said += chance.choice(_FILL).split()
        said += [word, word] if chance.random() < _TWICE else [word]
    return said


def _sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence; none for one that has no end mark, or breaks off."""
    for turn in View(Transcript("", (Turn("agent", text),))).turns:
        for sentence in turn.sentences:
            broken = not sentence.mark or (turn.cut_off and sentence is turn.sentences[-1])
            yield [] if broken else plain(turn.lower[sentence.start : sentence.end]).split()


def train(found: Sequence[Ending]) -> dict[str, float]:
    """The weight of each ending, "" being the constant: log odds of being unfinished, if half of the places are."""
    words = Counter(item.words[-1] for item in found)
    known = {word for word, count in words.items() if count >= SEEN}
    keys = [list(endings(item.words, known)) for item in found]
    counts = Counter(key for row in keys for key in row)
    features = sorted(key for key, count in counts.items() if count >= SEEN)
    column = {key: i for i, key in enumerate(features)}
    sparse = Sparse([[column[key] for key in row if key in column] for row in keys], len(features))
    labels = np.array([[float(item.unfinished)] for item in found])
    weights = np.array([[item.weight] for item in found])
    weights[labels > 0] *= weights[labels == 0].sum() / weights[labels > 0].sum()
    nothing = np.zeros((len(found), 1))
    penalty = np.full(len(features), PENALTY)
    fitted = fit(sparse, nothing, labels, weights / weights.mean(), (penalty, 1.0), rounds=60)
    table = {key: round(float(w), 2) for key, w in zip(features, fitted.sparse[:, 0], strict=True)}
    kept = {key: w for key, w in table.items() if key in known or abs(w) >= LEAST}
    return {"": round(float(fitted.bias[0]), 2)} | kept


def store(weights: dict[str, float], out: Path) -> None:
    lines = [f"{weight}\t{key}" for key, weight in weights.items()]
    (out / "endings.txt").write_text("\n".join(lines) + "\n", "utf-8")
