"""sort: items into columns. The answer is, for each item, the index of the column chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .block import BadBlock, Block, take_apart
from .exercise import NO_SUCH, Answer, Exercise, Grade, Note, numbers, share

_ITEM = re.compile(r"(?P<mark>##|-)\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Sorted:
    text: str
    column: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort(Exercise):
    kind: ClassVar[str] = "sort"
    columns: tuple[str, ...]
    items: tuple[Sorted, ...]


def parse(block: Block) -> Sort:
    pieces = take_apart(block, _ITEM)
    columns: list[str] = []
    items: list[Sorted] = []
    for it in pieces.items:
        if it.match["mark"] == "##":
            columns.append(it.text())
        elif not columns:
            raise BadBlock(it.line, "An item stands under the column it belongs to: write “## …” first.")
        else:
            items.append(Sorted(it.text(), len(columns) - 1, it.note))
    if len(columns) < 2:
        raise BadBlock(block.line, f"“{block.name}” needs two columns or more, lines such as “## …”.")
    if len({it.column for it in items}) < 2:
        raise BadBlock(block.line, f"“{block.name}” needs items, lines such as “- …”, in two columns or more.")
    if len(set(columns)) < len(columns) or len({it.text for it in items}) < len(items):
        raise BadBlock(block.line, f"“{block.name}” has a column or an item twice.")
    return Sort(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        columns=tuple(columns),
        items=tuple(items),
    )


def complete(exercise: Sort, answer: Answer) -> str:
    if len(answer) != len(exercise.items) or "" in answer:
        return "Put each one into a column."
    return NO_SUCH if numbers(answer, len(exercise.columns)) is None else ""


def judge(exercise: Sort, answer: Answer) -> Grade:
    right = [int(it) == item.column for it, item in zip(answer, exercise.items, strict=True)]
    notes = (Note(at, it, exercise.items[at].said) for at, it in enumerate(right))
    return Grade(share(right), tuple(notes))
