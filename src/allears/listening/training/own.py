"""Adapts the shipped heads to a team's own labels.

The weights stay; for each behaviour that the team has labelled often enough, the curve from score to confidence and the
two thresholds are chosen anew on the team's conversations (see train.py). So few numbers are learned that some hundred
labelled sentences are enough, and nothing that the heads know is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from allears.listening.evaluation.corpus import CorpusError, Labelled
from allears.listening.models.heads import Heads, heads, scores
from allears.listening.reading import Mark
from allears.listening.transcript import Transcript, Turn

from .examples import PARTY, written
from .train import BY_RULE, decide, least_likely

LEAST = 20
"""Sentences that must show a behaviour, and as many that must not, before its head is adapted."""
MOST = 100_000
"""Lines of a file of labels that are read."""


def read_labels(path: Path) -> Iterator[Labelled]:
    """Conversations of a JSON-lines file: `{"id", "turns": [{"role", "text"}], "marks": [{"behaviour", "turn", "start",
    "end"}]}`, with "channel" if wanted. CorpusError names file and line of what is not as it should be.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if number > MOST:
                raise CorpusError(f"{path}: more than {MOST} lines.")
            if line.strip():
                try:
                    yield _labelled(json.loads(line), f"{path.name}:{number}")
                except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
                    raise CorpusError(f"{path}:{number}: this line is no labelled conversation ({error}).") from error


def _labelled(row: dict[str, Any], name: str) -> Labelled:
    turns = tuple(Turn(_role(turn["role"]), str(turn["text"])) for turn in row["turns"])
    marks = []
    for mark in row["marks"]:
        place = Mark(str(mark["behaviour"]), int(mark["turn"]), int(mark["start"]), int(mark["end"]), 1.0, "labelled")
        if place.behaviour not in PARTY:
            raise ValueError(f"unknown behaviour {place.behaviour!r}")
        if not 0 <= place.start < place.end <= len(turns[place.turn].text) or place.turn < 0:
            raise ValueError("a mark outside of its turn")
        marks.append(place)
    transcript = Transcript(str(row.get("id", name)), turns, channel=row.get("channel", "chat"))
    return Labelled(transcript, tuple(marks), frozenset())


def _role(value: Any) -> Any:
    if value not in ("agent", "customer", "bot"):
        raise ValueError(f"a role that is none of agent, customer, bot: {value!r}")
    return value


def adapt(labelled: Iterable[Labelled], model: Heads | None = None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The contents of a new heads.json, and for each adapted behaviour its F1 on these conversations before and after.

    The F1 is measured on the conversations that the thresholds were chosen on.
    """
    model = model or heads()
    found = list(written(labelled))
    raw = scores([example.unit for example in found], model).astype(float) if found else np.zeros((0, 0))
    rules = [list(rule) for rule in model.rules]
    report: list[dict[str, Any]] = []
    for head, name in enumerate(model.names):
        rows = [i for i, example in enumerate(found) if PARTY.get(name) == example.role]
        gold = np.array([name in found[i].gold for i in rows], dtype=bool)
        if name in BY_RULE or gold.sum() < LEAST or (~gold).sum() < LEAST:
            continue
        ruled = np.array([f"rule {name}" in found[i].unit.names for i in rows], dtype=bool)
        least = np.array([least_likely(found[i].unit, name) for i in rows])
        rule, before, after = decide(name, raw[rows, head], gold, ruled, least)
        rules[head] = list(rule)
        report.append({"behaviour": name, "gold": int(gold.sum()), "rules": before, "joined": after})
    return {"names": model.names, "parties": model.parties, "rules": rules, "report": report}, report
