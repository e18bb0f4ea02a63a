"""Time zones: the customer's, and those that a text names ("5pm Eastern")."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_NAMED = {
    "America/New_York": "eastern et est edt",
    "America/Chicago": "central ct cst cdt",
    "America/Denver": "mountain mt mst mdt",
    "America/Los_Angeles": "pacific pt pst pdt",
    "Europe/London": "bst uk london british",
    "Europe/Dublin": "irish dublin",
    "Europe/Paris": "cet cest paris berlin",
    "Asia/Kolkata": "ist indian india",
    "Australia/Sydney": "aest aedt sydney",
    "UTC": "gmt utc",
}
NAMES: dict[str, str] = {word: zone for zone, words in _NAMED.items() for word in words.split()}

_bare = "eastern|central|mountain|pacific|[ECMP][SD]?T|e[sd]t|p[sd]t|GMT|gmt|BST|bst|UTC|utc|CES?T|IST|AE[SD]T"
_with_time = "uk|london|british|irish|dublin|paris|berlin|indian|india|sydney|your|our"
ZONE = rf"(?:(?:(?:{_bare}|(?-i:E|C|M|P)T)(?: (?:standard |daylight )?time)?)|(?:{_with_time}) time)"
"""Pattern of a zone named after a time of day."""

_US = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Anchorage",
    "America/Detroit",
    "America/Boise",
    "America/Juneau",
    "America/Sitka",
    "America/Nome",
    "America/Adak",
    "America/Menominee",
    "America/Metlakatla",
    "America/Yakutat",
    "Pacific/Honolulu",
    "EST5EDT",
    "CST6CDT",
    "MST7MDT",
    "PST8PDT",
]


@lru_cache(maxsize=256)
def zone(name: str) -> tzinfo | None:
    """The zone of that IANA name, or None where there is none."""
    if not name or len(name) > 64:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def month_first(name: str) -> bool:
    """True for zones of the United States, where 03/04 is the fourth of March."""
    return name in _US or name.startswith(("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/"))


def named(text: str, ours: str) -> tzinfo | None:
    """The zone that a text matching ZONE names; None for "your time", or where it is unknown."""
    word = text.lower().split()[0]
    return zone(ours) if word == "our" else zone(NAMES.get(word, ""))


def latest(wall: datetime, at: tzinfo) -> datetime:
    """The latest moment that a naive wall-clock time can mean in a zone.

    Where clocks go back, that is its second occurrence; where they go forward over it, as much later as they skip."""
    moments = (wall.replace(tzinfo=at, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(moments).astimezone(at)
