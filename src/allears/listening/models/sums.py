"""What the heads make of a sentence by itself, added up from rows that come again and again.

A sentence is the sum of the weights of its words, its pairs of neighbours, its opening and its end (features.grams),
of the mean of its word pieces, and of its other features. What belongs to the first three words, to the last two, and
to two neighbours between them is added up once, when they are first met, so that a sentence of n words costs n - 1 rows
in place of some four n. Weights have sixteen bits that count and are added with sixty-four: a sum is exact in whatever
order it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from threading import Lock
from typing import Any

from .features import Gram, Names, Own, grams, plain
from .pieces import split

PAIRS_KEPT = 50_000
"""Openings, neighbours and ends that are remembered with their sums (500 bytes each); then it begins anew, for bounded
memory.
"""
NAMES_KEPT = 20_000
"""Sets of other features that are remembered with the sum of their weights."""
FIRST = 1024
"""Rows for which there is room at first; twice as many when it is full."""
START, END = "^", "$"
AGAIN = "-"
"""Begins the key of the row that takes a gram away again: what a sentence says twice counts once."""

Key = tuple[str, ...]


class Rows(dict[Key, int]):
    """Key → the number of its row of sums. A new key gets its number at once, its row when rows are next asked for."""

    def __init__(self, width: int, kept: int, fill: Callable[[Sequence[Key]], Any]) -> None:
        import numpy as np

        super().__init__()
        self._kept = kept
        self._fill = fill
        self._table: Any = np.zeros((FIRST, width))
        self._new: list[Key] = []

    def __missing__(self, key: Key) -> int:
        row = self[key] = len(self)
        self._new.append(key)
        return row

    def table(self) -> Any:
        """The rows of all keys."""
        import numpy as np

        if self._new:
            first = len(self) - len(self._new)
            while len(self) > len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[first : len(self)] = self._fill(self._new)
            self._new = []
        return self._table

    def bounded(self) -> None:
        """Forgets all, where there is too much of it: to be called between batches, for numbers are then given anew."""
        if len(self) > self._kept:
            self.clear()
            self._new = []


class Sums:
    """The sums of a model: `features` and `grams` find a row of `sparse`, `pieces` one of `folded` (rows, heads).

    Whoever asks holds `alone`: a desk listens for several people at once, each in a thread, and rows get their numbers
    one after another.
    """

    def __init__(
        self, features: dict[str, int], grams: dict[Gram, int], sparse: Any, pieces: dict[str, int], folded: Any
    ) -> None:
        self._features, self._grams, self._sparse = features, grams, sparse
        self._pieces, self._folded = pieces, folded
        self._heads: int = sparse.shape[1]
        self.alone = Lock()
        self.neighbours = Rows(2 * self._heads + 1, PAIRS_KEPT, self._of_neighbours)
        self.names = Rows(self._heads, NAMES_KEPT, self._of_names)

    def bounded(self) -> None:
        """Keeps memory in bounds; to be called between batches."""
        self.neighbours.bounded()
        self.names.bounded()

    def of_names(self, found: Sequence[Names]) -> Any:
        """The sums of some sets of features: (sets, heads)."""
        rows = self.names
        numbers = [rows[names] for names in found]
        return rows.table().take(numbers, axis=0)

    def of_sentences(self, found: Sequence[Own]) -> Any:
        """What each sentence is by itself: (sentences, heads)."""
        import numpy as np

        rows = self.neighbours
        # Sentences of as many rows are added up together.
        by_length: dict[int, tuple[list[int], list[list[int]]]] = {}
        for i, own in enumerate(found):
            numbers = _numbers(own.words, rows)
            places, lists = by_length.setdefault(len(numbers), ([], []))
            places.append(i)
            lists.append(numbers)
        table = rows.table()
        total = np.empty((len(found), table.shape[1]))
        for places, lists in by_length.values():
            total[places] = table.take(lists, axis=0).sum(axis=1)
        heads = self._heads
        mean = total[:, heads:-1] / np.maximum(total[:, -1:], 1)
        return total[:, :heads] + self.of_names([own.names for own in found]) + mean

    def shares(self, words: list[str], head: int) -> list[float]:
        """What each part of a sentence adds to the score of a head, in log odds before calibration: by what its row
        holds, and by how far its pieces lie above the mean of all.

        The parts are the rows of `_rows`: the i-th of them ends with word i + 1; a sentence of one or two words is one
        part. What is said twice is counted twice here.
        """
        with self.alone:
            numbers = _rows(words, self.neighbours)
            found = self.neighbours.table().take(numbers, axis=0)
        columns: list[list[float]] = found.T.take((head, self._heads + head, -1), axis=0).tolist()
        grams, pieces, held = columns  # a dozen numbers each, for which plain sums are faster than arrays
        count = sum(held) or 1.0
        mean = sum(pieces) / count
        return [gram + (piece - many * mean) / count for gram, piece, many in zip(grams, pieces, held, strict=True)]

    def _of_neighbours(self, keys: Sequence[Key]) -> Any:
        """The row of each key: the weights of its grams, the pieces of its words, and how many these are."""
        import numpy as np

        found = np.zeros((len(keys), 2 * self._heads + 1))
        columns: list[list[int]] = []
        parts: list[Collection[int]] = []
        for key in keys:
            words, held = _holds(key)
            columns.append([self._grams[gram] for gram in held if gram in self._grams])
            parts.append([row for word in words for row in split(word, self._pieces)])
        sign = [[-1 if key[0] == AGAIN else 1] for key in keys]
        found[:, : self._heads] = _added(self._sparse, columns) * sign
        found[:, self._heads : -1] = _added(self._folded, parts)
        found[:, -1] = [len(part) for part in parts]
        return found

    def _of_names(self, keys: Sequence[Key]) -> Any:
        known = self._features
        return _added(self._sparse, [[known[name] for name in names if name in known] for names in keys])


def _rows(words: list[str], rows: Rows) -> list[int]:
    """The rows of a sentence: its opening, its neighbours, its end. A short one is a row by itself."""
    if len(words) < 3:
        return [rows[START, *words, END]]
    numbers = [rows[START, words[0], words[1], words[2]]]
    numbers += [rows[pair] for pair in pairwise(words[1:-1])]
    numbers.append(rows[words[-2], words[-1], END])
    return numbers


def _numbers(words: list[str], rows: Rows) -> list[int]:
    """The rows that add up to a sentence: its own, and those that take away what it says twice."""
    numbers = _rows(words, rows)
    if len(set(words)) < len(words) or any(map(str.isdigit, words)):
        numbers += [rows[AGAIN, *gram] for gram in _again(plain(words))]
    return numbers


def _holds(key: Key) -> tuple[Sequence[str], Sequence[Gram]]:
    """The words and the grams that a row stands for."""
    if key[0] == AGAIN:
        return (), (key[1] if len(key) == 2 else key[1:],)
    first, *_, last = bare = plain(key)
    if first == START and last == END:
        return key[1:-1], [*grams([*bare[1:-1]])]
    if first == START:
        return key[1:3], [*bare[1:3], *pairwise(bare[:3]), bare[:3], bare]
    if last == END:
        return key[1:2], [bare[1], *pairwise(bare), bare]
    return key[1:], [bare[1], bare]


def _again(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The words and pairs of a sentence that were in it before, once for each time."""
    again: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for word in words:
        if word in seen:
            again.append((word,))
        seen.add(word)
    if len(again) > 1:  # a pair comes again only where two words do
        pairs: set[tuple[str, str]] = set()
        for pair in pairwise(words):
            if pair in pairs:
                again.append(pair)
            pairs.add(pair)
    return again


def _added(weights: Any, lists: Sequence[Collection[int]]) -> Any:
    """The sum of the rows of each list, zero for an empty one."""
    import numpy as np

    total = np.zeros((len(lists), weights.shape[1]))
    filled = [i for i, rows in enumerate(lists) if rows]
    if filled:
        rows = [row for i in filled for row in lists[i]]
        starts = np.cumsum([0, *(len(lists[i]) for i in filled[:-1])])
        total[filled] = np.add.reduceat(weights.take(rows, axis=0).astype("float64"), starts, axis=0)
    return total
