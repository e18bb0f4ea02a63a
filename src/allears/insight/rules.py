"""The service through the customer's eyes, computed from what happened: on values alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class MomentKind(StrEnum):
    """What happened to the customer, in the order of the timeline."""

    ASKED = "asked"
    ANSWERED = "answered"
    REPEATED = "repeated"
    HANDED = "handed"
    PROMISED = "promised"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Said:
    """A turn as the customer lived it. `hand`: who of ours spoke; empty for the customer himself and for bots."""

    turn_id: int
    party: str
    at: datetime
    hand: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    kind: MomentKind
    at: datetime
    turn_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """A stretch in which the customer waited for a person's word. `until` None: he waits still."""

    since: datetime
    until: datetime | None
    turn_id: int

    def length(self, now: datetime) -> timedelta:
        return (self.until or now) - self.since


@dataclass(frozen=True, slots=True)
class Journey:
    """What a customer went through in one conversation."""

    waits: Sequence[Wait]
    waited: timedelta
    longest: timedelta
    waiting_now: timedelta | None
    hands: Sequence[str]
    """Those who spoke for us, in the order in which they took over; the same person twice if he took over twice."""
    moments: Sequence[Moment]


def waits(turns: Sequence[Said], *, still: bool) -> Sequence[Wait]:
    """The stretches of waiting. A bot's word ends no wait. `still`: the last one lasts on if nobody answered."""
    found: list[Wait] = []
    since: Said | None = None
    for turn in turns:
        if turn.party == "customer" and since is None:
            since = turn
        elif turn.party == "agent" and since is not None:
            found.append(Wait(since.at, turn.at, since.turn_id))
            since = None
    if since is not None and still:
        found.append(Wait(since.at, None, since.turn_id))
    return found


def hands(turns: Sequence[Said]) -> Sequence[str]:
    """Who spoke for us, in the order of taking over."""
    found: list[str] = []
    for turn in turns:
        if turn.party == "agent" and turn.hand and (not found or found[-1] != turn.hand):
            found.append(turn.hand)
    return found


def journey(turns: Sequence[Said], extra: Sequence[Moment], *, still: bool, now: datetime) -> Journey:
    """One conversation through the customer's eyes. `extra`: repeats and promises, from readings and promises."""
    stretches = waits(turns, still=still)
    lengths = [wait.length(now) for wait in stretches]
    took_over = hands(turns)
    moments = list(extra)
    for wait in stretches:
        moments.append(Moment(MomentKind.ASKED, wait.since, wait.turn_id))
        if wait.until is not None:
            moments.append(Moment(MomentKind.ANSWERED, wait.until, wait.turn_id))
    last = ""
    for turn in turns:
        if turn.party == "agent" and turn.hand and turn.hand != last:
            if last:
                moments.append(Moment(MomentKind.HANDED, turn.at, turn.turn_id, f"{last} → {turn.hand}"))
            last = turn.hand
    return Journey(
        waits=stretches,
        waited=sum(lengths, timedelta()),
        longest=max(lengths, default=timedelta()),
        waiting_now=stretches[-1].length(now) if stretches and stretches[-1].until is None else None,
        hands=took_over,
        moments=sorted(moments, key=lambda moment: moment.at),
    )
