"""BT Oasis: real calls to operators in Britain, each utterance with its dialogue act (Leech & Weisser 2003).

`speaker|words|act` a line, one file a call; a is the operator in most calls. An utterance is a turn. Acts are asked of
both speakers, so each call is also heard with the roles exchanged.

Some lines repeat, after their own words, all that the same speaker says in the rest of the call (an utterance that
holds others in the source's markup). Such a line is cut where the next lines of its speaker begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from allears.listening.acts import asks_for_information, asks_to_wait, intends, regrets
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

from .gold import Ear, Goal, GoldError, Outcome, Set, files, from_both_sides

QUESTIONS = frozenset({"open_question", "closed_question", "checking"})
REQUESTS = frozenset({"reqInfo"})
BESIDE = frozenset({"reqDirect", "reqModal", "offer", "confirm", "pardon", "direct"})
"""Acts that are questions in form too (an offer, a request to act, a check): left out of the second row."""
IN_ORDER = 2
"""Words from which on the next lines of a speaker, one after another, do not stand in an earlier line by chance."""
LONG = 3
"""The same for a line of its own, of the next AHEAD of its speaker."""
AHEAD = 8
_NAIVE = {
    "regret": re.compile(r"\b(?:sorry|apologi[sz]e|regret)\b"),
    "intent": re.compile(r"\b(?:i'll|i will|we'll|i'm going to|let me|let's)\b"),
    "hold": re.compile(r"\b(?:hold|moment|minute|second|bear with|hang on)\b"),
    "request": re.compile(
        r"^(?:um |uh |and |so |okay |right |but )*(?:what|who|how|when|where|why|which|is|are|do|does|did|can|could|"
        r"have|has|would|will)\b"
    ),
}


def load(folder: Path) -> list[tuple[Transcript, tuple[str, ...]]]:
    """The calls with the act of each turn."""
    calls = []
    for path in files(folder, "*.txt"):
        turns, acts = [], []
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if not line.strip():
                continue
            parts = line.split("|")
            if len(parts) != 3:
                raise GoldError(f"{path.name}:{number}: three parts are expected, {len(parts)} stand there.")
            speaker, words, act = parts
            turns.append(Turn("agent" if speaker.strip() == "a" else "customer", words.strip(), speaker.strip()))
            acts.append(act.strip())
        own = [_own_words(turns, i) for i in range(len(turns))]
        kept = [i for i, words in enumerate(own) if words]
        said = tuple(replace(turns[i], text=own[i]) for i in kept)
        calls.append((Transcript(path.stem, said, channel="phone"), tuple(acts[i] for i in kept)))
    return calls


def _own_words(turns: list[Turn], i: int) -> str:
    """The words of a line without those that the next lines of its speaker say again."""
    words = turns[i].text.split()
    later = [t.text.split() for t in turns[i + 1 :] if t.speaker == turns[i].speaker]
    return " ".join(words[: next((p for p in range(1, len(words)) if _repeats(words[p:], later)), len(words))])


def _repeats(rest: list[str], later: list[list[str]]) -> bool:
    """True if these words are the next lines of their speaker, from the first on and for two words at least; or begin
    with a longer line that soon comes.
    """
    at = 0
    for line in later:
        if rest[at : at + len(line)] != line:
            break
        at += len(line)
    return at >= IN_ORDER or any(len(line) >= LONG and rest[: len(line)] == line for line in later[:AHEAD])


def _acts(call: Transcript, heard: list[set[str]]) -> Iterator[set[str]]:
    """The acts of each turn (acts/), beside what was heard in it."""
    turns = View(call).turns
    for i, (turn, names) in enumerate(zip(turns, heard, strict=True)):
        found = set()
        if intends(turn.lower):
            found.add("intends")
        if asks_for_information(turn):
            found.add("asks for information")
        if regrets(turn, turns[max(0, i - 3) : i], turns[i + 1] if i + 1 < len(turns) else None):
            found.add("regrets")
        if asks_to_wait(turn, heard="hold" in names):
            found.add("asks to wait")
        yield found


class Heard(NamedTuple):
    """Every line of every call: its act by its label, what was heard in it, its words, and its call."""

    acts: list[str]
    names: list[set[str]]
    texts: list[str]
    clusters: list[str]


def heard_in_calls(folder: Path, ear: Ear) -> Heard:
    """The behaviours and acts of each line."""
    found = Heard([], [], [], [])
    for call, labels in load(folder):
        names = from_both_sides(call, ear)
        found.acts.extend(labels)
        found.names.extend(one | acts for one, acts in zip(names, _acts(call, names), strict=True))
        found.texts.extend(turn.text for turn in call.turns)
        found.clusters.extend([call.id] * len(labels))
    return found


def outcomes(folder: Path, ear: Ear) -> list[Outcome]:
    acts, names, texts, clusters = heard_in_calls(folder, ear)

    def row(name: str, gold: list[bool], heard: set[str], naive: str, goal: Goal, out: frozenset[str]) -> Outcome:
        kept = [i for i, act in enumerate(acts) if act not in out or gold[i]]
        return Outcome(
            name=name,
            gold=tuple(gold[i] for i in kept),
            found=tuple(bool(names[i] & heard) for i in kept),
            clusters=tuple(clusters[i] for i in kept),
            texts=tuple(texts[i] for i in kept),
            naive=tuple(_NAIVE[naive].search(texts[i].lower()) is not None for i in kept),
            naive_name="a word list",
            goal=goal,
        )

    none: frozenset[str] = frozenset()
    asks = [act in REQUESTS for act in acts]
    intending = [act.startswith("informIntent") for act in acts]
    return [
        row("requests for information", asks, {"asks for information"}, "request", Goal("f1", 0.85), none),
        row(
            "the same, by marks of questions, other questions left out",
            asks,
            set(QUESTIONS),
            "request",
            Goal("f1"),
            BESIDE,
        ),
        row("regret", ["expressRegret" in act for act in acts], {"regrets"}, "regret", Goal("f1", 0.95), none),
        row(
            "the same, by marks of apology",
            ["expressRegret" in act for act in acts],
            {"apology"},
            "regret",
            Goal("f1"),
            none,
        ),
        row("statements of intent", intending, {"promise", "intends"}, "intent", Goal("f1", 0.75), frozenset({"hold"})),
        row("the same, by marks of promise", intending, {"promise"}, "intent", Goal("f1"), frozenset({"hold"})),
        row(
            "hold",
            ["hold" in act for act in acts],
            {"asks to wait"},
            "hold",
            Goal("f1", 0.85),
            frozenset({"informIntent"}),
        ),
        row(
            "the same, by marks of hold",
            ["hold" in a for a in acts],
            {"hold"},
            "hold",
            Goal("f1"),
            frozenset({"informIntent"}),
        ),
    ]


SET = Set("bt_oasis", "calls/bt-oasis", outcomes)
