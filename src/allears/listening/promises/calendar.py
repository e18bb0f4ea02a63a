"""Business calendars: which days and hours an organisation works. Pure: nothing here asks what time it is now."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import cast

MAX_DAYS = 3_660
"""Ten years: further ahead nobody promises, and a hostile number must not keep us counting."""


@cache
def _public_holidays(country: str, subdivision: str) -> Container[date]:
    # Imported here because the package is large and most transcripts need no holidays.
    import holidays

    return cast("Container[date]", holidays.country_holidays(country, subdiv=subdivision or None))


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """Working days (Monday is 0), hours and holidays.

    `country` (ISO 3166-1 alpha-2, with `subdivision`, as the `holidays` package names them) adds public holidays;
    `closed` adds days of the organisation's own. `zone` is the organisation's IANA time zone, used for "our time".
    `first_thing` is how long after opening "first thing" lasts. Lunch does not stop the working hours.

    >>> BusinessCalendar().add_working_days(date(2025, 5, 16), 2)
    datetime.date(2025, 5, 20)
    """

    working_days: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    opens: time = time(9)
    closes: time = time(17)
    lunch_starts: time = time(12)
    lunch_ends: time = time(13)
    first_thing: timedelta = timedelta(hours=1)
    country: str = ""
    subdivision: str = ""
    closed: frozenset[date] = field(default_factory=frozenset)
    zone: str = ""

    def __post_init__(self) -> None:
        if not self.working_days or not self.working_days <= set(range(7)):
            raise ValueError("A business calendar needs at least one working day, numbered 0 (Monday) to 6 (Sunday).")
        if self.opens >= self.closes:
            raise ValueError("A business calendar must open before it closes.")

    def is_holiday(self, day: date) -> bool:
        """True on a public holiday of the country or on a day of `closed`."""
        return day in self.closed or bool(self.country and day in _public_holidays(self.country, self.subdivision))

    def is_working_day(self, day: date) -> bool:
        """True if the organisation works on that day."""
        return day.weekday() in self.working_days and not self.is_holiday(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted. A count of 0 gives `day`, or the
        next working day if it is none. ValueError for negative counts and those beyond ten years."""
        if not 0 <= count <= MAX_DAYS:
            raise ValueError(f"A number of working days must be between 0 and {MAX_DAYS}.")
        result = day
        for _ in range(count):
            result = self._working_from(result + timedelta(days=1))
        return self._working_from(result)

    def _working_from(self, day: date) -> date:
        for _ in range(MAX_DAYS):
            if self.is_working_day(day):
                return day
            day += timedelta(days=1)
        raise ValueError("The business calendar has no working day within ten years.")

    def last_working_day(self, start: date, end: date) -> date | None:
        """The last working day from `start` to `end`, both included; None if there is none."""
        day = end
        while day >= start:
            if self.is_working_day(day):
                return day
            day -= timedelta(days=1)
        return None

    def open_of(self, day: date) -> datetime:
        """The opening hour on that day, without a zone, whether or not it is a working day."""
        return datetime.combine(day, self.opens)

    def close_of(self, day: date) -> datetime:
        """The closing hour on that day, without a zone, whether or not it is a working day."""
        return datetime.combine(day, self.closes)

    def next_close(self, moment: datetime) -> datetime:
        """The first close of business after a naive local `moment`, without a zone."""
        day = self.add_working_days(moment.date(), 0)
        if self.close_of(day) <= moment:
            day = self.add_working_days(day, 1)
        return self.close_of(day)

    def add_working_hours(self, moment: datetime, hours: float) -> datetime:
        """The naive local time `hours` of opening time after a naive local `moment`.

        Time before opening, after closing and on days off does not count. ValueError beyond ten years."""
        left = timedelta(hours=hours)
        length = self.close_of(moment.date()) - self.open_of(moment.date())
        if left < timedelta(0) or left > length * MAX_DAYS:
            raise ValueError("A number of working hours must be positive and within ten years.")
        day = self.add_working_days(moment.date(), 0)
        at = max(moment, self.open_of(day)) if day == moment.date() else self.open_of(day)
        while True:
            rest = max(self.close_of(day) - at, timedelta(0))
            if left <= rest:
                return at + left
            left -= rest
            day = self.add_working_days(day, 1)
            at = self.open_of(day)
