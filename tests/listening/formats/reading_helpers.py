"""Reading bytes in one call, for the tests of the readers."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from allears.listening.formats import Options, Problem, read
from allears.listening.transcript import Transcript


def read_all(raw: bytes | str, format: str | None = None, **options: Any) -> tuple[list[Transcript], list[Problem]]:
    """What a reader makes of `raw`, and what it could not read."""
    problems: list[Problem] = []
    stream = BytesIO(raw if isinstance(raw, bytes) else raw.encode())
    found = list(read(stream, format=format, options=Options(**options), on_problem=problems.append))
    return found, problems


def read_one(raw: bytes | str, format: str | None = None, **options: Any) -> Transcript:
    """The one conversation in `raw`, in which nothing is wrong."""
    found, problems = read_all(raw, format, **options)
    assert problems == []
    assert len(found) == 1
    return found[0]


def said(transcript: Transcript) -> list[tuple[str, str, str]]:
    """Role, speaker and text of each turn."""
    return [(turn.role, turn.speaker, turn.text) for turn in transcript.turns]
