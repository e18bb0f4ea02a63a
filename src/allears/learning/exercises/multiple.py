"""multiple: all options that fit. The answer is the indices of the ticked ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .block import BadBlock, Block, take_apart
from .choice import Option
from .exercise import NO_SUCH, Answer, Exercise, Grade, Note, numbers, ticks

_ITEM = re.compile(r"\[(?P<mark>[ x])\]\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(Exercise):
    kind: ClassVar[str] = "multiple"
    options: tuple[Option, ...]


def parse(block: Block) -> Multiple:
    pieces = take_apart(block, _ITEM)
    options = tuple(Option(it.text(), it.match["mark"] == "x", it.note) for it in pieces.items)
    if len(options) < 2:
        raise BadBlock(block.line, f"“{block.name}” needs two options or more, lines such as “[ ] …”.")
    if not any(it.right for it in options):
        raise BadBlock(block.line, f"“{block.name}” needs a right option, marked “[x]”.")
    return Multiple(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        options=options,
    )


def complete(exercise: Multiple, answer: Answer) -> str:
    if not answer:
        return "Tick at least one."
    return NO_SUCH if numbers(answer, len(exercise.options)) is None else ""


def judge(exercise: Multiple, answer: Answer) -> Grade:
    ticked = {int(it) for it in answer}
    notes = tuple(
        Note(place, (place in ticked) == it.right, it.said)
        for place, it in enumerate(exercise.options)
        if place in ticked or it.right
    )
    return Grade(ticks(answer, [it.right for it in exercise.options]), notes)
