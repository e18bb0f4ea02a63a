"""Small models of a text: a weight for each of its named features and of its words, and the mean of its static vectors.

They are asked for one text at a time, by what is no behaviour (politeness.py, acts/reflecting.py); listening itself
asks one of them alone, how open a question is (acts/openness.py). Trained by training/texts.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any, NamedTuple

from .features import LONGEST, grams
from .pieces import read_text, split


class TextModel(NamedTuple):
    """`weights` by feature ("f …") and gram ("w …"); `folded` is one number a word piece, whose rows are `rows`."""

    bias: float
    weights: dict[str, float]
    rows: dict[str, int]
    folded: Any

    def score(self, names: Iterable[str], words: Sequence[str]) -> float:
        """How much a text is what the model knows; 0 is the middle. `names` are its features, each once."""
        words = shortened(words)
        total = self.bias + sum(self.weights.get(name, 0.0) for name in dict.fromkeys((*names, *gram_names(words))))
        found = [row for word in words for row in split(word, self.rows)]
        return total + (float(self.folded[found].mean()) if found else 0.0)


@cache
def text_model(name: str) -> TextModel:
    """The model of that name that comes with the package. Needs numpy."""
    import numpy as np

    about = json.loads(read_text(f"{name}.json"))
    with as_file(files("allears.listening.models").joinpath(f"{name}.npz")) as path, np.load(path) as arrays:
        folded = arrays["folded"].astype(np.float32)
    rows = {piece: row for row, piece in enumerate(read_text("pieces.txt").splitlines()[1:])}
    return TextModel(about["bias"], about["weights"], rows, folded)


def shortened(words: Sequence[str]) -> list[str]:
    """At most `LONGEST` words: the first half and the last."""
    return [*words] if len(words) <= LONGEST else [*words[: LONGEST // 2], *words[-LONGEST // 2 :]]


def gram_names(words: list[str]) -> list[str]:
    """The names of a text's words, pairs, opening and end."""
    return [f"w {gram if isinstance(gram, str) else ' '.join(gram)}" for gram in grams(words)]
