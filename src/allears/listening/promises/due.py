# ruff: noqa: E501 (patterns read better unbroken)
"""Deadlines: finds the times named in a text and resolves them into the latest moment that keeps a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from allears.listening.lazily import lazy_pattern
from allears.listening.promises.calendar import BusinessCalendar
from allears.listening.promises.grammar import TIME_WORD, worth_trying
from allears.listening.promises.pieces import Clock, Context, Piece, edge_before, is_object
from allears.listening.promises.rules import DAY_END, Rule
from allears.listening.promises.zones import latest, month_first, named

MAX_TEXT = 2_000
"""A clause longer than this is no sentence; what lies beyond is not searched for times."""

_JOIN = lazy_pattern(
    r"[\s,]*(?:(?:at|on|by|in|around|about|of|before|the|sometime|some time|between|from|to|and|or|either|no later than|"
    r"later|until|till|for|say|-|–|\(|any time|anytime|exactly|latest|lunch|all|after)[\s,]*){0,4}$",
    re.I,
)
_LEAD = lazy_pattern(
    r"(?:\b(?:by|before|after|on|at|in|within|for|no later than|not later than|sometime|some time|any time|anytime|around|about|"
    r"between|from|until|till|the|over|during|at the latest by|either|say|from about|up to|as of|of|come)\s+)+$",
    re.I,
)
_PARTICLE = lazy_pattern(
    r"(?:in|over)\s+(?=(?:on|at|by|before|within|in|for|tomorrow|today|tonight|overnight|this|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)|"
    r"on\s+(?=(?:by|before|within|in|for|tomorrow|today)\b)|around\s+(?=(?:by|before|within|overnight)\b)|"
    r"(?<='ll )come\s+|(?<=will )come\s+|(?<=can )come\s+|(?<=and )come\s+",
    re.I,
)
"""Belongs to the verb before the time: "look in tomorrow", "send it over in an hour", "she'll come on Monday"."""
_TAIL = lazy_pattern(r"\s*(?:at the (?:very )?latest|latest|sharp|on the dot|or so|tops|max|at most)\b", re.I)
_FIRM = lazy_pattern(r"(?:by|before|within|no later|not later|in\b|under|ahead)", re.I)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline named in a text: `start` and `end` are its offsets, `due` the latest moment that keeps it
    (None where it cannot be told). `firm` is True where it was led in by "by", "before", "within" or the like."""

    start: int
    end: int
    text: str
    due: datetime | None
    firm: bool = False
    vague: bool = False


@lru_cache(maxsize=1)
def standard_calendar() -> BusinessCalendar:
    """Monday to Friday, nine to five, no holidays: what is assumed where no calendar is given."""
    return BusinessCalendar()


def find_deadlines(
    text: str,
    moment: datetime | None,
    *,
    at: tzinfo | None = None,
    zone_name: str = "",
    calendar: BusinessCalendar | None = None,
) -> list[Deadline]:
    """All deadlines in a text, in order.

    `moment` (aware) is when it was said; None leaves every `due` None. `at` is the customer's zone (that of `moment`
    if None) and `zone_name` its IANA name, which decides whether 03/04 is in March or April."""
    text = text[:MAX_TEXT]
    rules = worth_trying(text)
    if not rules:
        return []
    known = moment is not None
    base = moment or datetime(2001, 1, 1, 12).astimezone()
    local = base.astimezone(at) if at is not None else base
    context = Context(
        now=local.replace(tzinfo=None),
        moment=local,
        calendar=calendar or standard_calendar(),
        month_first=month_first(zone_name),
    )
    pieces = _pieces(text, rules, context)
    if not pieces or TIME_WORD.search(text) is None:
        return []
    return [_resolve(text, group, context if known else None) for group in _groups(text, pieces)]


