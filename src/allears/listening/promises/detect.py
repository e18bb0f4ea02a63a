"""Finds the commitments in agents' turns: a trigger, its clause, and a judgement on both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allears.listening.lazily import lazy_pattern
from allears.listening.promises import acts, clauses, patterns, plans
from allears.listening.promises.due import find_deadlines
from allears.listening.promises.triggers import Trigger, triggers
from allears.listening.promises.what import person
from allears.listening.said import Said
from allears.listening.words import WORDS_KEPT

_OPENING = lazy_pattern(
    r"(?:^|.*[.,;:!—–-]\s|.*\b(?:and|so|but|then|okay|ok|right|well|yes|yeah|now|um|uh|sure|great|lovely|perfect|alright)[\s,]+)$",
    re.I | re.S,
)


_ELLIPTED = lazy_pattern(r"(?:ring|call|phone|text|e-?mail|message|get)\b", re.I)
_DENIES = lazy_pattern(
    r"\b(?:i|we)(?: can't| cannot| couldn't|'m not| am not|'re not| are not| don't|"
    r" won't(?! (?:let|forget|leave|rest|stop|fail)\b))\b",
    re.I,
)
_TELLS_OF = lazy_pattern(r"\b(?!(?:i|we)\b)\w+ (?:said|says|told|promised|claimed|claims|reckoned|thought)\b", re.I)
_OFFERS = lazy_pattern(r"\b(?:shall|should|can|could|may) (?:i|we)\b", re.I)
_BEING = lazy_pattern(
    r"(?:^|[;,.:—–-] |\b(?:and|but|so) )(?P<subject>(?:i|we)(?:'m| am|'re| are)) "
    r"(?=(?:here|in|at|around|on|back|available|free|open|there)\b)",
    re.I,
)
"""Begins to say where or for how long somebody is to be had."""
_NOW = lazy_pattern(r"\b(?:just|quickly|now)\b", re.I)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment: offsets of its clause in the turn and of its verb, who speaks in it (the trigger's kind and its
    subject), and how sure it is."""

    start: int
    end: int
    verb: int
    kind: str
    subject: str
    confidence: float


class _Candidate:
    """A trigger with its clause. `act` begins at the verb; `pre` is what came before in the sentence, `post` what comes
    after; `words` are all that may name a time."""

    def __init__(self, trigger: Trigger, act: str, full: str, pre: str, post: str, words: str) -> None:
        self.kind, self.subject = trigger.kind, trigger.subject
        self.act, self.full, self.pre, self.post = act, full, pre, post
        self._words = words
        self._timed: bool | None = None

    @property
    def timed(self) -> bool:
        """True where the clause names a time."""
        if self._timed is None:
            self._timed = any(not deadline.vague for deadline in find_deadlines(self._words, None))
        return self._timed

    @property
    def ours(self) -> bool:
        """True where "we" commit ourselves."""
        return self.subject.lstrip()[:2].lower() == "we"

    @property
    def immediate(self) -> bool:
        """True where it says now."""
        return _NOW.search(self.full) is not None


def commitments(said: Said) -> tuple[Commitment, ...]:
    """The commitments of one agent's turn, in order. Most turns hold none, and a look at their words tells so."""
    return tuple(find_commitments(said.text)) if _may_hint(said) and hinted(said.text) else ()


def hinted(text: str) -> bool:
    """A cheap guard: False for the many turns that cannot hold a commitment."""
    lowered = text.lower()
    for hint in patterns.HINTS:  # A generator here would cost more than the tests themselves.
        if hint in lowered:
            return True
    return ("ing " in lowered or "ill " in lowered) and patterns.ING_HINT.search(lowered) is not None


def _may_hint(said: Said) -> bool:
    """A cheaper guard before it, by words that are remembered: False only where there is no hint."""
    return any(map(_HINTING.__getitem__, said.words)) or any(map(said.lower.__contains__, _SHORT_HINTS))


