"""A course's questions as Moodle GIFT (https://docs.moodle.org/en/GIFT_format)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from allears.learning.content import Course, Lesson, exercises
from allears.learning.exercises import (
    Choice,
    Exercise,
    Fill,
    Hear,
    Likert,
    Match,
    Multiple,
    Order,
    Reflection,
    Roleplay,
    Say,
    Sort,
)
from allears.learning.exercises.fill import number_range

from .taken import Taken

_CONTROL = re.compile(r"([~=#{}:\\])")
_BLANK = r"\\_\\_\\_\\_\\_"


def to_gift(course: Course) -> Taken:
    """Every question that GIFT can carry, by lesson; the others are named in the notes."""
    pieces: list[str] = [f"// {_comment(course.title)}"]
    notes: list[str] = []
    for lesson in course.lessons:
        pieces.append(f"$CATEGORY: {_category(course.title)}/{_category(lesson.title)}")
        for exercise in exercises(lesson.text):
            body = _WRITERS[type(exercise)](exercise)
            if not body:
                notes.append(_note(lesson, exercise, "cannot be a GIFT question and was left out"))
                continue
            if type(exercise) in _LOSSES:
                notes.append(_note(lesson, exercise, _LOSSES[type(exercise)]))
            pieces.append(f"::{_text(f'{lesson.title}: {exercise.name}')}::[markdown]{body}")
    return Taken(
        f"{course.slug}.gift.txt", "text/plain; charset=utf-8", ("\n\n".join(pieces) + "\n").encode(), tuple(notes)
    )


def _note(lesson: Lesson, exercise: Exercise, what: str) -> str:
    return f"{lesson.title}, “{exercise.name}” ({exercise.kind}): {what}."


_LOSSES: Mapping[type[Exercise], str] = {
    Order: "became a question of matching places",
    Sort: "became a question of matching, without what is said of single items",
    Hear: "became a question of several answers",
    Say: "became an essay, for nothing in Moodle listens",
}


def _choice(it: Choice) -> str:
    return _braced(it, [_option("=" if option.right else "~", option.text, option.said) for option in it.options])


def _ticked(it: Multiple | Hear, options: list[tuple[str, bool, str]]) -> str:
    rights = sum(right for _, right, _ in options)
    plus, minus = _per_cent(100 / rights), _per_cent(-100 / rights)
    return _braced(it, [_option(f"~%{plus if right else minus}%", text, said) for text, right, said in options])


def _multiple(it: Multiple) -> str:
    return _ticked(it, [(option.text, option.right, option.said) for option in it.options])


def _hear(it: Hear) -> str:
    turns = zip(it.turns, it.wanted, it.said, strict=True)
    return _ticked(it, [(f"{turn.role.capitalize()}: {turn.text}", right, said) for turn, right, said in turns])


def _pairs(it: Exercise, pairs: list[tuple[str, str]]) -> str:
    return _braced(it, [f"={_text(left)} -> {_text(right)}" for left, right in pairs])


def _match(it: Match) -> str:
    return _pairs(it, [(left, it.rights[key]) for left, key in zip(it.lefts, it.key, strict=True)])


def _sort(it: Sort) -> str:
    return _pairs(it, [(item.text, it.columns[item.column]) for item in it.items])


def _order(it: Order) -> str:
    return _pairs(it, [(item, str(place)) for place, item in enumerate(it.items, 1)])


def _fill(it: Fill) -> str:
    if len(it.gaps) != 1:
        return ""  # GIFT has one gap a question
    before, after = it.texts
    ranges = [number_range(wanted) for wanted in it.gaps[0]]
    if all(ranges):
        answers, sign = [f"={low:.15g}..{high:.15g}" for low, high in filter(None, ranges)], "#\n"
    elif any(ranges):
        return ""
    else:
        answers, sign = [f"={_text(wanted)}" for wanted in it.gaps[0]], "\n"
    stem = f"{_text(before)} {_BLANK} {_text(after)}" if after.strip() else _text(before)
    return f"{stem} {{{sign}" + "\n".join(answers) + _general(it) + "\n}"


def _essay(it: Reflection | Say) -> str:
    said = "".join(f"\n\n{turn.role.capitalize()}: {turn.text}" for turn in it.turns) if isinstance(it, Say) else ""
    return f"{_text(it.prompt + said)} {{{_general(it)}}}"


def _nothing(_: Likert | Roleplay) -> str:
    return ""


_WRITERS: Mapping[type[Exercise], Callable[[Any], str]] = {
    Choice: _choice,
    Multiple: _multiple,
    Order: _order,
    Match: _match,
    Fill: _fill,
    Sort: _sort,
    Reflection: _essay,
    Likert: _nothing,
    Hear: _hear,
    Say: _essay,
    Roleplay: _nothing,
}


def _braced(it: Exercise, answers: list[str]) -> str:
    return f"{_text(it.prompt)} {{\n" + "\n".join(answers) + _general(it) + "\n}"


def _option(sign: str, text: str, said: str) -> str:
    return f"{sign}{_text(text)}" + (f" #{_text(said)}" if said else "")


def _general(it: Exercise) -> str:
    return f"\n####{_text(it.why)}" if it.why else ""


def _text(text: str) -> str:
    """Control characters with a backslash; line ends as GIFT writes them, for an empty line would end the question."""
    escaped = _CONTROL.sub(r"\\\1", text.strip().replace("->", "→"))
    return escaped.replace("\n", "\\n")


def _per_cent(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _comment(text: str) -> str:
    return " ".join(text.split())


def _category(text: str) -> str:
    return _comment(text).replace("/", "-")
