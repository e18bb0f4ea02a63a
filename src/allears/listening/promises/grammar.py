# ruff: noqa: E501 (a table of patterns reads better unbroken)
"""The table of patterns: each way of naming a time beside the function of `rules.py` that reads it."""

from __future__ import annotations

import re
from functools import lru_cache

from allears.listening.lazily import lazy_pattern
from allears.listening.promises import rules
from allears.listening.promises.numbers import CARDINAL, HOUR, NUMBER, ORDINAL
from allears.listening.promises.rules import MONTH, Reader, Rule
from allears.listening.promises.spotting import Spotter
from allears.listening.promises.zones import ZONE

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!['’]?s\b)"
_SHORT = r"(?:mon|tues?|weds?|thurs?|thur?|fri|sat|sun)\b\.?"
_LED = "|".join(rf"(?<={lead} ){_SHORT}" for lead in ("on", "by", "next", "this", "before", "for", "until"))
_DAY = rf"(?P<day>{WEEKDAY}|{_LED}|(?-i:Mon|Tues?|Weds?|Thurs?|Thur?|Fri)\b)"
_UNIT = r"(?P<unit>min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|quarters?|years?)\b"
_QUALIFIER = r"(?:working|business|office|calendar|full|clear|short|more|further)"
_N = rf"(?P<n>{NUMBER})(?:\s*(?:to|or|-|–|and)\s*(?P<high>{CARDINAL}))?"
_ABOUT = r"(?:about|around|roughly|approximately|approx\.?|maybe|say|just|like|only|another|under|the|next)"
_WITHIN = (
    r"(?:with ?in|inside(?: of)?|in(?: (?:under|less than|no more than|at most))?|under|over|during|"
    r"(?:in )?no (?:later|more|longer) than|up to)"
)
_UNKNOWN = (
    r"(?P<unknown>\s+(?:of|from|after|following)\s+(?:the\s+|your\s+|our\s+|we\s+)?"
    r"(?!now\b|today\b|tomorrow\b|this\b)(?:\w+ing\b|receipt|delivery|approval|dispatch|order|payment|\w+))"
)
_FROM_NOW = r"(?:['’]?s?['’]? time|\s+from (?:now|today)|\s+(?:or so|tops|max|at (?:the )?(?:most|latest)|maximum))"
_HALF = r"(?:\s*(?P<half>[ap](?:\.\s?m\.?|m\b\.?)))"
_ZONE = rf"(?:[ ,(]*(?P<zone>{ZONE})\b\)?)"
_DATE_TAIL = r"(?:,?\s+(?P<year>20\d\d)\b)?"
_LEAD_DAY = rf"(?:{WEEKDAY}|(?-i:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun))\b\.?,?\s+(?:the\s+)?"
_HOUR_END = (
    r"(?=\s*(?:$|[.,;:!?)\]—–-]|(?:today|tonight|tomorrow|this|on|in the|at the latest|latest|or|and|sharp|so|but|"
    r"because|if|ok|okay|alright|all|your|our|for|with|next|to|at night|every|mon|tue|wed|thu|fri|sat|sun|then|"
    r"eastern|pacific|central|mountain|uk|just|myself|in person|when|before|after|thanks|yeah|right)))"
)
_CLOCK_LEAD = (
    r"(?<=\bat )|(?<=\bby )|(?<=before )|(?<=around )|(?<=about )|(?<=after )|(?<=till )|(?<=til )|(?<=until )|"
    r"(?<=than )|(?<=say )|(?<=between )|(?<=from )|(?<=and )|(?<=or )|(?<=to )|(?<=exactly )|(?<=[nsiro]day )|(?<=tomorrow )"
)
_THE_DAY_END = r"(?=\s*(?:$|[.,;:!?)—–-]|at|by|between|of|and|or|before|so|but|if|then|for|to|latest|in the|first))"

# What a text must hold for a rule to be worth a try: alternatives by "|", several such sets by " & ", "#" for a digit.
_UNITS = "min|hour|hr|day|week|wk|fortnight|month|quarter|year"
_LEADS = "in |inside|under|over|during|than|up to"
_DAYS = "mon|tue|wed|thu|fri|sat|sun"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_HOURS = "#|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOURS_LED = _HOURS.replace("|", "| ")
_NTH = "#|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|teenth|twentieth|thirtieth"

_TABLE: tuple[tuple[str, Reader, str], ...] = (
    # Spans
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?:half an hour|half hour|(?:a )?quarter of an hour|three[- ]quarters of an hour)"
     rf"(?:{_UNKNOWN}| or so)?", rules.half_hour, "half|quarter & hour"),
    (r"\b(?:half an hour|half hour)(?: from now|['’]?s time)", rules.half_hour, "half & hour"),
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?:(?P<n>{NUMBER}) hours?|an hour) and (?:a )?(?:half|quarter)", rules.hour_and_half, "hour & half|quarter"),
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?P<n>{NUMBER}) and a half hours", rules.hour_and_half, "and a half hours"),
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?:next\s+)?{_N}\s*-?\s*(?:{_QUALIFIER}\s+)*{_UNIT}(?:{_UNKNOWN}|{_FROM_NOW})?",
     rules.span, f"{_UNITS} & {_LEADS}"),
    (rf"\b{_N}\s*(?:{_QUALIFIER}\s+)*{_UNIT}(?:['’]?s?['’]? time|\s+from (?:now|today)\b)", rules.span, f"{_UNITS} & time|from now|from today"),
    (rf"\b{_WITHIN}\s+(?:the )?(?:next )?(?P<unit>hour|day|week|month|fortnight)\b(?: or so)?", rules.within_the, f"hour|day|week|month|fortnight & {_LEADS}"),
    (rf"\b(?:in|within)\s+{_N}(?=\s*(?:$|[.,;!?]|ok|okay|or so|and i))(?!\s*(?:or|to)\s)", rules.bare_minutes, "in "),
    # Days
    (rf"\b(?:a week|(?P<n>{CARDINAL}) weeks|a fortnight)(?: from)? (?:today|tomorrow)\b", rules.week_today, "week|fortnight & today|tomorrow"),
    (r"\b(?:the )?day after tomorrow\b|\b(?:the )?(?:next|following) (?:working|business) day\b|"
     r"\b(?:the )?(?:next|following) day\b|\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|2moro|tomoz)\b(?!['’]s)|"
     r"\btoday\b(?!['’]s)|\bsame day\b|\bwithin the day\b", rules.named_day, "tomo|tomm|tmr|2mor|today|next|following|same day|the day"),
    (rf"\ba (?:week|fortnight) (?:on|from|this|next)?\s*(?:next |this )?{_DAY}", rules.weekday_piece, f"week|fortnight & {_DAYS}"),
    (rf"\bnext week,?\s+(?:on |by )?(?:the )?{_DAY}", rules.weekday_piece, f"next week & {_DAYS}"),
    (rf"\b(?:this coming |the coming |coming |this |next |the following )?{_DAY}(?:\s+(?:of )?(?:the )?week after next|"
     r"\s+(?:after next|(?:of )?next week|this week|week\b|fortnight\b))?", rules.weekday_piece, f"{_DAYS}"),
    (rf"\b(?:{_LEAD_DAY})?(?:the )?(?P<d>{ORDINAL}|\d{{1,2}})(?: of)? (?P<month>{MONTH}){_DATE_TAIL}", rules.dated, f"{_MONTHS} & {_NTH}"),
    (rf"\b(?:{_LEAD_DAY})?(?P<month>{MONTH}) (?:the )?(?P<d>{ORDINAL}|\d{{1,2}}\b(?![:.]\d|\s*[ap]\.?m)){_DATE_TAIL}",
     rules.dated, f"{_MONTHS} & {_NTH}"),
    (rf"\b(?:{_LEAD_DAY})?the (?P<d>\d{{1,2}}(?:st|nd|rd|th))\b(?! (?:floor|time|one|instal))", rules.of_month, "the & #"),
    (rf"(?:(?<=by )|(?<=on )|(?<=before )|(?<=day ))the (?P<d>{ORDINAL})\b{_THE_DAY_END}", rules.of_month, f"the & {_NTH}"),
    (r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<d>\d\d)(?!\d)", rules.iso, "20"),
    (r"(?<![\d/.])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>20\d\d|\d\d)(?![\d/])", rules.numeric, "# & /|."),
    (r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?P<year>)(?![\d/])", rules.numeric, "# & /"),
    # Periods
    (r"\b(?:(?:by|before|at|towards?) )?(?:the )?(?:end|close|back end) of (?:the |this |next |business )?(?:working |business )?week\b|"
     r"\bend of next week\b|\b(?:(?:early|earlier|later|late|sometime|some time|(?:the )?(?:start|beginning|middle) of|mid)[ -])?"
     r"(?:in |on )?(?:the )?(?:this|next|following) week(?: after next)?(?! on\b)\b|\b(?:the )?week after next\b|"
     r"\b(?:later|mid) in the week\b|\bmid-?week\b|\b(?:early|(?:the )?(?:start|middle) of) (?:in )?the week\b", rules.week, "week"),
    (r"\b(?:(?:by|before|ahead of|over|at|on|for) )?(?:the |this |next )weekend\b", rules.weekend, "weekend"),
    (r"\b(?:by |at |before )?(?:the )?(?:(?:very )?end|middle|start|beginning) of (?:the |this |next )?(?:calendar )?"
     r"(?:month|quarter|year)\b|\b(?:early |late |mid |later )?(?:this|next) (?:month|quarter|year)\b|"
     r"\b(?:month|quarter|year)[- ]end\b|\bmid-?month\b", rules.period_end, "month|quarter|year"),
    (rf"\b(?:in|by|before|during)?\s*(?:the )?(?:(?:end|middle|start|beginning) of|early|late|mid)[ -](?P<month>{MONTH})(?P<year>)(?! \d)",
     rules.in_month, f"{_MONTHS} & end|middle|start|beginning|early|late|mid"),
    (rf"\b(?:in|by|before|during) (?P<month>{MONTH})(?: (?P<year>20\d\d))?(?! ?\d)", rules.in_month, f"{_MONTHS} & in |by |before|during"),
    (r"\b(?:by|before|ahead of|in time for) (?:christmas|xmas|(?:the )?new year)\b", rules.christmas, "christmas|xmas|new year"),
    # Times of day
    (rf"\b(?P<lead>half)(?: past| (?=(?:{HOUR})\b(?! an?\b)))(?P<side>) ?(?P<h>{HOUR})\b{_HALF}?{_ZONE}?", rules.spoken_clock, "half"),
    (rf"\b(?P<lead>(?:a )?quarter|five|ten|twenty(?:[- ]five)?|(?:5|10|20|25)(?: minutes?| mins?)?|(?:five|ten|twenty) minutes) "
     rf"(?P<side>past|to|till|til|before|after) (?P<h>{HOUR})\b(?!\s*(?:-|{_QUALIFIER}|{_UNIT.replace('?P<unit>', '?:')})){_HALF}?{_ZONE}?",
     rules.spoken_clock, "past |to |til|before|after & quarter|five|ten|twent|#"),
    (r"(?:(?<=\bby )|(?<=\bat )|(?<=before )|(?<=until )|(?<=about ))(?P<lead>(?:a )?quarter|five|ten|twenty(?:[- ]five)?|half) (?P<side>past|to)\b"
     r"(?=\s*(?:$|[.,;:!?)\]—–-]|(?:and|so|but|or|with|at the latest|if|then)\b))", rules.minutes_past,
     " past| to & by |at |before |until |about & quarter|five|ten|twent|half"),
    (rf"\b(?P<h2>\d{{1,2}})[:.](?P<m2>[0-5]\d)(?:[ -]?(?P<half>[ap](?:\.\s?m\.?|m\b\.?))|\s*hours|\s*hrs)?(?![\d%:]|\.\d)(?<![£$€]\d)"
     rf"{_ZONE}?", rules.clock, "#"),
    (rf"(?<![£$€\d.,:])\b(?P<h>{HOUR}){_HALF}{_ZONE}?", rules.clock, f"{_HOURS} & am|pm|a.|p."),
    (rf"\b(?P<h>{HOUR})[ ]?o['’]?clock\b{_HALF}?{_ZONE}?", rules.clock, "clock"),
    (rf"\b(?P<h>(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))[ -]"
     rf"(?P<m>(?:fifteen|thirty|forty[- ]five|forty|twenty|ten|fifty|twenty[- ]five|fifty[- ]five))\b(?!\s*{_UNIT.replace('?P<unit>', '?:')}){_HALF}?{_ZONE}?",
     rules.worded_clock, "fifteen|thirty|forty|twenty|ten|fifty"),
    (rf"(?:{_CLOCK_LEAD})(?P<h>{HOUR})\b(?:(?=\s*(?:-|–|to|and|or|till?|until)\s*{HOUR}\b(?!\s*(?:{_QUALIFIER}|{_UNIT.replace('?P<unit>', '?:')})))"
     rf"|{_ZONE}|{_HOUR_END})", rules.clock, f"#|{_HOURS_LED}"),
    (rf"(?<=\d)[-–](?P<h>{HOUR})\b{_HALF}", rules.clock, "# & -|–"),
    (rf"(?<![£$€\d.,:/-])\b(?P<h>{HOUR})(?=\s?(?:-|–|to)\s?{HOUR}\s?[ap]\.?m)", rules.clock, f"{_HOURS} & am|pm|a.m|p.m & -|–|to"),
    (rf"(?<![£$€\d.,:/-])\b(?P<h>{HOUR})(?=\s?(?:-|–|to|till?|until)\s?{HOUR}\b{_HOUR_END})", rules.clock, f"{_HOURS} & -|–|to|til"),
    (rf"(?<=\d)[-–](?P<h>{HOUR})\b{_HOUR_END}", rules.clock, "# & -|–"),
    # Parts of the day
    (r"\b(?:noon|midday|mid-day|12 noon)\b", rules.part("noon"), "noon|midday|mid-day"),
    (r"\bmidnight\b", rules.part("midnight"), "midnight"),
    (r"\b(?:first thing|bright and early)(?: in the morning)?\b", rules.part("first thing"), "first thing|bright and early"),
    (r"\b(?:close|end) of (?:business|play|trading|trade)\b|\bCOB\b|\bclosing(?: time)?\b|\blast thing\b|\bclose of day\b",
     rules.part("close"), "business|play|trad|cob|closing|last thing|close of day"),
    (r"\b(?:the )?end of (?:the |my |your |our )?(?:working |business |office )?(?:day|shift)\b|\b(?-i:EOD|eod)\b|"
     r"\b(?:the )?day['’]?s end\b|\b(?:the )?end of (?=today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\bby (?:the )?close today\b", rules.part("day end"), "end of|eod|s end|close today"),
    (r"\b(?:lunch ?time|lunch)\b", rules.part("lunch"), "lunch"),
    (r"\bmid[- ]?morning\b", rules.part("mid-morning"), "morning & mid"),
    (r"\bmid[- ]?afternoon\b", rules.part("mid-afternoon"), "afternoon & mid"),
    (r"\bearly (?:this |tomorrow )?afternoon\b", rules.part("early afternoon"), "afternoon & early"),
    (r"\b(?:(?:in )?the |this |early |late |later this )?morning\b", rules.part("morning"), "morning"),
    (r"\b(?:(?:in )?the |this |late |later this )?(?:afternoon|arvo)\b", rules.part("afternoon"), "afternoon|arvo"),
    (r"\b(?:(?:in )?the |this |early |late |later this )?evening\b", rules.part("evening"), "evening"),
    (r"\b(?:later )?(?:tonight|tonite)\b|\b(?:at|of|the) night\b(?! before)", rules.part("night"), "night|nite"),
    (r"\bovernight\b", rules.part("overnight"), "overnight"),
    (r"\blater today\b|\bsometime today\b|\bbefore the day is out\b|\bby the time i (?:go home|leave)\b", rules.part("today"), "later today|sometime today|day is out|by the time i"),
    # What names no time that can be held
    (r"\b(?:straight ?away|right away|immediately|asap|a\.s\.a\.p\.?|at once|without delay|as soon as|shortly|very soon|soon|"
     r"momentarily|right now|in due course|later on|by return(?: of post)?|in no time|promptly|"
     r"in (?:just )?(?:a|one) (?:moment|minute|min|second|sec|mo|bit|while|tick|jiffy|little while)|"
     r"in (?:the )?(?:coming|near) (?:days|weeks|future)|in good time|now)\b", rules.vague, "away|immediately|asap|a.s.a|at once|without delay|soon|shortly|momentarily|now|due course|later on|by return|no time|promptly|in a |in one|in just|coming|near |good time"),
)  # fmt: skip

