"""The reference of behaviours, made from the docstrings of their files, and the examples in them as transcripts.

The grammar of a behaviour's docstring: the definition; a line `Examples:` with one example a line; a line `Not:` with
one counter-example a line. A line of examples holds turns, separated by ` / `, each `C:` or `A:` and the words; square
brackets stand around the words that show the behaviour.
"""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from typing import NamedTuple

from .behaviours import BEHAVIOURS, Behaviour
from .transcript import Role, Transcript, Turn

_ROLES: dict[str, Role] = {"A": "agent", "C": "customer", "B": "bot"}
_EFFECTS = {
    ("agent", "helps"): "Of the agent, that help",
    ("agent", "tells"): "Of the agent, that tell how it went",
    ("agent", "harms"): "Of the agent, that harm",
    ("customer", ""): "Of the customer",
}


class Example(NamedTuple):
    """One example: the turns, and the marked places as (turn, start, end); none in a counter-example."""

    transcript: Transcript
    places: tuple[tuple[int, int, int], ...]


class Definition(NamedTuple):
    """A behaviour's docstring, taken apart; examples as they are written."""

    text: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def definition(behaviour: Behaviour) -> Definition:
    """Takes a behaviour's docstring apart. Raises ValueError where it does not follow the grammar."""
    # From its source, for a compiled module knows its docstring no more.
    source = files("allears.listening.behaviours").joinpath(f"{behaviour.name}.py").read_text("utf-8")
    doc = ast.get_docstring(ast.parse(source)) or ""
    parts = re.fullmatch(r"(?P<text>.*?)\n\s*Examples:\n(?P<good>.*?)\nNot:\n(?P<bad>.*)", doc, re.DOTALL)
    if parts is None:
        raise ValueError(f"the docstring of {behaviour.name} does not follow the grammar of reference.py")
    return Definition(
        " ".join(parts["text"].split()),
        tuple(_lines(parts["good"])),
        tuple(_lines(parts["bad"])),
    )


def _lines(block: str) -> list[str]:
    """One example each; a line that does not begin with a speaker goes on the one before."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, block.splitlines())):
        if re.match(r"[ABC]: ", line):
            lines.append(line)
        else:
            lines[-1] += " " + line
    return lines


def parse_example(line: str) -> Example:
    """An example as a transcript of a telephone call with its marked places."""
    turns: list[Turn] = []
    places: list[tuple[int, int, int]] = []
    for part in line.split(" / "):
        role, _, words = part.partition(": ")
        text = ""
        start = 0
        for char in words:
            if char == "[":
                start = len(text)
            elif char == "]":
                places.append((len(turns), start, len(text)))
            else:
                text += char
        turns.append(Turn(_ROLES[role.strip()], text))
    return Example(Transcript("example", tuple(turns), "phone"), tuple(places))


def behaviours_markdown() -> str:
    """docs/reference/behaviours.md."""
    out = [
        "# The behaviours",
        "",
        "What listening knows, and how it is told from what only looks like it. Square brackets "
        "stand around the words that",
        "are marked. How each is found, and how sure that is: [algorithms/listening.md](../algorithms/listening.md).",
        "",
        "This page is made from the docstrings in `src/allears/listening/behaviours/`.",
    ]
    for (party, effect), title in _EFFECTS.items():
        out += ["", f"## {title}"]
        for behaviour in BEHAVIOURS:
            if behaviour.party == party and effect in ("", behaviour.effect):
                out += _section(behaviour)
    return "\n".join(out) + "\n"


def _section(behaviour: Behaviour) -> list[str]:
    parts = definition(behaviour)
    text = parts.text if parts.text.endswith(".") else parts.text + "."
    out = ["", f"### `{behaviour.name}`: {behaviour.label.lower()}", "", text, ""]
    out += [f"- {_shown(line)}" for line in parts.examples]
    out += ["", "Not:", ""]
    out += [f"- {_shown(line)}" for line in parts.counter_examples]
    return out


def _shown(line: str) -> str:
    turns = []
    for part in line.split(" / "):
        role, _, words = part.partition(": ")
        plain = words.replace("*", "\\*").replace("[", "**[").replace("]", "]**")
        turns.append(f"*{_ROLES[role.strip()]}:* {plain}")
    return " · ".join(turns)
