"""What an archive holds, cut into chunks that can be heard apart: some whole files, or some lines of a large one.

The plan follows from the files alone, so that a run that was stopped finds the same chunks again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from allears.listening.formats.documents import one_a_line
from allears.listening.formats.jsonl import NAME as OWN
from allears.listening.formats.jsonl import sniff
from allears.listening.formats.registry import recognise
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source

CHUNK = 4 * 1024 * 1024
"""Bytes of a chunk, about: some thousands of conversations, some seconds of work."""
MOST_FILES = 500
"""Files of a chunk."""
_BLOCK = 1024 * 1024


class File(NamedTuple):
    """A file of the archive as it was when the run began."""

    path: str
    size: int
    changed: int
    """When it was last changed, in nanoseconds."""


class Piece(NamedTuple):
    """A file, or the bytes of it from `start` to `end`, before which there are `after` lines."""

    path: str
    start: int = 0
    end: int = -1
    after: int = 0

    @property
    def whole(self) -> bool:
        return self.end < 0


class Chunk(NamedTuple):
    """What is heard in one go: its place in the archive, its pieces in order, and how many bytes they are."""

    number: int
    pieces: tuple[Piece, ...]
    size: int


def inventory(paths: Iterable[str]) -> list[File]:
    """The files of an archive with their sizes, in order. Raises OSError for one that is not there."""
    found = []
    for path in paths:
        about = Path(path).stat()
        found.append(File(path, about.st_size, about.st_mtime_ns))
    return found


def fingerprint(files: Iterable[File], settings: str) -> str:
    """A text that is another one as soon as a file, or anything that bears on the outcome, is another."""
    digest = hashlib.sha256(settings.encode())
    for file in files:
        digest.update(f"\n{file.path}\0{file.size}\0{file.changed}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def chunks(files: Iterable[File], format_: str | None, size: int = CHUNK) -> Iterator[Chunk]:
    """The chunks of an archive, as they are found: a large file is cut while its first lines are heard already."""
    number = 0
    pieces: list[Piece] = []
    held = 0
    for file in files:
        large = file.size > size and format_ in (None, OWN) and _one_a_line(file.path)
        if pieces and (large or held + file.size > size or len(pieces) >= MOST_FILES):
            yield Chunk(number, tuple(pieces), held)
            number, pieces, held = number + 1, [], 0
        if not large:
            pieces.append(Piece(file.path))
            held += file.size
            continue
        for piece in _stretches(file, size):
            yield Chunk(number, (piece,), piece.end - piece.start)
            number += 1
    if pieces:
        yield Chunk(number, tuple(pieces), held)


def _one_a_line(path: str) -> bool:
    """True for a file of our own format with one conversation a line: only such a file can be cut."""
    try:
        with Path(path).open("rb") as stream:
            source = Source(stream, path)
            if source.head.startswith(b"\xff\xfe") or not source.head.strip():
                return False
            name = recognise(Head(source.head, path, whole=source.all_in_head))
            return name == OWN and one_a_line(source, lambda head: sniff(head))
    except OSError:
        return False  # said when it is read


def _stretches(file: File, size: int) -> Iterator[Piece]:
    """Cuts a file behind line ends, each part of at least `size` bytes (but the last) and, with short lines, of less
    than twice as many.
    """
    start = after = lines = 0
    at = 0
    with Path(file.path).open("rb", buffering=0) as stream:
        while at < file.size:
            block = stream.read(min(_BLOCK, size, file.size - at))
            if not block:
                break
            cut = block.find(b"\n", max(0, start + size - 1 - at)) if at + len(block) >= start + size else -1
            if cut >= 0:
                end = at + cut + 1
                lines += block.count(b"\n", 0, cut + 1)
                yield Piece(file.path, start, end, after)
                start, after = end, lines
                lines += block.count(b"\n", cut + 1)
            else:
                lines += block.count(b"\n")
            at += len(block)
    if start < file.size:
        yield Piece(file.path, start, file.size, after)
