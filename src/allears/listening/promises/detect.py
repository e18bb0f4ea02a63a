"""Finds the commitments in agents' turns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allears.listening.promises import acts, clauses, patterns

_NAMES = ("self", "ill", "ing", "you", "letme", "fixed", "booked", "third", "bare")
_FUTURE = re.compile(
    r"\b(?:today|tonight|tomorrow|tmrw|this (?:morning|afternoon|evening|week)|next|by|within|on (?:mon|tue|wed|thu|fri|sat|sun|the)|later|first thing|"
    r"in (?:an?|\d+|one|two|three|five|ten|half|twenty|a few|a couple)|monday|tuesday|wednesday|thursday|friday|saturday|sunday|shortly|before|straight away|right away|end of|"
    r"at \w+|between|after|soon|once|when|as soon as|until|over the|EOD|COB)\b",
    re.I,
)
_OPENING = re.compile(
    r"(?:(?:okay|ok|so|right|well|and|but|then|yes|yeah|sure|no problem|of course|now|um|uh|erm|great|lovely|perfect|alright|all right|"
    r"certainly|absolutely|don't worry|no worries|i promise(?: you)?|rest assured)[\s,.—-]+)*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment: offsets of its clause in the turn, of its verb phrase, who speaks in it (the trigger's kind
    and subject), and how sure it is."""

    start: int
    end: int
    verb: int
    kind: str
    subject: str
    confidence: float


def hinted(text: str) -> bool:
    """A cheap guard: False for the many turns that cannot hold a commitment."""
    lowered = text.lower()
    return any(hint in lowered for hint in patterns.HINTS)


def find_commitments(text: str) -> Iterator[Commitment]:
    """The commitments of one agent's turn, in order."""
    plain = text.replace("’", "'").replace("‘", "'")
    for start, end in clauses.sentences(plain):
        yield from _in_sentence(plain[start:end], start)


def _in_sentence(sentence: str, offset: int) -> Iterator[Commitment]:
    triggers = list(patterns.TRIGGER.finditer(sentence))
    reached = 0
    for index, trigger in enumerate(triggers):
        if trigger.start() < reached:
            continue
        kind = next(name for name in _NAMES if trigger.group(name) is not None)
        limit = triggers[index + 1].start() if index + 1 < len(triggers) else len(sentence)
        adverbs = patterns.ADVERBS.match(sentence, trigger.end())
        verb = adverbs.end() if adverbs else trigger.end()
        if kind == "fixed":
            verb = trigger.end()
        end = clauses.clause_end(sentence, max(verb, trigger.end()), max(limit, trigger.end()))
        end = max(end, trigger.end())
        confidence = _judge(sentence, trigger, kind, verb, end, reached)
        if confidence:
            yield Commitment(
                offset + trigger.start(), offset + end, offset + verb, kind, trigger.group(kind), confidence
            )
            reached = end


def _judge(sentence: str, trigger: re.Match[str], kind: str, verb: int, end: int, reached: int) -> float:
    """How sure it is that the clause commits someone: 0 if it does not."""
    pre = sentence[reached : trigger.start()]
    clause = sentence[trigger.end() : end]
    act = sentence[verb:end]
    if patterns.NEGATED.search(sentence[trigger.start() : verb + 12].split(" and ")[0]) and kind != "fixed":
        return 0.0
    if patterns.GENERAL.search(pre[-60:] + clause) or patterns.HEDGED.search(
        sentence[trigger.end() : verb + 40][: len(clause)]
    ):
        return 0.0
    if patterns.REPORT.search(pre) or _conditional(sentence, pre, end) or _question(sentence, pre, end):
        return 0.0
    immediate = re.search(r"\b(?:just|quickly|now|for you now)\b", clause, re.I) is not None
    future = _FUTURE.search(act) is not None or _FUTURE.search(pre[-30:]) is not None
    return _JUDGES.get(kind, _judge_self)(trigger.group(kind), act, future, immediate)


def _conditional(sentence: str, pre: str, end: int) -> bool:
    found = None
    for found in patterns.CONDITION.finditer(pre):
        pass
    if found and not patterns.COURTESY.match(pre, max(0, found.start() - 1)) and len(pre) - found.start() < 160:
        between = pre[found.end() :]
        if not re.search(r"\b(?:but|okay|anyway|right)\b|[;:]", between, re.I):
            return True
    after = sentence[end : end + 60]
    return bool(
        re.match(
            r"[,\s]*(?:but )?(?:only )?(?:if|unless|provided|assuming|as long as|subject to|depending)\b", after, re.I
        )
    ) and not (patterns.COURTESY.match(after))


def _question(sentence: str, pre: str, end: int) -> bool:
    if patterns.QUESTION.search(pre[-80:]) and len(pre.split()) < 8 and not _OPENING.fullmatch(pre):
        return True
    tail = sentence[end:].strip()
    return tail.startswith("?") and not re.search(r"\b(?:okay|ok|right)$", sentence[:end])


def _judge_self(subject: str, act: str, future: bool, immediate: bool) -> float:
    if acts.NO_ACT.match(act):
        return 0.0
    if acts.DEFER.match(act) and not acts.REPORT_BACK.search(act):
        deferred = future and not re.search(r"\b(?:now|for a (?:second|moment))\b", act)
        return 0.7 if deferred or (re.match(r"find out|confirm|speak|talk|ask", act, re.I) and not immediate) else 0.0
    if acts.STRONG.match(act):
        return 0.95 if future else 0.85
    return 0.75 if future else 0.0 if immediate else 0.6


def _judge_ing(subject: str, act: str, future: bool, immediate: bool) -> float:
    if re.match(
        r"(?:having|putting you|getting (?:an?|the|no) (?:error|message|old)|seeing|coming|calling (?:about|from|to|because|regarding)|ringing (?:about|from)|writing (?:to|about|in|regarding)|meeting|speaking (?:to you|with you|from))",
        act,
        re.I,
    ) and not re.search(
        r"\b(?:tomorrow|tonight|this (?:afternoon|evening)|monday|tuesday|wednesday|thursday|friday)\b", act, re.I
    ):
        return 0.0
    return 0.8 if future else 0.6


def _judge_you(subject: str, act: str, future: bool, immediate: bool) -> float:
    return 0.0 if acts.YOU_NO.match(act) else 0.9 if future else 0.75


def _judge_let_me(subject: str, act: str, future: bool, immediate: bool) -> float:
    if not acts.LET_ME.match(act.strip()):
        return 0.0
    return 0.85 if future else 0.65


def _judge_fixed(subject: str, act: str, future: bool, immediate: bool) -> float:
    return 0.9


def _judge_booked(subject: str, act: str, future: bool, immediate: bool) -> float:
    return (
        0.85
        if re.search(r"\b(?:for|on|between|at|to|in)\b", act)
        and re.search(
            r"\d|day\b|tomorrow|tonight|morning|afternoon|week|one|two|three|four|five|six|seven|eight|nine|ten|noon",
            act,
            re.I,
        )
        else 0.0
    )


def _judge_third(subject: str, act: str, future: bool, immediate: bool) -> float:
    if not acts.THIRD_ACT.match(act) or acts.THIRD_NO.match(act) or acts.THINGS.search(subject):
        return 0.0
    return 0.85 if future else 0.65


_JUDGES = {
    "ing": _judge_ing,
    "you": _judge_you,
    "letme": _judge_let_me,
    "fixed": _judge_fixed,
    "booked": _judge_booked,
    "third": _judge_third,
}
