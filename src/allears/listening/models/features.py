"""What the heads look at: for each sentence of a transcript, a list of named features and its words.

One function for training and for listening, so that both see the same. It runs for every sentence of every archive, so
names that can be made beforehand are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allears.listening.overlap import covered
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View

LONGEST = 60
"""Words of a sentence that are looked at: the first half and the last."""

Gram = str | tuple[str, ...]
"""A word; or words that stand beside each other, "^" being the start of a sentence and "$" its end."""


class Unit(NamedTuple):
    """A sentence of a turn, with its words and the names of its features beside the words, each once."""

    turn: int
    sentence: Sentence
    words: list[str]
    names: list[str]


class _Named(dict[str, str]):
    """A feature's name for each behaviour: "rule" and "apology" make "rule apology"."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, name: str) -> str:
        made = self[name] = f"{self.kind} {name}"
        return made


_RULE, _TURN, _BEFORE = _Named("rule"), _Named("turn"), _Named("before")
_PLACES = [[f"place {i}/{j}" for j in range(3)] for i in range(3)]
_LENGTHS = [f"length {n if n < 5 else 5 + min(n // 5, 4)}" for n in range(LONGEST + 1)]
_SHARED = {what: [f"{what} {n}" for n in range(7)] for what in ("recent", "older")}
_SHARES = {what: [f"{what} share {n}" for n in range(5)] for what in ("recent", "older")}
_NOBODY: tuple[Mark, ...] = ()


def units(view: View, marks: Iterable[Mark]) -> Iterator[Unit]:
    """Every sentence of every person's turn. `marks` are those of the rules."""
    by_turn: dict[int, list[Mark]] = {}
    for mark in marks:
        by_turn.setdefault(mark.turn, []).append(mark)
    last = len(view.turns) - 1
    channel: str = "spoken" if view.transcript.spoken else view.transcript.channel
    for turn in view.turns:
        sentences = turn.sentences
        if turn.role == "bot" or not sentences:
            continue
        common: list[str] = [channel]
        if turn.index == 0:
            common.append("first")
        else:
            common += _before(view.turns[turn.index - 1], turn, by_turn)
        if turn.index >= last - 1:
            common.append("last")
        votes = by_turn.get(turn.index, _NOBODY)
        if votes:
            common += {_TURN[mark.behaviour]: None for mark in votes}
        what, theirs = _said_before(view, turn)
        many = len(sentences)
        for i, sentence in enumerate(sentences):
            words = turn.words if many == 1 else turn.words_in(sentence.start, sentence.end)
            if len(words) > LONGEST:
                words = words[: LONGEST // 2] + words[-LONGEST // 2 :]
            names = [*common, _PLACES[min(i, 2)][min(many - i, 2)], _LENGTHS[len(words)]]
            if votes:
                start, end = sentence.start, sentence.end
                names += {_RULE[mark.behaviour]: None for mark in votes if mark.start < end and mark.end > start}
            if sentence.mark:
                names.append("written")
                if sentence.asks:
                    names.append("?")
                elif sentence.mark[0] in "!…":
                    names.append(sentence.mark[0])
            if theirs:
                shared, share, _ = covered(turn, sentence, theirs)
                names.append(_SHARED[what][min(int(2 * shared), 6)])
                names.append(_SHARES[what][int(4 * share)])
            yield Unit(turn.index, sentence, words, names)


def _before(before: TurnView, turn: TurnView, by_turn: dict[int, list[Mark]]) -> list[str]:
    """What the turn before was like."""
    names = ["before True" if before.role == turn.role else "before False"]
    if before.index in by_turn:
        names += {_BEFORE[mark.behaviour]: None for mark in by_turn[before.index]}
    if before.sentences and before.sentences[-1].asks:
        names.append("before ?")
    if before.cut_off:
        names.append("before —")
    return names


def _said_before(view: View, turn: TurnView) -> tuple[str, dict[str, float]]:
    """For an agent's turn, what the customer said in their last two; for a customer's, what they had said before."""
    if turn.role == "agent":
        what, others = "recent", view.before(turn.index, "customer", 2, reach=4)
    else:
        what, others = "older", view.before(turn.index, "customer", 8, reach=16)[1:]
    if len(others) == 1:
        return what, others[0].content
    said: dict[str, float] = {}
    for other in others:
        said.update(other.content)
    return what, said


def grams(words: list[str]) -> dict[Gram, None]:
    """The words, pairs, openings and ends by which a sentence is known, each once, in order. A number is "0"."""
    if not words:
        return {("^", "$"): None}
    words = ["0" if word.isdigit() else word for word in words]
    found: dict[Gram, None] = dict.fromkeys(words)
    found.update(dict.fromkeys(zip(("^", *words), (*words, "$"), strict=True)))
    if len(words) > 1:
        found["^", words[0], words[1]] = None
    if len(words) > 2:
        found["^", words[0], words[1], words[2]] = None
        found[words[-2], words[-1], "$"] = None
    return found
