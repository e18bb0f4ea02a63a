"""fill: the missing words. The answer is the texts of the gaps, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .block import BadBlock, Block, take_apart
from .exercise import Answer, Exercise, Grade, Note, share

_GAP = re.compile(r"\{\{(.*?)\}\}", re.S)
_APOSTROPHES = str.maketrans("’‘ʼ`“”", "''''\"\"")
_NUMBERS = re.compile(r"#\s*(-?\d[\d.]*)\s*\.\.\s*(-?\d[\d.]*)")
LONGEST_GAP = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill(Exercise):
    """`texts` are the pieces around the gaps (one more than these); `gaps` the answers that are right in each."""

    kind: ClassVar[str] = "fill"
    texts: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]


def parse(block: Block) -> Fill:
    pieces = take_apart(block, None)
    parts = _GAP.split(pieces.prompt)
    gaps = tuple(tuple(it.strip() for it in part.split("|")) for part in parts[1::2])
    if not gaps:
        raise BadBlock(block.line, f"“{block.name}” has no gap: write the missing words as {{{{word}}}}.")
    if any(not it for gap in gaps for it in gap):
        raise BadBlock(block.line, f"“{block.name}” has a gap, or one of its answers, without words.")
    for it in (it for gap in gaps for it in gap if it.startswith("#")):
        if number_range(it) is None:
            raise BadBlock(block.line, f"“{it}” is no range of numbers such as “#1815..1822”.")
    return Fill(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        texts=tuple(parts[::2]),
        gaps=gaps,
    )


def complete(exercise: Fill, answer: Answer) -> str:
    if len(answer) != len(exercise.gaps) or not all(it.strip() for it in answer):
        return "Fill every gap."
    return "" if all(len(it) <= LONGEST_GAP for it in answer) else "That is too long for a gap."


def judge(exercise: Fill, answer: Answer) -> Grade:
    right = [any(_fits(it, wanted) for wanted in gap) for it, gap in zip(answer, exercise.gaps, strict=True)]
    notes = (Note(at, it, "" if it else f"Fits: {shown(exercise.gaps[at][0])}") for at, it in enumerate(right))
    return Grade(share(right), tuple(notes))


def shown(wanted: str) -> str:
    """An answer that fits a gap, in words."""
    bounds = number_range(wanted)
    if bounds is None:
        return wanted
    least, most = (f"{it:g}" for it in bounds)
    return least if least == most else f"{least} to {most}"


def _fits(answer: str, wanted: str) -> bool:
    bounds = number_range(wanted)
    if bounds is None:
        return _plain(answer) == _plain(wanted)
    try:
        return bounds[0] <= float(answer.replace(",", "").strip()) <= bounds[1]
    except ValueError:
        return False


def number_range(wanted: str) -> tuple[float, float] | None:
    """The bounds of “#1815..1822”; None for words."""
    match = _NUMBERS.fullmatch(wanted)
    try:
        bounds = (float(match[1]), float(match[2])) if match else None
    except ValueError:
        return None
    return bounds if bounds and bounds[0] <= bounds[1] else None


def _plain(text: str) -> str:
    return " ".join(text.translate(_APOSTROPHES).casefold().split())
