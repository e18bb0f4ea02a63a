"""Reads the project's labelled conversations (corpus/GUIDE.md tells how they are written)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from allears.listening.reading import Mark
from allears.listening.transcript import Channel, Customer, Role, Transcript, Turn

_LINE = re.compile(r"(?P<who>[ACB])(?: (?P<name>[^:\[\]]{1,60}))?: ?(?P<body>.*)")
_HARD = re.compile(r"\s+~ ?(?P<names>[a-z_]+(?:\s*,\s*[a-z_]+)*)\s*$")
_OPEN = re.compile(r"\[(?P<name>[a-z_]+) ")
_ROLES: dict[str, Role] = {"A": "agent", "C": "customer", "B": "bot"}


class CorpusError(ValueError):
    """A line that does not follow corpus/GUIDE.md; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One conversation with its gold marks, and its hard negatives as (turn, behaviour)."""

    transcript: Transcript
    marks: tuple[Mark, ...]
    hard: frozenset[tuple[int, str]]
    setting: str = ""
    trade: str = ""
    variety: str = ""


def load_corpus(folder: Path) -> Iterator[Labelled]:
    """Every conversation of a folder's .txt files (or of one file), in the order of the file names."""
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else [folder]:
        yield from parse_corpus(path.read_text("utf-8"), path.name)


def parse_corpus(text: str, source: str = "<text>") -> Iterator[Labelled]:
    """Every conversation of one file's text. Raises CorpusError at the first line that breaks the format."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith("==") and block:
            yield _conversation(block, source)
            block = []
        if line.startswith("==") or (block and line.strip()):
            block.append((number, line.rstrip()))
        elif line.strip() and not line.startswith("#"):
            raise CorpusError(f"{source}:{number}: a turn outside of any conversation")
        elif block:
            yield _conversation(block, source)
            block = []


def parse_marks(body: str, turn: int) -> tuple[str, list[Mark]]:
    """Plain text and gold marks of `words [behaviour words] words`; marks may nest. Raises CorpusError."""
    out: list[str] = []
    length = 0
    stack: list[tuple[str, int]] = []
    marks: list[Mark] = []
    at = 0
    while at < len(body):
        char = body[at]
        if char == "[":
            opened = _OPEN.match(body, at)
            if opened is None:
                raise CorpusError("a bracket without the name of a behaviour")
            stack.append((opened["name"], length))
            at = opened.end()
            continue
        if char == "]":
            if not stack:
                raise CorpusError("a closing bracket without an opening one")
            name, start = stack.pop()
            marks.append(Mark(name, turn, start, length, 1.0, "labelled"))
            at += 1
            continue
        out.append(char)
        length += 1
        at += 1
    if stack:
        raise CorpusError(f"the bracket of {stack[-1][0]} is never closed")
    return "".join(out), sorted(marks, key=lambda m: (m.start, -m.end, m.behaviour))


def _conversation(block: list[tuple[int, str]], source: str) -> Labelled:
    number, head = block[0]
    fields = [f.strip() for f in head.removeprefix("==").split("|")]
    if len(fields) != 6:
        raise CorpusError(f"{source}:{number}: the head needs six fields, found {len(fields)}")
    id_, channel, setting, trade, variety, started = fields
    if channel not in get_args(Channel):
        raise CorpusError(f"{source}:{number}: unknown channel {channel!r}")
    try:
        started_at = datetime.fromisoformat(started).replace(tzinfo=UTC)
    except ValueError as error:
        raise CorpusError(
            f"{source}:{number}: the time should look like 2025-03-04 10:12, found {started!r}"
        ) from error
    turns: list[Turn] = []
    marks: list[Mark] = []
    hard: set[tuple[int, str]] = set()
    names: dict[Role, str] = {}
    first_names: dict[Role, str] = {}
    for line_number, line in block[1:]:
        match = _LINE.match(line)
        if match is None:
            raise CorpusError(f"{source}:{line_number}: a turn begins with A, C or B, then a colon")
        role = _ROLES[match["who"]]
        if match["name"]:
            names[role] = match["name"].strip()
            first_names.setdefault(role, names[role])
        body = match["body"].strip()
        negatives = _HARD.search(body)
        if negatives:
            hard |= {(len(turns), name.strip()) for name in negatives["names"].split(",")}
            body = body[: negatives.start()]
        body = body.replace(" // ", "\n").replace("//", "\n")
        try:
            text, found = parse_marks(body, len(turns))
        except CorpusError as error:
            raise CorpusError(f"{source}:{line_number}: {error}") from error
        turns.append(Turn(role, text, names.get(role, "")))
        marks += found
    transcript = Transcript(
        id=id_,
        turns=tuple(turns),
        channel=channel,  # type: ignore[arg-type]  # held against the literal above
        started_at=started_at,
        customer=Customer(name=first_names.get("customer", "")),
        agent=first_names.get("agent", ""),
    )
    return Labelled(transcript, tuple(marks), frozenset(hard), setting, trade, variety)
