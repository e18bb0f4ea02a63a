"""What writing a course for another program gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """A file with its name and media type, and a sentence for each thing that could not be carried."""

    name: str
    media_type: str
    content: bytes
    notes: tuple[str, ...] = ()
