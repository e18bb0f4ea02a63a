"""How well promises are found and dated, against a gold file (corpus/promises.jsonl).

`python -m allears.listening.evaluation.promises corpus/promises.jsonl [--errors dev]` prints a table, one row a split.
A found promise matches a gold one if the words they share are at least half of the words they cover together.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from allears.listening.promises import find_promises
from allears.listening.reading import Promise
from allears.listening.transcript import Transcript, Turn

SHARED = 0.5
"""Least share of common characters (intersection over union) for two spans to be the same promise."""
ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class GoldPromise:
    start: int
    end: int
    what: str
    due: datetime | None
    by: str
    manner: str


@dataclass(frozen=True, slots=True)
class GoldTurn:
    """One labelled agent's turn, after one line of the customer."""

    id: str
    split: str
    transcript: Transcript
    promises: tuple[GoldPromise, ...]


@dataclass(slots=True)
class Count:
    """What one turn adds to the score."""

    found: int = 0
    gold: int = 0
    right: int = 0
    exact_span: int = 0
    dated: int = 0
    dated_found: int = 0
    due_right: int = 0
    due_invented: int = 0
    by_right: int = 0
    manner_right: int = 0
    what_f1: float = 0.0
    errors: list[str] = field(default_factory=list)


def read_gold(path: Path) -> list[GoldTurn]:
    """The labelled turns of a gold file. ValueError naming file and line where one is not as it should be."""
    turns = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            turns.append(_gold_turn(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: this line is no labelled turn ({error}).") from error
    return turns


def _gold_turn(row: dict[str, Any]) -> GoldTurn:
    text: str = row["text"]
    promises = []
    for label in row["promises"]:
        start = text.index(label["words"])
        due = datetime.fromisoformat(label["due"]) if label["due"] else None
        end = start + len(label["words"])
        promises.append(GoldPromise(start, end, label["what"], due, label["by"], label["manner"]))
    transcript = Transcript(
        id=row["id"],
        turns=(Turn("customer", row["before"]), Turn("agent", text)),
        channel=row["channel"],
        started_at=datetime.fromisoformat(row["moment"]),
        zone=row["zone"],
    )
    return GoldTurn(row["id"], row.get("split", ""), transcript, tuple(promises))


def _overlap(a: Promise, b: GoldPromise) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


def _words_f1(a: str, b: str) -> float:
    left, right = set(a.lower().split()), set(b.lower().split())
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def score(gold: GoldTurn) -> Count:
    """What is right and wrong in one turn, with a line for each error."""
    found = find_promises(gold.transcript)
    count = Count(found=len(found), gold=len(gold.promises), dated=sum(p.due is not None for p in gold.promises))
    text = gold.transcript.turns[1].text
    left = list(gold.promises)
    for promise in found:
        match = max(left, key=lambda g: _overlap(promise, g), default=None)
        if match is None or _overlap(promise, match) < SHARED:
            count.errors.append(f"{gold.id} not a promise: {text[promise.start : promise.end]!r}")
            continue
        left.remove(match)
        _compare(promise, match, count, text, gold.id)
    count.errors += [f"{gold.id} missed: {text[g.start : g.end]!r} in {text!r}" for g in left]
    return count


def _compare(promise: Promise, gold: GoldPromise, count: Count, text: str, name: str) -> None:
    count.right += 1
    count.exact_span += (promise.start, promise.end) == (gold.start, gold.end)
    count.by_right += promise.by.lower() == gold.by.lower()
    count.manner_right += promise.manner == gold.manner
    count.what_f1 += _words_f1(promise.what, gold.what)
    words = text[promise.start : promise.end]
    if gold.due is not None:
        count.dated_found += 1
        count.due_right += promise.due == gold.due
    else:
        count.due_invented += promise.due is not None
    if promise.due != gold.due:
        count.errors.append(f"{name} due {promise.due} for {gold.due}: {words!r} ({promise.due_text!r})")
    if (promise.start, promise.end) != (gold.start, gold.end):
        count.errors.append(f"{name} span {words!r} for {text[gold.start : gold.end]!r}")
    for side in ("what", "by", "manner"):
        ours, theirs = getattr(promise, side), getattr(gold, side)
        if ours.lower() != theirs.lower():
            count.errors.append(f"{name} {side} {ours!r} for {theirs!r}")


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(counts: Iterable[Count]) -> float:
    right = found = gold = 0
    for c in counts:
        right, found, gold = right + c.right, found + c.found, gold + c.gold
    return _share(2 * right, found + gold)


def measures(counts: Sequence[Count]) -> dict[str, float]:
    """Precision, recall and F1 of detection; shares of exact spans, dues, doers and manners; the mean word F1 of what.

    `due_right` is the share of the found promises with a gold due whose due is exactly that moment; `due_right_strict`
    counts missed promises as wrong; `due_invented` is the share of found promises without a gold due that got one."""
    total = {name: sum(getattr(c, name) for c in counts) for name in Count.__slots__ if name != "errors"}
    undated = total["right"] - total["dated_found"]
    return {
        "turns": float(len(counts)),
        "precision": _share(total["right"], total["found"]),
        "recall": _share(total["right"], total["gold"]),
        "f1": _f1(counts),
        "exact_span": _share(total["exact_span"], total["right"]),
        "due_right": _share(total["due_right"], total["dated_found"]),
        "due_right_strict": _share(total["due_right"], total["dated"]),
        "due_invented": _share(total["due_invented"], undated),
        "by": _share(total["by_right"], total["right"]),
        "manner": _share(total["manner_right"], total["right"]),
        "what_f1": _share(total["what_f1"], total["right"]),
    }


def interval(counts: Sequence[Count], *, seed: int = 1) -> tuple[float, float]:
    """The 95 % bootstrap interval of the detection F1, over turns."""
    if not counts:
        return 0.0, 0.0
    draw = random.Random(seed)  # noqa: S311 (a bootstrap, no secret)
    values = sorted(_f1(draw.choices(counts, k=len(counts))) for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measures found promises against a gold file.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", metavar="SPLIT", default="", help="also list the errors of this split")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    options = parser.parse_args(arguments)
    try:
        turns = read_gold(options.gold)
    except (OSError, ValueError) as error:
        print(f"The gold file cannot be read: {error}", file=sys.stderr)  # noqa: T201
        return 2
    table: dict[str, dict[str, float]] = {}
    for split in sorted({t.split for t in turns}):
        counts = [score(t) for t in turns if t.split == split]
        low, high = interval(counts)
        table[split] = measures(counts) | {"f1_low": low, "f1_high": high}
        if split == options.errors:
            print("\n".join(e for c in counts for e in c.errors), file=sys.stderr)  # noqa: T201
    print(json.dumps(table, indent=1) if options.json else _markdown(table))  # noqa: T201
    return 0


def _markdown(table: dict[str, dict[str, float]]) -> str:
    names = list(next(iter(table.values()), {}))
    lines = ["| split | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for split, row in table.items():
        cells = (f"{row[n]:.0f}" if n == "turns" else f"{row[n]:.3f}" for n in names)
        lines.append(f"| {split} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
