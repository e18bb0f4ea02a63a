"""Labelled sentences to train on: our own conversations, as written and as a recogniser of speech would write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from allears.listening.behaviours import BEHAVIOURS
from allears.listening.evaluation.corpus import Labelled
from allears.listening.listen import rule_marks
from allears.listening.models.features import Unit, units
from allears.listening.reference import definition, parse_example
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

_SIGNS = re.compile(r"[^\w'\s-]|(?<!\w)['-]|['-](?!\w)")


class Example(NamedTuple):
    """One sentence with the behaviours that people marked in it; `group` is its conversation."""

    unit: Unit
    role: str
    gold: frozenset[str]
    hard: frozenset[str]
    group: str
    spoken: bool


def written(items: Iterable[Labelled]) -> Iterator[Example]:
    """The sentences of the conversations as they stand."""
    for item in items:
        view = View(item.transcript)
        for unit in units(view, rule_marks(view)):
            turn = item.transcript.turns[unit.turn]
            gold = frozenset(
                m.behaviour for m in item.marks if m.turn == unit.turn and _covers(m.start, m.end, unit.sentence)
            )
            hard = frozenset(name for where, name in item.hard if where == unit.turn)
            yield Example(unit, turn.role, gold, hard, item.transcript.id, False)


def _covers(start: int, end: int, sentence: Sequence[object]) -> bool:
    """True if a mark and a sentence share at least half of the shorter one."""
    left, right = int(str(sentence[0])), int(str(sentence[1]))
    shared = min(end, right) - max(start, left)
    return 2 * shared >= min(end - start, right - left) and shared > 0


def as_heard(items: Iterable[Labelled]) -> Iterator[Example]:
    """The same conversations, every sentence a turn of its own, in lower case and without signs."""
    for item in items:
        view = View(item.transcript)
        turns: list[Turn] = []
        golds: list[frozenset[str]] = []
        asked: list[bool] = []
        for turn in view.turns:
            for sentence in turn.sentences:
                turns.append(replace(turn.turn, text=plain(turn.lower[sentence.start : sentence.end])))
                asked.append(sentence.asks)
                golds.append(
                    frozenset(
                        m.behaviour for m in item.marks if m.turn == turn.index and _covers(m.start, m.end, sentence)
                    )
                )
        heard = View(Transcript(f"{item.transcript.id} heard", tuple(turns), channel="phone"))
        for unit in units(heard, rule_marks(heard)):
            gold = golds[unit.turn] | {"asks"} if asked[unit.turn] else golds[unit.turn]
            yield Example(unit, turns[unit.turn].role, gold, frozenset(), item.transcript.id, True)


def plain(lower: str) -> str:
    """Words alone, as a recogniser of speech writes them."""
    return " ".join(_SIGNS.sub(" ", lower).split())


class Single(NamedTuple):
    """A sentence labelled for one head only; `sure` is how far its label can be relied on, up to 1."""

    unit: Unit
    role: str
    head: str
    label: bool
    group: str
    sure: float = 1.0


def defined() -> Iterator[Single]:
    """The examples and counter-examples of the behaviours' own definitions (their docstrings)."""
    for behaviour in BEHAVIOURS:
        parts = definition(behaviour)
        for line in (*parts.examples, *parts.counter_examples):
            example = parse_example(line)
            view = View(example.transcript)
            for unit in units(view, rule_marks(view)):
                role = view.turns[unit.turn].role
                if role == behaviour.party:
                    label = any(
                        turn == unit.turn and _covers(start, end, unit.sentence) for turn, start, end in example.places
                    )
                    yield Single(unit, role, behaviour.name, label, f"definition {line}")


class Ordinary(NamedTuple):
    """A sentence in which, as far as anybody knows, none of what is rare in ordinary talk is done (train.RARE)."""

    unit: Unit
    role: str
    group: str


PARTY = {behaviour.name: behaviour.party for behaviour in BEHAVIOURS}
