"""From evidence to a score: the one rule by which steps and needs are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .behaviours import BY_NAME
from .reading import Mark, Measures, Promise, Step
from .rubric import Judge, Rubric, Scale, Term
from .view import View


class Evidence(NamedTuple):
    """All that a score may rest on."""

    marks: Mapping[str, list[Mark]]
    measures: Measures
    promises: Mapping[str, list[Promise]]
    customer_turns: int
    steps: Mapping[Step, float | None]


class Weighed(NamedTuple):
    """A score 0–1, the turns that it rests on, and what helped and hindered as (label, how often)."""

    score: float
    turns: tuple[int, ...]
    helped: tuple[tuple[str, int], ...]
    hindered: tuple[tuple[str, int], ...]


def enough_to_judge(view: View, judge: Judge) -> bool:
    """False where there is too little to judge by: a note, a voice mail, a conversation without an agent."""
    return (
        len(view.customer_turns) >= judge.customer_turns
        and len(view.agent_turns) >= judge.agent_turns
        and sum(len(turn.words) for turn in view.customer_turns) >= judge.customer_words
    )


def gather(
    view: View,
    marks: tuple[Mark, ...],
    measures: Measures,
    promises: tuple[Promise, ...],
    rubric: Rubric,
    steps: Mapping[Step, float | None] | None = None,
) -> Evidence:
    """Sorts marks and promises for weighing; marks less sure than the scorecard asks for are left out."""
    sorted_marks: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.confidence >= rubric.judge.confidence:
            sorted_marks.setdefault(mark.behaviour, []).append(mark)
    kinds: dict[str, list[Promise]] = {"dated": [], "undated": []}
    for promise in promises:
        kinds["dated" if promise.due_text or promise.due else "undated"].append(promise)
    return Evidence(sorted_marks, measures, kinds, len(view.customer_turns), steps or {})


def weigh(scale: Scale, evidence: Evidence) -> Weighed:
    """base + Σ weight · fulfilment, held between 0 and 1 (rubric.toml tells the terms)."""
    total = scale.base
    turns: set[int] = set()
    helped: list[tuple[str, int]] = []
    hindered: list[tuple[str, int]] = []
    for term in scale.terms:
        share, count, where = _fulfilment(term, evidence)
        if not share:
            continue
        total += term.weight * share
        turns.update(where)
        if term.kind == "behaviour":
            (helped if term.weight > 0 else hindered).append((BY_NAME[term.name].label, count))
        elif term.kind == "promise":
            label = "Promises with a time" if term.name == "dated" else "Promises without a time"
            (helped if term.weight > 0 else hindered).append((label, count))
    return Weighed(round(min(1.0, max(0.0, total)), 3), tuple(sorted(turns)), tuple(helped), tuple(hindered))


def _fulfilment(term: Term, evidence: Evidence) -> tuple[float, int, list[int]]:
    """How far a term is met (0–1), by how many marks, in which turns."""
    if term.kind == "measure":
        value = getattr(evidence.measures, term.name)
        if value is None:
            return 0.0, 0, []
        return min(1.0, max(0.0, (value - term.low) / (term.high - term.low))), 0, []
    if term.kind == "step":
        step: Step = term.name  # type: ignore[assignment]  # held against Step when the scorecard was read
        return evidence.steps.get(step) or 0.0, 0, []
    found = evidence.marks.get(term.name, []) if term.kind == "behaviour" else evidence.promises[term.name]
    enough = max(term.enough, evidence.customer_turns / term.per) if term.per else term.enough
    return min(1.0, len(found) / enough), len(found), [item.turn for item in found]


def note(weighed: Weighed, nothing: str) -> str:
    """One sentence that says why: what helped, what hindered, or what was not there."""
    if not weighed.helped and not weighed.hindered:
        return nothing
    parts = []
    if weighed.helped:
        parts.append(f"For it: {_listed(weighed.helped)}")
    if weighed.hindered:
        parts.append(f"{'against it' if parts else 'Against it'}: {_listed(weighed.hindered)}")
    return "; ".join(parts) + "."


def _listed(found: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{label.lower()} ({count})" for label, count in found)
