"""From evidence to a score: the one rule by which steps and needs are weighed."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import NamedTuple

from .behaviours import BY_NAME
from .reading import Mark, Measures, Promise
from .rubric import Judge, Rubric, Scale, Term
from .view import View

DATED, UNDATED = "dated", "undated"
_NO_STEPS: Mapping[str, float | None] = {}
_PROMISED = {DATED: "promises with a time", UNDATED: "promises without a time"}


class Evidence(NamedTuple):
    """All that a score may rest on. `turns` tells for each behaviour and for each kind of promise the turns in which it
    was found, as often as it was; `unsure` holds the behaviours that were heard, too unsurely to count.
    """

    turns: Mapping[str, list[int]]
    unsure: Set[str]
    measures: Measures
    customer_turns: int


class Weighed(NamedTuple):
    """A score 0–1, the turns that it rests on, and what helped and hindered as (label, how often)."""

    score: float
    turns: set[int]
    helped: list[tuple[str, int]]
    hindered: list[tuple[str, int]]
    perhaps: list[str]
    """What may have helped, and was too unsure to count."""


def enough_to_judge(view: View, measures: Measures, judge: Judge) -> bool:
    """False where there is too little to judge by: a note, a voice mail, a conversation without an agent."""
    return (
        len(view.customer_turns) >= judge.customer_turns
        and len(view.agent_turns) >= judge.agent_turns
        and measures.customer_words >= judge.customer_words
    )


def gather(
    view: View, marks: tuple[Mark, ...], measures: Measures, promises: tuple[Promise, ...], rubric: Rubric
) -> Evidence | None:
    """Sorts marks and promises for weighing; marks less sure than the scorecard asks for are left out. None where there
    is too little to judge by.
    """
    if not enough_to_judge(view, measures, rubric.judge):
        return None
    turns: dict[str, list[int]] = {}
    unsure: set[str] = set()
    for mark in marks:
        if mark.confidence >= rubric.judge.confidence:
            turns.setdefault(mark.behaviour, []).append(mark.turn)
        else:
            unsure.add(mark.behaviour)
    for promise in promises:
        turns.setdefault(DATED if promise.due_text or promise.due else UNDATED, []).append(promise.turn)
    return Evidence(turns, unsure, measures, len(view.customer_turns))


def weigh(scale: Scale, evidence: Evidence, steps: Mapping[str, float | None] = _NO_STEPS) -> Weighed:
    """base + Σ weight · fulfilment, held between 0 and 1 (rubric.toml tells the terms)."""
    total = scale.base
    turns: set[int] = set()
    helped: list[tuple[str, int]] = []
    hindered: list[tuple[str, int]] = []
    perhaps: list[str] = []
    for term in scale.terms:
        if term.kind == "measure":
            total += term.weight * _measured(term, evidence.measures)
        elif term.kind == "step":
            total += term.weight * (steps.get(term.name) or 0.0)
        else:
            found = evidence.turns.get(term.name)
            if found is None:
                if term.weight > 0 and term.name in evidence.unsure:
                    perhaps.append(BY_NAME[term.name].label.lower())
                continue
            enough = max(term.enough, evidence.customer_turns / term.per) if term.per else term.enough
            total += term.weight * min(1.0, len(found) / enough)
            turns.update(found)
            label = BY_NAME[term.name].label.lower() if term.kind == "behaviour" else _PROMISED[term.name]
            (helped if term.weight > 0 else hindered).append((label, len(found)))
    return Weighed(round(min(1.0, max(0.0, total)), 3), turns, helped, hindered, perhaps)


def _measured(term: Term, measures: Measures) -> float:
    """How far a measure has come on the way from `low` to `high`, 0–1; 0 where it was not measured."""
    value = getattr(measures, term.name)
    return 0.0 if value is None else min(1.0, max(0.0, (value - term.low) / (term.high - term.low)))


def note(weighed: Weighed, nothing: str) -> str:
    """One sentence that says why: what helped, what hindered, what was too unsure to count, or what was not there."""
    helped, hindered = _listed(weighed.helped), _listed(weighed.hindered)
    if helped and hindered:
        return f"For it: {helped}; against it: {hindered}."
    if helped or hindered:
        return f"For it: {helped}." if helped else f"Against it: {hindered}."
    return f"Perhaps: {', '.join(weighed.perhaps)}; too unsure to count." if weighed.perhaps else nothing


def _listed(found: list[tuple[str, int]]) -> str:
    return ", ".join([f"{label} ({count})" for label, count in found])
