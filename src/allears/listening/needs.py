"""The four needs of a customer: understood, welcome, important, comfortable."""

from __future__ import annotations

from typing import get_args

from .reading import Need, NeedReading, StepReading
from .rubric import Rubric
from .scoring import Evidence, note, weigh

NEEDS: tuple[Need, ...] = get_args(Need)
_NOTHING: dict[Need, str] = {
    "understood": "It follows from the steps alone.",
    "welcome": "No greeting, name or thanks.",
    "important": "It follows from the steps alone.",
    "comfortable": "It follows from the steps alone.",
}


def read_needs(evidence: Evidence | None, steps: tuple[StepReading, ...], rubric: Rubric) -> tuple[NeedReading, ...]:
    """A reading of each need in its order; a need rests on the turns of its own marks and of the steps it draws on."""
    if evidence is None:
        return tuple(NeedReading(need, None, (), "Too little was said to judge.") for need in NEEDS)
    scores: dict[str, float | None] = {step.step: step.score for step in steps}
    by_step: dict[str, StepReading] = {step.step: step for step in steps}
    readings = []
    for need in NEEDS:
        scale = rubric.needs[need]
        weighed = weigh(scale, evidence, scores)
        turns = weighed.turns
        for term in scale.terms:
            if term.kind == "step":
                turns.update(by_step[term.name].turns)
        readings.append(NeedReading(need, weighed.score, tuple(sorted(turns)), note(weighed, _NOTHING[need])))
    return tuple(readings)
