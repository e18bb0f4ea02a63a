"""The work on one chunk, the same in every process and on every machine: from its pieces to a file of readings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple, cast
from uuid import uuid4

from allears.listening.encode import to_json
from allears.listening.formats import read
from allears.listening.formats.jsonl import NAME as OWN
from allears.listening.formats.problems import Options, Problem
from allears.listening.listen import listen_many
from allears.listening.reading import Reading
from allears.listening.transcript import Transcript

from .plan import Chunk, Piece

TOLD = 1_000
"""Things that could not be read, of one chunk, that are told one by one; of the rest only the number."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for all chunks: where the parts go, their kind, and how the input is read."""

    folder: str
    kind: str
    """"jsonl" or "parquet"."""
    format: str | None
    options: Options


class Done(NamedTuple):
    """A chunk that has been heard."""

    number: int
    size: int
    conversations: int
    turns: int
    unread: int
    problems: tuple[Problem, ...]


def part_path(folder: str, number: int, kind: str) -> Path:
    return Path(folder) / f"{number:08d}.{kind}"


def hear_chunk(chunk: Chunk, task: Task) -> Done:
    """Hears a chunk and writes its readings to its part, which is there as a whole or not at all.

    It may be done twice, also at the same moment: the outcome is the same, and the last to finish puts it in place.
    """
    problems: list[Problem] = []
    conversations = turns = failed = 0

    def unread(problem: Problem) -> None:
        nonlocal failed
        failed += 1
        if len(problems) < TOLD:
            problems.append(problem)

    def counted(transcripts: Iterator[Transcript]) -> Iterator[Transcript]:
        nonlocal conversations, turns
        for transcript in transcripts:
            conversations += 1
            turns += len(transcript.turns)
            yield transcript

    said = (transcript for piece in chunk.pieces for transcript in _transcripts(piece, task, unread))
    final = part_path(task.folder, chunk.number, task.kind)
    making = final.with_name(f"{final.name}.{uuid4().hex}.making")
    try:
        _write(listen_many(counted(said)), making, task.kind)
        making.replace(final)
    finally:
        making.unlink(missing_ok=True)
    return Done(chunk.number, chunk.size, conversations, turns, failed, tuple(problems))


def _write(readings: Iterator[Reading], path: Path, kind: str) -> None:
    if kind == "parquet":
        from . import columns

        columns.write(readings, path)
        _keep(path)
        return
    with path.open("wb") as out:
        for reading in readings:
            out.write(to_json(reading))
            out.write(b"\n")
        out.flush()
        os.fsync(out.fileno())


def _keep(path: Path) -> None:
    """Not to be lost with the power: what is named as finished must be on the disk."""
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _transcripts(piece: Piece, task: Task, unread: Callable[[Problem], None]) -> Iterator[Transcript]:
    if piece.whole:
        yield from read(piece.path, format=task.format, options=task.options, on_problem=unread)
        return
    try:
        stream = Path(piece.path).open("rb")  # noqa: SIM115 - closed below
    except OSError:
        yield from read(piece.path, format=OWN, on_problem=unread)  # it says why
        return
    with stream:
        stream.seek(piece.start)
        part = Stretch(stream, piece)
        yield from read(cast("IO[bytes]", part), format=OWN, options=task.options, on_problem=unread)


class Stretch:
    """The bytes of a piece, as a stream that knows its name and how many lines stand before it."""

    def __init__(self, stream: IO[bytes], piece: Piece) -> None:
        self.name = piece.path
        self.after = piece.after
        self._stream = stream
        self._left = piece.end - piece.start

    def read(self, size: int = -1) -> bytes:
        got = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(got)
        return got
