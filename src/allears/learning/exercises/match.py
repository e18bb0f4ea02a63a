"""match: what belongs together. The answer is, for each left item, the index of the right one chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .block import BadBlock, Block, take_apart
from .exercise import NO_SUCH, Answer, Exercise, Grade, Note, numbers, share

_ITEM = re.compile(r"(?P<left>\S.*?)\s+=>\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Exercise):
    """`lefts` and `rights` belong together by place. Several lefts may have the same right: it is listed once."""

    kind: ClassVar[str] = "match"
    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    key: tuple[int, ...]
    """For each left item, the index of its right one."""


def parse(block: Block) -> Match:
    pieces = take_apart(block, _ITEM)
    if len(pieces.items) < 2:
        raise BadBlock(block.line, f"“{block.name}” needs two pairs or more, lines such as “… => …”.")
    lefts = tuple(it.match["left"] for it in pieces.items)
    texts = [it.text() for it in pieces.items]
    rights = tuple(dict.fromkeys(texts))
    if len(set(lefts)) < len(lefts):
        raise BadBlock(block.line, f"“{block.name}” has the same left side twice.")
    if len(rights) < 2:
        raise BadBlock(block.line, f"“{block.name}” needs two different right sides.")
    return Match(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        lefts=lefts,
        rights=rights,
        key=tuple(rights.index(text) for text in texts),
    )


def complete(exercise: Match, answer: Answer) -> str:
    if len(answer) != len(exercise.lefts) or "" in answer:
        return "Choose something for each."
    return NO_SUCH if numbers(answer, len(exercise.rights)) is None else ""


def judge(exercise: Match, answer: Answer) -> Grade:
    right = [int(it) == key for it, key in zip(answer, exercise.key, strict=True)]
    return Grade(share(right), tuple(Note(place, it) for place, it in enumerate(right)))
