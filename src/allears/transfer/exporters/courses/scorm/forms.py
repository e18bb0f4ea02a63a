"""Exercises as forms that course.js judges: the key travels along, for an exported course has no server behind it."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from allears.learning.content import render, render_line
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
from allears.learning.exercises.fill import number_range, shown
from allears.learning.exercises.roleplay import ENDS

Place = Callable[[str], str]
Made = tuple[str, dict[str, Any]]
"""The fields of an exercise as HTML, and what judges them."""


def form(exercise: Exercise, place: Place) -> str:
    """An exercise as HTML. `place` gives the address of a file of the course."""
    fields, key = _MAKERS[type(exercise)](exercise, place)
    prompt = "" if isinstance(exercise, Fill) else f"<legend>{render(exercise.prompt, place)}</legend>"
    why = f'<div class="why" hidden>{render(exercise.why, place)}</div>' if exercise.why else ""
    data = html.escape(json.dumps(key, ensure_ascii=False, separators=(",", ":")))
    return (
        f'<form class="exercise" data-name="{exercise.name}" data-key="{data}"><fieldset>{prompt}{fields}</fieldset>'
        f'<button>Answer</button><p class="said" role="status"></p>{why}</form>'
    )


def _shuffled(exercise: Exercise, count: int) -> list[int]:
    """An order that is the same in every export and tells nothing."""
    return sorted(range(count), key=lambda at: hashlib.sha256(f"{exercise.digest}{at}".encode()).digest())


def _ticks(rows: Sequence[tuple[str, bool, str]], kind: str) -> Made:
    boxes = "".join(
        f'<label class="option"><input type="{kind}" name="answer" value="{at}"> <span>{text}</span></label>'
        for at, (text, _, _) in enumerate(rows)
    )
    return boxes, {"mode": "ticks", "right": [right for _, right, _ in rows], "said": [said for _, _, said in rows]}


def _choice(it: Choice, place: Place) -> Made:
    return _ticks([(render_line(o.text, place), o.right, o.said) for o in it.options], "radio")


def _multiple(it: Multiple, place: Place) -> Made:
    return _ticks([(render_line(o.text, place), o.right, o.said) for o in it.options], "checkbox")


def _hear(it: Hear, place: Place) -> Made:
    rows = [(_turn(line), wanted, said) for line, wanted, said in zip(it.turns, it.wanted, it.said, strict=True)]
    boxes, key = _ticks(rows, "checkbox")
    audio = f'<audio controls src="{html.escape(place(it.audio))}"></audio>' if it.audio else ""
    return audio + boxes, key


def _turn(line: Line) -> str:
    return f"<b>{line.role.capitalize()}:</b> {html.escape(line.text)}"


def _select(label: str, options: Sequence[tuple[int, str]]) -> str:
    choices = "".join(f'<option value="{value}">{html.escape(text)}</option>' for value, text in options)
    select = f'<select name="answer"><option value=""></option>{choices}</select>'
    return f'<label class="row"><span>{label}</span> {select}</label>'


def _order(it: Order, _: Place) -> Made:
    places = [(at, str(at + 1)) for at in range(len(it.items))]
    shuffled = _shuffled(it, len(it.items))
    return "".join(_select(render_line(it.items[at]), places) for at in shuffled), {"mode": "order", "items": shuffled}


def _match(it: Match, place: Place) -> Made:
    options = [(at, it.rights[at]) for at in _shuffled(it, len(it.rights))]
    fields = "".join(_select(render_line(left, place), options) for left in it.lefts)
    return fields, {"mode": "places", "key": it.key, "said": []}


def _sort(it: Sort, place: Place) -> Made:
    options = list(enumerate(it.columns))
    shuffled = [it.items[at] for at in _shuffled(it, len(it.items))]
    fields = "".join(_select(render_line(item.text, place), options) for item in shuffled)
    return fields, {"mode": "places", "key": [o.column for o in shuffled], "said": [o.said for o in shuffled]}


def _fill(it: Fill, place: Place) -> Made:
    # Gaps stand in the rendered text as marks of the private use area, which Markdown leaves alone.
    marked = "\ue000".join(it.texts)
    text = render(marked, place)
    for number in range(1, len(it.gaps) + 1):
        text = text.replace(
            "\ue000", f'<input name="answer" aria-label="Gap {number}" autocomplete="off" size="14">', 1
        )
    gaps = [[number_range(wanted) or wanted for wanted in gap] for gap in it.gaps]
    return text, {"mode": "fill", "gaps": gaps, "shown": [shown(gap[0]) for gap in it.gaps]}


def _text(it: Reflection | Say, _: Place) -> Made:
    turns = "".join(f"<p>{_turn(line)}</p>" for line in it.turns) if isinstance(it, Say) else ""
    area = '<textarea name="answer" rows="5" aria-label="Your words" maxlength="5000"></textarea>'
    return turns + area, {"mode": "text", "least": it.least, "sample": it.sample}


def _likert(it: Likert, place: Place) -> Made:
    rows = []
    for number, statement in enumerate(it.statements):
        boxes = "".join(
            f'<label><input type="radio" name="answer-{number}" value="{at}"> {html.escape(word)}</label>'
            for at, word in enumerate(it.scale, 1)
        )
        rows.append(
            f'<fieldset class="statement"><legend>{render_line(statement.text, place)}</legend>{boxes}</fieldset>'
        )
    key = {
        "mode": "likert",
        "reversed": [it.reversed for it in it.statements],
        "top": len(it.scale),
        "bands": [[band.first, band.last, band.words] for band in it.bands],
    }
    return "".join(rows), key


def _roleplay(it: Roleplay, _: Place) -> Made:
    scenes = {
        scene.name: {
            "turns": [[line.role.capitalize(), line.text] for line in scene.turns],
            "ways": [[way.text, way.scene, way.said] for way in scene.ways],
            "end": scene.end,
        }
        for scene in it.scenes
    }
    key = {"mode": "play", "scenes": scenes, "first": it.scenes[0].name, "ends": dict(ENDS)}
    return '<div class="play" aria-live="polite"></div>', key


_MAKERS: Mapping[type[Exercise], Callable[[Any, Place], Made]] = {
    Choice: _choice,
    Multiple: _multiple,
    Order: _order,
    Match: _match,
    Fill: _fill,
    Sort: _sort,
    Reflection: _text,
    Likert: _likert,
    Hear: _hear,
    Say: _text,
    Roleplay: _roleplay,
}
