"""Goes on speaking against the customer who is also speaking.

Examples:
    A: The page is loading and it will— / C: No, wait, I— / A: [—show everything by the hour].
    C: You're not lis— / A: Let me finish— / C: No, I— / A: [—because the terms say so].
    A: As I was saying, you can— / C: But it isn't— / A: [—log in and change it there].
Not:
    A: The page is loading. / C: And now? / A: Now it shows everything.
    C: I was going to— / A: Sorry, go on. / C: to ask about Friday.
    A: It will be— / C: On Friday? / A: Yes, on Friday.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening import floor
from allears.listening.phrases import LIKELY, PERHAPS, SURE
from allears.listening.reading import Mark
from allears.listening.view import TurnView, View

NAME = "talking_over"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Talks over"
NOTE = "Goes on while the customer is speaking."

TOGETHER = 1.0
"""Seconds for which both must speak, the customer having begun second, for it to be talking over."""
_DASHES = ("—", "–", "-")


def find(view: View) -> Iterator[Mark]:
    """With times: the agent goes on until the customer breaks off, or for a second after they began.

    In text: both lines are broken by dashes.
    """
    for turn in view.agent_turns:
        if not turn.sentences:
            continue
        first, last = turn.sentences[0], turn.sentences[-1]
        after = view.following(turn.index)
        shared = _shared(turn, after) if after is not None and after.role == "customer" else None
        if _speaks_down(view, turn):
            yield turn.mark(NAME, first.start, first.end, LIKELY, "goes on until they give up")
        elif shared is not None and after is not None:
            if shared >= TOGETHER and len(turn.words) > 2 and len(after.words) > 1:
                certain = min(SURE, PERHAPS + shared / 8)
                yield turn.mark(NAME, last.start, last.end, certain, f"goes on for {shared:.1f} s")
        elif shared is None and _goes_on(view, turn):
            yield turn.mark(NAME, first.start, first.end, LIKELY, "both lines are broken")


def _shared(turn: TurnView, after: TurnView) -> float | None:
    """Seconds for which the agent went on after the customer began; None where the turns carry no times."""
    start, end, begins, ends = turn.turn.start, turn.turn.end, after.turn.start, after.turn.end
    if start is None or end is None or begins is None or ends is None:
        return None
    return max(0.0, min(end, ends) - begins) if begins >= start else 0.0


def _speaks_down(view: View, turn: TurnView) -> bool:
    """By times: the agent was speaking, the customer began, and broke off while the agent went on (floor.py)."""
    if not (floor.timed(turn) and view.transcript.spoken):
        return False
    return any(cut.already for cut in floor.cuts(view, turn))


def _goes_on(view: View, turn: TurnView) -> bool:
    """The agent's line begins with a dash, as the rest of an earlier one, and the customer's between is broken off
    too.
    """
    if not turn.lower.lstrip().startswith(_DASHES):
        return False
    before = view.previous(turn.index)
    return before is not None and before.role == "customer" and before.cut_off
