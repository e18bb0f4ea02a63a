"""reflection: a few words of one's own. The answer is the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .block import Block, take_apart
from .exercise import LONGEST, Answer, Exercise, Grade

LEAST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Exercise):
    kind: ClassVar[str] = "reflection"
    scored: ClassVar[bool] = False
    least: int
    sample: str


def parse(block: Block) -> Reflection:
    pieces = take_apart(block, None, ("least", "sample"))
    return Reflection(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        least=pieces.number("least", LEAST),
        sample=pieces.last("sample"),
    )


def complete(exercise: Reflection, answer: Answer) -> str:
    return written(answer, exercise.least)


def judge(exercise: Reflection, answer: Answer) -> Grade:
    return Grade(None, sample=exercise.sample)


def written(answer: Answer, least: int) -> str:
    """What is missing of a text of at least so many words; empty: nothing."""
    if len(answer) != 1:
        return "Write a few words."
    if len(answer[0]) > LONGEST:
        return f"This is longer than {LONGEST:,} characters: say it shorter."
    missing = least - len(answer[0].split())
    if missing <= 0:
        return ""
    return "Write a few words." if not answer[0].strip() else f"Some {missing} words more, please."
