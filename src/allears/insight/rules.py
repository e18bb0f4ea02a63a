"""The service through the customer's eyes, computed from what happened: on values alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["wrote", "spoke", "repeated", "answered", "handed", "promised", "kept", "late", "broken", "closed"]
"""What the customer lived through. An internal note is nothing that he lives through."""


@dataclass(frozen=True, slots=True)
class Said:
    """A turn as the customer lived it. `hand`: who of ours spoke; empty for the customer himself and for bots.

    `live`: both were present, on the phone or face to face, so that nobody waited for an answer.
    """

    turn_id: int
    party: str
    at: datetime
    hand: str = ""
    text: str = ""
    live: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as the customer lived it. `state` and `settled_at`: what became of it so far."""

    what: str
    at: datetime
    by: str
    turn_id: int | None
    due: datetime | None
    state: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Moment:
    kind: Kind
    at: datetime
    words: str = ""
    who: str = ""
    turn_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A stretch in which the customer waited for a person's word. `until` None: he waits still."""

    since: datetime
    until: datetime | None

    def length(self, now: datetime) -> timedelta:
        """How long it lasted, or has lasted by `now`."""
        return max(timedelta(), (self.until or now) - self.since)


@dataclass(frozen=True, slots=True)
class Journey:
    """What a customer went through in one conversation. Lengths are in seconds."""

    moments: Sequence[Moment]
    waits: Sequence[Wait]
    waited: float
    longest: float
    waiting_now: float | None
    repeats: int
    hands: Sequence[str]
    """Those who spoke for us, in the order in which they took over; the same person again if he took over again."""
    promised: int
    kept: int
    broken: int


def waits(turns: Sequence[Said], *, still: bool) -> Sequence[Wait]:
    """The stretches of waiting. A bot's word ends no wait. `still`: the last one lasts on if nobody answered."""
    found: list[Wait] = []
    since: datetime | None = None
    for turn in turns:
        if since is not None and (turn.live or turn.party == "agent"):
            found.append(Wait(since, turn.at))
            since = None
        elif turn.party == "customer" and since is None and not turn.live:
            since = turn.at
    if since is not None and still:
        found.append(Wait(since, None))
    return found


def hands(turns: Sequence[Said]) -> Sequence[str]:
    """Who spoke for us, in the order of taking over."""
    found: list[str] = []
    for turn in turns:
        if turn.party == "agent" and turn.hand and (not found or found[-1] != turn.hand):
            found.append(turn.hand)
    return found


def journey(
    turns: Sequence[Said],
    promises: Sequence[Promised],
    repeated: Collection[int],
    *,
    still: bool,
    closed_at: datetime | None,
    now: datetime,
) -> Journey:
    """One conversation through the customer's eyes.

    `repeated`: ids of the turns in which he had to say something again; `still`: nobody has closed the matter.
    """
    stretches = waits(turns, still=still)
    lengths = [wait.length(now).total_seconds() for wait in stretches]
    moments = [*_spoken(turns, repeated), *_promised(promises)]
    if closed_at is not None:
        moments.append(Moment("closed", closed_at))
    states = [it.state for it in promises]
    return Journey(
        moments=sorted(moments, key=lambda moment: moment.at),
        waits=stretches,
        waited=sum(lengths),
        longest=max(lengths, default=0.0),
        waiting_now=lengths[-1] if stretches and stretches[-1].until is None else None,
        repeats=sum(1 for turn in turns if turn.turn_id in repeated),
        hands=hands(turns),
        promised=sum(1 for state in states if state not in ("withdrawn", "unknown")),
        kept=states.count("kept") + states.count("late"),
        broken=states.count("broken"),
    )


def _spoken(turns: Sequence[Said], repeated: Collection[int]) -> Sequence[Moment]:
    """The moments that turns make: a run of turns by one side counts once, unless a new hand takes over in it."""
    found: list[Moment] = []
    last_party, last_hand, talking = "", "", False
    for place, turn in enumerate(turns):
        if turn.live and not talking:
            with_whom = next((it.hand for it in turns[place:] if it.hand), "")
            found.append(Moment("spoke", turn.at, turn.text, with_whom, turn.turn_id))
        talking = turn.live
        if turn.party == "customer":
            if turn.turn_id in repeated:
                found.append(Moment("repeated", turn.at, turn.text, turn_id=turn.turn_id))
            elif last_party != "customer" and not turn.live:
                found.append(Moment("wrote", turn.at, turn.text, turn_id=turn.turn_id))
        elif turn.party == "agent":
            if last_hand and turn.hand and turn.hand != last_hand:
                found.append(Moment("handed", turn.at, f"from {last_hand}", turn.hand, turn.turn_id))
            if last_party != "agent" and not turn.live:
                found.append(Moment("answered", turn.at, turn.text, turn.hand, turn.turn_id))
            last_hand = turn.hand or last_hand
        else:
            continue
        last_party = turn.party
    return found


def _promised(promises: Sequence[Promised]) -> Sequence[Moment]:
    found: list[Moment] = []
    for it in promises:
        if it.state == "withdrawn":
            continue
        found.append(Moment("promised", it.at, it.what, turn_id=it.turn_id))
        if it.settled_at is None:
            continue
        if it.state == "kept":
            found.append(Moment("kept", it.settled_at, it.what))
        elif it.state == "late":
            found.append(Moment("late", it.settled_at, it.what))
        elif it.state == "broken":
            # To the customer it is broken when its time has passed, not when somebody here admits it.
            found.append(Moment("broken", it.due or it.settled_at, it.what))
    return found
