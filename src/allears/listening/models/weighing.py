"""Which words of a sentence weighed most for a head: the evidence for what no rule has heard.

All heads are linear, and a sentence is the sum of a few parts (sums.py): its opening, each two neighbours between, its
end. So it can be told which of them spoke most for a mark. Only where something is marked is it asked, and of one head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allears.listening.view import TurnView

from .features import Unit

WHOLE = "the whole sentence sounds so"
SAID_BEFORE = "what the customer had said before"
BESIDE = 0.5
"""The part of the weightiest words' share from which other words are named beside them."""
_RECENT, _NOTHING = "recent ", ("recent 0", "recent share 0")
"""How the features begin that tell how much of a sentence the customer had said (features.py), and those of nothing."""


def sounds_so(turn: TurnView, unit: Unit, head: int, model: Any) -> str:
    """The reason of a mark that a head adds: the words, as they were written, that speak most for it, and whether it
    speaks more than they do that the customer had said so.

    Where the head has only some of the words (features.LONGEST), or none of them speaks for the mark, it is the whole
    sentence that does. `model` is that of heads.py.
    """
    start, end = unit.sentence.start, unit.sentence.end
    places = turn.places_in(start, end)
    if len(places) != len(unit.words):
        return WHOLE
    found = weightiest(model.sums.shares(unit.words, head))
    said = [f"“{turn.text[places[first][0] : places[last][1]]}”" for first, last, _ in found]
    known = [name for name in unit.around if name.startswith(_RECENT) and name not in _NOTHING]
    rows = [model.features[name] for name in known if name in model.features]
    if rows and sum(model.sparse[rows, head].tolist()) > max([share for _, _, share in found], default=0.0):
        return f"sounds so by {' and '.join(said)}, and by {SAID_BEFORE}" if said else f"sounds so by {SAID_BEFORE}"
    return f"sounds so by {' and '.join(said)}" if said else WHOLE


def weightiest(shares: Sequence[float]) -> list[tuple[int, int, float]]:
    """The words to name: the numbers of the first and the last, and what they weigh. Of the parts of a sentence
    (Sums.shares) it is the weightiest, and one that weighs half as much or more.

    Parts that share a word are named as one. None where nothing speaks for the mark, or there is but one part.
    """
    best = max(shares)
    if len(shares) < 2 or best <= 0:
        return []
    first = shares.index(best)
    rest = [share if i != first else 0.0 for i, share in enumerate(shares)]
    next_best = max(rest)
    named = [(first, first + 1, best)]
    if next_best >= BESIDE * best:
        second = rest.index(next_best)
        if abs(first - second) == 1:
            return [(min(first, second), max(first, second) + 1, best + next_best)]
        named.append((second, second + 1, next_best))
    return sorted(named)
