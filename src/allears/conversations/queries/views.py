"""What reads of conversations return: plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allears.customers.queries import Face, PersonRow

OPENING, CLOSING = "\x02", "\x03"
"""Stand around what was searched for in a snippet: control characters, as no stored text can hold them."""


class Folder(StrEnum):
    """The folders of the inbox."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in a list."""

    id: int
    subject: str
    preview: str
    channel: str
    status: str
    person: Face | None
    team: str
    assignee: str
    assignee_id: int | None
    started_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    turn_count: int
    snippet: str = ""
    """Where it was found: text with the words found between OPENING and CLOSING."""


@dataclass(frozen=True, slots=True)
class TurnView:
    id: int
    position: int
    kind: str
    party: str
    channel: str
    speaker: str
    user_id: int | None
    text: str
    at: datetime | None
    start: float | None
    end: float | None
    call_id: int | None
    delivery: str
    delivery_note: str
    attachments: Sequence[Mapping[str, object]]
    has_raw: bool


@dataclass(frozen=True, slots=True)
class CallView:
    id: int
    channel: str
    started_at: datetime
    duration: float | None
    transcribed_by: str


@dataclass(frozen=True, slots=True)
class HandView:
    """A change of hands: who gave the conversation to whom."""

    at: datetime
    what: str
    actor: str


@dataclass(frozen=True, slots=True)
class ConversationView:
    """One conversation with its whole timeline."""

    id: int
    subject: str
    channel: str
    status: str
    team_id: int
    team: str
    assignee_id: int | None
    assignee: str
    person_id: int | None
    person: PersonRow | None
    started_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    closed_at: datetime | None
    agent_inferred: bool
    turns: Sequence[TurnView]
    calls: Mapping[int, CallView]
    earlier_turns: int
    """Turns before the first one shown: a timeline shows at most `TIMELINE` at a time."""
    heard_before: int = 0
    """Of those, the turns that are no notes."""
    before: int | None = None
    """Only turns before this position were asked for."""


@dataclass(frozen=True, slots=True)
class SaidView:
    """Who spoke when, without the words. `hand`: the name of the agent; empty for anyone else."""

    turn_id: int
    party: str
    at: datetime
    hand: str
    live: bool
    """Spoken, so that nobody waited for an answer."""
