"""Trains the small models of texts (models/texts.py) on our own rated requests, labelled reflections and questions.

They are logistic regressions: a request rated 5 counts as polite, one rated 1 as not, those between in part; a turn of
corpus/reflections.txt is a reflection or is none, one of corpus/questions.txt asks openly or for a fact. Penalties were
chosen by five folds of these files alone, those of reflections as docs/algorithms/evaluation.md tells.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from allears.listening.acts.facts import facts, only_signs
from allears.listening.acts.openness import features_of as openness_of
from allears.listening.acts.plain import plain
from allears.listening.models.pieces import pieces, split
from allears.listening.models.texts import gram_names, shortened
from allears.listening.politeness import cue_features, request_words
from allears.listening.said import said
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

from .linear import Array, Sparse, fit
from .train import SPREAD

SEEN = 2
"""Texts in which a feature must stand to be one."""
OPEN, ASKS_NOTHING = "o", "-"
"""Labels of questions.txt; the others ask for a word or a fact."""
BEFORE = " | "
"""Stands in questions.txt between what the other said before and the turn."""
BEST, WORST = 5, 1
"""The ends of the scale of requests.txt."""


class Text(NamedTuple):
    """A text to train on: its features, its words, and how much it is what the model shall know, 0–1."""

    names: list[str]
    words: list[str]
    label: float


class Penalties(NamedTuple):
    features: float
    words: float
    vectors: float


REQUESTS = Penalties(2.0, 3.0, 2.0)
REFLECTIONS = Penalties(4.0, 8.0, 4.0)
OPENNESS = Penalties(1.0, 2.0, 2.0)


def lines(path: Path, *, blank: bool = False) -> Iterator[tuple[str, str]]:
    """The label and the text of each line; ValueError names a line that has none. An empty line has two empty texts, or
    is left out unless `blank`.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if blank and not line:
            yield "", ""
        if line and not line.startswith("#"):
            label, space, text = line.partition(" ")
            if not space or not text.strip():
                raise ValueError(f"{path.name}:{number}: a label and a text are expected.")
            yield label, text.strip()


def requests(path: Path) -> list[Text]:
    """The rated requests."""
    found = []
    for label, text in lines(path):
        words = shortened(request_words(text))
        names = [*cue_features(text), *gram_names(words)]
        found.append(Text(names, words, (int(label) - WORST) / (BEST - WORST)))
    return found


class Labelled(NamedTuple):
    """A turn of reflections.txt: what the other said before ("" where it is not known), the parts of its text that say
    something back, as places in it, and the number of the exchange it belongs to.
    """

    told: str
    text: str
    reflecting: tuple[tuple[int, int], ...]
    exchange: int


def labelled(path: Path) -> Iterator[Labelled]:
    """The turns of reflections.txt, without what `plain` takes out."""
    told, exchange = "", 0
    for label, text in lines(path, blank=True):
        if label in ("", "<"):
            told, exchange = plain(text), exchange + 1
            continue
        said_plainly, reflecting = _marked(plain(text))
        if label == "+" and not reflecting:
            reflecting = ((0, len(said_plainly)),)
        yield Labelled(told, said_plainly, reflecting if label == "+" else (), exchange)
        exchange += not told


def _marked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its braces, and the places of what stood within them."""
    bare, places = "", []
    for part in re.split(r"(\{[^}]*\})", text):
        if part.startswith("{"):
            places.append((len(bare), len(bare) + len(part) - 2))
        bare += part.strip("{}")
    return bare, tuple(places)


def reflections(turns: Iterable[Labelled]) -> list[Text]:
    """The sentences of labelled turns. In one that says something back, signs of following are neither."""
    found = []
    for told, text, reflecting, _ in turns:
        turn = View(Transcript("line", (Turn("agent", text),))).turns[0]
        for sentence in turn.sentences:
            words = turn.words_of(sentence)
            yes = any(sentence.start < end and sentence.end > start for start, end in reflecting)
            if not (reflecting and only_signs(words)):
                words = shortened(words)
                names = [*facts(turn, sentence, [said(told)] if told else []), *gram_names(words)]
                found.append(Text(names, words, float(yes)))
    return found


def openness(path: Path) -> list[Text]:
    """The labelled turns that ask; what the other said before is left out."""
    found = []
    for label, text in lines(path):
        if label != ASKS_NOTHING:
            said = text.rpartition(BEFORE)[2]
            names, words = openness_of(View(Transcript("line", (Turn("agent", said),))).turns[0])
            words = shortened(words)
            found.append(Text([*names, *gram_names(words)], words, float(label == OPEN)))
    return found


class Fitted(NamedTuple):
    columns: dict[str, int]
    sparse: Array
    dense: Array
    bias: float

    def scores(self, texts: Sequence[Text]) -> Array:
        """The score of each text."""
        total = _sparse(texts, self.columns).times(self.sparse[:, None]) + _vectors(texts) @ self.dense[:, None]
        return np.asarray(total[:, 0] + self.bias)


def train(texts: Sequence[Text], penalties: Penalties) -> Fitted:
    """Fits one model."""
    counts = Counter(name for text in texts for name in text.names)
    columns = {name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count >= SEEN))}
    penalty = np.array([penalties.features if name.startswith("f ") else penalties.words for name in columns])
    labels = np.array([[text.label] for text in texts])
    fitted = fit(
        _sparse(texts, columns),
        _vectors(texts),
        labels,
        np.ones_like(labels),
        (penalty, penalties.vectors),
    )
    return Fitted(columns, fitted.sparse[:, 0], fitted.dense[:, 0], float(fitted.bias[0]))


def _sparse(texts: Sequence[Text], columns: dict[str, int]) -> Sparse:
    return Sparse([[columns[n] for n in dict.fromkeys(text.names) if n in columns] for text in texts], len(columns))


def _vectors(texts: Sequence[Text]) -> Array:
    model = pieces()
    rows = np.zeros((len(texts), model.vectors.shape[1]))
    for i, text in enumerate(texts):
        found = [row for word in text.words for row in split(word, model.rows)]
        if found:
            rows[i] = model.vectors[found].astype(np.float64).mean(axis=0)
    return rows / SPREAD


def store(name: str, model: Fitted, out: Path) -> None:
    """Writes NAME.json and NAME.npz."""
    weights = {feature: round(float(model.sparse[i]), 4) for feature, i in model.columns.items()}
    about = {"bias": round(model.bias, 4), "weights": {key: value for key, value in weights.items() if value}}
    (out / f"{name}.json").write_text(json.dumps(about, indent=0) + "\n", "utf-8")
    folded = (pieces().vectors.astype(np.float64) / SPREAD) @ model.dense
    np.savez_compressed(out / f"{name}.npz", folded=folded.astype(np.float16))


def anew(corpus: Path, out: Path) -> None:
    """Makes the models from the files in the folder of the corpus; one whose file is not there is left as it is."""
    if (corpus / "requests.txt").is_file():
        store("politeness", train(requests(corpus / "requests.txt"), REQUESTS), out)
    if (corpus / "reflections.txt").is_file():
        store("reflecting", train(reflections(labelled(corpus / "reflections.txt")), REFLECTIONS), out)
    if (corpus / "questions.txt").is_file():
        store("openness", train(openness(corpus / "questions.txt"), OPENNESS), out)
