"""Whether a speaker had come to the end of what they were saying, by their last words.

A small table of log odds, learned from where sentences end and where they do not (training/unfinished.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache

from .pieces import read_text


def endings(words: Sequence[str]) -> Iterator[str]:
    """The last word, the last two and the last three, with how many there are."""
    if not words:
        return
    yield words[-1]
    if len(words) > 1:
        yield f"{words[-2]} {words[-1]}"
    else:
        yield f"^ {words[-1]}"
    if len(words) > 2:
        yield f"{words[-3]} {words[-2]} {words[-1]}"
    elif len(words) == 2:
        yield f"^ {words[0]} {words[1]}"


@cache
def _weights() -> dict[str, float]:
    table = {}
    for line in read_text("endings.txt").splitlines():
        weight, _, key = line.partition("\t")
        table[key] = float(weight)
    return table


def unfinished(words: Sequence[str]) -> float:
    """How likely it is that these words go on, 0–1, if half of all the places one hears are ends. .5 for no words."""
    if not words:
        return 0.5
    table = _weights()
    total = table[""] + sum(table.get(key, 0.0) for key in endings(words))
    return 1 / (1 + math.exp(-total))
