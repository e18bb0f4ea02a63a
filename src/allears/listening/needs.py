"""The four needs of a customer: understood, welcome, important, comfortable."""

from __future__ import annotations

from typing import get_args

from .reading import Mark, Measures, Need, NeedReading, Promise, StepReading
from .rubric import Rubric
from .scoring import enough_to_judge, gather, note, weigh
from .view import View

_NOTHING: dict[Need, str] = {
    "understood": "It follows from the steps alone.",
    "welcome": "No greeting, name or thanks.",
    "important": "It follows from the steps alone.",
    "comfortable": "It follows from the steps alone.",
}


def read_needs(
    view: View,
    marks: tuple[Mark, ...],
    measures: Measures,
    promises: tuple[Promise, ...],
    steps: tuple[StepReading, ...],
    rubric: Rubric,
) -> tuple[NeedReading, ...]:
    """A reading of each need in its order; a need rests on the turns of its own marks and of the steps it draws on."""
    if not enough_to_judge(view, rubric.judge):
        return tuple(NeedReading(need, None, (), "Too little was said to judge.") for need in get_args(Need))
    by_step = {step.step: step for step in steps}
    evidence = gather(view, marks, measures, promises, rubric, {step.step: step.score for step in steps})
    readings = []
    for need in get_args(Need):
        scale = rubric.needs[need]
        weighed = weigh(scale, evidence)
        turns = set(weighed.turns)
        for term in scale.terms:
            if term.kind == "step":
                turns.update(by_step[term.name].turns)  # type: ignore[index]  # held against Step when read
        readings.append(NeedReading(need, weighed.score, tuple(sorted(turns)), note(weighed, _NOTHING[need])))
    return tuple(readings)
