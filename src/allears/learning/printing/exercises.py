"""Exercises on paper: the question, and room for the answer. Nothing here tells which answer is right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from allears.learning.exercises import (
    Choice,
    Exercise,
    Fill,
    Hear,
    Likert,
    Line,
    Match,
    Multiple,
    Order,
    Reflection,
    Roleplay,
    Say,
    Sort,
)
from allears.lib.pdf import words

from .document import SOFT
from .markup import GAP, Writer

ASKED = {
    "choice": "Choose one",
    "multiple": "Choose all that fit",
    "order": "Put in order: write the numbers",
    "match": "Match: write the letters",
    "fill": "Fill in",
    "sort": "Sort into the columns",
    "reflection": "Reflect",
    "likert": "How often? Tick one in each line",
    "hear": "Hear it: tick the turn",
    "say": "Say it",
    "roleplay": "Role play: go on where your answer leads",
}
KEPT_TOGETHER = frozenset({"choice", "multiple", "order", "fill", "sort", "reflection", "likert"})
"""Kinds that stand on one page if their question is short: the others may be longer than a page is."""
SHORT = 2_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def exercise(it: Exercise, number: int, write: Writer) -> str:
    """One exercise under its number."""
    prompt = "" if isinstance(it, Fill) else write.text(it.prompt)
    label = f'#text(size: 0.85em, fill: rgb("{SOFT}"))[#smallcaps[{words(f"Exercise {number}")}] {words(" · ")}\
#emph[{words(ASKED.get(it.kind, ""))}]]'
    body = f"#block(sticky: true)[{label}]\n{prompt}\n{_room(it, write)}"
    if it.kind in KEPT_TOGETHER and len(body) < SHORT:
        body = f"#block(breakable: false)[{body}]"
    return f"\n\n#v(0.6em)\n{body}\n#v(0.8em)\n"


def _room(it: Exercise, write: Writer) -> str:
    match it:
        case Choice():
            return _ticks("round", [write.line(option.text) for option in it.options])
        case Multiple():
            return _ticks("tick", [write.line(option.text) for option in it.options])
        case Order():
            return _ticks("tick", [write.line(text) for text in _mixed(it.items)])
        case Match():
            return _match(it, write)
        case Fill():
            return write.text(GAP.join(it.texts))
        case Sort():
            return _sort(it, write)
        case Reflection():
            return "#room(5)"
        case Likert():
            return _likert(it, write)
        case Hear():
            return _ticks("tick", [_turn(line) for line in it.turns])
        case Say():
            return "\n\n".join(_turn(line) for line in it.turns) + "\n#room(4)"
        case Roleplay():
            return _roleplay(it)
    return "#room(4)"


def _mixed(texts: Sequence[str]) -> list[str]:
    """The texts in an order that tells nothing, and is the same on every sheet."""
    mixed = sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())
    return mixed if mixed != list(texts) else [*mixed[1:], mixed[0]]


def _ticks(box: str, items: Sequence[str]) -> str:
    rows = ", ".join(f"[#{box}], [{item}]" for item in items)
    return f"#block(breakable: false, grid(columns: (auto, 1fr), column-gutter: 0.8em, row-gutter: 0.9em, {rows}))"


def _match(it: Match, write: Writer) -> str:
    rights = _mixed(it.rights)
    lefts = ", ".join(f"[#tick], [{write.line(text)}]" for text in it.lefts)
    listed = ", ".join(
        f"[{words(LETTERS[at % len(LETTERS)] + '.')}], [{write.line(text)}]" for at, text in enumerate(rights)
    )
    row = "grid(columns: (auto, 1fr), column-gutter: 0.7em, row-gutter: 0.9em, "
    return f"#block(grid(columns: (3fr, 2fr), column-gutter: 2em, {row}{lefts}), {row}{listed})))"


def _sort(it: Sort, write: Writer) -> str:
    heads = ", ".join(f"[#strong[{write.line(text)}]]" for text in it.columns)
    height = max(3, -(-len(it.items) // len(it.columns)) + 1) * 1.9
    items = words(" · ").join(f"#box[{write.line(text)}]" for text in _mixed([item.text for item in it.items]))
    empty = ", ".join(["[]"] * len(it.columns))
    return (
        f"\n\n{items}\n\n#block(breakable: false, table(columns: (1fr,) * {len(it.columns)}, "
        f"rows: (auto, {height}em), {heads}, {empty}))"
    )


def _likert(it: Likert, write: Writer) -> str:
    size = len(it.scale)
    heads = ", ".join(f"align(center, text(size: 0.8em)[{write.line(text)}])" for text in it.scale)
    boxes = ", ".join(["align(center)[#round]"] * size)
    rows = ", ".join(f"[{write.line(item.text)}], {boxes}" for item in it.statements)
    stroke = '(bottom: 0.4pt + rgb("#d9d1c4"))'
    return f"#table(columns: (1fr, ) + (auto,) * {size}, stroke: {stroke}, [], {heads}, {rows})"


def _turn(line: Line) -> str:
    return f"#strong[{words(line.role.capitalize() + ': ')}]{words(line.text)}"


def _roleplay(it: Roleplay) -> str:
    """The scenes by number, the first one first, the others in an order that does not tell how they end."""
    first, rest = it.scenes[0], it.scenes[1:]
    by_name = {scene.name: scene for scene in rest}
    order = [first, *(by_name[name] for name in _mixed([scene.name for scene in rest]))]
    number = {scene.name: at for at, scene in enumerate(order, 1)}
    found = []
    for scene in order:
        said = "\n\n".join(_turn(line) for line in scene.turns)
        ways = [f"{words(way.text)} #sym.arrow.r #strong[{words(str(number[way.scene]))}]" for way in scene.ways]
        then = _ticks("round", ways) if ways else f"#emph[{words('Here it ends.')}]"
        found.append(f"[#strong[{words(str(number[scene.name]))}]], [{said}\n\n{then}]")
    return f"#grid(columns: (1.4em, 1fr), column-gutter: 0.6em, row-gutter: 1.6em, {', '.join(found)})"
