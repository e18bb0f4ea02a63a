"""Whole readings a second on one core, over the project's own conversations: `python benchmarks/listening.py`.

Prints turns/s of whole readings (all behaviours, promises, steps, needs, advice), the share of each part, and how fast
this machine is at a plain Python loop, so that numbers of different machines, or of a busy one, can be compared.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from allears.listening import Transcript, listen
from allears.listening.behaviours import BEHAVIOURS
from allears.listening.evaluation.corpus import load_corpus
from allears.listening.promises import find_promises
from allears.listening.view import View

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "conversations"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long to measure (default 10)")
    options = parser.parse_args()
    transcripts = [item.transcript for item in load_corpus(CORPUS)]
    turns = sum(len(t.turns) for t in transcripts)
    words = sum(len(turn.text.split()) for t in transcripts for turn in t.turns)
    print(f"{len(transcripts)} conversations, {turns} turns, {words / turns:.1f} words a turn")
    begun = time.process_time()
    for transcript in transcripts:
        listen(transcript)
    print(f"first pass (phrases compiled as they are met): {turns / (time.process_time() - begun):,.0f} turns/s")
    best = 0.0
    until = time.monotonic() + options.seconds
    while time.monotonic() < until:
        begun = time.process_time()
        for transcript in transcripts:
            listen(transcript)
        best = max(best, turns / (time.process_time() - begun))
    print(f"whole readings, best pass: {best:,.0f} turns/s of processor time on one core")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory: {peak / (1024 if sys.platform != 'darwin' else 1024**2):.0f} MiB")
    print(f"a plain loop here: {_plain_loop():.1f} µs for sum(range(1000)) (about 8 µs on an idle 3 GHz core)")
    for name, share in _parts(transcripts):
        print(f"  {name:16} {1e6 * share / turns:6.1f} µs a turn")


def _plain_loop() -> float:
    best = 1e9
    for _ in range(200):
        begun = time.perf_counter()
        sum(range(1000))
        best = min(best, time.perf_counter() - begun)
    return 1e6 * best


def _parts(transcripts: list[Transcript]) -> list[tuple[str, float]]:
    """Seconds that each part took; what several behaviours share is counted where it is first asked for."""
    spent: dict[str, float] = {}
    for transcript in transcripts:
        at = time.process_time()
        view = View(transcript)
        at = _book(spent, "the view", at)
        view.promises(find_promises)
        at = _book(spent, "promises", at)
        for behaviour in BEHAVIOURS:
            view.marks(behaviour.find)
            at = _book(spent, behaviour.name, at)
    return sorted(spent.items(), key=lambda item: -item[1])[:12]


def _book(spent: dict[str, float], name: str, since: float) -> float:
    now = time.process_time()
    spent[name] = spent.get(name, 0.0) + now - since
    return now


if __name__ == "__main__":
    main()
