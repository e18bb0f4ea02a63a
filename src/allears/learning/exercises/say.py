"""say: write it, and see what listening hears. The answer is the text, heard as the agent's turn after those shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from allears.listening import Transcript, Turn, listen
from allears.listening.behaviours import BY_NAME

from .block import BadBlock, Block, Pieces, take_apart
from .exercise import Answer, Exercise, Grade, Heard, Line, Note
from .reflection import written

_ITEM = re.compile(r"(?P<who>Customer|Agent):\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Exercise):
    """`find`: behaviours to be heard, each line with its alternatives; `avoid`: those that may not be."""

    kind: ClassVar[str] = "say"
    turns: tuple[Line, ...]
    find: tuple[tuple[str, ...], ...]
    avoid: tuple[str, ...]
    least: int
    sample: str


def parse(block: Block) -> Say:
    pieces = take_apart(block, _ITEM, ("find", "avoid", "least", "sample"))
    turns = tuple(Line(it.match["who"].lower(), it.text()) for it in pieces.items)
    if not any(it.role == "customer" for it in turns):
        raise BadBlock(block.line, f"“{block.name}” needs a customer to be answered: a line “Customer: …”.")
    find = _names(pieces, "find", "|")
    if not find:
        raise BadBlock(block.line, f"“{block.name}” does not say what is to be heard: a line such as “find: checking”.")
    return Say(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        turns=turns,
        find=find,
        avoid=tuple(name for names in _names(pieces, "avoid", ",") for name in names),
        least=pieces.number("least", 3),
        sample=pieces.last("sample"),
    )


def _names(pieces: Pieces, word: str, between: str) -> tuple[tuple[str, ...], ...]:
    found = []
    for it in pieces.words.get(word, []):
        names = tuple(name.strip() for name in it.text.split(between))
        for name in names:
            if name not in BY_NAME or BY_NAME[name].party != "agent":
                raise BadBlock(
                    it.line, f"There is no behaviour of the agent called “{name}” (see the reference of behaviours)."
                )
        found.append(names)
    return tuple(found)


def complete(exercise: Say, answer: Answer) -> str:
    return written(answer, exercise.least)


def judge(exercise: Say, answer: Answer) -> Grade:
    """Each line of `find` is an equal part of the point; each behaviour of `avoid` that is heard takes a part away."""
    heard = hear(exercise.turns, answer[0])
    names = {it.behaviour for it in heard}
    notes = [
        Note(at, not names.isdisjoint(wanted), " or ".join(BY_NAME[name].label for name in wanted))
        for at, wanted in enumerate(exercise.find)
    ]
    harm = [name for name in exercise.avoid if name in names]
    notes += [Note(len(exercise.find) + at, False, BY_NAME[name].label) for at, name in enumerate(harm)]
    points = (sum(bool(it.right) for it in notes) - len(harm)) / len(exercise.find)
    return Grade(max(0.0, points), tuple(notes), heard=heard, sample=exercise.sample)


def hear(before: tuple[Line, ...], text: str) -> tuple[Heard, ...]:
    """What listening finds in an agent's written answer to the turns before it, in the order of the text."""
    turns = [Turn("customer" if it.role == "customer" else "agent", it.text) for it in before]
    reading = listen(Transcript("answer", (*turns, Turn("agent", text)), channel="chat"))
    found = []
    for mark in reading.marks:
        if mark.turn == len(before):
            known = BY_NAME[mark.behaviour]
            found.append(Heard(mark.behaviour, known.label, known.effect, mark.start, mark.end, mark.because))
    return tuple(found)
