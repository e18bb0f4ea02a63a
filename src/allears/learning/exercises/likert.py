"""likert: how often, how much. The answer is a number for each statement, 1 for the first word of the scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from .block import BadBlock, Block, Word, take_apart
from .exercise import NO_SUCH, Answer, Exercise, Grade, numbers

_ITEM = re.compile(r"-\s+(?P<text>\S.*)")
_BAND = re.compile(r"(\d{1,4})\s*[-–]\s*(\d{1,4})\s+(\S.*)")
_REVERSED = "(reversed)"


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    reversed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Totals from `first` to `last`, both included."""

    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likert(Exercise):
    kind: ClassVar[str] = "likert"
    scored: ClassVar[bool] = False
    scale: tuple[str, ...]
    statements: tuple[Statement, ...]
    bands: tuple[Band, ...]

    def total(self, answer: Answer) -> int:
        top = len(self.scale) + 1
        return sum(top - int(it) if one.reversed else int(it) for it, one in zip(answer, self.statements, strict=True))


def parse(block: Block) -> Likert:
    pieces = take_apart(block, _ITEM, ("scale", "band"))
    scale = tuple(word.strip() for word in pieces.last("scale").split("|"))
    if len(scale) < 2 or not all(scale):
        raise BadBlock(block.line, f"“{block.name}” needs its scale: “scale: never | seldom | … | always”.")
    if not pieces.items:
        raise BadBlock(block.line, f"“{block.name}” has no statements, lines such as “- …”.")
    statements = tuple(
        Statement(it.text().removesuffix(_REVERSED).strip(), it.text().endswith(_REVERSED)) for it in pieces.items
    )
    return Likert(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        scale=scale,
        statements=statements,
        bands=_bands(pieces.words.get("band", []), len(statements), len(statements) * len(scale)),
    )


def _bands(words: list[Word], least: int, most: int) -> tuple[Band, ...]:
    found: list[Band] = []
    for word in words:
        match = _BAND.fullmatch(word.text)
        if match is None:
            raise BadBlock(word.line, "A band is written “band: 5-10 Words”.")
        band = Band(int(match[1]), int(match[2]), match[3])
        awaited = found[-1].last + 1 if found else least
        if band.first != awaited or band.last < band.first:
            raise BadBlock(word.line, f"This band has to begin at {awaited}: bands follow one another without a gap.")
        found.append(band)
    if found and found[-1].last != most:
        raise BadBlock(words[-1].line, f"The last band has to end at {most}, the highest total.")
    return tuple(found)


def complete(exercise: Likert, answer: Answer) -> str:
    if len(answer) != len(exercise.statements) or "" in answer:
        return "Choose a word for each statement."
    return NO_SUCH if numbers(answer, len(exercise.scale) + 1, 1) is None else ""


def judge(exercise: Likert, answer: Answer) -> Grade:
    total = exercise.total(answer)
    words = next((it.words for it in exercise.bands if it.first <= total <= it.last), "")
    most = len(exercise.statements) * len(exercise.scale)
    return Grade(None, words=f"{total} of {most}. {words}".strip())
