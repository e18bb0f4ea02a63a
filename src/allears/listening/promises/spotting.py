"""Which of many short pieces of text a text holds, told in one pass over its words.

Used to leave out what cannot be there before anything costly is tried. Words once met are remembered, so that most
texts cost a look-up a word.
"""

from __future__ import annotations

from allears.listening.words import WORDS_KEPT

_Piece = tuple[str, int]
_Found = tuple[int, tuple[_Piece, ...]]


class Spotter:
    """Pieces to be looked for. Each has a bit of its own; what a text holds is the sum of the bits."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._known: dict[str, _Found] = {}

    def any_of(self, alternatives: str) -> int:
        """The bits of pieces of which one is enough, written with "|" between. A space stands at the edge of a word."""
        bits = 0
        for piece in alternatives.split("|"):
            bits |= self._bits.setdefault(piece, 1 << len(self._bits))
        self._known.clear()
        return bits

    def held(self, lower: str) -> int:
        """The bits of all pieces that a lower-cased text holds, any run of white space taken for one space."""
        known = self._known
        words = lower.split()
        held = 0
        begun: list[_Piece] = []
        for word in words:
            found = known.get(word)
            bits, across = self._look(word) if found is None else found
            held |= bits
            if across:
                begun += across
        if begun:
            plain = f" {' '.join(words)} "
            for piece, bit in begun:
                if not held & bit and piece in plain:
                    held |= bit
        return held

    def _look(self, word: str) -> _Found:
        """The bits of what a word holds by itself, and the pieces of several words that it can begin."""
        if len(self._known) > WORDS_KEPT:
            self._known.clear()
        bits = 0
        across: list[_Piece] = []
        alone = f" {word} "
        for piece, bit in self._bits.items():
            first, *more = piece.split()
            if not more:
                bits |= bit if piece in alone else 0
            elif word == first or (word.endswith(first) and not piece.startswith(" ")):
                across.append((piece, bit))
        found = self._known[word] = bits, tuple(across)
        return found
