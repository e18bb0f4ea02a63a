"""ConvAbuse: what people write to conversational agents, labelled for abuse by several (Cercas Curry et al. 2021).

The last turn of the person is the item, heard after the turns before it. It is abusive if more than half of its
annotators gave it a severity below zero.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from allears.listening.transcript import Transcript, Turn

from .gold import Ear, Goal, GoldError, Outcome, Set, files, heard_in

TRAIN = "ConvAbuseEMNLPtrain.csv"
_SEVERITY = re.compile(r"Annotator\d+_is_abuse\.(-?\d)")
_INSULT = re.compile(r"\b(?:fuck|shit|bitch|stupid|idiot|dumb|ass|asshole|cunt|dick|sex|slut|whore|shut up)\w*", re.I)


class Example(NamedTuple):
    """`agreed` is how far the annotators were of one mind: 1 if all were, 0 if they were split in half."""

    transcript: Transcript
    abusive: bool
    agreed: float


def load(path: Path) -> Iterator[Example]:
    """The dialogue extracts of one file, each with the label of its last turn."""
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            try:
                turns = (
                    Turn("agent", row["prev_agent"] or ""),
                    Turn("customer", row["prev_user"] or ""),
                    Turn("agent", row["agent"] or ""),
                    Turn("customer", row["user"] or ""),
                )
                votes = [int(m[1]) for name, cell in row.items() if cell == "1" and (m := _SEVERITY.match(name or ""))]
                name = f"{row['conv_id']}/{row['example_id']}"
            except KeyError as error:
                raise GoldError(f"{path.name}:{number}: the column {error} is missing.") from error
            share = sum(vote < 0 for vote in votes) / max(1, len(votes))
            yield Example(Transcript(name, turns), share > 0.5, abs(2 * share - 1))


def outcomes(folder: Path, ear: Ear) -> list[Outcome]:
    """One row, over every file but the one that training reads."""
    examples = [e for path in files(folder, "*.csv") if path.name != TRAIN for e in load(path)]
    texts = tuple(example.transcript.turns[-1].text for example in examples)
    return [
        Outcome(
            "abusive",
            tuple(example.abusive for example in examples),
            tuple("abuse" in heard_in(ear(example.transcript)).get(3, ()) for example in examples),
            tuple(example.transcript.id.split("/")[0] for example in examples),
            texts,
            naive=tuple(_INSULT.search(text) is not None for text in texts),
            naive_name="a word list",
            goal=Goal("f1", 0.80, human="κ .66"),
        )
    ]


SET = Set("convabuse", "abuse/convabuse", outcomes, trained_on="its train file")
