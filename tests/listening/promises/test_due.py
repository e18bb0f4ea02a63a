# ruff: noqa: DTZ001 (hypothesis draws wall-clock times and the test adds the zone)
"""Deadlines: what a spoken or written time means, row by row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.listening.promises.calendar import BusinessCalendar
from allears.listening.promises.due import find_deadlines

LONDON, NEW_YORK = "Europe/London", "America/New_York"


def due(text: str, moment: str, zone: str = LONDON, calendar: BusinessCalendar | None = None) -> str | None:
    at = ZoneInfo(zone)
    said = datetime.fromisoformat(moment).replace(tzinfo=at)
    found = find_deadlines(f"I'll do it {text}", said, at=at, zone_name=zone, calendar=calendar)
    dues = [d.due for d in found if d.due is not None]
    if not dues:
        return None
    assert dues[-1].tzinfo is not None
    return dues[-1].astimezone(at).replace(tzinfo=None).isoformat()


WED = "2025-05-14T10:30"  # a Wednesday morning
FRI = "2025-05-16T16:40"  # a Friday afternoon
SAT = "2025-05-17T11:00"
END = "T23:59:59"

FROM_WEDNESDAY = [
    ("in twenty minutes", "2025-05-14T10:50:00"),
    ("in 20 mins", "2025-05-14T10:50:00"),
    ("in ten to fifteen minutes", "2025-05-14T10:45:00"),
    ("in a couple of minutes", "2025-05-14T10:32:00"),
    ("in a few minutes", "2025-05-14T10:33:00"),
    ("in half an hour", "2025-05-14T11:00:00"),
    ("in about half an hour", "2025-05-14T11:00:00"),
    ("in the next half hour", "2025-05-14T11:00:00"),
    ("in three quarters of an hour", "2025-05-14T11:15:00"),
    ("within the hour", "2025-05-14T11:30:00"),
    ("in an hour", "2025-05-14T11:30:00"),
    ("in an hour or so", "2025-05-14T11:30:00"),
    ("in an hour and a half", "2025-05-14T12:00:00"),
    ("in two and a half hours", "2025-05-14T13:00:00"),
    ("within the next two hours", "2025-05-14T12:30:00"),
    ("in 1-2 hours", "2025-05-14T12:30:00"),
    ("within 24 hours", "2025-05-15T10:30:00"),
    ("within two working hours", "2025-05-14T12:30:00"),
    ("within eight working hours", "2025-05-15T10:30:00"),
    ("in five", "2025-05-14T10:35:00"),
    ("by ten past", "2025-05-14T11:10:00"),
    ("by half past, at the latest", "2025-05-14T11:30:00"),
    ("at quarter to", "2025-05-14T10:45:00"),
    ("before twenty-five to and no later", "2025-05-14T10:35:00"),
    ("by ten past four", "2025-05-14T16:10:00"),
    ("in a couple of days", "2025-05-16" + END),
    ("in the next few days", "2025-05-17" + END),
    ("within three days", "2025-05-17" + END),
    ("within 3 to 5 working days", "2025-05-21T17:00:00"),
    ("in one to two business days", "2025-05-16T17:00:00"),
    ("within ten working days", "2025-05-28T17:00:00"),
    ("the next working day", "2025-05-15T17:00:00"),
    ("in two weeks' time", "2025-05-28" + END),
    ("in a fortnight", "2025-05-28" + END),
    ("within a week", "2025-05-21" + END),
    ("two weeks from today", "2025-05-28" + END),
    ("a week from today", "2025-05-21" + END),
    ("a week today", "2025-05-21" + END),
    ("a fortnight today", "2025-05-28" + END),
    ("a week tomorrow", "2025-05-22" + END),
    ("a week on Tuesday", "2025-05-27" + END),
    ("Tuesday week", "2025-05-27" + END),
    ("in a month", "2025-06-14" + END),
    ("in three months", "2025-08-14" + END),
    ("today", "2025-05-14" + END),
    ("tomorrow", "2025-05-15" + END),
    ("tommorow", "2025-05-15" + END),
    ("the day after tomorrow", "2025-05-16" + END),
    ("tonight", "2025-05-14" + END),
    ("this afternoon", "2025-05-14T17:00:00"),
    ("this morning", "2025-05-14T12:00:00"),
    ("tomorrow morning", "2025-05-15T12:00:00"),
    ("tomorrow afternoon", "2025-05-15T17:00:00"),
    ("tomorrow evening", "2025-05-15" + END),
    ("first thing tomorrow", "2025-05-15T10:00:00"),
    ("first thing", "2025-05-15T10:00:00"),
    ("last thing today", "2025-05-14T17:00:00"),
    ("before lunch", "2025-05-14T12:00:00"),
    ("by lunchtime", "2025-05-14T13:00:00"),
    ("after lunch", "2025-05-14T17:00:00"),
    ("by close of business Thursday", "2025-05-15T17:00:00"),
    ("by COB", "2025-05-14T17:00:00"),
    ("by EOD", "2025-05-14T17:00:00"),
    ("by end of play", "2025-05-14T17:00:00"),
    ("by the end of the day", "2025-05-14T17:00:00"),
    ("by the end of tomorrow", "2025-05-15T17:00:00"),
    ("by the end of the week", "2025-05-16T17:00:00"),
    ("this week", "2025-05-16T17:00:00"),
    ("next week", "2025-05-23T17:00:00"),
    ("by the end of next week", "2025-05-23T17:00:00"),
    ("early next week", "2025-05-20" + END),
    ("by the weekend", "2025-05-16" + END),
    ("over the weekend", "2025-05-18" + END),
    ("by the end of the month", "2025-05-31" + END),
    ("by the end of next month", "2025-06-30" + END),
    ("by the end of the quarter", "2025-06-30" + END),
    ("by the end of the year", "2025-12-31" + END),
    ("by the end of June", "2025-06-30" + END),
    ("in mid-June", "2025-06-15" + END),
    ("by Christmas", "2025-12-24" + END),
    ("on Friday", "2025-05-16" + END),
    ("by Wednesday", "2025-05-21" + END),
    ("this Friday", "2025-05-16" + END),
    ("next Wednesday", "2025-05-21" + END),
    ("next Friday", "2025-05-23" + END),
    ("before Monday", "2025-05-18" + END),
    ("on Monday or Tuesday", "2025-05-20" + END),
    ("Friday next week", "2025-05-23" + END),
    ("by fri", "2025-05-16" + END),
    ("by the 14th", "2025-05-14" + END),
    ("by the 9th", "2025-06-09" + END),
    ("on the twenty-first", "2025-05-21" + END),
    ("on 3 March", "2026-03-03" + END),
    ("by the 5th of June", "2025-06-05" + END),
    ("on the first of June", "2025-06-01" + END),
    ("by June 3rd", "2025-06-03" + END),
    ("on Tuesday 20 May", "2025-05-20" + END),
    ("by Friday, 6 June 2025", "2025-06-06" + END),
    ("by 2025-06-01", "2025-06-01" + END),
    ("by 03/06", "2025-06-03" + END),
    ("by 03/06/2025", "2025-06-03" + END),
    ("by 25.12.2025", "2025-12-25" + END),
    ("at half past four", "2025-05-14T16:30:00"),
    ("at half four", "2025-05-14T16:30:00"),
    ("at quarter to five", "2025-05-14T16:45:00"),
    ("at twenty to six", "2025-05-14T17:40:00"),
    ("at ten past two", "2025-05-14T14:10:00"),
    ("at four thirty", "2025-05-14T16:30:00"),
    ("at 5", "2025-05-14T17:00:00"),
    ("by five", "2025-05-14T17:00:00"),
    ("by 9", "2025-05-15T09:00:00"),
    ("by 4.30", "2025-05-14T16:30:00"),
    ("at 16:45", "2025-05-14T16:45:00"),
    ("by 3 p.m.", "2025-05-14T15:00:00"),
    ("at five o'clock", "2025-05-14T17:00:00"),
    ("by noon", "2025-05-14T12:00:00"),
    ("by midnight", "2025-05-14" + END),
    ("at 8 tonight", "2025-05-14T20:00:00"),
    ("tomorrow at eight in the morning", "2025-05-15T08:00:00"),
    ("by five tomorrow", "2025-05-15T17:00:00"),
    ("tomorrow before noon", "2025-05-15T12:00:00"),
    ("between 8 and 10 on Saturday", "2025-05-17T10:00:00"),
    ("tomorrow, 8-10am", "2025-05-15T10:00:00"),
    ("tomorrow between 10 and 2", "2025-05-15T14:00:00"),
    ("sometime between nine and twelve", "2025-05-14T12:00:00"),
    ("on Thursday, 8 till 12", "2025-05-15T12:00:00"),
    ("between 2pm and 4pm on Friday", "2025-05-16T16:00:00"),
    ("after six", "2025-05-14" + END),
    ("at 5pm Eastern", "2025-05-14T22:00:00"),
    ("by noon UK time", "2025-05-14T12:00:00"),
]

ELSEWHEN = [
    ("by close of business", FRI, LONDON, "2025-05-16T17:00:00"),
    ("by close of business", "2025-05-16T17:30", LONDON, "2025-05-19T17:00:00"),
    ("by COB", SAT, LONDON, "2025-05-19T17:00:00"),
    ("at 10", FRI, LONDON, "2025-05-19T10:00:00"),
    ("within two working hours", FRI, LONDON, "2025-05-19T10:40:00"),
    ("within one working day", SAT, LONDON, "2025-05-19T17:00:00"),
    ("by the end of the week", SAT, LONDON, "2025-05-23T17:00:00"),
    ("by the end of the month", "2025-05-31T09:00", LONDON, "2025-05-31" + END),
    ("next Monday", "2025-05-18T12:00", LONDON, "2025-05-19" + END),
    ("by 7", "2025-05-14T17:30", LONDON, "2025-05-14T19:00:00"),
    # Month ends and the leap day
    ("in a month", "2025-01-31T12:00", LONDON, "2025-02-28" + END),
    ("in a month", "2024-01-31T12:00", LONDON, "2024-02-29" + END),
    ("tomorrow", "2024-02-28T12:00", LONDON, "2024-02-29" + END),
    ("by the end of the month", "2024-02-05T12:00", LONDON, "2024-02-29" + END),
    ("by 29 February", "2025-05-14T12:00", LONDON, "2028-02-29" + END),
    ("by the 31st", "2025-06-10T12:00", LONDON, "2025-07-31" + END),
    ("tomorrow", "2025-12-31T12:00", LONDON, "2026-01-01" + END),
    ("by 2 January", "2025-12-30T12:00", LONDON, "2026-01-02" + END),
    # Clocks forward: London 30 March 2025 01:00, New York 9 March 2025 02:00
    ("within four hours", "2025-03-29T22:30", LONDON, "2025-03-30T03:30:00"),
    ("in 24 hours", "2025-03-29T12:00", LONDON, "2025-03-30T13:00:00"),
    ("tomorrow at 9am", "2025-03-29T12:00", LONDON, "2025-03-30T09:00:00"),
    ("tomorrow at 1.30am", "2025-03-29T12:00", LONDON, "2025-03-30T02:30:00"),
    ("in 24 hours", "2025-03-08T12:00", NEW_YORK, "2025-03-09T13:00:00"),
    # Clocks back: London 26 October 2025 02:00, New York 2 November 2025 02:00
    ("within six hours", "2025-10-25T22:00", LONDON, "2025-10-26T03:00:00"),
    ("within six hours", "2025-11-01T21:15", NEW_YORK, "2025-11-02T02:15:00"),
    ("tomorrow", "2025-10-25T12:00", LONDON, "2025-10-26" + END),
    # The United States
    ("by 03/06", "2025-02-14T12:00", NEW_YORK, "2025-03-06" + END),
    ("by 6/13", "2025-05-14T12:00", NEW_YORK, "2025-06-13" + END),
    ("by 5pm Pacific", "2025-05-14T12:00", NEW_YORK, "2025-05-14T20:00:00"),
    ("by 5pm your time", "2025-05-14T12:00", NEW_YORK, "2025-05-14T17:00:00"),
]

UNRESOLVED = [
    "straight away",
    "as soon as possible",
    "shortly",
    "in a moment",
    "within five days of receiving your form",
    "on 3 March 2020",
    "by 31/02/2026",
    "for three years",
    "like the one from last Tuesday",
    "with £5 off",
    "about the invoice dated 12 May",
]


@pytest.mark.parametrize(("text", "expected"), FROM_WEDNESDAY)
def test_a_deadline_said_on_a_wednesday_morning_in_london(text: str, expected: str) -> None:
    assert due(text, WED) == expected


@pytest.mark.parametrize(("text", "moment", "zone", "expected"), ELSEWHEN)
def test_a_deadline_said_at_the_edge_of_a_week_a_month_or_a_time_zone(
    text: str, moment: str, zone: str, expected: str
) -> None:
    assert due(text, moment, zone) == expected


@pytest.mark.parametrize("text", UNRESOLVED)
def test_what_names_no_time_that_can_be_held_has_no_due(text: str) -> None:
    assert due(text, WED) is None


def test_public_holidays_are_no_working_days() -> None:
    calendar = BusinessCalendar(country="GB", subdivision="ENG")
    # 18 April 2025 was Good Friday, 21 April Easter Monday.
    assert due("within two working days", "2025-04-17T10:00", calendar=calendar) == "2025-04-23T17:00:00"
    assert due("by the end of the week", "2025-04-16T10:00", calendar=calendar) == "2025-04-17T17:00:00"
    states = BusinessCalendar(country="US")
    assert due("in one business day", "2025-07-03T10:00", NEW_YORK, states) == "2025-07-07T17:00:00"


def test_a_clock_that_strikes_twice_means_the_second_time() -> None:
    at = ZoneInfo(LONDON)
    said = datetime(2025, 10, 25, 12, tzinfo=at)
    (found,) = find_deadlines("tomorrow at 1.30am", said, at=at)
    assert found.due is not None
    assert found.due.astimezone(UTC) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


def test_without_a_moment_the_words_are_found_and_nothing_is_dated() -> None:
    (found,) = find_deadlines("you'll have it by Friday", None)
    assert (found.text, found.due) == ("by Friday", None)


WORDS = [
    "by",
    "before",
    "within",
    "in",
    "on",
    "at",
    "between",
    "and",
    "to",
    "the",
    "next",
    "this",
    "a",
    "an",
    "half",
    "quarter",
    "past",
    "five",
    "5",
    "17:30",
    "8",
    "10",
    "pm",
    "am",
    "today",
    "tomorrow",
    "friday",
    "week",
    "month",
    "working",
    "days",
    "hours",
    "99999",
    "31st",
    "30",
    "february",
    "31/12",
    "2025-02-30",
    "end",
    "of",
    "close",
    "business",
    "lunch",
    "first",
    "thing",
    "midnight",
    "eastern",
    "-",
    ",",
    ".",
]


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=12),
    moment=st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)),
    zone=st.sampled_from([LONDON, NEW_YORK, "Asia/Kolkata", "Pacific/Chatham", "UTC"]),
)
def test_any_heap_of_time_words_gives_a_later_aware_moment_or_none(
    words: list[str], moment: datetime, zone: str
) -> None:
    at = ZoneInfo(zone)
    said = moment.replace(tzinfo=UTC)
    for found in find_deadlines(" ".join(words), said, at=at, zone_name=zone):
        assert 0 <= found.start < found.end
        if found.due is not None:
            assert found.due.tzinfo is not None
            assert found.due > said
            assert found.due - said < timedelta(days=366 * 10_000)
