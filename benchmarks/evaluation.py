"""Writes the table of `allears evaluate` into the docs and the model card: `python -m benchmarks.evaluation DATA`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from allears.listening.evaluation.evaluate import evaluate, markdown, to_data

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "docs/algorithms/evaluation.md", ROOT / "src/allears/listening/models/CARD.md")
BEGIN, END = "<!-- evaluation -->", "<!-- /evaluation -->"


def main(arguments: list[str]) -> int:
    results, problems = evaluate([], Path(arguments[0]))
    for problem in problems:
        print(problem, file=sys.stderr)
    for page in PAGES:
        before, _, rest = page.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        page.write_text(f"{before}{BEGIN}\n{markdown(results)}\n{END}{after}", "utf-8")
    out = ROOT / "benchmarks" / "out"
    out.mkdir(exist_ok=True)
    (out / "evaluation.json").write_text(json.dumps(to_data(results), ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