class _Hinting(dict[str, bool]):
    """Whether a word holds the longest word of a hint, or one of those in -ing."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= WORDS_KEPT:
            self.clear()
        found = self[word] = any(part in word for part in _PARTS)
        return found


def _longest(hint: str) -> str:
    words: list[str] = re.findall(r"[a-z]+", hint)
    return max(words, key=len)


_HINTING = _Hinting()
_SHORT_HINTS = tuple(hint.replace("’", "'") for hint in patterns.HINTS if len(_longest(hint)) < 4)
_PARTS = {_longest(hint) for hint in patterns.HINTS if len(_longest(hint)) >= 4} | {
    "ill",
    *re.findall(r"[a-z]+ing\b", patterns.ING_HINT.pattern),
}


def find_commitments(text: str) -> Iterator[Commitment]:
    """The commitments of one agent's turn, in order."""
    plain = text.replace("’", "'").replace("‘", "'")
    for start, end in clauses.sentences(plain):
        yield from _in_sentence(plain[start:end], start)


def likely_commitment(text: str, start: int, end: int, confidence: float) -> Commitment:
    """The commitment in a sentence of which it is known otherwise that it holds one (models/heads.py): from the first
    place where one may begin, or from the sentence's start."""
    sentence = text[start:end].replace("’", "'").replace("‘", "'")
    found = [*triggers(sentence)]
    if not found:
        being = _BEING.search(sentence)
        if being is None:
            return Commitment(start, end, start, "bare", "", confidence)
        until = clauses.clause_end(sentence, being.end(), len(sentence))
        place = start + being.start("subject")
        return Commitment(place, start + until, start + being.end(), "being", being["subject"], confidence)
    trigger = found[0]
    verb, clause = _clause(sentence, trigger, found[1].start if len(found) > 1 else len(sentence))
    return Commitment(start, start + clause, start + verb, trigger.kind, trigger.subject, confidence)


def refused(sentence: str) -> bool:
    """True where a sentence tells by its form that nobody commits himself in it: it asks, denies, reports, or sets a
    condition."""
    plain = sentence.replace("’", "'").replace("‘", "'")
    found = [*triggers(plain)]
    if not found:
        return any(pattern.search(plain) for pattern in (_DENIES, _TELLS_OF, _OFFERS))
    bounds = [(0, trigger.start, *_clause(plain, trigger, len(plain))) for trigger in found]
    return all(_barred(plain, trigger, place) for trigger, place in zip(found, bounds, strict=True))


def _clause(sentence: str, trigger: Trigger, limit: int) -> tuple[int, int]:
    """Where the verb of a trigger's clause begins, and where the clause ends."""
    adverbs = patterns.ADVERBS.match(sentence, trigger.end)
    verb = adverbs.end() if adverbs and trigger.kind != "fixed" else trigger.end
    end = clauses.clause_end(sentence, max(verb, trigger.end), max(limit, trigger.end))
    return verb, max(end, trigger.end)


def _in_sentence(sentence: str, offset: int) -> Iterator[Commitment]:
    reached = 0
    found = [*triggers(sentence)]
    for i, trigger in enumerate(found):
        kind = trigger.kind
        verb, end = _clause(sentence, trigger, found[i + 1].start if i + 1 < len(found) else len(sentence))
        if kind not in ("fixed", "bare") and acts.DANGLING.match(sentence[verb:end]):
            continue
        start = _lead_in(sentence, reached, trigger.start)
        confidence = _judge(sentence, trigger, (reached, start, verb, end))
        if confidence:
            yield Commitment(offset + start, offset + end, offset + verb, kind, trigger.subject, confidence)
            reached = end


def _lead_in(sentence: str, reached: int, start: int) -> int:
    """Where the clause begins: at its subject, or at a time named just before it ("By Friday you'll have it")."""
    pre = sentence[reached:start]
    if not re.search(r"\w", pre) or len(pre) > 300:
        return start
    deadlines = [d for d in find_deadlines(pre[-80:], None) if not d.vague]
    if not deadlines:
        return start
    last, shift = deadlines[-1], max(0, len(pre) - 80)
    if re.fullmatch(r",?(?: then)?,?\s*", pre[shift + last.end :]) and _OPENING.fullmatch(pre[: shift + last.start]):
        return reached + shift + last.start
    return start


def _judge(sentence: str, trigger: Trigger, bounds: tuple[int, int, int, int]) -> float:
    """How sure it is that the clause commits someone: 0 if it does not."""
    if _barred(sentence, trigger, bounds):
        return 0.0
    reached, start, verb, end = bounds
    kind = trigger.kind
    pre, full, post = sentence[reached:start], sentence[trigger.end : end], sentence[end:]
    words = sentence[start : trigger.start] + " " + sentence[verb:end]
    act = full if kind == "you" else sentence[verb:end]
    return _JUDGES[kind](_Candidate(trigger, act, full, pre, post, words))


