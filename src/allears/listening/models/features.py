"""What the heads look at: for each sentence of a transcript, a list of named features and its words.

One function for training and for listening, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allears.listening.overlap import covered
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View

LONGEST = 60
"""Words of a sentence that are looked at: the first half and the last."""


class Unit(NamedTuple):
    """A sentence of a turn, with its words and the names of its features beside the words."""

    turn: int
    sentence: Sentence
    words: list[str]
    names: list[str]


def units(view: View, marks: Iterable[Mark]) -> Iterator[Unit]:
    """Every sentence of every person's turn. `marks` are those of the rules."""
    by_turn: dict[int, list[Mark]] = {}
    for mark in marks:
        by_turn.setdefault(mark.turn, []).append(mark)
    last = len(view.turns) - 1
    spoken = view.transcript.spoken
    for turn in view.turns:
        if turn.role == "bot" or not turn.sentences:
            continue
        votes = by_turn.get(turn.index, [])
        common = ["spoken" if spoken else view.transcript.channel, "first" if turn.index == 0 else ""]
        common.append("last" if turn.index >= last - 1 else "")
        before = view.previous(turn.index)
        if before is not None:
            common.append(f"before {before.role == turn.role}")
            common += [f"before {mark.behaviour}" for mark in by_turn.get(before.index, ())]
            if before.sentences and before.sentences[-1].asks:
                common.append("before ?")
            if before.cut_off:
                common.append("before —")
        theirs = _said_before(view, turn)
        many = len(turn.sentences)
        for i, sentence in enumerate(turn.sentences):
            words = turn.words if many == 1 else turn.words_in(sentence.start, sentence.end)
            if len(words) > LONGEST:
                words = words[: LONGEST // 2] + words[-LONGEST // 2 :]
            names = [name for name in common if name]
            names += [
                f"rule {mark.behaviour}" for mark in votes if mark.start < sentence.end and mark.end > sentence.start
            ]
            names += [f"turn {mark.behaviour}" for mark in votes]
            names.append(f"place {min(i, 2)}/{min(many - i, 2)}")
            if sentence.asks:
                names.append("?")
            elif sentence.mark[:1] in ("!", "…"):
                names.append(sentence.mark[:1])
            if sentence.mark:
                names.append("written")
            length = len(words)
            names.append(f"length {length if length < 5 else 5 + min(length // 5, 4)}")
            names += _shared(turn, sentence, theirs)
            yield Unit(turn.index, sentence, words, names)


def _said_before(view: View, turn: TurnView) -> tuple[dict[str, float], dict[str, float]]:
    """What the customer said in their last two turns, and what they had said before those."""
    recent: dict[str, float] = {}
    if turn.role == "agent":
        for other in view.before(turn.index, "customer", 2, reach=4):
            recent.update(other.content)
    older: dict[str, float] = {}
    if turn.role == "customer":
        for other in view.before(turn.index, "customer", 8, reach=16)[1:]:
            older.update(other.content)
    return recent, older


def _shared(turn: TurnView, sentence: Sentence, theirs: tuple[dict[str, float], dict[str, float]]) -> list[str]:
    names = []
    for what, said in zip(("recent", "older"), theirs, strict=True):
        if said:
            shared, share, _ = covered(turn, sentence, said)
            names.append(f"{what} {min(int(2 * shared), 6)}")
            names.append(f"{what} share {int(4 * share)}")
    return names


def grams(words: list[str]) -> Iterator[str]:
    """The words, pairs and openings by which a sentence is known."""
    before = "^"
    for word in words:
        if word.isdigit():
            word = "0"
        yield word
        yield f"{before} {word}"
        before = word
    yield f"{before} $"
    if len(words) > 1:
        yield f"^ {words[0]} {words[1]}"
    if len(words) > 2:
        yield f"^ {words[0]} {words[1]} {words[2]}"
        yield f"{words[-2]} {words[-1]} $"
