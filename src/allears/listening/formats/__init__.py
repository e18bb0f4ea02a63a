"""Readers: from the files that other systems write to Transcripts. One file a format; `FORMATS` lists them.

from allears.listening.formats import read

for transcript in read("calls.jsonl"):
    ...
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING

from allears.listening.formats.documents import broken_at
from allears.listening.formats.jsonl import to_json, write
from allears.listening.formats.problems import FormatError, Options, Problem
from allears.listening.formats.registry import NAMES, reader, recognise
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript

__all__ = ["FORMATS", "FormatError", "Options", "Problem", "detect", "read", "to_json", "write"]

if TYPE_CHECKING:
    FORMATS: dict[str, str]
    """Each format's name and one line about it."""


def __getattr__(name: str) -> dict[str, str]:
    # Asked for by few, and it loads every reader: one conversation is read by one.
    if name == "FORMATS":
        return {each: reader(each).ABOUT for each in sorted(NAMES)}
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def detect(head: bytes, path: str = "") -> str | None:
    """The name of the format that the first 64 KiB of a source show; None if it is none that is known.

    It goes by the content: `path` is there for messages, never for the answer.
    """
    return recognise(Head(head, path))


def read(
    source: str | Path | IO[bytes],
    *,
    format: str | None = None,
    options: Options = Options(),  # noqa: B008 - frozen
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Transcript]:
    """Yields the conversations of a source one after the other; an archive of any size in constant memory, where the
    format has one conversation a line.

    `source` is a path, a binary stream, or "-" for standard input. `format` is one of FORMATS; None detects it.
    What cannot be read goes to `on_problem`, and the rest goes on; without it, the first one raises FormatError.
    """
    for found in _read(source, format, options):
        if isinstance(found, Transcript):
            yield found
        elif on_problem is None:
            raise FormatError(found)
        else:
            on_problem(found)


def _read(source: str | Path | IO[bytes], format: str | None, options: Options) -> Iterator[Transcript | Problem]:
    if not isinstance(source, str | Path):
        yield from _read_stream(source, str(getattr(source, "name", "stream")), format, options)
        return
    if str(source) == "-":
        yield from _read_stream(sys.stdin.buffer, "stdin", format, options)
        return
    path = Path(source)
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield Problem(str(path), 0, _why(error))
        return
    with closing(stream):
        yield from _read_stream(stream, str(path), format, options)


def _read_stream(stream: IO[bytes], path: str, format: str | None, options: Options) -> Iterator[Transcript | Problem]:
    try:
        source = Source(stream, path)
        if not source.head.strip():
            yield source.problem(0, "the file is empty")
            return
        name = format or ("csv" if options.columns or options.delimiter else None)
        name = name or recognise(Head(source.head, path, whole=source.all_in_head))
        if name is None and (broken := broken_at(source)):
            yield broken
            return
        if name is None or name not in NAMES:
            what = f'there is no format "{format}"' if format else "this is no format that is known"
            yield source.problem(0, f"{what}; the formats are {', '.join(sorted(NAMES))}")
            return
        nothing = True
        for found in reader(name).read(source, options):
            nothing = False
            yield found
        if nothing:
            yield source.problem(0, "there is no conversation in it")
    except OSError as error:
        yield Problem(path, 0, _why(error))


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a file"
    if isinstance(error, PermissionError):
        return "the file may not be read"
    return f"the file cannot be read ({getattr(error, 'strerror', None) or error})"
