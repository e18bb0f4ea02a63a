"""The grammar of deadlines: what each way of naming a time means, measured from the moment of the turn.

Conventions (told at length in docs/algorithms/promises.md): a bare day lasts until its last second; anything said in
business terms (working days, end of the week, close) ends when the calendar's day closes.
"""

from __future__ import annotations

import calendar as _calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from allears.listening.promises.numbers import number, ordinal
from allears.listening.promises.pieces import Clock, Context, Piece

DAY_END = time(23, 59, 59)

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
Reader = Callable[[re.Match[str], Context], Piece | None]
Rule = tuple[re.Pattern[str], Reader]


def _weekday(name: str) -> int:
    return next(i for i, day in enumerate(_WEEKDAYS) if day.startswith(name.lower()[:3]))


def _month(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _coming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, _calendar.monthrange(year, month)[1]))


def _day(m: re.Match[str], day: date | None, ends: str = "") -> Piece | None:
    return None if day is None else Piece("day", m.start(), m.end(), day=day, ends=ends)  # type: ignore[arg-type]


def _instant(m: re.Match[str], when: datetime) -> Piece:
    return Piece("instant", m.start(), m.end(), instant=when)


def vague(m: re.Match[str], _: Context) -> Piece:
    return Piece("vague", m.start(), m.end())


def part(name: str) -> Callable[[re.Match[str], Context], Piece]:
    return lambda m, c: Piece("part", m.start(), m.end(), part=name)


# Spans of time -------------------------------------------------------------------------------------------------------


def _elapsed(context: Context, **span: float) -> datetime:
    return (context.moment.astimezone(UTC) + timedelta(**span)).astimezone(context.moment.tzinfo)


def span(m: re.Match[str], c: Context) -> Piece | None:
    g = m.groupdict()
    unit = (g.get("unit") or "").lower()
    count = 1.0 if not g.get("n") else max(number(g["n"]), number(g["high"]) if g.get("high") else 0)
    if g.get("half"):
        count += 0.5
    if g.get("unknown"):
        return Piece("vague", m.start(), m.end(), since_unknown=True)
    working = re.search(r"working|business|office", m.group(), re.I) is not None
    return _span_of(m, c, count, unit, working)


def _span_of(m: re.Match[str], c: Context, count: float, unit: str, working: bool) -> Piece | None:
    if unit.startswith("m") and not unit.startswith("mo"):
        return _instant(m, _elapsed(c, minutes=count))
    if unit.startswith("h"):
        if working:
            wall = c.calendar.add_working_hours(c.now, count)
            return Piece("instant", m.start(), m.end(), day=wall.date(), instant=wall)
        return _instant(m, _elapsed(c, hours=count))
    if unit.startswith("d"):
        if working:
            return _day(m, c.calendar.add_working_days(c.today, int(count)), "close")
        return _day(m, c.today + timedelta(days=int(count)))
    if unit.startswith(("w", "f")):
        if working and unit.startswith("w"):
            return _day(m, c.today + timedelta(weeks=count), "close")
        return _day(m, c.today + timedelta(days=int(count * (14 if unit.startswith("f") else 7))))
    months = {"mo": 1, "qu": 3, "ye": 12}[unit[:2]]
    return _day(m, add_months(c.today, int(count * months)))


def half_hour(m: re.Match[str], c: Context) -> Piece:
    if m.groupdict().get("unknown"):
        return Piece("vague", m.start(), m.end(), since_unknown=True)
    text = m.group().lower()
    minutes = 45 if "three" in text else 15 if "quarter" in text else 30
    return _instant(m, _elapsed(c, minutes=minutes))


def hour_and_half(m: re.Match[str], c: Context) -> Piece:
    count = 1.0 if m["n"] is None else number(m["n"])
    return _instant(m, _elapsed(c, hours=count + (0.25 if "quarter" in m.group().lower() else 0.5)))


def within_the(m: re.Match[str], c: Context) -> Piece | None:
    unit = m["unit"].lower()
    if unit == "hour":
        return _instant(m, _elapsed(c, hours=1))
    if unit == "day":
        return _day(m, c.today)
    if unit == "week":
        return _day(m, c.today + timedelta(weeks=1))
    return _day(m, add_months(c.today, 1))


