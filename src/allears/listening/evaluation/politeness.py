"""Stanford politeness corpus: requests to Wikipedia editors, each rated by five people (Danescu-Niculescu-Mizil 2013).

The most polite quarter is told from the least polite, as in the paper; the half between is left out.
"""

from __future__ import annotations

import csv
from pathlib import Path

from allears.listening.politeness import politeness

from .gold import Ear, Goal, GoldError, Outcome, Set

FILE = "wikipedia.annotated.csv"


def load(folder: Path) -> list[tuple[str, float]]:
    """Each request with its normalised score."""
    path = folder / FILE
    if not path.is_file():
        raise GoldError(f"{path} is not there.")
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            try:
                found.append((row["Request"], float(row["Normalized Score"])))
            except (KeyError, TypeError, ValueError) as error:
                raise GoldError(f"{path.name}:{number}: this line is no rated request ({error}).") from error
    return found


def outcomes(folder: Path, ear: Ear) -> list[Outcome]:
    """One row. The ear is not asked: politeness is a measure of words, not a mark."""
    rated = sorted(load(folder), key=lambda item: item[1])
    quarter = len(rated) // 4
    chosen = rated[:quarter] + rated[len(rated) - quarter :]
    texts = tuple(text for text, _ in chosen)
    scores = tuple(politeness(text) for text in texts)
    middle = sorted(scores)[len(scores) // 2] if scores else 0.0
    naive = tuple(any(word in text.lower() for word in ("please", "thank", "could you", "would you")) for text in texts)
    return [
        Outcome(
            "top against bottom quarter",
            tuple(i >= quarter for i in range(2 * quarter)),
            tuple(score > middle for score in scores),
            tuple(str(i) for i in range(2 * quarter)),
            texts,
            scores=scores,
            naive=naive,
            naive_name="please, thank, could or would you",
            goal=Goal("auc", 0.88, "ConvoKit, trained in domain: AUC .848, accuracy .760"),
        )
    ]


SET = Set("politeness", "politeness/wikipedia", outcomes)
