"""Precision, recall and F1 of every behaviour on labelled conversations: `python -m allears.listening.evaluation.score
DIR`.

A found mark and a gold mark of the same behaviour and turn match if their spans overlap; each counts once, the pair
with the larger overlap first. Gold marks on a bot's turns are left out, since a bot is no listener. `hard` tells how
many of the hard negatives (turns where a careless ear would hear the behaviour) were wrongly heard.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from allears.listening.behaviours import BEHAVIOURS
from allears.listening.listen import listen
from allears.listening.reading import Mark

from .corpus import CorpusError, Labelled, load_corpus


@dataclass(slots=True)
class Tally:
    """Counts of one behaviour: true and false positives, misses, hard negatives in all and wrongly heard."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    hard: int = 0
    fooled: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / total if total else 0.0


def match(found: Iterable[Mark], gold: Iterable[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Pairs of found and gold marks with overlapping spans, then what is left of each. Of one behaviour and turn."""
    left, wanted = list(found), list(gold)
    overlaps = sorted(
        ((min(f.end, g.end) - max(f.start, g.start), i, j) for i, f in enumerate(left) for j, g in enumerate(wanted)),
        key=lambda o: (-o[0], o[1], o[2]),
    )
    pairs: list[tuple[Mark, Mark]] = []
    used_found: set[int] = set()
    used_gold: set[int] = set()
    for size, i, j in overlaps:
        if size > 0 and i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((left[i], wanted[j]))
    return (
        pairs,
        [f for i, f in enumerate(left) if i not in used_found],
        [g for j, g in enumerate(wanted) if j not in used_gold],
    )


def score(corpus: Iterable[Labelled], *, keep: str = "") -> dict[str, Tally]:
    """A tally of every behaviour. `keep` names one of which the mistakes are kept as readable lines."""
    tallies = {b.name: Tally() for b in BEHAVIOURS}
    for item in corpus:
        turns = item.transcript.turns
        found: dict[tuple[str, int], list[Mark]] = {}
        gold: dict[tuple[str, int], list[Mark]] = {}
        for mark in listen(item.transcript).marks:
            found.setdefault((mark.behaviour, mark.turn), []).append(mark)
        for mark in item.marks:
            if turns[mark.turn].role != "bot":
                gold.setdefault((mark.behaviour, mark.turn), []).append(mark)
        for key in sorted(found.keys() | gold.keys()):
            tally = tallies.get(key[0])
            if tally is None:
                continue
            pairs, false, missed = match(found.get(key, []), gold.get(key, []))
            tally.hits += len(pairs)
            tally.false += len(false)
            tally.missed += len(missed)
            if key[0] == keep:
                text = turns[key[1]].text.replace("\n", " // ")
                where = f"{item.transcript.id}#{key[1]}"
                tally.examples += [f"+ {where} [{text[m.start : m.end]}] {m.because} | {text}" for m in false]
                tally.examples += [f"- {where} [{text[m.start : m.end]}] | {text}" for m in missed]
        for turn, name in item.hard:
            if name in tallies and turns[turn].role != "bot":
                tallies[name].hard += 1
                tallies[name].fooled += (name, turn) in found and (name, turn) not in gold
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """The tallies as a Markdown table with a last line for the mean F1 over behaviours that have gold marks."""
    lines = [
        "| behaviour | gold | precision | recall | F1 | hard negatives | heard wrongly |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, t in tallies.items():
        lines.append(
            f"| {name} | {t.hits + t.missed} | {t.precision:.2f} | {t.recall:.2f} | {t.f1:.2f} | "
            f"{t.hard} | {t.fooled} |"
        )
    judged = [t.f1 for t in tallies.values() if t.hits + t.missed]
    if judged:
        lines.append(
            f"| mean | {sum(t.hits + t.missed for t in tallies.values())} | | | {sum(judged) / len(judged):.2f} | | |"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m allears.listening.evaluation.score", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of labelled conversations, or one file")
    parser.add_argument("--show", default="", metavar="BEHAVIOUR", help="list the mistakes of one behaviour")
    options = parser.parse_args(arguments)
    try:
        tallies = score(load_corpus(options.folder), keep=options.show)
    except (CorpusError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.show and options.show in tallies:
        sys.stdout.write("\n".join(tallies[options.show].examples) + "\n")
    sys.stdout.write(table(tallies) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
