"""What is asked of somebody, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from allears.learning.rules.assignments import Asked, AskedState
from allears.lib import clock


@dataclass(frozen=True, slots=True)
class AskedWords:
    """`state` is that of the rule; `done`: nothing is left to do."""

    text: str
    note: str
    state: str
    done: bool


def asked_words(it: Asked) -> AskedWords:
    """For the learner himself. What is overdue is said kindly: he knows."""
    done = it.state in {AskedState.DONE, AskedState.LATE}
    asked = f"Asked of you by {it.by}" if it.by else "Asked by you, of yourself"
    if done:
        text = f"{asked}, and done."
    elif it.due is None:
        text = f"{asked}."
    elif it.state is AskedState.OVERDUE:
        text = f"{asked}, by {day_words(it.due)}. That day has passed; it is still worth doing."
    else:
        text = f"{asked}, by {day_words(it.due)}."
    return AskedWords(text, "" if done else it.note, it.state.value, done)


def day_words(due: datetime) -> str:
    """The day of a due time in the middle of a sentence: 'the end of today', 'Friday 4 December'."""
    local, now = timezone.localtime(due), timezone.localtime(clock.now())
    if local.date() == now.date():
        return "the end of today"
    return f"{local:%A} {local.day} {local:%B}" + ("" if local.year == now.year else f" {local.year}")
