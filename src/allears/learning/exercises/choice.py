"""choice: one of several options. The answer is the index of the option."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .block import BadBlock, Block, take_apart
from .exercise import NO_SUCH, Answer, Exercise, Grade, Note, numbers

_ITEM = re.compile(r"\((?P<mark>[ x])\)\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    right: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Exercise):
    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]


def parse(block: Block) -> Choice:
    pieces = take_apart(block, _ITEM)
    options = tuple(Option(it.text(), it.match["mark"] == "x", it.note) for it in pieces.items)
    if len(options) < 2:
        raise BadBlock(block.line, f"“{block.name}” needs two options or more, lines such as “( ) …”.")
    if sum(it.right for it in options) != 1:
        raise BadBlock(block.line, f"“{block.name}” needs exactly one right option, marked “(x)”.")
    return Choice(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        options=options,
    )


def complete(exercise: Choice, answer: Answer) -> str:
    if not answer:
        return "Choose one."
    return "" if len(answer) == 1 and numbers(answer, len(exercise.options)) else NO_SUCH


def judge(exercise: Choice, answer: Answer) -> Grade:
    chosen = int(answer[0])
    option = exercise.options[chosen]
    return Grade(float(option.right), (Note(chosen, option.right, option.said),))
