"""Who has the floor: what the times of turns and words say of overlaps, where a transcript carries them."""

from __future__ import annotations

from typing import NamedTuple

from .models.floor import unfinished
from .view import TurnView, View

REACH = 8
"""Turns back and on that can still be heard together."""
AT_ONCE = 0.5
"""Seconds after somebody's last word within which the next speaker may have cut it off."""
OPEN = 0.8
"""How likely a turn must be to go on, by its last words, to have been cut off."""


def timed(turn: TurnView) -> bool:
    return turn.turn.start is not None and turn.turn.end is not None


def start(turn: TurnView) -> float:
    return turn.turn.start or 0.0


def end(turn: TurnView) -> float:
    return turn.turn.end or 0.0


class Cut(NamedTuple):
    """A turn that another cut off, and the seconds for which both spoke (below 0: a pause between them).

    `already`: who cut it off had been speaking before it began, and only went on.
    """

    turn: TurnView
    overlap: float
    already: bool


def cut_by(view: View, turn: TurnView) -> Cut | None:
    """The unfinished turn of another party that this one cuts off, by times and words; None if there is none.

    It began before, was still going on or had stopped less than half a second ago, ends before this one does, and its
    last words must go on.
    """
    begins, ends = start(turn), end(turn)
    for i in range(turn.index - 1, max(-1, turn.index - 1 - REACH), -1):
        other = view.turns[i]
        if not timed(other):
            return None
        if other.role == turn.role or end(other) < begins - AT_ONCE or end(other) > ends:
            continue
        if _open(other):
            return Cut(other, end(other) - begins, _spoke_already(view, turn, other))
    return None


def _open(turn: TurnView) -> bool:
    """True if the words break off: in the middle of one, or where they must go on."""
    return turn.cut_off or (bool(turn.words) and unfinished(turn.words) >= OPEN)


def _spoke_already(view: View, turn: TurnView, other: TurnView) -> bool:
    """True if the same party's turn just before this one began before the other's did, and ran on into it."""
    for i in range(turn.index - 1, max(-1, turn.index - 1 - REACH), -1):
        own = view.turns[i]
        if own.role == turn.role and own.turn.speaker == turn.turn.speaker:
            return start(own) < start(other) and end(own) > start(turn) - 0.3 and len(own.words) > 1
    return False


def holds_on(view: View, turn: TurnView) -> bool:
    """True if another party began before this turn and was still speaking after it had begun."""
    return _still(view, turn, start(turn))


def goes_past(view: View, turn: TurnView) -> bool:
    """True if another party began before this turn and was still speaking when it ended."""
    return _still(view, turn, end(turn))


def _still(view: View, turn: TurnView, moment: float) -> bool:
    earlier = view.turns[max(0, turn.index - REACH) : turn.index]
    return any(other.role != turn.role and end(other) > moment for other in earlier)


def goes_on(view: View, turn: TurnView, seconds: float = 2.0) -> bool:
    """True if another party speaks on beside this turn, or takes up the word within some seconds of its end."""
    later = view.turns[turn.index + 1 : turn.index + 1 + REACH]
    return holds_on(view, turn) or any(
        other.role != turn.role and start(other) < end(turn) + seconds for other in later
    )


def pause_after(view: View, turn: TurnView) -> float:
    """Seconds until the same speaker's next turn; infinite if there is none."""
    for i in range(turn.index + 1, len(view.turns)):
        other = view.turns[i]
        if other.role == turn.role and other.turn.speaker == turn.turn.speaker:
            return start(other) - end(turn)
        if start(other) > end(turn) + 30:
            break
    return float("inf")
