"""Whether a speaker had come to the end of what they were saying, by their last words.

A table of log odds, learned from where sentences end and where they do not (training/unfinished.py).
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from functools import cache

from .pieces import read_text

BEGIN = "^"
"""Stands where there is no word any more."""
REACH = 6
"""Words, counted from the end, that are looked at."""
_ENDS = ("ing", "ed", "ly", "tion", "ness", "er", "est", "ous", "ive", "able", "al", "s")


def endings(words: Sequence[str], known: Container[str]) -> Iterator[str]:
    """What is looked at: the last words, alone and together, also with one left out, and how many there are.

    A word that is not `known` stands for all words of its form ("?ing").
    """
    if not words:
        return
    last = [word if word in known else form(word) for word in words[-4:]]
    d, c, b, a = [BEGIN] * (4 - len(last)) + last
    long = min(len(words), REACH)
    yield from (a, f"{b} {a}", f"{c} {b} {a}", f"_ {b}", f"{c} _ {a}", f"__ {c}", f"{d} __ {a}")
    yield from (f"#{long}", f"#{long} {a}")


def form(word: str) -> str:
    """What a word that was never met is taken for, by its digits or its end."""
    if any(c.isdigit() for c in word):
        return "?0"
    return "?" + next((end for end in _ENDS if word.endswith(end) and len(word) > len(end) + 2), "")


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
    total = table[""] + sum(table.get(key, 0.0) for key in endings(words, table))
    return 1 / (1 + math.exp(-total))
