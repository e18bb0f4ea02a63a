"""Values out of files that anyone may have written: each is checked where it is taken."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from allears.listening.formats.problems import Unreadable

_EPOCH_MILLISECONDS = 1e11
"""Epoch numbers from here on count milliseconds: as seconds they would lie beyond the year 5000."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Text that can be stored and printed: without NUL, halves of surrogate pairs become U+FFFD, lines end in LF."""
    if "\0" in text:
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
    return text


def items(value: Any) -> list[Any]:
    """A list, empty where there is none."""
    return value if isinstance(value, list) else []


def mapping(value: Any) -> dict[str, Any]:
    """An object, empty where there is none."""
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; whatever else stands in it is passed over."""
    return [each for each in items(value) if isinstance(each, dict)]


def name(value: Any) -> str:
    """A name or an identifier: text, or a number written out; empty for anything else."""
    if isinstance(value, str):
        return " ".join(clean(value).split())
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:
            return ""
    return ""


def words(value: Any, what: str) -> str:
    """What was said. None is no words; a number is written out. Raises Unreadable for a list or an object."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(f"{what} is not text")
    return name(value)


def number(value: Any, what: str) -> float | None:
    """A number, also one written as text; None where there is none. Raises Unreadable if it is not finite."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValueError
        found = float(value)
    except (ValueError, OverflowError):
        raise Unreadable(f"{what} is not a number") from None
    if not isfinite(found):
        raise Unreadable(f"{what} is not a finite number")
    return found


def seconds(milliseconds: Any, what: str) -> float | None:
    """Seconds out of milliseconds."""
    found = number(milliseconds, what)
    return None if found is None else found / 1000


def index(value: Any, size: int) -> int | None:
    """A place in a list of `size`, None where the value names none."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < size:
        return value
    return None


def moment(value: Any) -> datetime | None:
    """A point in time with its zone: ISO 8601, RFC 5322, epoch seconds or milliseconds. None if it is none of these.

    A time without a zone is taken as UTC.
    """
    if isinstance(value, bool) or value is None:
        return None
    try:
        if isinstance(value, int | float):
            return _epoch(float(value))
        if not isinstance(value, str):
            return None
        text = value.strip()
        if text.isdigit() and 9 <= len(text) <= 13:
            return _epoch(float(text))
        found = _written(text)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _written(text: str) -> datetime | None:
    try:
        # What has a fraction finer than microseconds, Python 3.11 does not take.
        return _checked(datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text)))
    except ValueError:
        pass
    if not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-]", text):
        return None
    from email.utils import parsedate_to_datetime  # loaded only for the rare file that needs it

    try:
        return _checked(parsedate_to_datetime(text))
    except (TypeError, IndexError):
        return None


def _checked(found: datetime) -> datetime:
    """The same moment, if it can be told in UTC (years 1 and 9999 have edges that cannot)."""
    if found.tzinfo:
        found.astimezone(UTC)
    return found


def _epoch(value: float) -> datetime | None:
    if not isfinite(value) or value <= 0:
        return None
    return datetime.fromtimestamp(value / 1000 if value >= _EPOCH_MILLISECONDS else value, UTC)
