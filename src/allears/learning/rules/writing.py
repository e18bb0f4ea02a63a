"""A coach's exercise as it is written in a lesson: composed of its parts, and read again to be sure of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from allears.learning.exercises import BadBlock, Block, Choice, Exercise, Hear, Say, parse

from .practice import PracticeKind

LONGEST = 5_000
MOST_TURNS, MOST_OPTIONS = 30, 6


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the exercise. `star`: it is to be found (hear it); `said`: what is said of it afterwards."""

    role: str
    text: str
    star: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """An option of a choice; `said` is what is said to whoever chose it."""

    text: str
    right: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a coach edits. `find` and `avoid` are names of behaviours; a line of `find` may hold several, by `|`."""

    prompt: str
    turns: Sequence[Said]
    why: str = ""
    ways: Sequence[Way] = ()
    find: Sequence[str] = ()
    avoid: Sequence[str] = ()
    sample: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "prompt": self.prompt,
            "turns": [{"role": it.role, "text": it.text, "star": it.star, "said": it.said} for it in self.turns],
            "why": self.why,
            "ways": [{"text": it.text, "right": it.right, "said": it.said} for it in self.ways],
            "find": list(self.find),
            "avoid": list(self.avoid),
            "sample": self.sample,
        }

    @classmethod
    def of_json(cls, given: Mapping[str, Any]) -> Parts:
        return cls(
            prompt=given["prompt"],
            turns=[Said(**it) for it in given["turns"]],
            why=given["why"],
            ways=[Way(**it) for it in given["ways"]],
            find=given["find"],
            avoid=given["avoid"],
            sample=given["sample"],
        )


PROMPTS = {
    PracticeKind.HEAR: "In which turn was the customer not heard?",
    PracticeKind.SAY: "Sum up for this customer, and check that you have it right.",
    PracticeKind.CHOICE: "What would you say now?",
}


def beginning(kind: PracticeKind, turns: Sequence[Said]) -> Parts:
    """What a new exercise begins with, for the coach to go on from."""
    return Parts(
        prompt=PROMPTS[kind],
        turns=turns,
        ways=[Way("", right=True), Way("")] if kind is PracticeKind.CHOICE else (),
        find=["restating | summing_up", "checking"] if kind is PracticeKind.SAY else (),
        avoid=["dismissal", "blaming"] if kind is PracticeKind.SAY else (),
    )


def compose(kind: PracticeKind, parts: Parts) -> str:
    """The text between the fences (docs/howto/write-a-course.md). Whether it holds together, `read` tells."""
    lines = [_flat(parts.prompt)]
    if kind is PracticeKind.CHOICE:
        for turn in parts.turns:
            lines += ["", f"**{turn.role.capitalize()}:** {plain(turn.text)}"]
        lines.append("")
        for way in parts.ways:
            lines.append(f"({'x' if way.right else ' '}) {_flat(way.text)}")
            lines += [f"    > {_flat(way.said)}"] if _flat(way.said) else []
    else:
        lines.append("")
        for turn in parts.turns:
            star = "* " if kind is PracticeKind.HEAR and turn.star else ""
            lines.append(f"{star}{turn.role.capitalize()}: {plain(turn.text)}")
            if kind is PracticeKind.HEAR and _flat(turn.said):
                lines.append(f"    > {_flat(turn.said)}")
    lines.append("")
    if kind is PracticeKind.SAY:
        lines += [f"find: {it}" for it in parts.find]
        lines += [f"avoid: {', '.join(parts.avoid)}"] if parts.avoid else []
        lines += [f"sample: {_flat(parts.sample)}"] if _flat(parts.sample) else []
    lines += [f"why: {_flat(parts.why)}"] if _flat(parts.why) else []
    return "\n".join(lines).rstrip("\n")


def read(kind: str, name: str, text: str) -> Exercise:
    """The exercise that a text holds. Raises BadBlock."""
    return parse(Block(kind, name, tuple(text.split("\n")), 1))


def problem(kind: PracticeKind, parts: Parts) -> str:
    """Why it cannot be released as it stands, in one sentence; empty: it can."""
    if not parts.turns:
        return "Choose at least one turn."
    if any(not _flat(turn.text) for turn in parts.turns):
        return "A turn has no words left: write what remains of it, or leave it out."
    if kind is PracticeKind.HEAR and not any(it.star for it in parts.turns):
        return "Mark the turn that is to be found."
    if kind is PracticeKind.HEAR and all(it.star for it in parts.turns):
        return "There is nothing to find where every turn is marked: add turns beside it, or leave one unmarked."
    if kind is PracticeKind.CHOICE and any(not _flat(it.text) for it in parts.ways):
        return "Write the words of every answer."
    try:
        found = read(kind, "practice", compose(kind, parts))
    except BadBlock as bad:
        return bad.sentence.replace("“practice”", "The exercise")
    whole = True
    if isinstance(found, Hear | Say):
        whole = [it.text for it in found.turns] == [plain(it.text) for it in parts.turns]
    elif isinstance(found, Choice):
        whole = [it.text for it in found.options] == [_flat(it.text) for it in parts.ways]
    return "" if whole else "A line of it reads like the grammar of exercises: begin it with another word."


def plain(text: str) -> str:
    """Text on one line in which Markdown finds no picture and no link: a customer's words fetch nothing."""
    return _flat(text).replace("](", "] (").replace("![", "! [")


def _flat(text: str) -> str:
    return " ".join(text.split())