_SPOTTER = Spotter()
_RULES: tuple[tuple[tuple[int, ...], int, Rule], ...] = tuple(
    (tuple(map(_SPOTTER.any_of, needs.split(" & "))), order, (lazy_pattern(pattern, re.I), read))
    for order, (pattern, read, needs) in enumerate(_TABLE)
)
_DIGIT, _A_DIGIT = re.compile(r"\d"), _SPOTTER.any_of("#")


def worth_trying(text: str) -> tuple[tuple[int, Rule], ...]:
    """The rules that a text may hold something for, with their order; most texts leave two or three of them."""
    held = _SPOTTER.held(text.lower())
    return _tried_for(held | _A_DIGIT if _DIGIT.search(text) else held)


@lru_cache(maxsize=10_000)
def _tried_for(held: int) -> tuple[tuple[int, Rule], ...]:
    """The rules for which a text holds one piece of each set that they need."""
    return tuple((order, rule) for needs, order, rule in _RULES if all(need & held for need in needs))


TIME_WORD = lazy_pattern(
    r"\b(?:\d|min|hour|hr|day|week|wk|fortnight|month|quarter|year|tom|tm|2mor|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|night|mid|first|bright|early|late|"
    r"clos|end of|cob|eod|last thing|lunch|morning|after|evening|over|arvo|to(?:day|night|nite)|soon|very soon|now|straight|right|immediately|asap|a\.s\.a|at once|"
    r"without|shortly|momentarily|by |in |same|next|half|a (?:week|few|couple|fortnight|quarter)|thirt|twent|fort|fift|the |before|promptly)",
    re.I,
)
"""A text without any of these names no time at all."""
