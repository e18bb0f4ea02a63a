"""Word pieces and their static vectors (see training/distil.py): read when first asked for, and mapped, not loaded."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Any, NamedTuple

LONGEST = 40
"""Letters of a word from which on it is no word."""


class Pieces(NamedTuple):
    """The vocabulary with the row of each piece; `vectors` (pieces, 256) are steps of `scale`."""

    rows: dict[str, int]
    vectors: Any
    scale: float


@cache
def pieces() -> Pieces:
    """The pieces that come with the package. Needs numpy."""
    import numpy as np

    scale, *vocabulary = read_text("pieces.txt").splitlines()
    with as_file(files("allears.listening.models").joinpath("pieces.npy")) as path:
        vectors = np.load(path, mmap_mode="r", allow_pickle=False)
    return Pieces({piece: row for row, piece in enumerate(vocabulary)}, vectors, float(scale))


def read_text(name: str) -> str:
    return files("allears.listening.models").joinpath(name).read_text("utf-8")


def split(word: str, rows: dict[str, int]) -> tuple[int, ...]:
    """The rows of a lower-cased word's pieces, the longest first from the left (WordPiece); () if it has none.

    An apostrophe is a piece of its own, as in the teacher's tokenizer.
    """
    whole = rows.get(word)
    if whole is not None:
        return (whole,)
    if "'" in word:
        found: tuple[int, ...] = ()
        for i, part in enumerate(word.split("'")):
            found += ((rows["'"],) if i else ()) + (split(part, rows) if part else ())
        return found
    if len(word) > LONGEST:
        return ()
    result: list[int] = []
    at = 0
    while at < len(word):
        for end in range(len(word), at, -1):
            row = rows.get(("##" if at else "") + word[at:end])
            if row is not None:
                result.append(row)
                at = end
                break
        else:
            return ()
    return tuple(result)
