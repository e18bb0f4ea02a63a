"""Chances and their log odds, in which what bears on something is added up."""

from __future__ import annotations

import math

LEAST = 0.003
"""A chance nearer to none or to certain than this counts as this, so that no single one decides for good."""


def log_odds(chance: float) -> float:
    """The log odds of a chance (0–1)."""
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance / (1 - chance))
