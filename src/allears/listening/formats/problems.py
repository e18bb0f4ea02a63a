"""What a reader takes, and what it says when it cannot read something."""

from __future__ import annotations

from dataclasses import dataclass

from allears.listening.transcript import Channel, Role

HEAD = 64 * 1024
"""Bytes at the start of a source from which its format is detected."""

MAX_LINE = 64 * 1024 * 1024
"""The longest line that is read, in bytes."""

MAX_DOCUMENT = 256 * 1024 * 1024
"""The largest source, in bytes, of a format that cannot be read line by line."""

MAX_TURNS = 100_000
"""Turns of one conversation."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who asks knows about the source.

    What the file says goes first: `agent` and `channel` fill in only what it leaves open. `agent` is the name or
    address of the speaker who is the agent (for mail also our own domain). `speakers` are pairs of a speaker and their
    role, and do go before the file. `delimiter` and `columns` are for tables: the names of the columns from left to
    right, of `speaker text role start end conversation channel`; any other name is a column to pass over.
    `model` is the folder or name of the speech model, for recordings; `diarize` tells voices on one channel apart.
    """

    agent: str = ""
    delimiter: str = ""
    columns: tuple[str, ...] = ()
    channel: Channel | None = None
    speakers: tuple[tuple[str, Role], ...] = ()
    model: str = ""
    diarize: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read. `line` counts from 1; 0 where no line is to blame."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class FormatError(ValueError):
    """A source, or part of it, cannot be read. Its text is `path:line: what is wrong`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Unreadable(ValueError):
    """Why one conversation cannot be read; a reader turns it into a Problem and goes on with the next.

    `line` is where in the source, if that is known better than "where the conversation begins".
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
