"""Hearing a large archive: in parts, on many processors or machines, and so that a run that was stopped can go on.

The archive is cut into chunks (plan.py). Each is heard by itself (work.py) by whichever engine there is (engines.py),
and written to a part of its own. When all parts are there they become one file (parts.py), in the order of the archive,
with exactly one reading for each conversation, however often a process, a machine or the whole run was killed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from allears.listening.files import walk
from allears.listening.formats.problems import Options, Problem
from allears.listening.listen import VERSION
from allears.listening.models.weights import OWN

from .engines import Engine, pool, ray
from .failing import ArchiveError
from .parts import Parts
from .plan import CHUNK, Chunk, chunks, fingerprint, inventory
from .work import Done, Task

__all__ = ["KINDS", "ArchiveError", "Totals", "hear_archive", "pool", "ray"]

KINDS = (".jsonl", ".parquet")


class Totals(NamedTuple):
    """What a run has heard, what earlier runs had finished included."""

    conversations: int
    turns: int
    unread: int


def hear_archive(
    paths: tuple[str, ...],
    out: Path,
    *,
    engine: Engine,
    format: str | None = None,
    options: Options = Options(),  # noqa: B008 - frozen
    on_problem: Callable[[Problem], None],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    chunk_size: int = CHUNK,
) -> Totals:
    """Hears all conversations of files and folders and writes their readings to `out` (.jsonl or .parquet).

    `on_progress` is told how many bytes of how many are done. Run again after it was stopped, it goes on from what is
    finished. Raises ArchiveError with one sentence if it cannot be done.
    """
    kind = out.suffix
    if kind not in KINDS:
        raise ArchiveError(f"{out}: readings are written to files that end in {' or '.join(KINDS)}.")
    if kind == ".parquet":
        from . import columns

        columns.schema()  # says now what is missing, not after the first chunk
    try:
        files = inventory(path for path in walk(paths) if Path(path).resolve() != out.resolve())
    except OSError as error:
        raise ArchiveError(f"{error.filename}: it cannot be read ({error.strerror}).") from None
    settings = json.dumps([VERSION, os.environ.get(OWN), kind, format, asdict(options), chunk_size], default=str)
    parts = Parts(out, kind[1:])
    total = sum(file.size for file in files)
    task = Task(str(parts.folder.resolve()), kind[1:], format, options)
    with parts.opened(fingerprint(files, settings)):
        before = tuple(parts.finished.values())
        size = _tell(before, 0, total, on_problem, on_progress)
        for done in engine(_left(chunks(files, format, chunk_size), frozenset(parts.finished)), task):
            parts.finish(done)
            size = _tell((done,), size, total, on_problem, on_progress)
        heard = parts.finished.values()
        totals = Totals(
            sum(done.conversations for done in heard),
            sum(done.turns for done in heard),
            sum(done.unread for done in heard),
        )
        parts.join()
    return totals


def _left(planned: Iterator[Chunk], finished: frozenset[int]) -> Iterator[Chunk]:
    return (chunk for chunk in planned if chunk.number not in finished)


def _tell(
    finished: tuple[Done, ...],
    size: int,
    total: int,
    on_problem: Callable[[Problem], None],
    on_progress: Callable[[int, int], None],
) -> int:
    for done in sorted(finished):
        size += done.size
        for problem in done.problems:
            on_problem(problem)
        if done.unread > len(done.problems):
            path, more = done.problems[-1].path, done.unread - len(done.problems)
            on_problem(Problem(path, 0, f"{more} more things near it could not be read"))
    on_progress(size, total)
    return size
