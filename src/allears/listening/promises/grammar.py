# ruff: noqa: E501 (a table of patterns reads better unbroken)
"""The table of patterns: each way of naming a time beside the function of `rules.py` that reads it."""

from __future__ import annotations

import re

from allears.listening.promises import rules
from allears.listening.promises.numbers import CARDINAL, HOUR, NUMBER, ORDINAL
from allears.listening.promises.rules import MONTH, Reader, Rule
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
    r"eastern|pacific|central|mountain|uk|just|when|before|after|thanks|yeah|right)))"
)
_CLOCK_LEAD = (
    r"(?<=\bat )|(?<=\bby )|(?<=before )|(?<=around )|(?<=about )|(?<=after )|(?<=till )|(?<=til )|(?<=until )|"
    r"(?<=than )|(?<=say )|(?<=between )|(?<=from )|(?<=and )|(?<=or )|(?<=to )|(?<=exactly )|(?<=day )|(?<=tomorrow )"
)
_THE_DAY_END = r"(?=\s*(?:$|[.,;:!?)—–-]|at|by|between|of|and|or|before|so|but|if|then|for|to|latest|in the|first))"

_TABLE: tuple[tuple[str, Reader], ...] = (
    # Spans
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?:half an hour|half hour|(?:a )?quarter of an hour|three[- ]quarters of an hour)"
     rf"(?:{_UNKNOWN}| or so)?", rules.half_hour),
    (r"\b(?:half an hour|half hour)(?: from now|['’]?s time)", rules.half_hour),
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?:(?P<n>{NUMBER}) hours?|an hour) and (?:a )?(?:half|quarter)", rules.hour_and_half),
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?P<n>{NUMBER}) and a half hours", rules.hour_and_half),
    (rf"\b{_WITHIN}\s+(?:{_ABOUT}\s+)*(?:next\s+)?{_N}\s*-?\s*(?:{_QUALIFIER}\s+)*{_UNIT}(?:{_UNKNOWN}|{_FROM_NOW})?",
     rules.span),
    (rf"\b{_N}\s*(?:{_QUALIFIER}\s+)*{_UNIT}(?:['’]?s?['’]? time|\s+from (?:now|today)\b)", rules.span),
    (rf"\b{_WITHIN}\s+(?:the )?(?:next )?(?P<unit>hour|day|week|month|fortnight)\b(?: or so)?", rules.within_the),
    (rf"\b(?:in|within)\s+{_N}(?=\s*(?:$|[.,;!?]|ok|okay|or so|and i))(?!\s*(?:or|to)\s)", rules.bare_minutes),
    # Days
    (rf"\b(?:a week|(?P<n>{CARDINAL}) weeks|a fortnight)(?: from)? (?:today|tomorrow)\b", rules.week_today),
    (r"\b(?:the )?day after tomorrow\b|\b(?:the )?(?:next|following) (?:working|business) day\b|"
     r"\b(?:the )?(?:next|following) day\b|\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|2moro|tomoz)\b(?!['’]s)|"
     r"\btoday\b(?!['’]s)|\bsame day\b|\bwithin the day\b", rules.named_day),
    (rf"\ba (?:week|fortnight) (?:on|from|this|next)?\s*(?:next |this )?{_DAY}", rules.weekday_piece),
    (rf"\bnext week,?\s+(?:on |by )?(?:the )?{_DAY}", rules.weekday_piece),
    (rf"\b(?:this coming |the coming |coming |this |next |the following )?{_DAY}(?:\s+(?:of )?(?:the )?week after next|"
     r"\s+(?:after next|(?:of )?next week|this week|week\b|fortnight\b))?", rules.weekday_piece),
    (rf"\b(?:{_LEAD_DAY})?(?:the )?(?P<d>{ORDINAL}|\d{{1,2}})(?: of)? (?P<month>{MONTH}){_DATE_TAIL}", rules.dated),
    (rf"\b(?:{_LEAD_DAY})?(?P<month>{MONTH}) (?:the )?(?P<d>{ORDINAL}|\d{{1,2}}\b(?![:.]\d|\s*[ap]\.?m)){_DATE_TAIL}",
     rules.dated),
    (rf"\b(?:{_LEAD_DAY})?the (?P<d>\d{{1,2}}(?:st|nd|rd|th))\b(?! (?:floor|time|one|instal))", rules.of_month),
    (rf"(?:(?<=by )|(?<=on )|(?<=before )|(?<=day ))the (?P<d>{ORDINAL})\b{_THE_DAY_END}", rules.of_month),
    (r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<d>\d\d)(?!\d)", rules.iso),
    (r"(?<![\d/.])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>20\d\d|\d\d)(?![\d/])", rules.numeric),
    (r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?P<year>)(?![\d/])", rules.numeric),
    # Periods
    (r"\b(?:(?:by|before|at|towards?) )?(?:the )?(?:end|close|back end) of (?:the |this |next |business )?(?:working |business )?week\b|"
     r"\bend of next week\b|\b(?:(?:early|earlier|later|late|sometime|some time|(?:the )?(?:start|beginning|middle) of|mid)[ -])?"
     r"(?:in |on )?(?:the )?(?:this|next|following) week(?: after next)?(?! on\b)\b|\b(?:the )?week after next\b|"
     r"\b(?:later|mid) in the week\b|\bmid-?week\b|\b(?:early|(?:the )?(?:start|middle) of) (?:in )?the week\b", rules.week),
    (r"\b(?:(?:by|before|ahead of|over|at|on|for) )?(?:the |this |next )weekend\b", rules.weekend),
    (r"\b(?:by |at |before )?(?:the )?(?:(?:very )?end|middle|start|beginning) of (?:the |this |next )?(?:calendar )?"
     r"(?:month|quarter|year)\b|\b(?:early |late |mid |later )?(?:this|next) (?:month|quarter|year)\b|"
     r"\b(?:month|quarter|year)[- ]end\b|\bmid-?month\b", rules.period_end),
    (rf"\b(?:in|by|before|during)?\s*(?:the )?(?:(?:end|middle|start|beginning) of|early|late|mid)[ -](?P<month>{MONTH})(?P<year>)(?! \d)",
     rules.in_month),
    (rf"\b(?:in|by|before|during) (?P<month>{MONTH})(?: (?P<year>20\d\d))?(?! ?\d)", rules.in_month),
    (r"\b(?:by|before|ahead of|in time for) (?:christmas|xmas|(?:the )?new year)\b", rules.christmas),
    # Times of day
    (rf"\b(?P<lead>half)(?: past| (?=(?:{HOUR})\b(?! an?\b)))(?P<side>) ?(?P<h>{HOUR})\b{_HALF}?{_ZONE}?", rules.spoken_clock),
    (rf"\b(?P<lead>(?:a )?quarter|five|ten|twenty(?:[- ]five)?|(?:5|10|20|25)(?: minutes?| mins?)?|(?:five|ten|twenty) minutes) "
     rf"(?P<side>past|to|till|til|before|after) (?P<h>{HOUR})\b(?!\s*(?:-|{_QUALIFIER}|{_UNIT.replace('?P<unit>', '?:')})){_HALF}?{_ZONE}?",
     rules.spoken_clock),
    (rf"\b(?P<h2>\d{{1,2}})[:.](?P<m2>[0-5]\d)(?:[ -]?(?P<half>[ap](?:\.\s?m\.?|m\b\.?))|\s*hours|\s*hrs)?(?![\d%:]|\.\d)(?<![£$€]\d)"
     rf"{_ZONE}?", rules.clock),
    (rf"(?<![£$€\d.,:])\b(?P<h>{HOUR}){_HALF}{_ZONE}?", rules.clock),
    (rf"\b(?P<h>{HOUR})[ ]?o['’]?clock\b{_HALF}?{_ZONE}?", rules.clock),
    (rf"\b(?P<h>(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))[ -]"
     rf"(?P<m>(?:fifteen|thirty|forty[- ]five|forty|twenty|ten|fifty|twenty[- ]five|fifty[- ]five))\b(?!\s*{_UNIT.replace('?P<unit>', '?:')}){_HALF}?{_ZONE}?",
     rules.worded_clock),
    (rf"(?:{_CLOCK_LEAD})(?P<h>{HOUR})\b(?:(?=\s*(?:-|–|to|and|or|till?|until)\s*{HOUR}\b(?!\s*(?:{_QUALIFIER}|{_UNIT.replace('?P<unit>', '?:')})))"
     rf"|{_ZONE}|{_HOUR_END})", rules.clock),
    (rf"(?<=\d)[-–](?P<h>{HOUR})\b{_HALF}", rules.clock),
    (rf"(?<![£$€\d.,:/-])\b(?P<h>{HOUR})(?=\s?(?:-|–|to)\s?{HOUR}\s?[ap]\.?m)", rules.clock),
    (rf"(?<![£$€\d.,:/-])\b(?P<h>{HOUR})(?=\s?(?:-|–|to|till?|until)\s?{HOUR}\b{_HOUR_END})", rules.clock),
    (rf"(?<=\d)[-–](?P<h>{HOUR})\b{_HOUR_END}", rules.clock),
    # Parts of the day
    (r"\b(?:noon|midday|mid-day|12 noon)\b", rules.part("noon")),
    (r"\bmidnight\b", rules.part("midnight")),
    (r"\b(?:first thing|bright and early)(?: in the morning)?\b", rules.part("first thing")),
    (r"\b(?:close|end) of (?:business|play|trading|trade)\b|\bCOB\b|\bclosing(?: time)?\b|\blast thing\b|\bclose of day\b",
     rules.part("close")),
    (r"\b(?:the )?end of (?:the |my |your |our )?(?:working |business |office )?(?:day|shift)\b|\b(?-i:EOD|eod)\b|"
     r"\b(?:the )?day['’]?s end\b|\b(?:the )?end of (?=today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\bby (?:the )?close today\b", rules.part("day end")),
    (r"\b(?:lunch ?time|lunch)\b", rules.part("lunch")),
    (r"\bmid[- ]?morning\b", rules.part("mid-morning")),
    (r"\bmid[- ]?afternoon\b", rules.part("mid-afternoon")),
    (r"\bearly (?:this |tomorrow )?afternoon\b", rules.part("early afternoon")),
    (r"\b(?:(?:in )?the |this |early |late |later this )?morning\b", rules.part("morning")),
    (r"\b(?:(?:in )?the |this |late |later this )?(?:afternoon|arvo)\b", rules.part("afternoon")),
    (r"\b(?:(?:in )?the |this |early |late |later this )?evening\b", rules.part("evening")),
    (r"\b(?:later )?(?:tonight|tonite)\b|\b(?:at|of|the) night\b(?! before)", rules.part("night")),
    (r"\bovernight\b", rules.part("overnight")),
    (r"\blater today\b|\bsometime today\b|\bbefore the day is out\b|\bby the time i (?:go home|leave)\b", rules.part("today")),
    # What names no time that can be held
    (r"\b(?:straight ?away|right away|immediately|asap|a\.s\.a\.p\.?|at once|without delay|as soon as|shortly|very soon|soon|"
     r"momentarily|right now|in due course|later on|by return(?: of post)?|in no time|promptly|"
     r"in (?:just )?(?:a|one) (?:moment|minute|min|second|sec|mo|bit|while|tick|jiffy|little while)|"
     r"in (?:the )?(?:coming|near) (?:days|weeks|future)|in good time|now)\b", rules.vague),
)  # fmt: skip

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = ("min", "hour", "hr", "day", "week", "wk", "fortnight", "month", "quarter", "year")
_NEEDS: dict[Reader, tuple[str, ...]] = {
    rules.half_hour: ("hour",),
    rules.hour_and_half: ("hour",),
    rules.span: _UNITS,
    rules.within_the: _UNITS,
    rules.bare_minutes: ("in ",),
    rules.week_today: ("week", "fortnight"),
    rules.named_day: ("day", "tom", "tm", "2mor"),
    rules.weekday_piece: ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    rules.dated: _MONTHS,
    rules.in_month: _MONTHS,
    rules.of_month: ("the ",),
    rules.iso: ("20",),
    rules.numeric: ("/", "."),
    rules.week: ("week",),
    rules.weekend: ("weekend",),
    rules.period_end: ("month", "quarter", "year"),
    rules.christmas: ("christmas", "xmas", "year"),
    rules.spoken_clock: ("half", "past ", "to ", "til", "before", "after"),
    rules.worded_clock: ("fifteen", "thirty", "forty", "twenty", "ten", "fifty"),
}
"""What a lower-case text must hold somewhere for a rule to be worth trying: a substring test is fifty times as fast."""

RULES: tuple[tuple[tuple[str, ...], Rule], ...] = tuple(
    (_NEEDS.get(read, ()), (re.compile(pattern, re.I), read)) for pattern, read in _TABLE
)
TIME_WORD = re.compile(
    r"\b(?:\d|min|hour|hr|day|week|wk|fortnight|month|quarter|year|tom|tm|2mor|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|night|mid|first|bright|early|late|"
    r"clos|end of|cob|eod|last thing|lunch|morning|after|evening|over|arvo|to(?:day|night|nite)|soon|very soon|now|straight|right|immediately|asap|a\.s\.a|at once|"
    r"without|shortly|momentarily|by |in |same|next|half|a (?:week|few|couple|fortnight|quarter)|thirt|twent|fort|fift|the |before|promptly)",
    re.I,
)
"""A text without any of these names no time at all."""
