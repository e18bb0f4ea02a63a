"""Numbers and ordinals as they are said: "twenty-five", "a couple of", "a few", "the twenty-first"."""

from __future__ import annotations

import re

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

WORDS: dict[str, int] = {w: i for i, w in enumerate(_UNITS, 1)} | {w: i for i, w in enumerate(_TEENS, 10)}
for _i, _ten in enumerate(_TENS, 2):
    WORDS[_ten] = _i * 10
    for _j, _unit in enumerate(_UNITS, 1):
        WORDS[f"{_ten} {_unit}"] = _i * 10 + _j

ORDINALS: dict[str, int] = {w: i for i, w in enumerate(_ORDINALS, 1)}
ORDINALS |= {f"twenty {w}": 20 + i for i, w in enumerate(_ORDINALS[:9], 1)}
ORDINALS |= {"thirtieth": 30, "thirty first": 31}

_VAGUE = {"a": 1, "an": 1, "couple": 2, "few": 3, "a couple": 2, "a couple of": 2, "couple of": 2, "a few": 3}

_tens = "|".join(_TENS)
_units = "|".join(_UNITS)
CARDINAL = rf"(?:\d{{1,4}}(?:\.5)?|(?:{_tens})(?:[- ](?:{_units})\b)?|{'|'.join(_TEENS)}|{_units})"
"""Pattern of a definite number, in digits or words."""
NUMBER = rf"(?:{CARDINAL}|(?:a )?couple(?: of)?|(?:a )?few|an?)"
"""Pattern of any number, "a couple" and "a few" included."""
_ordinal_words = sorted((word.replace(" ", "[- ]") for word in ORDINALS), key=len, reverse=True)
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ordinal_words)})"
"""Pattern of an ordinal up to 31."""
HOUR = r"(?:1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
"""Pattern of an hour on the twelve-hour clock."""


def number(text: str) -> float:
    """The value of a text that NUMBER matches; "a few" is 3, "a couple" 2. ValueError for other texts."""
    key = re.sub(r"[\s-]+", " ", text.strip().lower())
    if key in _VAGUE:
        return _VAGUE[key]
    if key in WORDS:
        return WORDS[key]
    return float(key)


def ordinal(text: str) -> int:
    """The value of a text that ORDINAL matches (or of plain digits). ValueError for other texts."""
    key = re.sub(r"[\s-]+", " ", text.strip().lower())
    if key in ORDINALS:
        return ORDINALS[key]
    return int(re.sub(r"(?:st|nd|rd|th)$", "", key))
