"""The heads: how likely each behaviour is in a sentence, and what that does to the marks of the rules.

A head is a logistic regression over the features of features.py: the words, pairs and openings it knows, what the rules
found in the sentence and around it, how much was said before, and the mean of the static vectors of the word pieces.
All is linear, so that the weights of the vectors are folded into one number a piece and head when they are trained, and
a sentence costs two sums of rows.

For each behaviour two thresholds, chosen on held-out conversations, say how the head and the rule decide together: a
rule's mark stays if the rule is sure or the head gives its sentence at least `keep`; a sentence without one gets a mark
from `add` on.
Where a rule alone did best, its marks stay as they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from allears.listening.acts.asking import asks
from allears.listening.acts.openness import openness
from allears.listening.phrases import SURE
from allears.listening.questions import questions_of
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View

from . import saying_back
from .features import ALONE, Gram, Unit, grams, units
from .features import own as by_itself
from .pieces import read_text
from .sums import Sums
from .weighing import sounds_so
from .weights import stored

ASKS = "asks"
"""The head that tells a question by its words alone, where nothing is punctuated."""
REFLECTS = "reflects"
"""The head that tells that a sentence says something back about the other, of whatever kind (saying_back.py)."""
KINDS = ("open_question", "closed_question")
"""The two kinds of question."""
ASKED = {
    "open_question": ("closed_question", "checking"),
    "closed_question": ("open_question", "checking"),
    "checking": ("open_question", "closed_question"),
}
"""Questions of one sentence that rule each other out."""
UNPUNCTUATED = 0.7
"""How likely a behaviour must be for a mark in a sentence that no sign bounds, as a recogniser may write speech: what
is rare is heard there too easily. Not for insults, which are written without signs as often as not, and not for
questions where any form of asking is (acts/asking.py).
"""
CONFIRMED = ("restating", "summing_up", "checking")
"""What a customer confirms: without one of these in the turn before, a "yes" is an answer."""
ASKING = ("open_question", "closed_question", "checking", "restating", "hold")


SAID_BACK, SAID_BACK_UNPUNCTUATED, SAYS_BACK = 0.6, 0.8, "says something back about the customer"
"""How likely a sentence must be to say something back (the scorecard counts what is as sure as the first), also where
no sign bounds it, and the reason of such a mark."""


class Rule(NamedTuple):
    """How one head and the rules decide together (see above); `slope` and `offset` make its score a probability."""

    keep: float
    add: float
    slope: float
    offset: float


class Heads(NamedTuple):
    """Column by column: `names`, `parties`, `rules`, whether the head `decides` beside the rule, the `least` chance
    that adds a mark, and the curve (`slopes`, `offsets`). `features` finds a feature's row in `sparse`, `pieces` a
    piece's in `folded`; `column` a name's column. `sums` adds up and remembers.
    """

    names: tuple[str, ...]
    parties: tuple[str, ...]
    rules: tuple[Rule, ...]
    column: dict[str, int]
    decides: tuple[bool, ...]
    least: Any
    slopes: Any
    offsets: Any
    features: dict[str, int]
    grams: dict[Gram, int]
    sparse: Any
    pieces: dict[str, int]
    folded: Any
    bias: Any
    sums: Sums


@cache
def heads() -> Heads:
    """The heads that come with the package, or the team's own where ALLEARS_HEADS names them (see weights.py).

    Raises HeadsError. Needs numpy.
    """
    import numpy as np

    names, parties, numbers, arrays, lines = stored()
    sparse, folded = arrays["sparse"], arrays["folded"]
    rules = tuple(Rule(*rule) for rule in numbers)
    curves = np.array(rules)
    if REFLECTS in names:
        curves[names.index(REFLECTS), 1] = saying_back.CANDIDATE
    features, known = _rows(lines)
    pieces = {piece: row for row, piece in enumerate(read_text("pieces.txt").splitlines()[1:])}
    return Heads(
        names=names,
        parties=parties,
        rules=rules,
        column={name: i for i, name in enumerate(names)},
        decides=tuple(rule.keep > 0 or rule.add <= 1 for rule in rules),
        least=curves[:, 1],
        slopes=curves[:, 2],
        offsets=curves[:, 3],
        features=features,
        grams=known,
        sparse=sparse,
        pieces=pieces,
        folded=folded,
        bias=arrays["bias"],
        sums=Sums(features, known, sparse, pieces, folded),
    )


def _rows(lines: Sequence[str]) -> tuple[dict[str, int], dict[Gram, int]]:
    """The row of each feature and of each gram that features.txt holds; its first line is empty."""
    features: dict[str, int] = {}
    known: dict[Gram, int] = {}
    for row, line in enumerate(lines):
        if line.startswith("w "):
            known[as_gram(line[2:])] = row
        elif line:
            features[line[2:]] = row
    return features, known


def keys(unit: Unit) -> Iterator[str]:
    """The names of a unit's features as features.txt holds them."""
    for name in unit.names:
        yield f"f {name}"
    for gram in dict.fromkeys(grams(unit.words)):
        yield f"w {gram if isinstance(gram, str) else ' '.join(gram)}"


