"""What /patterns shows: a believable day at Merridew & Lund, Pianos, in plain values, without a database."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2025, 12, 2, 14, 20, tzinfo=UTC)
"""The moment at which the patterns are looked at, so that 'tomorrow' and 'overdue' stay true."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of December 2025; days before the first lie in November."""
    if day < 1:
        return datetime(2025, 11, 30 + day, hour, minute, tzinfo=UTC)
    return datetime(2025, 12, day, hour, minute, tzinfo=UTC)
