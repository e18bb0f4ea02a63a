# ruff: noqa: DTZ001 (a calendar counts in wall-clock time)
"""Business calendars: days, hours, holidays."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from allears.listening.promises.calendar import BusinessCalendar


def test_the_day_itself_is_not_counted_and_weekends_are_passed_over() -> None:
    assert BusinessCalendar().add_working_days(date(2025, 5, 16), 1) == date(2025, 5, 19)
    assert BusinessCalendar().add_working_days(date(2025, 5, 17), 0) == date(2025, 5, 19)


def test_own_days_off_and_public_holidays_are_no_working_days() -> None:
    calendar = BusinessCalendar(country="GB", subdivision="ENG", closed=frozenset({date(2025, 12, 24)}))
    assert not calendar.is_working_day(date(2025, 12, 24))
    assert not calendar.is_working_day(date(2025, 12, 26))
    assert calendar.add_working_days(date(2025, 12, 23), 1) == date(2025, 12, 29)


def test_working_hours_stop_at_closing_and_go_on_at_opening() -> None:
    calendar = BusinessCalendar(opens=time(8), closes=time(18))
    assert calendar.add_working_hours(datetime(2025, 5, 16, 17, 0), 2) == datetime(2025, 5, 19, 9, 0)
    assert calendar.add_working_hours(datetime(2025, 5, 17, 12, 0), 1) == datetime(2025, 5, 19, 9, 0)
    assert calendar.add_working_hours(datetime(2025, 5, 16, 6, 0), 1) == datetime(2025, 5, 16, 9, 0)


def test_a_week_that_works_on_sunday() -> None:
    calendar = BusinessCalendar(working_days=frozenset({6, 0, 1, 2, 3}))
    assert calendar.add_working_days(date(2025, 5, 15), 1) == date(2025, 5, 18)


@pytest.mark.parametrize("count", [-1, 3_661, 10**9])
def test_a_senseless_number_of_days_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="working days"):
        BusinessCalendar().add_working_days(date(2025, 5, 14), count)


def test_a_calendar_that_never_works_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one working day"):
        BusinessCalendar(working_days=frozenset())
    with pytest.raises(ValueError, match="open before"):
        BusinessCalendar(opens=time(17), closes=time(9))
