"""Many readings on the terminal: a line for each as it is heard, and totals at the end. Constant memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import click

from allears.listening.behaviours import BY_NAME
from allears.listening.reading import STEP_WORDS, Reading, Step
from allears.listening.transcript import Transcript

FIXED = 46  # columns of everything but the name of the conversation


@dataclass(slots=True)
class Totals:
    """What all readings so far come to."""

    conversations: int = 0
    turns: int = 0
    promises: int = 0
    undated: int = 0
    judged: int = 0
    heard: float = 0.0
    behaviours: Counter[str] = field(default_factory=Counter)
    steps: dict[Step, tuple[float, int]] = field(default_factory=dict)

    def add(self, transcript: Transcript, reading: Reading) -> None:
        self.conversations += 1
        self.turns += len(transcript.turns)
        self.promises += len(reading.promises)
        self.undated += sum(promise.due is None for promise in reading.promises)
        if reading.heard is not None:
            self.judged += 1
            self.heard += reading.heard
        self.behaviours.update(mark.behaviour for mark in reading.marks)
        for step in reading.steps:
            if step.score is not None:
                total, count = self.steps.get(step.step, (0.0, 0))
                self.steps[step.step] = (total + step.score, count + 1)


def heading(width: int) -> str:
    """The line above the table."""
    name = "conversation".ljust(width - FIXED)
    return click.style(f"{name} channel    turns  heard  helps  harms  promises", bold=True)


def row(transcript: Transcript, reading: Reading, width: int) -> str:
    """One conversation on one line. Names from outside lose their control characters."""
    effects = Counter(BY_NAME[mark.behaviour].effect for mark in reading.marks)
    heard = "–" if reading.heard is None else f"{reading.heard:.0f}"
    shown = "".join(char if char.isprintable() else "·" for char in transcript.id)
    name = shown if len(shown) <= width - FIXED else "…" + shown[-(width - FIXED - 1) :]
    return (
        f"{name:<{width - FIXED}} {transcript.channel:<9} {len(transcript.turns):>6} {heard:>6} "
        f"{effects['helps']:>6} {effects['harms']:>6} {len(reading.promises):>9}"
    )


def summary(totals: Totals) -> str:
    """The lines below the table: what all of it comes to."""
    lines = [
        "",
        f"{totals.conversations:,} conversations, {totals.turns:,} turns, {totals.behaviours.total():,} marks, "
        f"{totals.promises:,} promises"
        + (f" ({totals.undated:,} of them without a time)" if totals.undated else "")
        + (f"; heard {totals.heard / totals.judged:.0f} of 100 on the average" if totals.judged else ""),
    ]
    for step, words in STEP_WORDS.items():
        total, count = totals.steps.get(step, (0.0, 0))
        if count:
            lines.append(f"  {words:<42} {total / count:>4.0%}  of {count:,}")
    for effect, parties, title in (
        ("helps", {"agent"}, "What helped most often"),
        ("harms", {"agent", "customer"}, "What harmed most often"),
    ):
        found = [
            (name, count)
            for name, count in totals.behaviours.most_common()
            if BY_NAME[name].effect == effect and BY_NAME[name].party in parties
        ]
        if found:
            lines.append(
                f"{title}: " + ", ".join(f"{BY_NAME[name].label.lower()} {count:,}" for name, count in found[:5])
            )
    return "\n".join(lines)