def as_gram(text: str) -> Gram:
    """A gram from its line in features.txt."""
    return tuple(text.split(" ")) if " " in text else text


def scores(found: Sequence[Unit], model: Heads) -> Any:
    """The score of every head for every unit: (units, heads). Independent of what else is in the batch."""
    import numpy as np

    new = list({id(unit.own): unit.own for unit in found if unit.own.score is None}.values())
    with model.sums.alone:
        model.sums.bounded()
        by_themselves = model.sums.of_sentences(new)
        around = model.sums.of_names([unit.around for unit in found])
    for own, score in zip(new, by_themselves + model.bias, strict=True):
        own.score = score.copy()  # alone, so that it does not keep the whole batch in memory
    return np.array([unit.own.score for unit in found]) + around


def judge(view: View, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks of the rules, judged by the heads, with those that the heads add."""
    return next(judge_many([(view, marks)]))


def judge_many(batch: Iterable[tuple[View, Sequence[Mark]]]) -> Iterator[tuple[Mark, ...]]:
    """As `judge`, for many transcripts at once, in their order."""
    import numpy as np

    model = heads()
    prepared = [(view, marks, units(view, marks, to_judge=True)) for view, marks in batch]
    every = [unit for _, _, found in prepared for unit in found]
    if not every:
        yield from (tuple(marks) for _, marks, _ in prepared)
        return
    raw = scores(every, model)
    chances = 1 / (1 + np.exp(-(raw * model.slopes + model.offsets)))
    likely: dict[int, list[int]] = {}
    for i, head in zip(*(places.tolist() for places in np.nonzero(chances >= model.least)), strict=True):
        likely.setdefault(i, []).append(head)
    at = 0
    for view, marks, found in prepared:
        end = at + len(found)
        here = {i - at: likely[i] for i in range(at, end) if i in likely}
        yield _decide(view, marks, found, Chances(chances[at:end].item, here), model)
        at = end


class Chances(NamedTuple):
    """The chance of a unit and a head, and for some units the heads that are likely enough to add a mark."""

    of: Callable[[int, int], float]
    likely: dict[int, list[int]]


def _decide(view: View, marks: Sequence[Mark], found: list[Unit], chances: Chances, model: Heads) -> tuple[Mark, ...]:
    kept: list[Mark] = []
    taken: set[tuple[str, int]] = set()
    first = {turn: i for i, (turn, _, _) in reversed([*enumerate(found)])} if marks else {}
    for mark in marks:
        head = model.column.get(mark.behaviour)
        where = _sentences_of(mark, found, first)
        if head is None or not where:
            kept.append(mark)
            continue
        best = where[0] if len(where) == 1 else max(where, key=lambda i: chances.of(i, head))
        judged = mark
        if mark.behaviour in KINDS:
            # That something is asked, the rule knows best; how openly, the model of openness.
            judged = _asked(view, mark, chances.of(best, head))
        elif model.decides[head]:
            chance = chances.of(best, head)
            if chance < model.rules[head].keep and mark.confidence < SURE:
                taken.update([(mark.behaviour, i) for i in where])
                continue
            judged = _surer(mark, chance)
        taken.update([(judged.behaviour, i) for i in where])
        kept.append(judged)
    if chances.likely:
        kept += _added(view, found, chances, model, taken)
    kept.sort(key=_place)
    return tuple(kept)


_place = attrgetter("turn", "start")


def _sentences_of(mark: Mark, found: list[Unit], first: dict[int, int]) -> list[int]:
    """The units that a mark stands in; `first` tells the first one of each turn."""
    where = []
    for i in range(first.get(mark.turn, len(found)), len(found)):
        unit = found[i]
        if unit.turn != mark.turn:
            break
        if unit.own.sentence.start < mark.end and unit.own.sentence.end > mark.start:
            where.append(i)
    return where


def _surer(mark: Mark, chance: float) -> Mark:
    """The mark with the mean of the rule's and the head's confidence."""
    confidence = round((mark.confidence + max(chance, 0.5)) / 2, 3)
    return Mark(mark.behaviour, mark.turn, mark.start, mark.end, confidence, mark.because)


def _asked(view: View, mark: Mark, chance: float) -> Mark:
    """The mark of a question, of the other kind if it sounds more like that."""
    kind, sure = _kind(view.turns[mark.turn], mark.start, mark.end)
    if kind == mark.behaviour:
        return _surer(mark, max(chance, sure))
    because = "invites a free answer" if kind == "open_question" else "a word or a fact answers it"
    return Mark(kind, mark.turn, mark.start, mark.end, round(sure, 3), because)


def _kind(turn: TurnView, start: int, end: int) -> tuple[str, float]:
    """The kind of the question that stands there, and how sure it is.

    The sentence tells, unless it holds several questions, as speech without signs may.
    """
    sentence = turn.sentence_at(start)
    within = [found for found in questions_of(turn) if sentence.start <= found.start < sentence.end]
    asked = sentence if len(within) < 2 else Sentence(start, end, "")
    odds = openness(turn, asked)
    return ("open_question" if odds > 0 else "closed_question"), 1 / (1 + math.exp(-min(abs(odds), 20)))


def _of_its_kind(view: View, unit: Unit, name: str) -> str:
    """The name of the mark that a head adds; that of a question by how openly it is asked."""
    if name not in KINDS:
        return name
    return _kind(view.turns[unit.turn], unit.sentence.start, unit.sentence.end)[0]


@cache
def _denying() -> dict[str, Callable[[View, int, Sentence], bool]]:
    """The behaviours that tell of a sentence with their own words that it is the contrary."""
    from allears.listening.behaviours import BEHAVIOURS  # imported here: behaviours are made of views

    return {b.name: b.module.denied for b in BEHAVIOURS if hasattr(b.module, "denied")}


def _added(
    view: View, found: list[Unit], chances: Chances, model: Heads, taken: set[tuple[str, int]]
) -> Iterator[Mark]:
    denying = _denying()
    turns_with: dict[str, set[int]] = {}
    for name, i in taken:
        turns_with.setdefault(name, set()).add(found[i].turn)
    for i, likely in chances.likely.items():
        unit = found[i]
        if unit.own.short:
            continue
        for head in likely:
            name, because, asked = model.names[head], "", head
            if name == REFLECTS:
                mark = _said_back(view, unit, i, chances, model, taken)
                if mark is not None:
                    taken.add((mark.behaviour, i))
                    turns_with.setdefault(mark.behaviour, set()).add(mark.turn)
                    yield mark
                continue
            beside = (name, *ASKED.get(name, ()))
            if name == ASKS:
                name, because, beside = "closed_question", "asks, by its words", ASKING
            party = model.parties[model.column[name]]
            if view.turns[unit.turn].role != party or any((other, i) in taken for other in beside):
                continue
            if not _likely_enough(view, unit, model.names[head], chances.of(i, head)):
                continue
            if name == "confirming" and not any(unit.turn - 1 in turns_with.get(other, ()) for other in CONFIRMED):
                continue
            if name in denying and denying[name](view, unit.turn, unit.sentence):
                continue
            name = _of_its_kind(view, unit, name)
            head = model.column[name]
            taken.add((name, i))
            turns_with.setdefault(name, set()).add(unit.turn)
            chance = round(max(chances.of(i, head), 0.5), 3)
            because = because or sounds_so(view.turns[unit.turn], unit, asked, model)
            yield Mark(name, unit.turn, unit.sentence.start, unit.sentence.end, chance, because)


def _likely_enough(view: View, unit: Unit, name: str, chance: float) -> bool:
    """True if what a head hears in a sentence may be marked, though no sign may bound it."""
    if name == "abuse":
        return True
    if ALONE in unit.own.names or (name == ASKS and "written" in unit.names):
        return False
    if chance >= UNPUNCTUATED or "written" in unit.names:
        return True
    return (name == ASKS or name in KINDS) and _asks(view.turns[unit.turn])


def _asks(turn: TurnView) -> bool:
    if asks not in turn.known:
        turn.known[asks] = asks(turn)
    found: bool = turn.known[asks]
    return found


def _said_back(
    view: View, unit: Unit, i: int, chances: Chances, model: Heads, taken: set[tuple[str, int]]
) -> Mark | None:
    """The mark of a sentence that says something back about the customer, where it has none of its own."""
    turn = view.turns[unit.turn]
    if turn.role != "agent":
        return None
    kinds = [chances.of(i, model.column[kind]) for kind in saying_back.KINDS]
    name = saying_back.kind(turn, unit.sentence, kinds, [name for name in model.names if (name, i) in taken])
    if not name:
        return None
    usual = saying_back.usually(view, turn, _reflects)
    chance = saying_back.likelihood(view, turn, chances.of(i, model.column[REFLECTS]), usual)
    if chance < (SAID_BACK if "written" in unit.names else SAID_BACK_UNPUNCTUATED):
        return None
    return Mark(name, unit.turn, unit.sentence.start, unit.sentence.end, round(chance, 3), SAYS_BACK)


def _reflects(turn: TurnView) -> float:
    """How likely a turn says something back, by its sentences alone, which is the same whatever stands around them."""
    model = heads()
    column = model.column[REFLECTS]
    scores = [one.score.item(column) for one in turn.once(by_itself) if not one.short and one.score is not None]
    if not scores:
        return 0.0
    rule = model.rules[column]
    return 1 / (1 + math.exp(-(max(scores) * rule.slope + rule.offset)))
