"""roleplay: a caller who answers. The answer is the indices of the choices taken, from the first scene on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .block import NAME, BadBlock, Block, Item, take_apart
from .exercise import NO_SUCH, Answer, Exercise, Grade, Line, Note, numbers

_ITEM = re.compile(
    r"##\s+(?P<scene>\S+)\s*$|(?P<who>Customer|Agent):\s+(?P<text>\S.*)|-\s+(?P<choice>\S.*)|(?P<end>end):\s+(?P<how>\S+)\s*$"
)
_LEADS = re.compile(r"(?P<text>\S.*?)\s+->\s+(?P<scene>\S+)")
ENDS: Mapping[str, float] = {"well": 1.0, "fairly": 0.5, "badly": 0.0}
"""How a role play may end, and what it is worth."""
MOST_CHOICES = 50
"""Choices on one path: a caller who goes round in circles is let go."""


@dataclass(frozen=True, slots=True)
class Way:
    """Something one may say, the scene it leads to, and what is said of it."""

    text: str
    scene: str
    said: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What is said in a scene, and what one may answer; `end` is well, fairly or badly where it is one."""

    name: str
    turns: tuple[Line, ...]
    ways: tuple[Way, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Played:
    """A scene that was reached: the way one took from it, None where it is the one that one stands in."""

    scene: Scene
    way: Way | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roleplay(Exercise):
    kind: ClassVar[str] = "roleplay"
    scenes: tuple[Scene, ...]

    def play(self, answer: Answer) -> tuple[Played, ...]:
        """The scenes that these choices lead through, the last one with what is still to be chosen."""
        by_name = {it.name: it for it in self.scenes}
        at, played = self.scenes[0], []
        for choice in answer[:MOST_CHOICES]:
            place = numbers((choice,), len(at.ways))
            if not place:
                break
            way = at.ways[place[0]]
            played.append(Played(at, way))
            at = by_name[way.scene]
        return (*played, Played(at, None))


def parse(block: Block) -> Roleplay:
    pieces = take_apart(block, _ITEM)
    drafts: list[tuple[Item, list[Item]]] = []
    for it in pieces.items:
        if it.match["scene"]:
            drafts.append((it, []))
        elif drafts:
            drafts[-1][1].append(it)
        else:
            raise BadBlock(it.line, "A role play begins with its first scene: “## start”.")
    scenes = tuple(_scene(head, items) for head, items in drafts)
    _check(block, scenes, [head.line for head, _ in drafts])
    return Roleplay(
        name=block.name,
        prompt=pieces.prompt,
        why=pieces.last("why"),
        digest=block.digest,
        line=block.line,
        scenes=scenes,
    )


def _scene(head: Item, items: list[Item]) -> Scene:
    turns, ways, end = [], [], ""
    for it in items:
        if it.match["who"]:
            turns.append(Line(it.match["who"].lower(), it.text()))
        elif it.match["end"]:
            end = it.match["how"]
            if end not in ENDS:
                raise BadBlock(it.line, "A role play ends “well”, “fairly” or “badly”.")
        else:
            leads = _LEADS.fullmatch(it.text("choice"))
            if leads is None:
                raise BadBlock(it.line, "A choice says where it leads: “- words -> scene”.")
            ways.append(Way(leads["text"], leads["scene"], it.note))
    name = head.match["scene"]
    if not NAME.fullmatch(name):
        raise BadBlock(head.line, f"A scene is named in small letters, digits and hyphens, not “{name}”.")
    if not turns:
        raise BadBlock(head.line, f"Nobody says anything in the scene “{name}”.")
    if bool(ways) == bool(end):
        raise BadBlock(head.line, f"The scene “{name}” needs choices or an end, and not both.")
    return Scene(name, tuple(turns), tuple(ways), end)


def _check(block: Block, scenes: tuple[Scene, ...], lines: list[int]) -> None:
    """Every choice leads to a scene, every scene can be reached, and from every scene an end. Raises BadBlock."""
    if not scenes:
        raise BadBlock(block.line, f"“{block.name}” has no scenes: write “## start”.")
    line = {it.name: number for it, number in zip(scenes, lines, strict=True)}
    leads = {it.name: {way.scene for way in it.ways} for it in scenes}
    if len(leads) < len(scenes):
        raise BadBlock(block.line, f"“{block.name}” has two scenes of the same name.")
    for name, to in leads.items():
        for missing in sorted(to - leads.keys()):
            raise BadBlock(line[name], f"The scene “{name}” leads to “{missing}”, which is not there.")
    reached = _spread({scenes[0].name}, leads)
    back: dict[str, set[str]] = {name: {other for other, to in leads.items() if name in to} for name in leads}
    ending = _spread({it.name for it in scenes if it.end}, back)
    for name in leads:
        if name not in reached:
            raise BadBlock(line[name], f"Nothing leads to the scene “{name}”.")
        if name not in ending:
            raise BadBlock(line[name], f"From the scene “{name}” no end can be reached.")


def _spread(names: set[str], leads: Mapping[str, set[str]]) -> set[str]:
    reached, fresh = set(names), set(names)
    while fresh:
        fresh = {to for name in fresh for to in leads[name]} - reached
        reached |= fresh
    return reached


def complete(exercise: Roleplay, answer: Answer) -> str:
    played = exercise.play(answer)
    if len(played) != len(answer) + 1:
        return NO_SUCH
    return "" if played[-1].scene.end else "The caller waits for your answer."


def judge(exercise: Roleplay, answer: Answer) -> Grade:
    played = exercise.play(answer)
    notes = tuple(Note(at, None, it.way.said) for at, it in enumerate(played) if it.way and it.way.said)
    end = played[-1].scene.end
    return Grade(
        ENDS[end],
        notes,
        words={"well": "It ended well.", "fairly": "It ended fairly.", "badly": "It ended badly."}[end],
    )
