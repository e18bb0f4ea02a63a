"""Lists of words, written as plain text."""

from __future__ import annotations


def wordset(text: str) -> frozenset[str]:
    """The words of a text, by spaces."""
    return frozenset(text.split())
