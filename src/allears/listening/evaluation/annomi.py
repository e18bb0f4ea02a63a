"""AnnoMI: motivational interviews, each of the therapist's utterances labelled by experts (Wu et al. 2022).

The therapist is the agent. Where several annotated an utterance, the majority counts (a tie counts as no).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from allears.listening.acts import asks, asks_openly, reflects
from allears.listening.reading import Mark
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import TurnView, View

from .gold import Ear, Goal, GoldError, Outcome, Set, heard_in

FILE = "AnnoMI-full.csv"


def load(folder: Path) -> list[tuple[Transcript, list[list[dict[str, str]]]]]:
    """The interviews; for each turn its rows, one an annotator."""
    path = folder / FILE
    if not path.is_file():
        raise GoldError(f"{path} is not there.")
    talks: dict[str, dict[int, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            try:
                talks[row["transcript_id"]][int(row["utterance_id"])].append(row)
            except (KeyError, ValueError) as error:
                raise GoldError(f"{path.name}:{number}: this line is no utterance ({error}).") from error
    found = []
    for name, utterances in talks.items():
        rows = [utterances[i] for i in sorted(utterances)]
        turns = tuple(
            Turn(
                "agent" if first["interlocutor"] == "therapist" else "customer",
                first["utterance_text"],
                first["interlocutor"],
            )
            for first, *_ in rows
        )
        found.append((Transcript(name, turns, channel="in_person"), rows))
    return found


def _most(rows: list[dict[str, str]], column: str, value: str) -> bool:
    return 2 * sum(row[column] == value for row in rows) > len(rows)


def asked_back(text: str, marks: Sequence[Mark], turn: int) -> set[str]:
    """ "asked back" if something was said back in the form of a question."""
    for mark in marks:
        if mark.turn == turn and mark.behaviour in ("restating", "summing_up") and "?" in text[mark.end : mark.end + 2]:
            return {"asked back"}
    return set()


def _acts(turns: Sequence[TurnView], i: int) -> set[str]:
    """The acts of a turn (acts/)."""
    found = {name for name, act in (("asks", asks), ("asks openly", asks_openly)) if act(turns[i])}
    return found | {"reflects"} if reflects(turns, i) else found


def outcomes(folder: Path, ear: Ear) -> list[Outcome]:
    asked: list[bool] = []
    reflected: list[bool] = []
    opened: list[bool | None] = []
    found: list[set[str]] = []
    texts: list[str] = []
    clusters: list[str] = []
    for talk, rows in load(folder):
        marks = ear(talk)
        names = heard_in(marks)
        turns = View(talk).turns
        for i, (turn, labels) in enumerate(zip(talk.turns, rows, strict=True)):
            if turn.role != "agent":
                continue
            asked.append(_most(labels, "question_exists", "True"))
            reflected.append(_most(labels, "reflection_exists", "True"))
            kinds = [row["question_subtype"] for row in labels if row["question_exists"] == "True"]
            opened.append(2 * kinds.count("open") > len(kinds) if asked[-1] else None)
            found.append(names.get(i, set()) | asked_back(turn.text, marks, i) | _acts(turns, i))
            texts.append(turn.text)
            clusters.append(talk.id)
    which = [i for i, kind in enumerate(opened) if kind is not None]

    def row(name: str, gold: list[bool], heard: set[str], goal: Goal) -> Outcome:
        said = tuple(bool(names & heard) for names in found)
        return Outcome(name, tuple(gold), said, tuple(clusters), tuple(texts), goal=goal)

    def openly(heard: set[str]) -> Outcome:
        return Outcome(
            "open, of the questions",
            tuple(bool(opened[i]) for i in which),
            tuple(bool(found[i] & heard) for i in which),
            tuple(clusters[i] for i in which),
            tuple(texts[i] for i in which),
            goal=Goal("kappa"),
        )

    asking = row("question", asked, {"asks"}, Goal("kappa", 0.87, human="κ .87"))
    marked = {"open_question", "closed_question", "checking", "asked back"}
    reflecting = row("reflection", reflected, {"reflects"}, Goal("kappa", 0.55, "trained in domain κ .54"))
    back = {"restating", "summing_up"}
    openings = ("so ", "so,", "it sounds", "you ")
    return [
        replace(asking, naive=tuple("?" in text for text in texts), naive_name="a question mark"),
        row("the same, by marks alone", asked, marked, Goal("kappa")),
        replace(openly({"asks openly"}), goal=Goal("kappa", 0.74, human="κ .74")),
        replace(openly({"open_question"}), name="the same, by marks of open questions alone"),
        replace(
            reflecting,
            naive=tuple(text.lower().startswith(openings) for text in texts),
            naive_name="an opening (so, you, it sounds)",
        ),
        row("the same, by marks alone (restating, summing up)", reflected, back, Goal("kappa")),
        row("the same, by these and empathy", reflected, back | {"empathy"}, Goal("kappa")),
    ]


SET = Set("annomi", "counselling/annomi", outcomes)
