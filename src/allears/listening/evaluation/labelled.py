"""How well each behaviour is heard in conversations that are labelled in the corpus's own format (corpus/GUIDE.md).

One row a behaviour; an item is a turn of the party whose behaviour it is. Where a folder `again` lies beside the files,
it holds some of the same conversations labelled by somebody else, and the row tells how far the two agree on these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from allears.listening.behaviours import BEHAVIOURS

from .corpus import CorpusError, Labelled, load_corpus
from .gold import Ear, Goal, GoldError, Outcome, Set, heard_in
from .metrics import agreement

AGAIN = "again"
Marked = Mapping[int, set[str]]
"""The behaviours of each turn of a conversation."""


def labelled_set(folder: Path) -> Set:
    """The conversations of a folder as a gold set, to be measured with `evaluate.measure`."""
    return Set(folder.name, str(folder), outcomes)


def outcomes(folder: Path, ear: Ear) -> list[Outcome]:
    """For each behaviour that is labelled in these conversations, what was labelled and what was heard, turn by turn.

    GoldError where a file breaks the format, where there is none, or where the second labels are of other turns.
    """
    try:
        items = list(load_corpus(folder))
        others = _again(items, folder / AGAIN) if (folder / AGAIN).is_dir() else {}
    except CorpusError as error:
        raise GoldError(str(error)) from error
    if not items:
        raise GoldError(f"{folder}: no labelled conversation here.")
    heard = [heard_in(ear(item.transcript)) for item in items]
    first = [heard_in(item.marks) for item in items]
    second = {number: heard_in(other.marks) for number, other in others.items()}
    found = []
    for behaviour in BEHAVIOURS:
        name, party = behaviour.name, behaviour.party
        places = [
            (number, turn)
            for number, item in enumerate(items)
            for turn, said in enumerate(item.transcript.turns)
            if said.role == party
        ]
        gold = tuple(name in first[number].get(turn, ()) for number, turn in places)
        if any(gold):
            twice = [(number, turn) for number, turn in places if number in second]
            found.append(
                Outcome(
                    name,
                    gold,
                    tuple(name in heard[number].get(turn, ()) for number, turn in places),
                    tuple(items[number].transcript.id for number, _ in places),
                    goal=Goal(rival=_agreed(name, twice, first, second)),
                )
            )
    return found


def _agreed(name: str, places: Sequence[tuple[int, int]], first: Sequence[Marked], second: Mapping[int, Marked]) -> str:
    """How far the two labellings agree on some turns; nothing where the first has none there."""
    gold = [name in first[number].get(turn, ()) for number, turn in places]
    if not any(gold):
        return ""
    found = agreement(gold, [name in second[number].get(turn, ()) for number, turn in places], [""] * len(gold))
    return f"labelled again F1 {found.f1.value:.2f} ({sum(gold)})".replace(" 0.", " .")


def _again(items: Sequence[Labelled], folder: Path) -> dict[int, Labelled]:
    """The second labels, by the number of their conversation."""
    places = {item.transcript.id: number for number, item in enumerate(items)}
    found = {}
    for other in load_corpus(folder):
        name = other.transcript.id
        number = places.get(name)
        if number is None or [t.text for t in other.transcript.turns] != [
            t.text for t in items[number].transcript.turns
        ]:
            raise GoldError(f"{folder}: {name} is not among the first labels, or its turns are not the same.")
        found[number] = other
    return found
