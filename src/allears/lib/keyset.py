"""Pages of a list that cost the same at the first row and at the millionth.

A page is asked for by the last row seen (its moment and id), never by a number, so no row is counted or skipped over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from .errors import Invalid

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place between two rows of a list that runs from new to old."""

    at: datetime
    id: int

    def __str__(self) -> str:
        # Whole numbers only: `timestamp()` is a float and loses the last microsecond, and with it a row.
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}_{self.id}"

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """The cursor that `str()` wrote; None for an empty text. Raises Invalid for anything else."""
        if not text:
            return None
        micros, _, number = text.partition("_")
        if not (micros.lstrip("-").isdecimal() and number.isdecimal() and len(text) <= 40):
            raise Invalid("after", "This page address is not complete. Go back to the first page.")
        try:
            at = _EPOCH + timedelta(microseconds=int(micros))
        except (OverflowError, ValueError):
            raise Invalid("after", "This page address is not complete. Go back to the first page.") from None
        return cls(at, min(int(number), 2**63 - 1))


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and where the next ones begin (empty: these were the last)."""

    rows: Sequence[T]
    next: str = ""
