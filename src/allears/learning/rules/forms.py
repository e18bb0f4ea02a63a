"""What personal data look like in a text, as far as their form tells: the patterns of redaction.py."""

from __future__ import annotations

import re

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "revd"})
LONG_AGO = 2012
"""A whole date before this year is seldom anything but a birthday."""

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|{_ORDINAL}(?:\s+of)?\s+{_MONTH}\.?,?\s+\d{{4}}|{_MONTH}\.?\s+{_ORDINAL},?\s+\d{{4}})"
)
_STREET = (
    "(?:street|st|road|rd|avenue|ave|lane|drive|close|terrace|crescent|place|square|gardens|grove|parade|quay|wharf"
    "|court|mews|way|row|hill|walk|boulevard|blvd|gate|yard)"
)
_DIGIT = "(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)"
_CAPITAL = r"[A-Z][\w'’-]+"

LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
SPOKEN_EMAIL = re.compile(
    r"\b(?!(?:me|us|him|her|them|you|it|is|was|look|out)\b)"
    r"[\w.+-]+(?: dot [\w-]+)* at [\w-]+(?: dot [a-z]{2,})+\b",
    re.IGNORECASE,
)
LONG_NUMBER = re.compile(r"(?<![\w£$€])\d(?:[ -]?\d){11,18}(?!\w)")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")
SORT_CODE = re.compile(r"\b\d{2}-\d{2}-\d{2}\b")
BIRTH = re.compile(
    r"\b(?:born(?: on)?|birth ?day(?: is)?|date of birth|d\.?o\.?b\.?)\W{0,4}(?:(?:is|was|on|the) ){0,2}"
    rf"(?P<it>{_DAY}|{_ORDINAL}(?: of)? {_MONTH}|\d{{4}})",
    re.IGNORECASE,
)
DATE = re.compile(rf"\b{_DAY}\b", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d{2}|(?<=[./-])\d{2}$")
ADDRESS = re.compile(
    r"\b(?:(?:[Ff]lat|[Aa]partment|[Aa]pt|[Uu]nit|[Ss]uite) \w{1,4},? )?\d{1,4}[a-z]?,? "
    rf"(?:{_CAPITAL} ){{1,3}}(?i:{_STREET})\b"
)
NAMED_STREET = re.compile(rf"\b(?:{_CAPITAL} ){{1,2}}(?:Street|Road|Avenue|Lane|Drive|Terrace|Crescent|Gardens)\b")
UK_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
US_ZIP = re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b")
REFERENCE = re.compile(
    r"\b(?:order|invoice|reference|ref|ticket|customer|client|policy|booking|serial|account|agreement|contract|claim"
    r"|case|tracking|membership|passport|licen[cs]e|insurance|patient|employee|staff|ID)"
    r"(?: (?:number|no|num|id|code))?\.?(?:\s*[:#]|\s+is|\s+was)?\s*"
    r"(?P<it>#?(?=[\w/-]*\d[\w/-]*\d)[A-Z0-9][\w/-]{2,24})",
    re.IGNORECASE,
)
CODE = re.compile(
    r"(?<![\w£$€.,])(?:#\d{3,}|[A-Z]{1,5}[-/]?\d{3,}(?:[-/][A-Z0-9]+)*|\d{5,}(?:[-/]\d+)*)\b"
    r"(?![.,]\d| ?(?:words|pounds|euros|dollars|%))"
)
SAID_NUMBER = re.compile(rf"\b{_DIGIT}(?:[\s,.…-]+{_DIGIT}){{2,}}\b", re.IGNORECASE)
SPELT = re.compile(r"\b[A-Za-z](?:-[A-Za-z]){2,}\b|\b[A-Z](?:[ .]{1,2}[A-Z]){2,}\b")
CALLED = re.compile(
    r"\b(?:[Mm]y name(?:['’]s| is)|[Nn]ame(?:['’]s| is)|[Tt]his is|[Ss]peaking to|I['’]m|I am|[Aa]sk for|[Cc]alled"
    r"|[Ss]igned,?|[Rr]egards,?|[Yy]ours,?|[Ss]incerely,?|[Dd]ear|[Hh]i|[Hh]ello)\s+"
    rf"(?P<it>(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
)
TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lady|Lord)\b\.? (?P<it>{_CAPITAL}(?: {_CAPITAL})?)")
_BEFORE_A_MONTH = (r"\d", r"\d[a-z][a-z]", "in", "of", "by", "since", "until", "last", "next")
NO_MONTH = "".join(f"(?<!{it} )" for it in _BEFORE_A_MONTH)
"""What does not stand before a name that is a month, too."""
WORD = re.compile(r"[^\W\d_][\w'’-]*")
BEGINNING = re.compile(r"(?:\A|[.!?…:—–\"“‘(\[\n])\s*\Z")
"""What stands before the first word of a sentence."""

NO_NAMES = frozenset(
    word.casefold()
    for line in (
        "I I'm I’m I'll I’ll I'd I’d I've I’ve Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December Christmas Easter",
        "English British German French Spanish Polish Welsh Scottish Irish European American OK Okay Yes No Not Just",
        "Sorry Sure There Here Still Good Morning Afternoon Evening Sir Madam All Both Team Everyone Everybody Again",
        "Thanks Thank Afraid Happy Glad Internet Wi-Fi PIN PDF VAT TV IT HR CEO UK US EU GMT AM PM ASAP FAQ ID",
        "Mr Mrs Ms Miss Mx Dr A B C D E F G",
    )
    for word in line.split()
)
"""Words with a capital that name nobody."""
