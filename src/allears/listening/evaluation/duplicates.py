"""How many turns of a corpus are nearly the same as another one: MinHash over word pairs, then the real overlap.

A. Broder, "On the resemblance and containment of documents", 1997. Two turns count as near-duplicates when the Jaccard
overlap of their shingles (single words and pairs of neighbours) is at least `THRESHOLD`.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

THRESHOLD = 0.7
PERMUTATIONS = 96
BANDS = 32
"""Bands of three hashes each: pairs at the threshold share a band with a probability above .9999."""

_PRIME = (1 << 31) - 1
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def shingles(text: str) -> frozenset[str]:
    """The words of a turn and its pairs of neighbouring words, in lower case."""
    words = _WORD.findall(text.casefold())
    return frozenset(words) | frozenset(f"{a} {b}" for a, b in pairwise(words))


def near_duplicates(texts: Sequence[str], threshold: float = THRESHOLD) -> set[int]:
    """The places of all turns that are nearly the same as an earlier one. Texts without words are passed over."""
    chance = np.random.default_rng(1997)
    factors = chance.integers(1, _PRIME, (PERMUTATIONS, 1), dtype=np.int64)
    shifts = chance.integers(0, _PRIME, (PERMUTATIONS, 1), dtype=np.int64)
    sets = [shingles(text) for text in texts]
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    found: set[int] = set()
    known: set[frozenset[str]] = set()
    rows = PERMUTATIONS // BANDS
    for place, words in enumerate(sets):
        if not words:
            continue
        if words in known:  # "yes", a thousand times, is compared once
            found.add(place)
            continue
        known.add(words)
        hashes = np.fromiter((zlib.crc32(word.encode()) % _PRIME for word in words), np.int64, len(words))
        signature = ((factors * hashes + shifts) % _PRIME).min(axis=1)
        near: set[int] = set()
        for band in range(BANDS):
            bucket = buckets[band, signature[band * rows : (band + 1) * rows].tobytes()]
            near.update(bucket)
            bucket.append(place)
        if any(_overlap(words, sets[it]) >= threshold for it in near):
            found.add(place)
    return found


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
