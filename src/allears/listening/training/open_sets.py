"""Training sentences from sets whose licence allows it (the data's README): ConvAbuse, uptake, DiaSafety, email intent.

Each is left out where its folder is absent; the model card names those that the shipped weights were made with.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from allears.listening.evaluation.convabuse import TRAIN, load
from allears.listening.listen import rule_marks
from allears.listening.models.features import units
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View

from .examples import Ordinary, Single, plain

MOST = 4000
"""Sentences taken of each set for telling questions by their words."""
DISPUTED = 0.3
"""How much a sentence counts on which annotators were split in half, beside one on which all agreed."""
_PLACEHOLDER = re.compile(r"\$\w+|http\S+|@\w+")


def abuse(data: Path) -> Iterator[Single]:
    """The last turns of ConvAbuse's train file."""
    path = data / "abuse" / "convabuse" / TRAIN
    if not path.is_file():
        return
    for example in load(path):
        view = View(example.transcript)
        for unit in units(view, rule_marks(view)):
            if unit.turn == 3:
                sure = DISPUTED + (1 - DISPUTED) * example.agreed
                yield Single(unit, "customer", "abuse", example.abusive, f"convabuse {example.transcript.id}", sure)


def questions(data: Path) -> Iterator[Single]:
    """Sentences without their signs; "yes" where the writer had put a question mark."""
    for name, texts in (("uptake", _uptake(data)), ("diasafety", _diasafety(data)), ("email", _email(data))):
        taken = 0
        for number, text in enumerate(texts):
            view = View(Transcript(name, (Turn("agent", _PLACEHOLDER.sub(" ", text)),)))
            for turn in view.turns:
                for sentence in turn.sentences:
                    words = plain(turn.lower[sentence.start : sentence.end])
                    if 2 <= len(words.split()) <= 30 and sentence.mark:
                        heard = View(Transcript(name, (replace(turn.turn, text=words),), channel="phone"))
                        for unit in units(heard, rule_marks(heard)):
                            yield Single(unit, "agent", "asks", sentence.asks, f"{name} {number}")
                            taken += 1
            if taken > MOST:
                break


def ordinary(data: Path) -> Iterator[Ordinary]:
    """Lessons at school, as a recogniser of speech writes them, and mail between colleagues, as it was written; in
    turn as an agent's and as a customer's words.
    """
    for name, found, spoken in (("uptake", _uptake(data), True), ("email", _email(data), False)):
        taken = 0
        for number, text in enumerate(found):
            role: Role = "customer" if number % 2 else "agent"
            words = _PLACEHOLDER.sub(" ", text)
            turns = (Turn(role, plain(words.lower()) if spoken else words),)
            view = View(Transcript(name, turns, channel="phone" if spoken else "email"))
            for unit in units(view, rule_marks(view)):
                yield Ordinary(unit, role, f"{name} {number}")
                taken += 1
            if taken > MOST:
                break


def texts(data: Path) -> Iterator[tuple[str, bool]]:
    """Texts of many writers and speakers, for what needs no label; True for those that were spoken."""
    for found, spoken in ((_uptake(data), True), (_diasafety(data, 1), False), (_email(data), False)):
        for text in found:
            yield _PLACEHOLDER.sub(" ", text), spoken


def _uptake(data: Path) -> Iterator[str]:
    path = data / "uptake" / "uptake_data.csv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row["teacher_text"]
                yield row["student_text"]


def _diasafety(data: Path, every: int = 3) -> Iterator[str]:
    path = data / "diasafety" / "train.json"
    if path.is_file():
        for pair in json.loads(path.read_text("utf-8"))[::every]:
            yield pair["response"]
            yield pair["context"]


def _email(data: Path) -> Iterator[str]:
    path = data / "email-intent" / "Ask0729-fixed.txt"
    if path.is_file():
        for line in path.read_text("utf-8", errors="replace").splitlines():
            yield line.partition("\t")[2]
