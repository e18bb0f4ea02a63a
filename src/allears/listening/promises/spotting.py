"""Which of many short pieces of text a text holds, told in one pass over its words.

Used to leave out what cannot be there before anything costly is tried. Words once met are remembered, so that most
texts cost a look-up a word.
"""

from __future__ import annotations

from allears.listening.words import WORDS_KEPT


class Spotter:
    """Pieces to be looked for. Each has a bit of its own; what a text holds is the sum of the bits."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._known: dict[str, int] = {}

    def any_of(self, alternatives: str) -> int:
        """The bits of pieces of which one is enough, written with "|" between. A space stands at the edge of a word."""
        bits = 0
        for piece in alternatives.split("|"):
            bits |= self._bits.setdefault(piece, 1 << len(self._bits))
        self._known.clear()
        self._across = [(piece, bit) for piece, bit in self._bits.items() if " " in piece.strip()]
        return bits

    def held(self, lower: str) -> int:
        """The bits of all pieces that a lower-cased text holds, any run of white space taken for one space."""
        known = self._known
        words = lower.split()
        held = 0
        for word in words:
            bits = known.get(word)
            held |= self._look(word) if bits is None else bits
        plain = f" {' '.join(words)} "
        for piece, bit in self._across:
            if piece in plain:
                held |= bit
        return held

    def _look(self, word: str) -> int:
        if len(self._known) > WORDS_KEPT:
            self._known.clear()
        bits = 0
        for piece, bit in self._bits.items():
            if piece in f" {word} ":
                bits |= bit
        self._known[word] = bits
        return bits