def _pieces(text: str, rules: Iterable[tuple[int, Rule]], context: Context) -> list[Piece]:
    found: list[tuple[int, int, int, Piece]] = []
    for order, (pattern, read) in rules:
        for match in pattern.finditer(text):
            try:
                piece = read(match, context)
            except (ValueError, OverflowError):
                piece = None
            if piece is not None:
                found.append((piece.start, -piece.end, order, piece))
    found.sort(key=lambda item: item[:3])
    kept: list[Piece] = []
    for start, _, _, piece in found:
        if kept and start < kept[-1].end:
            continue
        edge = edge_before(text, start)
        kept.append(replace(piece, edge=edge) if edge else piece)
    return kept


def _groups(text: str, pieces: list[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _JOIN.match(text[groups[-1][-1].end : piece.start]) and _fit(groups[-1], piece):
            groups[-1].append(piece)
        elif not is_object(text, piece.start):
            groups.append([piece])
    return groups


def _fit(group: list[Piece], piece: Piece) -> bool:
    """Whether a piece can belong to the same deadline as those before it."""
    if piece.kind in ("instant", "vague") or group[0].kind == "vague":
        return False
    return group[0].kind != "instant" or piece.kind == "day"


def _resolve(text: str, group: list[Piece], context: Context | None) -> Deadline:
    start, end = group[0].start, group[-1].end
    lead = _LEAD.search(text[:start])
    tail = _TAIL.match(text, end)
    start = lead.start() if lead else start
    particle = _PARTICLE.match(text, start)
    start = particle.end() if particle else start
    end = tail.end() if tail else end
    words = text[start:end]
    vague = group[0].kind == "vague"
    due = None if vague or context is None else _still_to_come(group, context)
    firm = _FIRM.match(words) is not None
    return Deadline(start, end, words, due, firm, vague)


def _still_to_come(group: list[Piece], context: Context) -> datetime | None:
    try:
        due = _due(group, context)
    except (ValueError, OverflowError):
        return None
    return due if due is not None and due > context.moment else None


def _due(group: list[Piece], context: Context) -> datetime | None:
    instants = [p for p in group if p.kind == "instant"]
    if instants:
        return _instant(instants[-1], context)
    days = [p for p in group if p.kind == "day"]
    clocks = [p for p in group if p.kind == "clock"]
    parts = [p for p in group if p.kind == "part"]
    day = max(days, key=lambda p: p.day or date.min) if days else None
    tz = context.moment.tzinfo
    assert tz is not None
    if clocks:
        return _clock(clocks, day, parts, context)
    if parts:
        return latest(_part(parts, day, context), tz)
    if day is None or day.day is None:
        return None
    if day.edge == "before":
        return latest(datetime.combine(day.day - timedelta(days=1), DAY_END), tz)
    if day.ends == "close":
        wall = context.calendar.close_of(day.day)
        return latest(wall if wall > context.now else datetime.combine(day.day, DAY_END), tz)
    return latest(datetime.combine(day.day, DAY_END), tz)


def _instant(piece: Piece, context: Context) -> datetime | None:
    when = piece.instant
    if when is not None and when.tzinfo is None:
        assert context.moment.tzinfo is not None
        return latest(when, context.moment.tzinfo)
    return when


def _roll(wall: datetime, context: Context) -> datetime:
    """A time without a day: today if it is still to come, else on the next working day."""
    if wall > context.now:
        return wall
    return datetime.combine(context.calendar.add_working_days(context.today, 1), wall.time())


def _part(parts: list[Piece], day: Piece | None, context: Context) -> datetime:
    calendar, on = context.calendar, day.day if day and day.day else context.today
    piece = parts[-1]
    # "tomorrow morning, first thing" and "the morning of" name the narrower part first or last: take the narrower.
    for narrow in parts:
        if narrow.part not in ("morning", "afternoon", "evening", "night", "today"):
            piece = narrow
    if piece.edge == "after" and piece.part in ("noon", "lunch"):
        piece = replace(piece, part="afternoon")
    wall = _part_end(piece, on, calendar)
    if piece.part == "overnight":
        return datetime.combine(on + timedelta(days=1), calendar.opens)
    if day is not None:
        return wall if wall > context.now else datetime.combine(on, DAY_END)
    if piece.part == "close":
        return calendar.next_close(context.now)
    if piece.part in ("evening", "night", "today", "day end", "afternoon") and wall <= context.now:
        return datetime.combine(on, DAY_END)
    return _roll(wall, context)


def _part_end(piece: Piece, on: date, calendar: BusinessCalendar) -> datetime:
    if piece.part == "first thing":
        return calendar.open_of(on) + calendar.first_thing
    if piece.part == "lunch":
        before = piece.edge == "before"
        return datetime.combine(on, calendar.lunch_starts if before else calendar.lunch_ends)
    ends = {
        "morning": time(12),
        "noon": time(12),
        "mid-morning": time(11),
        "early afternoon": time(14),
        "mid-afternoon": time(15),
        "afternoon": calendar.closes,
        "close": calendar.closes,
        "day end": calendar.closes,
    }
    return datetime.combine(on, ends.get(piece.part, DAY_END))


def _clock(clocks: list[Piece], day: Piece | None, parts: list[Piece], context: Context) -> datetime:
    tz = context.moment.tzinfo
    assert tz is not None
    last = clocks[-1].clock
    assert last is not None
    zone = next((c.clock.zone for c in clocks if c.clock and c.clock.zone), "")
    at = named(zone, context.calendar.zone) or tz if zone else tz
    now = context.moment.astimezone(at).replace(tzinfo=None)
    half = last.half or {"morning": "am", "first thing": "am", "afternoon": "pm", "evening": "pm", "night": "pm"}.get(
        parts[-1].part if parts else "", ""
    )
    on = day.day if day else None
    if on is None and any(p.part in ("night", "evening", "today", "morning", "afternoon") for p in parts):
        on = now.date()
    if clocks[-1].edge == "after" and len(clocks) == 1:
        wall = datetime.combine(on or now.date(), DAY_END)
        return latest(wall, at).astimezone(tz)
    first = clocks[0].clock if len(clocks) > 1 else None
    wall = _wall(replace(last, half=half), first, on, now, context)
    return latest(wall, at).astimezone(tz)


def _hours(clock: Clock) -> list[int]:
    if clock.half == "24":
        return [clock.hour]
    if clock.half == "am":
        return [clock.hour % 12]
    if clock.half == "pm":
        return [clock.hour % 12 + 12]
    return [clock.hour % 12, clock.hour % 12 + 12]


def _wall(clock: Clock, first: Clock | None, on: date | None, now: datetime, context: Context) -> datetime:
    """The wall-clock time that an hour means: the next one within working hours (an hour wider on either side)."""
    calendar = context.calendar
    hours = _hours(clock)
    if first is not None and len(hours) == 2:
        # "10 to 2": the later end follows the earlier one.
        start = min(_hours(first), key=lambda h: (not _sensible(h, calendar), h))
        hours = [h for h in hours if h * 60 + clock.minute > start * 60 + first.minute] or hours
    times = [time(h, clock.minute) for h in hours]
    if on is not None:
        walls = [w for w in (datetime.combine(on, t) for t in times) if w > now]
        if not walls:
            return datetime.combine(on, times[-1])
        return min(walls, key=lambda w: (not _sensible(w.hour, calendar), w))
    today = [w for w in (datetime.combine(now.date(), t) for t in times) if w > now]
    good = [w for w in today if _sensible(w.hour, calendar) or len(times) == 1]
    if good:
        return min(good)
    soon = [w for w in today if w - now <= timedelta(hours=3) or not any(_sensible(t.hour, calendar) for t in times)]
    if soon:
        return min(soon)
    later = calendar.add_working_days(now.date(), 1)
    return datetime.combine(later, min(times, key=lambda t: (not _sensible(t.hour, calendar), t)))


def _sensible(hour: int, calendar: BusinessCalendar) -> bool:
    return calendar.opens.hour - 1 <= hour <= calendar.closes.hour + 1
