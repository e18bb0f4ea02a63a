"""The kinds of exercises, one file a kind: each parses its block, says what is missing in an answer, and judges one.

A new kind is a file with a dataclass, `parse`, `complete` and `judge`, and a line in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import cast

from . import choice, fill, hear, likert, match, multiple, order, reflection, roleplay, say, sort
from .block import NAME, BadBlock, Block
from .choice import Choice, Option
from .exercise import LONGEST, Answer, Exercise, Grade, Heard, Line, Note
from .fill import Fill
from .hear import Hear
from .likert import Likert
from .match import Match
from .multiple import Multiple
from .order import Order
from .reflection import Reflection
from .roleplay import Roleplay
from .say import Say
from .sort import Sort

__all__ = [
    "KINDS",
    "LONGEST",
    "NAME",
    "Answer",
    "BadBlock",
    "Block",
    "Choice",
    "Exercise",
    "Fill",
    "Grade",
    "Hear",
    "Heard",
    "Likert",
    "Line",
    "Match",
    "Multiple",
    "Note",
    "Option",
    "Order",
    "Reflection",
    "Roleplay",
    "Say",
    "Sort",
    "complete",
    "judge",
    "parse",
]

KINDS: Mapping[str, ModuleType] = {
    "choice": choice,
    "multiple": multiple,
    "order": order,
    "match": match,
    "fill": fill,
    "sort": sort,
    "reflection": reflection,
    "likert": likert,
    "hear": hear,
    "say": say,
    "roleplay": roleplay,
}


def parse(block: Block) -> Exercise:
    """The exercise that a block holds. Raises BadBlock with the line and one sentence."""
    if block.kind not in KINDS:
        raise BadBlock(block.line, f"There is no kind of exercise “{block.kind}”: {', '.join(KINDS)}.")
    if not NAME.fullmatch(block.name) or len(block.name) > 80:
        raise BadBlock(
            block.line,
            f"An exercise is named after its kind, in small letters, digits and hyphens: “{block.kind} my-name”.",
        )
    return cast("Exercise", KINDS[block.kind].parse(block))


def complete(exercise: Exercise, answer: Answer) -> str:
    """What is missing in an answer, in one sentence; empty: nothing is, and it can be judged."""
    return cast("str", KINDS[exercise.kind].complete(exercise, answer))


def judge(exercise: Exercise, answer: Answer) -> Grade:
    """What a complete answer is worth, and what is to be said of it. Raises ValueError for one that is not complete."""
    missing = complete(exercise, answer)
    if missing:
        raise ValueError(missing)
    return cast("Grade", KINDS[exercise.kind].judge(exercise, answer))