def _barred(sentence: str, trigger: Trigger, bounds: tuple[int, int, int, int]) -> bool:
    """True where what stands around a clause makes it no commitment, whatever it says."""
    reached, start, verb, end = bounds
    kind = trigger.kind
    pre, full, post = sentence[reached:start], sentence[trigger.end : end], sentence[end:]
    if kind != "fixed" and patterns.NEGATED.search(sentence[trigger.start : min(verb + 12, end)].split(" and ")[0]):
        return True
    if (
        patterns.GENERAL.search(pre[-60:] + full[:200])
        or patterns.HEDGED.search(full[:40])
        or patterns.HEDGE_AFTER.match(post)
    ):
        return True
    if patterns.MANNER.search(pre[-12:]) or _inverted(trigger, pre):
        return True
    return bool(patterns.REPORT.search(pre[-80:])) or _conditional(pre, post) or _question(sentence, pre, end)


def _inverted(trigger: Trigger, pre: str) -> bool:
    """True for "are we gonna" and for "what we're gonna do": asked or spoken of, and not said to be done."""
    subject = trigger.subject.lower().strip()
    return patterns.INVERTED.search(pre[-8:]) is not None or (
        subject.startswith("what ") and not subject.endswith((" is", " to", " is,"))
    )


def _conditional(pre: str, post: str) -> bool:
    found = next(reversed(list(patterns.CONDITION.finditer(pre))), None)
    if found and not patterns.COURTESY.match(pre, max(0, found.start() - 1)) and len(pre) - found.start() < 160:
        between = pre[found.end() :]
        if not patterns.EMBEDDED.search(pre[: found.start()]) and not re.search(
            r"\b(?:but|okay|anyway|right)\b|[;:]", between, re.I
        ):
            return True
    return bool(patterns.CONDITION_AFTER.match(post)) and not patterns.COURTESY.match(post)


def _question(sentence: str, pre: str, end: int) -> bool:
    close = sentence.rstrip()[-1:]
    if close in ".!":
        return False
    if close == "?" and sentence[end:].strip().startswith("?"):
        return True
    return (
        bool(patterns.QUESTION.search(pre[-80:]))
        and len(pre.split()) < 8
        and not patterns.COURTESY_TAIL.search(sentence[end:])
    )


def _judge_self(c: _Candidate) -> float:
    sure = 0.0 if plans.HANDS_OVER.match(c.act) else _judge_act(c)
    return 0.0 if sure and c.ours and not c.timed and _planned(c) else sure


def _planned(c: _Candidate) -> bool:
    """True for "we'll do it": what all who are there plan, and no word of the customer or of an act for him."""
    if plans.CUSTOMER.search(c.act):
        return False
    told = acts.DIRECTED.match(c.act) and not acts.STRONG.match(c.act)
    return bool(told or plans.FOR_ALL.match(c.act) or plans.DUTY.match(c.full) or patterns.REASON.search(c.pre[-12:]))


def _judge_act(c: _Candidate) -> float:
    if not re.match(r"\w{2}", c.act):
        return 0.0
    tells = " and " in c.act and acts.THEN_TELL.search(c.act) is not None
    if acts.NO_ACT.match(c.act) and not acts.ASK_AND.match(c.act):
        sure = (0.85 if c.timed else 0.7) if tells and not acts.ON_THE_LINE.match(c.act) else 0.0
        return sure or _judge_later(c)
    if acts.ON_SCREEN.match(c.act) and not c.timed:
        return 0.0
    if tells and acts.DEFER.match(c.act) and not acts.STRONG.match(c.act):
        return 0.85 if c.timed else 0.7
    if acts.DEFER.match(c.act) and not acts.REPORT_BACK.search(c.act):
        told = (
            re.match(
                r"(?:go (?:and|to) )?(?:find out|confirm|speak to (?!you)|talk to (?!you)|check with (?!you)|ask)",
                c.act,
                re.I,
            )
            and not c.immediate
        )
        if (c.timed and not c.immediate) or told:
            return 0.7
        return 0.6 if plans.OWN_HAND.search(c.act) and not c.immediate else 0.0
    if acts.STRONG.match(c.act):
        return 0.95 if c.timed else 0.85
    if c.timed:
        return 0.75
    does = acts.DIRECTED.match(c.act) or plans.does_something(c.act)
    return 0.6 if does and not c.immediate else 0.0


