"""The items of each kind of exercise, as they stand before and after it is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.safestring import SafeString

from allears.learning.exercises import (
    Answer,
    Choice,
    Grade,
    Hear,
    Likert,
    Match,
    Multiple,
    Note,
    Order,
    Roleplay,
    Say,
    Sort,
)
from allears.web import shapes, shapes_learning
from allears.web.marked import Span, notes_in_order, reason, segments
from allears.web.shapes_learning import NOTHING, Item, Mark, Pick, Scene

Line = Callable[[str], SafeString]
"""One line of Markdown as safe HTML."""


def options(it: Choice | Multiple, answer: Answer, grade: Grade | None, line: Line) -> tuple[Item, ...]:
    notes = _notes(grade)
    return tuple(
        _ticked(at, line(one.text), str(at) in answer, notes.get(at), line) for at, one in enumerate(it.options)
    )


def turns(it: Hear, answer: Answer, grade: Grade | None, line: Line) -> tuple[Item, ...]:
    notes = _notes(grade)
    return tuple(
        _ticked(at, line(one.text), str(at) in answer, notes.get(at), line, role=one.role)
        for at, one in enumerate(it.turns)
    )


def order(it: Order, answer: Answer, grade: Grade | None, line: Line, fresh: Sequence[int]) -> tuple[Item, ...]:
    standing = [int(one) for one in answer if one.isdecimal()]
    if sorted(standing) != sorted(fresh):
        standing = list(fresh)
    marks: dict[int, Mark] = {}
    if grade:
        marks = {place: "right" if note.right else "wrong" for place, note in enumerate(grade.notes)}
    return tuple(Item(str(at), line(it.items[at]), mark=marks.get(place, "")) for place, at in enumerate(standing))


def match(it: Match, answer: Answer, grade: Grade | None, line: Line, rights: Sequence[int]) -> tuple[Item, ...]:
    notes = _notes(grade)
    return tuple(
        Item(
            str(at),
            line(left),
            picks=tuple(Pick(str(to), line(it.rights[to]), _at(answer, at) == str(to)) for to in rights),
            mark=_mark(notes.get(at)),
        )
        for at, left in enumerate(it.lefts)
    )


def sort(it: Sort, answer: Answer, grade: Grade | None, line: Line, shown: Sequence[int]) -> tuple[Item, ...]:
    notes = _notes(grade)
    return tuple(
        Item(
            str(at),
            line(it.items[at].text),
            field=f"answer-{at}",
            picks=tuple(Pick(str(to), line(name), _at(answer, at) == str(to)) for to, name in enumerate(it.columns)),
            mark=_mark(notes.get(at)),
            said=_said(notes.get(at), line),
        )
        for at in shown
    )


def likert(it: Likert, answer: Answer, line: Line) -> tuple[Item, ...]:
    return tuple(
        Item(
            str(at),
            line(one.text),
            field=f"answer-{at}",
            picks=tuple(
                Pick(str(worth), line(word), _at(answer, at) == str(worth)) for worth, word in enumerate(it.scale, 1)
            ),
        )
        for at, one in enumerate(it.statements)
    )


def said(it: Say, answer: Answer, grade: Grade | None, line: Line) -> dict[str, Any]:
    """The turns before it; once answered, the text with its pencil marks, and what was asked for of it."""
    turns = tuple(Item(str(at), line(one.text), role=one.role) for at, one in enumerate(it.turns))
    if grade is None:
        return {"items": turns}
    tones: dict[str, shapes.Tone] = {"helps": "helps", "harms": "harms", "tells": "tells"}
    spans = [
        Span(
            one.start,
            one.end,
            shapes.Note(
                f"{it.name}-{place}",
                one.label,
                tones.get(one.effect, "tells"),
                reason(one.because, one.label),
                behaviour=one.behaviour,
            ),
        )
        for place, one in enumerate(grade.heard)
    ]
    asked = len(it.find)
    checks = tuple(
        Item(
            str(note.item),
            SafeString(note.text),
            mark="right" if note.right else "wrong" if note.item >= asked else "missed",
        )
        for note in grade.notes
    )
    return {
        "items": turns,
        "segments": segments(answer[0], spans),
        "notes": notes_in_order(spans),
        "checks": checks,
    }


def play(it: Roleplay, answer: Answer, line: Line) -> dict[str, Any]:
    """The scenes that were reached, and what one may say in the last of them."""
    played = it.play(answer)
    scenes = tuple(
        Scene(
            tuple((one.role, line(one.text)) for one in at.scene.turns),
            line(at.way.text) if at.way else NOTHING,
            line(at.way.said) if at.way and at.way.said else NOTHING,
        )
        for at in played
    )
    last = played[-1].scene
    return {
        "scenes": scenes,
        "end": last.end,
        "items": tuple(Item(str(place), line(way.text)) for place, way in enumerate(last.ways)),
        "checks": tuple(Item(value, NOTHING) for value in answer[: len(played) - 1]),
    }


def _ticked(
    at: int, words: SafeString, chosen: bool, note: Note | None, line: Line, *, role: str = ""
) -> shapes_learning.Item:
    mark = _mark(note)
    if mark == "wrong" and not chosen:
        mark = "missed"
    return Item(str(at), words, chosen=chosen, mark=mark, said=_said(note, line), role=role)


def _notes(grade: Grade | None) -> dict[int, Note]:
    return {note.item: note for note in grade.notes} if grade else {}


def _mark(note: Note | None) -> Mark:
    return "" if note is None or note.right is None else "right" if note.right else "wrong"


def _said(note: Note | None, line: Line) -> SafeString:
    return line(note.text) if note and note.text else NOTHING


def _at(answer: Answer, place: int) -> str:
    return answer[place] if place < len(answer) else ""
