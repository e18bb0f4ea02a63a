"""Whenever the demo is loaded, nothing in it lies ahead: also a minute after midnight, and when the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from allears.lib import clock
from allears.transfer import demo


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 18, 0, 1, tzinfo=UTC),
        datetime(2026, 11, 18, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 18, 23, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 1, tzinfo=UTC),
        datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 5, 0, tzinfo=UTC),
    ],
)
def test_the_last_word_of_the_demo_has_been_said_but_not_long_ago(now: datetime, zone: str) -> None:
    lines = demo._lines()
    there = ZoneInfo(zone)
    with clock.at(now):
        today = demo._today(there, lines)
    last = max(
        demo._moment(today, there, line.day, line.time) + timedelta(seconds=turn.start or 0)
        for line in lines
        for turn in line.turns
    )
    assert last <= now
    assert now - last < timedelta(days=2)
