"""Writes the tables of `allears evaluate` into the docs and the model card: `python -m benchmarks.evaluation DATA`.

One of the public sets, one of the held-out exchanges (corpus/held_out).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from allears.listening.evaluation.evaluate import Result, evaluate, markdown, measure, to_data
from allears.listening.evaluation.labelled import labelled_set

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/algorithms/evaluation.md"
CARD = ROOT / "src/allears/listening/models/CARD.md"
HELD_OUT = ROOT / "corpus" / "held_out"


def main(arguments: list[str]) -> int:
    results, problems = evaluate([], Path(arguments[0]))
    for problem in problems:
        print(problem, file=sys.stderr)
    held_out = measure(labelled_set(HELD_OUT), HELD_OUT)
    for page in (PAGE, CARD):
        _write(page, "evaluation", markdown(results))
    _write(PAGE, "held out", _short(held_out))
    out = ROOT / "benchmarks" / "out"
    out.mkdir(exist_ok=True)
    (out / "evaluation.json").write_text(
        json.dumps(to_data([*results, *held_out]), ensure_ascii=False, indent=1), "utf-8"
    )
    return 0


def _write(page: Path, name: str, table: str) -> None:
    """Puts a table between its two marks on a page."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, _, rest = page.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n{table}\n{end}{after}", "utf-8")


def _short(rows: list[Result]) -> str:
    """A line for each behaviour, and one for the mean."""
    lines = [
        "| behaviour | turns (positive) | precision | recall | F1 | rules alone | labelled again |",
        "|---|--:|--:|--:|---|--:|---|",
    ]
    for row in rows:
        ours, ruled = row.shipped, row.baseline.f1.value if row.baseline else 0.0
        lines.append(
            f"| `{row.row}` | {ours.items} ({ours.positives}) | {ours.precision.value:.2f} | {ours.recall.value:.2f} | "
            f"{ours.f1.value:.2f} ({ours.f1.low:.2f}–{ours.f1.high:.2f}) | {ruled:.2f} | "
            f"{row.rival.removeprefix('labelled again ') or '–'} |"
        )
    shipped = sum(row.shipped.f1.value for row in rows) / len(rows)
    ruled = sum(row.baseline.f1.value for row in rows if row.baseline) / len(rows)
    lines.append(f"| mean | | | | {shipped:.2f} | {ruled:.2f} | |")
    return "\n".join(line.replace(" 0.", " .").replace("(0.", "(.").replace("–0.", "–.") for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