def bare_minutes(m: re.Match[str], c: Context) -> Piece:
    return _instant(m, _elapsed(c, minutes=max(number(m["n"]), number(m["high"]) if m["high"] else 0)))


# Days ----------------------------------------------------------------------------------------------------------------


def named_day(m: re.Match[str], c: Context) -> Piece | None:
    name = re.sub(r"\s+", " ", m.group().lower().replace("-", " "))
    if "day after tomorrow" in name:
        return _day(m, c.today + timedelta(days=2))
    if "working" in name or "business" in name:
        return _day(m, c.calendar.add_working_days(c.today, 1), "close")
    if "next day" in name or "following day" in name or name.startswith(("tom", "tmr", "2mor")):
        return _day(m, c.today + timedelta(days=1))
    return _day(m, c.today)


def weekday_piece(m: re.Match[str], c: Context) -> Piece | None:
    weekday = _weekday(m["day"])
    words = m.group().lower()
    monday = c.today - timedelta(days=c.today.weekday())
    if re.search(r"week after next|after next", words):
        return _day(m, monday + timedelta(days=14 + weekday))
    if re.search(r"\ba week (?:on|from|this)\b|\bweek$|a week (?:next )?", words) and not re.search(
        r"(?:this|next) week$", words
    ):
        return _day(m, _coming(c.today, weekday) + timedelta(weeks=1))
    if re.search(r"\b(?:a )?fortnight", words):
        return _day(m, _coming(c.today, weekday) + timedelta(weeks=2))
    if "next" in words:
        return _day(m, monday + timedelta(days=7 + weekday))
    return _day(m, _coming(c.today, weekday))


def week_today(m: re.Match[str], c: Context) -> Piece | None:
    words = m.group().lower()
    days = 14 if "fortnight" in words else 7 * int(number(m["n"]) if m["n"] else 1)
    return _day(m, c.today + timedelta(days=days + ("tomorrow" in words)))


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_date(c: Context, month: int, day: int, year: str | None) -> date | None:
    if year:
        return _safe_date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    # A date without a year is the next one, today included; 29 February may be up to eight years away.
    for ahead in range(9):
        found = _safe_date(c.today.year + ahead, month, day)
        if found and found >= c.today:
            return found
    return None


def dated(m: re.Match[str], c: Context) -> Piece | None:
    return _day(m, _next_date(c, _month(m["month"]), ordinal(m["d"]), m["year"]))


def numeric(m: re.Match[str], c: Context) -> Piece | None:
    first, second = int(m["a"]), int(m["b"])
    if (c.month_first and first <= 12) or second > 12:
        first, second = second, first
    return _day(m, _next_date(c, second, first, m["year"]))


def iso(m: re.Match[str], c: Context) -> Piece | None:
    return _day(m, _safe_date(int(m["year"]), int(m["month"]), int(m["d"])))


def of_month(m: re.Match[str], c: Context) -> Piece | None:
    day = ordinal(m["d"])
    for ahead in range(0 if day >= c.today.day else 1, 13):
        first = add_months(c.today.replace(day=1), ahead)
        found = _safe_date(first.year, first.month, day)
        if found:
            return _day(m, found)
    return None


# Periods -------------------------------------------------------------------------------------------------------------


def week(m: re.Match[str], c: Context) -> Piece | None:
    words = m.group().lower()
    ahead = 2 if "after next" in words else 1 if "next" in words or "following" in words else 0
    monday = c.today - timedelta(days=c.today.weekday()) + timedelta(weeks=ahead)
    if re.search(r"early|earlier", words):
        return _day(m, monday + timedelta(days=1))
    if re.search(r"\b(?:start|beginning)", words):
        return _day(m, monday)
    if re.search(r"mid", words):
        return _day(m, monday + timedelta(days=2))
    if c.calendar.next_close(c.now).date() > monday + timedelta(days=6):
        monday += timedelta(weeks=1)  # This week's work is over, so its end is the next one's.
    last = c.calendar.last_working_day(max(monday, c.today), monday + timedelta(days=6))
    return _day(m, last or monday + timedelta(days=4), "close")