def _judge_later(c: _Candidate) -> float:
    """What is mostly done at once, or is no act: it commits where its time is to come, or by one's own hand."""
    if plans.LATER_DONE.match(c.act):
        return 0.7 if c.timed and not c.immediate else 0.6 if plans.OWN_HAND.search(c.act) else 0.0
    return 0.75 if plans.AT_A_PLACE.match(c.act) and c.timed else 0.0


def _judge_bare(c: _Candidate) -> float:
    # "Ring you back by ten": without "I'll" it is a promise by its time alone.
    return 0.0 if _ELLIPTED.match(c.act) and not c.subject and not c.timed else _judge_self(c)


def _judge_ing(c: _Candidate) -> float:
    if plans.HANDS_OVER.match(c.act) or (c.ours and not c.timed and not plans.CUSTOMER.search(c.act)):
        return 0.0
    if acts.ING_NO.match(c.act) and not c.timed:
        return 0.0
    if acts.ING_NEVER.match(c.act):
        return 0.0
    if c.timed:
        return 0.8
    return 0.6 if not acts.ING_DIRECTED.match(c.act) or acts.DIRECTED.match(c.act) else 0.0


def _judge_you(c: _Candidate) -> float:
    if acts.YOU_NO.match(c.act) or plans.SUPPOSED.match(c.act):
        return 0.0
    if c.timed:
        return 0.9
    return 0.75 if plans.SENT.search(c.act) and not patterns.REASON.search(c.pre[-12:]) else 0.0


def _judge_let_me(c: _Candidate) -> float:
    if not acts.LET_ME.match(c.act):
        return 0.0
    if c.immediate and not c.timed and re.match(r"(?:just )?(?:make sure|find out)\b", c.act, re.I):
        return 0.0
    return 0.85 if c.timed else 0.65


def _judge_fixed(c: _Candidate) -> float:
    return 0.9


def _judge_timed(c: _Candidate) -> float:
    return 0.85 if c.timed else 0.0


def _judge_there(c: _Candidate) -> float:
    return 0.75 if c.timed and plans.FOR_CUSTOMER.search(c.act) and not patterns.REASON.search(c.pre[-12:]) else 0.0


def _judge_third(c: _Candidate) -> float:
    subject = acts.WILL.sub("", c.subject.strip())
    if re.match(r"(?:have|need) to\b", c.full.strip(), re.I):
        return 0.0  # A duty that falls on somebody ("Mother will have to take the stairs").
    allowed = acts.THIRD_ACT if person(subject) else acts.THING_ACT
    done = bool(allowed.match(c.act) or acts.SURELY_PLACED.match(c.act))
    done = done or bool(c.timed and (acts.PASSIVE.match(c.act) or acts.PLACED.match(c.act)))
    if not c.timed and plans.TAKES_OVER.match(c.act):
        return 0.0
    if not done or acts.THIRD_NO.match(c.act) or acts.THINGS.search(subject) or acts.BY_OTHERS.search(c.act):
        return 0.0
    return 0.85 if c.timed else 0.65


def _judge_able(c: _Candidate) -> float:
    return 0.75 if c.timed and patterns.ASKED.search(c.pre) and acts.THIRD_ACT.match(c.act) else 0.0


def _judge_can(c: _Candidate) -> float:
    """A yes to a wish, in the words of an act. What is asked for, told or shown here and now is none."""
    if acts.NO_ACT.match(c.act) or acts.DEFER.match(c.act) or not (acts.STRONG.match(c.act) or c.timed):
        return 0.0
    return 0.75 if c.timed else 0.6


def _judge_noun(c: _Candidate) -> float:
    return 0.6 if c.timed and not patterns.TERMS.search(c.full) and re.fullmatch(r"[\s.!]*", c.post) else 0.0


_JUDGES = {
    "self": _judge_self,
    "ill": _judge_self,
    "bare": _judge_bare,
    "ing": _judge_ing,
    "you": _judge_you,
    "letme": _judge_let_me,
    "fixed": _judge_fixed,
    "booked": _judge_timed,
    "coming": _judge_timed,
    "present": _judge_timed,
    "returning": _judge_timed,
    "there": _judge_there,
    "third": _judge_third,
    "can": _judge_can,
    "able": _judge_able,
    "noun": _judge_noun,
}
