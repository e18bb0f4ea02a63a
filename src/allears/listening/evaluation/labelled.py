"""How well each behaviour is heard in conversations that are labelled in the corpus's own format (corpus/GUIDE.md).

One row a behaviour; an item is a turn of the party whose behaviour it is. Where a folder `again` lies beside the files,
it holds the same turns labelled by somebody else, and the row tells how far the two agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from allears.listening.behaviours import BEHAVIOURS

from .corpus import CorpusError, Labelled, load_corpus
from .gold import Ear, Goal, GoldError, Outcome, Set, heard_in
from .metrics import agreement

AGAIN = "again"


def labelled_set(folder: Path) -> Set:
    """The conversations of a folder as a gold set, to be measured with `evaluate.measure`."""
    return Set(folder.name, str(folder), outcomes)


def outcomes(folder: Path, ear: Ear) -> list[Outcome]:
    """For each behaviour that is labelled in these conversations, what was labelled and what was heard, turn by turn.

    GoldError where a file breaks the format, where there is none, or where the second labels are of other turns.
    """
    try:
        items = list(load_corpus(folder))
        others = _again(items, folder / AGAIN) if (folder / AGAIN).is_dir() else None
    except CorpusError as error:
        raise GoldError(str(error)) from error
    if not items:
        raise GoldError(f"{folder}: no labelled conversation here.")
    heard = [heard_in(ear(item.transcript)) for item in items]
    first = [heard_in(item.marks) for item in items]
    second = [heard_in(item.marks) for item in others] if others is not None else None
    found = []
    for behaviour in BEHAVIOURS:
        name, party = behaviour.name, behaviour.party
        places = [
            (number, turn)
            for number, item in enumerate(items)
            for turn, said in enumerate(item.transcript.turns)
            if said.role == party
        ]
        gold = _has(name, places, first)
        clusters = tuple(items[number].transcript.id for number, _ in places)
        if any(gold):
            goal = Goal(rival=_agreed(gold, _has(name, places, second), clusters) if second is not None else "")
            found.append(Outcome(name, gold, _has(name, places, heard), clusters, goal=goal))
    return found


def _has(name: str, places: Sequence[tuple[int, int]], marked: Sequence[dict[int, set[str]]]) -> tuple[bool, ...]:
    return tuple(name in marked[number].get(turn, ()) for number, turn in places)


def _agreed(gold: Sequence[bool], second: Sequence[bool], clusters: Sequence[str]) -> str:
    return f"labelled again F1 {agreement(gold, second, clusters).f1.value:.2f}".replace(" 0.", " .")


def _again(items: Sequence[Labelled], folder: Path) -> list[Labelled]:
    """The second labels of the same conversations, in their order."""
    by_id = {item.transcript.id: item for item in load_corpus(folder)}
    for item in items:
        other = by_id.get(item.transcript.id)
        if other is None or [t.text for t in other.transcript.turns] != [t.text for t in item.transcript.turns]:
            raise GoldError(f"{folder}: {item.transcript.id} is not there, or its turns are not the same.")
    return [by_id[item.transcript.id] for item in items]
