"""order: the right order, in which the items stand. The answer is their indices in the order chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from .block import BadBlock, Block, take_apart
from .exercise import NO_SUCH, Answer, Exercise, Grade, Note, numbers, share

_ITEM = re.compile(r"\d{1,2}[.)]\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Exercise):
    kind: ClassVar[str] = "order"
    items: tuple[str, ...]


def parse(block: Block) -> Order:
    pieces = take_apart(block, _ITEM)
    items = tuple(it.text() for it in pieces.items)
    if len(items) < 3:
        raise BadBlock(block.line, f"“{block.name}” needs three items or more, lines such as “1. …”.")
    if len(set(items)) < len(items):
        raise BadBlock(block.line, f"“{block.name}” has an item twice.")
    return Order(
        name=block.name, prompt=pieces.prompt, why=pieces.last("why"), digest=block.digest, line=block.line, items=items
    )


def complete(exercise: Order, answer: Answer) -> str:
    chosen = numbers(answer, len(exercise.items))
    if chosen is None:
        return NO_SUCH
    return "" if sorted(chosen) == list(range(len(exercise.items))) else "Give each item a place of its own."


def judge(exercise: Order, answer: Answer) -> Grade:
    """The neighbours that rightly follow one another count, so that one item in a wrong place costs little."""
    chosen = [int(it) for it in answer]
    follows = [after == before + 1 for before, after in pairwise(chosen)]
    return Grade(share(follows), tuple(Note(it, it == place) for place, it in enumerate(chosen)))
