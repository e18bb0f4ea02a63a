"""How good the ear is on data that people labelled: the rows of the table, as Markdown and as plain data.

Every row is the shipped ear beside the same rules without models, the simplest known rule, the rival's published
number and human agreement where there is one. docs/algorithms/evaluation.md tells how labels map to behaviours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from allears.listening.listen import find_marks, rule_marks
from allears.listening.reading import Mark
from allears.listening.transcript import Transcript
from allears.listening.view import View

from . import annomi, bt_oasis, convabuse, mrda, politeness, posts
from .gold import GoldError, Outcome, Set
from .metrics import Agreement, Interval, agreement, auc

SETS: dict[str, Set] = {
    s.name: s for s in (mrda.SET, bt_oasis.SET, annomi.SET, politeness.SET, convabuse.SET, *posts.SETS)
}


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table. `baseline` are the rules without models; `naive` the simplest known rule, None without."""

    set: str
    row: str
    trained_on: str
    measure: str
    goal: float | None
    reached: bool | None
    shipped: Agreement
    baseline: Agreement | None
    naive: Agreement | None
    naive_name: str
    area: Interval | None
    baseline_area: Interval | None
    rival: str
    human: str

    @property
    def value(self) -> Interval:
        """What the goal is held against."""
        if self.area is not None:
            return self.area
        found: Interval = getattr(self.shipped, self.measure)
        return found


def shipped(transcript: Transcript) -> Sequence[Mark]:
    """The marks that `listen` gives."""
    return find_marks(View(transcript))


def rules_alone(transcript: Transcript) -> Sequence[Mark]:
    """The marks of the rules, the models switched off."""
    return rule_marks(View(transcript))


def evaluate(names: Iterable[str], data: Path, *, baseline: bool = True) -> tuple[list[Result], list[str]]:
    """The rows of the named sets (all, where none is named), and a sentence for each set that could not be read.

    `data` is the folder that holds the sets. `baseline` also measures the rules without models, at twice the time.
    Raises KeyError for an unknown name.
    """
    results: list[Result] = []
    problems: list[str] = []
    for gold in [SETS[name] for name in names] or list(SETS.values()):
        folder = data / gold.folder
        if not folder.is_dir():
            problems.append(f"{gold.name}: {folder} is not there, so this set is left out.")
            continue
        try:
            results += measure(gold, folder, baseline=baseline)
        except (GoldError, OSError, UnicodeDecodeError) as error:
            problems.append(f"{gold.name}: {error}")
    return results, problems


def measure(gold: Set, folder: Path, *, baseline: bool = True) -> list[Result]:
    """The rows of one set, which lies in `folder`. Raises GoldError, OSError or UnicodeDecodeError."""
    heard = gold.outcomes(folder, shipped)
    ruled: Sequence[Outcome | None] = gold.outcomes(folder, rules_alone) if baseline else [None] * len(heard)
    return [_result(gold, ours, rules) for ours, rules in zip(heard, ruled, strict=True)]


def _result(gold: Set, ours: Outcome, rules: Outcome | None) -> Result:
    found = agreement(ours.gold, ours.found, ours.clusters)
    area = auc(ours.gold, ours.scores)[0] if ours.goal.measure == "auc" else None
    value = area if area is not None else getattr(found, ours.goal.measure)
    return Result(
        set=gold.name,
        row=ours.name,
        trained_on=gold.trained_on,
        measure=ours.goal.measure,
        goal=ours.goal.value,
        reached=None if ours.goal.value is None else bool(value.value >= ours.goal.value),
        shipped=found,
        baseline=agreement(rules.gold, rules.found, rules.clusters) if rules is not None else None,
        naive=agreement(ours.gold, ours.naive, ours.clusters) if ours.naive else None,
        naive_name=ours.naive_name,
        area=area,
        baseline_area=auc(rules.gold, rules.scores)[0] if rules is not None and area is not None else None,
        rival=ours.goal.rival,
        human=ours.goal.human,
    )


def to_data(results: Iterable[Result]) -> list[dict[str, Any]]:
    """The rows as dicts and numbers, for JSON."""

    def plain(value: Any) -> Any:
        if hasattr(value, "_asdict"):
            return {name: plain(part) for name, part in value._asdict().items()}
        return round(value, 4) if isinstance(value, float) else value

    rows = []
    for result in results:
        row = {name: plain(getattr(result, name)) for name in Result.__slots__}
        rows.append(row)
    return rows


def markdown(results: Iterable[Result]) -> str:
    """The table. F1, κ and the area with their 95 % intervals; a goal that was missed is said so."""
    lines = [
        "| gold | items (positive) | precision | recall | F1 | κ | rules alone | simplest rule | others | goal |",
        "|---|--:|--:|--:|---|---|---|---|---|---|",
    ]
    lines += [_line(result) for result in results]
    return "\n".join(lines)


def _line(result: Result) -> str:
    ours = result.shipped
    measure = {"f1": "F1", "kappa": "κ", "auc": "AUC"}[result.measure]
    value = f"AUC {_range(result.area)}, accuracy {_number(ours.accuracy.value)}" if result.area else _range(ours.f1)
    goal = "–"
    if result.goal is not None:
        said = "reached" if result.reached else f"not reached: {_number(result.value.value)}"
        goal = f"{measure} ≥ {_number(result.goal)}: {said}"
    cells = (
        f"{result.set}: {result.row}",
        f"{ours.items} ({ours.positives})",
        _number(ours.precision.value),
        _number(ours.recall.value),
        value,
        _range(ours.kappa),
        _other(result.baseline, result.measure, result.baseline_area),
        f"{_other(result.naive, result.measure, None)} ({result.naive_name})" if result.naive else "–",
        ", ".join(part for part in (result.rival, f"people {result.human}" if result.human else "") if part) or "–",
        goal,
    )
    return "| " + " | ".join(cells) + " |"


def _other(found: Agreement | None, measure: str, area: Interval | None) -> str:
    if area is not None:
        return f"AUC {_number(area.value)}"
    if found is None:
        return "–"
    if measure == "kappa":
        return f"κ {_number(found.kappa.value)}"
    return f"F1 {_number(found.f1.value)}" if measure == "f1" else f"accuracy {_number(found.accuracy.value)}"


def _number(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 0.995 else f"{value:.2f}"


def _range(interval: Interval | None) -> str:
    if interval is None:
        return "–"
    return f"{_number(interval.value)} ({_number(interval.low)}–{_number(interval.high)})"


__all__ = ["SETS", "Result", "asdict", "evaluate", "markdown", "measure", "shipped", "to_data"]
