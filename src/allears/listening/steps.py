"""The five steps of listening, and the score that sums them up."""

from __future__ import annotations

from typing import get_args

from .reading import Mark, Step, StepReading
from .rubric import Rubric
from .scoring import Evidence, note, weigh

STEPS: tuple[Step, ...] = get_args(Step)
_NOTHING: dict[Step, str] = {
    "have_their_say": "No open question, and nothing that cut the customer short.",
    "follow": "Nothing shows that what was said was taken up.",
    "put_yourself": "No word on how it is for the customer.",
    "sum_up": "Nothing was summed up or checked.",
    "say_what": "Nothing was promised.",
}


def read_steps(evidence: Evidence | None, rubric: Rubric) -> tuple[StepReading, ...]:
    """A reading of each step in its order. Scores are None where there is too little to judge by."""
    if evidence is None:
        return tuple(StepReading(step, None, (), "Too little was said to judge.") for step in STEPS)
    readings = []
    for step in STEPS:
        weighed = weigh(rubric.steps[step], evidence)
        readings.append(StepReading(step, weighed.score, tuple(sorted(weighed.turns)), note(weighed, _NOTHING[step])))
    return tuple(readings)


def heard(steps: tuple[StepReading, ...], marks: tuple[Mark, ...], rubric: Rubric) -> float | None:
    """0–100: the weighted mean of the steps, less points for each mark that went against being heard, to one
    decimal.
    """
    judged = [(step.score, rubric.heard[step.step]) for step in steps if step.score is not None]
    weight = sum(w for _, w in judged)
    if not judged or weight <= 0:
        return None
    mean = 100 * sum(score * w for score, w in judged) / weight
    against = sum(rubric.against.get(m.behaviour, 0.0) for m in marks if m.confidence >= rubric.judge.confidence)
    return round(min(100.0, max(0.0, mean - min(against, rubric.against_most))), 1)
