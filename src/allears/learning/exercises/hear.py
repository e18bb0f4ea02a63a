"""hear: find the turn. The answer is the indices of the turns marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .block import BadBlock, Block, take_apart
from .exercise import NO_SUCH, Answer, Exercise, Grade, Line, Note, numbers, ticks

_ITEM = re.compile(r"(?P<star>\*\s+)?(?P<who>Customer|Agent):\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hear(Exercise):
    """`audio` is the path of a recording in the course; empty: none."""

    kind: ClassVar[str] = "hear"
    turns: tuple[Line, ...]
    wanted: tuple[bool, ...]
    said: tuple[str, ...]
    audio: str


def parse(block: Block) -> Hear:
    pieces = take_apart(block, _ITEM, ("audio",))
    if len(pieces.items) < 2:
        raise BadBlock(
            block.line, f"“{block.name}” needs two turns or more, lines such as “Customer: …” and “Agent: …”."
        )
    wanted = tuple(bool(it.match["star"]) for it in pieces.items)
    if not any(wanted) or all(wanted):
        raise BadBlock(block.line, f"“{block.name}” needs a turn to be found, marked “* Agent: …”, among others.")
    return Hear(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        turns=tuple(Line(it.match["who"].lower(), it.text()) for it in pieces.items),
        wanted=wanted,
        said=tuple(it.note for it in pieces.items),
        audio=pieces.last("audio"),
    )


def complete(exercise: Hear, answer: Answer) -> str:
    if not answer:
        return "Mark at least one turn."
    return NO_SUCH if numbers(answer, len(exercise.turns)) is None else ""


def judge(exercise: Hear, answer: Answer) -> Grade:
    marked = {int(it) for it in answer}
    notes = tuple(
        Note(at, (at in marked) == wanted, exercise.said[at])
        for at, wanted in enumerate(exercise.wanted)
        if wanted or at in marked
    )
    return Grade(ticks(answer, exercise.wanted), notes)
