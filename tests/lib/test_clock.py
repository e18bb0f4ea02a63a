from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from allears.lib import clock

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def test_inside_the_block_it_is_that_moment_in_utc_and_afterwards_no_longer() -> None:
    with clock.at(NOON):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC
        with clock.at(NOON + timedelta(days=1)):
            assert clock.now() == NOON + timedelta(days=1)
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_another_thread_keeps_its_own_time() -> None:
    with clock.at(NOON), ThreadPoolExecutor(1) as other:
        assert other.submit(clock.now).result() != NOON


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 3, 2)):  # noqa: DTZ001
        pass