def weekend(m: re.Match[str], c: Context) -> Piece | None:
    words = m.group().lower()
    saturday = c.today + timedelta(days=(5 - c.today.weekday()) % 7)
    if c.today.weekday() == 6:
        saturday = c.today - timedelta(days=1)
    if "next" in words:
        saturday += timedelta(weeks=1)
    if re.match(r"(?:by|before|ahead of)\b", words):
        return _day(m, saturday - timedelta(days=1))
    return _day(m, saturday + timedelta(days=1))


def period_end(m: re.Match[str], c: Context) -> Piece | None:
    words = m.group().lower()
    ahead = 1 if "next" in words else 0
    if "quarter" in words:
        first = date(c.today.year, 3 * ((c.today.month - 1) // 3) + 1, 1)
        return _day(m, add_months(first, 3 * (ahead + 1)) - timedelta(days=1))
    if "year" in words:
        return _day(m, date(c.today.year + ahead, 12, 31))
    first = add_months(c.today.replace(day=1), ahead)
    if re.search(r"\bmid", words):
        return _day(m, first.replace(day=15))
    if re.search(r"early|start|beginning", words):
        return _day(m, first.replace(day=7 if "early" in words else 1))
    return _day(m, add_months(first, 1) - timedelta(days=1))


def in_month(m: re.Match[str], c: Context) -> Piece | None:
    month, words = _month(m["month"]), m.group().lower()
    year = int(m["year"]) if m["year"] else c.today.year + (month < c.today.month)
    first = _safe_date(year, month, 1)
    if first is None:
        return None
    if re.search(r"\bmid", words):
        return _day(m, first.replace(day=15))
    if re.search(r"early|start|beginning", words):
        return _day(m, first.replace(day=7 if "early" in words else 1))
    if re.match(r"(?:by|before)\b", words) and "end" not in words:
        return _day(m, first - timedelta(days=1))
    return _day(m, add_months(first, 1) - timedelta(days=1))


def christmas(m: re.Match[str], c: Context) -> Piece | None:
    if "year" in m.group().lower():
        return _day(m, date(c.today.year, 12, 31))
    return _day(m, date(c.today.year + (c.today > date(c.today.year, 12, 24)), 12, 24))


# Times of day --------------------------------------------------------------------------------------------------------


def clock(m: re.Match[str], c: Context) -> Piece | None:
    g = m.groupdict()
    raw = g.get("h2") or g.get("h") or ""
    minute = int(g.get("m2") or 0) if g.get("h2") else int(g.get("m") or 0)
    half = (g.get("half") or "").lower().replace(".", "").replace(" ", "")
    hour = int(number(raw))
    if hour > 23 or minute > 59:
        return None
    if hour > 12 or hour == 0 or (len(raw) == 2 and raw.startswith("0") and g.get("m")):
        half = "24"
    return Piece("clock", m.start(), m.end(), clock=Clock(hour, minute, half, g.get("zone") or ""))


def spoken_clock(m: re.Match[str], c: Context) -> Piece | None:
    hour, lead = int(number(m["h"])), m["lead"].lower()
    minutes = 30 if lead.startswith("half") else 15 if "quarter" in lead else int(number(re.split(r"\s+min", lead)[0]))
    if (m["side"] or "").lower() in ("to", "before", "of", "till", "til"):
        hour, minutes = (hour - 1) or 12, 60 - minutes
    half = (m["half"] or "").lower().replace(".", "").replace(" ", "")
    return Piece("clock", m.start(), m.end(), clock=Clock(hour, minutes, half, m["zone"] or ""))


def minutes_past(m: re.Match[str], c: Context) -> Piece:
    """ "By ten past", "at quarter to": of the hour in which it is next."""
    lead = m["lead"].lower()
    minutes = 30 if lead == "half" else 15 if "quarter" in lead else int(number(lead))
    if m["side"].lower() == "to":
        minutes = 60 - minutes
    moment = _elapsed(c, minutes=(minutes - c.now.minute - 1) % 60 + 1)
    return _instant(m, moment.replace(second=0, microsecond=0))


def worded_clock(m: re.Match[str], c: Context) -> Piece | None:
    half = (m["half"] or "").lower().replace(".", "").replace(" ", "")
    return Piece(
        "clock", m.start(), m.end(), clock=Clock(int(number(m["h"])), int(number(m["m"])), half, m["zone"] or "")
    )
