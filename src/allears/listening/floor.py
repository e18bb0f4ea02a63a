"""Who has the floor: what the times of turns and words say of overlaps, where a transcript carries them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .models.floor import unfinished
from .signs import is_sign, is_whole, only_holds
from .view import TurnView, View

REACH = 8
"""Turns back and on that can still be heard together."""
AT_ONCE = 0.3
"""Seconds after somebody's last word within which whoever begins to speak had made ready to before it: nobody answers
sooner (Levinson and Torreira 2015)."""
OPEN = 0.8
"""How likely a turn must be to go on, by its last words, to have been cut off."""
YIELDS = 0.5
"""Seconds of silence that show that a speaker gave up the floor; after less, he only paused."""
RUN = 0.6
"""Seconds of silence within one contribution that was written down as several turns."""
TAKES = 2
"""Words, signs of following left out, with which somebody takes the floor."""


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


def cuts(view: View, turn: TurnView) -> tuple[Cut, ...]:
    """The turns of another party that this one cut off, by times and words; the first cut off comes first.

    Such a turn was going on when this one began, or had stopped that very moment, or began against it; its words must
    go on and did not: this speaker kept the floor, with more than a sign of following, and the other gave it up.
    """
    if not timed(turn):
        return ()
    begins, ends = start(turn), end(turn)
    found = []
    for other in view.turns[max(0, turn.index - REACH) : turn.index + REACH + 1]:
        said = other.turn
        if other.role == turn.role or said.start is None or said.end is None:
            continue
        if said.end < begins - AT_ONCE or said.start >= ends:
            continue
        gap = begins - said.end
        if _broke_off(other, gap) and _keeps_floor(view, turn, said.end) and _gave_up(view, turn, other):
            already = begins < said.start or _spoke_already(view, turn, other)
            found.append(Cut(other, -gap, already))
    return tuple(found) if found and _takes_floor(view, turn) else ()


def _broke_off(turn: TurnView, gap: float) -> bool:
    """True if the words break off, in the middle of one or where they must go on."""
    if turn.cut_off or not turn.words:
        return bool(turn.words)
    if is_whole(turn.words) or (gap > 0 and only_holds(turn.words)):
        return False
    return unfinished(turn.words) >= OPEN


def _gave_up(view: View, turn: TurnView, other: TurnView) -> bool:
    """True if the other speaker says no more for a moment."""
    for later in _later(view, turn, other.index + 1):
        if later.turn.speaker == other.turn.speaker and later.role == other.role:
            return start(later) - end(other) > YIELDS
    return True


def _run(view: View, turn: TurnView) -> Iterator[TurnView]:
    """This turn and those of its speaker that go on from it without a pause."""
    until = end(turn)
    yield turn
    for later in _later(view, turn, turn.index + 1):
        if later.turn.speaker == turn.turn.speaker and later.role == turn.role:
            if start(later) - until > RUN:
                return
            until = max(until, end(later))
            yield later


def _later(view: View, turn: TurnView, index: int) -> Iterator[TurnView]:
    """The turns from `index` on, as far as they bear on `turn`."""
    for i in range(index, min(len(view.turns), turn.index + REACH + 1)):
        later = view.turns[i]
        if not timed(later):
            return
        yield later


def _takes_floor(view: View, turn: TurnView) -> bool:
    words = 0
    for part in _run(view, turn):
        words += 0 if is_sign(part.words) else len(part.words)
        if words >= TAKES:
            return True
    return False


def _keeps_floor(view: View, turn: TurnView, moment: float) -> bool:
    """True if the speaker goes on past a moment with this turn: not with the one before it, or the one after it."""
    if end(turn) > moment:
        before = _own_before(view, turn)
        return before is None or end(before) <= moment or is_sign(before.words)
    for part in _run(view, turn):
        if part is not turn and start(part) <= moment + AT_ONCE:
            return False
        if end(part) > moment:
            return True
    return False


def _own_before(view: View, turn: TurnView) -> TurnView | None:
    """The last turn of the same speaker, if it is near."""
    for i in range(turn.index - 1, max(-1, turn.index - 1 - REACH), -1):
        own = view.turns[i]
        if own.role == turn.role and own.turn.speaker == turn.turn.speaker:
            return own
    return None


def _spoke_already(view: View, turn: TurnView, other: TurnView) -> bool:
    """True if the same speaker's turn just before this one began before the other's did, and ran on into it."""
    own = _own_before(view, turn)
    return own is not None and start(own) < start(other) and end(own) > start(turn) - RUN and not is_sign(own.words)


def holds_on(view: View, turn: TurnView) -> bool:
    """True if another party began before this turn and was still speaking after it had begun."""
    moment = start(turn)
    earlier = view.turns[max(0, turn.index - REACH) : turn.index]
    return any(other.role != turn.role and end(other) > moment for other in earlier)


def covered(view: View, turn: TurnView) -> float:
    """The share of this turn's time, 0–1, in which other parties speak as well, with more than a sign of following."""
    begins, ends = start(turn), end(turn)
    if ends <= begins:
        return 0.0
    both = 0.0
    for other in view.turns[max(0, turn.index - REACH) : turn.index + REACH + 1]:
        if other.role != turn.role:
            shared = min(ends, end(other)) - max(begins, start(other))
            if shared > 0 and not is_sign(other.words):
                both += shared
    return min(1.0, both / (ends - begins))


def goes_on(view: View, turn: TurnView, seconds: float = 2.0) -> bool:
    """True if another party speaks on beside this turn, or takes up the word within some seconds of its end."""
    later = view.turns[turn.index + 1 : turn.index + 1 + REACH]
    return holds_on(view, turn) or any(
        other.role != turn.role and start(other) < end(turn) + seconds for other in later
    )


def said_since(view: View, turn: TurnView, enough: int) -> int:
    """Words that other parties said since this speaker last said more than a sign; counted up to `enough`."""
    words = 0
    for i in range(turn.index - 1, max(-1, turn.index - 1 - 4 * REACH), -1):
        other = view.turns[i]
        if other.role != turn.role:
            words += len(other.words)
        elif other.turn.speaker == turn.turn.speaker and len(other.words) > 2 and not is_sign(other.words):
            break
        if words >= enough:
            break
    return words


def pause_after(view: View, turn: TurnView) -> float:
    """Seconds until the same speaker's next turn; infinite if it is not near."""
    for later in _later(view, turn, turn.index + 1):
        if later.role == turn.role and later.turn.speaker == turn.turn.speaker:
            return start(later) - end(turn)
    return float("inf")
