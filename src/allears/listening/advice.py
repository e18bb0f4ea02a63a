"""What to do otherwise next time: a few kind sentences, each with the turns that prompted it."""

from __future__ import annotations

import re

from .reading import Advice, Mark, Promise, StepReading
from .rubric import Rubric, Rule
from .view import View

_TIMES = ("not once", "once", "twice", "three times", "four times", "five times")
_COUNTS = ("none", "one", "two", "three", "four", "five")
_LEAD = re.compile(
    r"^(?:(?:but|and|so|well|no|yes|look|listen|um|uh|sorry|again|please|hello|hi)[\s,.]+|"
    r"(?:as|like) i(?:'ve|’ve| have)?(?: just| already)? (?:said|told you|say|mentioned)[\s,:]*|"
    r"i(?:'ve|’ve| have)? (?:just |already )?(?:said|told you|told them|mentioned|was saying)[\s,:]*(?:that )?|that )+",
    re.IGNORECASE,
)
LONGEST = 70
"""Characters of the customer's or agent's words that a piece of advice quotes."""


def advise(
    view: View, marks: tuple[Mark, ...], promises: tuple[Promise, ...], steps: tuple[StepReading, ...], rubric: Rubric
) -> tuple[Advice, ...]:
    """At most `rubric.advice_most` pieces, the weightiest first. None where no agent spoke, or none was called for."""
    if not view.agent_turns:
        return ()
    by_name: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.confidence >= rubric.judge.confidence:
            by_name.setdefault(mark.behaviour, []).append(mark)
    scores = {step.step: step for step in steps}
    customer = _customer(view)
    given: list[Advice] = []
    for rule in rubric.rules:
        if len(given) >= rubric.advice_most:
            break
        if rule.missing is not None:
            score = scores[rule.missing].score
            if score is None or score >= rule.below:
                continue
        found = _prompts(rule, by_name, promises)
        if found is None:
            continue
        given.append(_sentence(view, rule, found, customer))
    return tuple(given)


def _prompts(rule: Rule, by_name: dict[str, list[Mark]], promises: tuple[Promise, ...]) -> list[Mark | Promise] | None:
    """What prompts a rule (an empty list: a missing step, which no one turn shows), or None where nothing does."""
    if rule.behaviour:
        return list(by_name[rule.behaviour]) if rule.behaviour in by_name else None
    if rule.promise:
        dated = rule.promise == "dated"
        kept = [p for p in promises if bool(p.due_text or p.due) == dated]
        return list(kept) or None
    return []


def _sentence(view: View, rule: Rule, found: list[Mark | Promise], customer: str) -> Advice:
    first = found[0] if found else None
    words = _words(view, first) if first is not None else ""
    agent = view.turns[first.turn].turn.speaker if first is not None and view.turns[first.turn].role == "agent" else ""
    count = len({item.turn for item in found})
    text = rule.text.format(
        agent=agent or view.transcript.agent or "You",
        customer=customer or "The customer",
        customer_lower=customer or "the customer",
        words=words,
        count=_COUNTS[count] if count < len(_COUNTS) else str(count),
        times=_times(count),
        times_said=_times(count + 1),
    )
    text = text[:1].upper() + text[1:]
    return Advice(text, tuple(sorted({item.turn for item in found})), rule.behaviour or (rule.missing or ""))


def _times(n: int) -> str:
    return _TIMES[n] if n < len(_TIMES) else f"{n} times"


def _customer(view: View) -> str:
    """What to call the customer: a name that is one, else nothing."""
    for name in (view.transcript.customer.name, *(turn.turn.speaker for turn in view.customer_turns[:1])):
        name = name.strip()
        if name and "@" not in name and len(name) <= 40 and name[0].isupper() and name.lower() not in _ROLE_NAMES:
            return name
    return ""


_ROLE_NAMES = frozenset(
    {"customer", "caller", "client", "user", "guest", "visitor", "participant", "c", "b", "a", "unknown"}
)


def _words(view: View, item: Mark | Promise) -> str:
    """The words themselves, without the lead-in of a repetition, cut at a word where they are long."""
    said = " ".join(view.turns[item.turn].text[item.start : item.end].split())
    said = _LEAD.sub("", said) or said
    if len(said) > LONGEST:
        said = said[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
    return said.strip('"“” ')
