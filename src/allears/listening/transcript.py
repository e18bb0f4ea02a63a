"""What listening is given: turns in order, and what is known about the conversation they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, get_args

Role = Literal["customer", "agent", "bot"]
"""Whose turn it is. A bot speaks for the organisation but is no listener: it earns no marks."""

Channel = Literal["email", "chat", "phone", "web", "in_person", "social", "api"]

ROLES: tuple[Role, ...] = get_args(Role)
CHANNELS: tuple[Channel, ...] = get_args(Channel)

SPOKEN: frozenset[str] = frozenset({"phone", "in_person"})
"""Channels on which both parties are present at once, so that one can cut the other off."""


class Word(NamedTuple):
    """One spoken word with its times, in seconds from the start of the conversation."""

    start: float
    end: float
    word: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted contribution.

    `start` and `end` are seconds from the start of the conversation; None where the channel gives no time.
    """

    role: Role
    text: str
    speaker: str = ""
    start: float | None = None
    end: float | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom the conversation is with, as far as the source says so."""

    name: str = ""
    email: str = ""
    phone: str = ""
    handle: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.email or self.phone or self.handle)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The ordered turns of one conversation.

    `id` is unique within its source. `started_at` carries a time zone; turn times count from it.
    `agent_inferred` is True where no source said which party is the agent and listening had to decide.
    `zone` is the customer's IANA time zone, in which a spoken "by five" is meant; empty: that of `started_at`.
    `transcribed_by` names what turned speech into these words; empty: the source came with its words.
    """

    id: str
    turns: tuple[Turn, ...]
    channel: Channel = "chat"
    started_at: datetime | None = None
    subject: str = ""
    customer: Customer = field(default_factory=Customer)
    agent: str = ""
    agent_inferred: bool = False
    zone: str = ""
    transcribed_by: str = ""

    @property
    def spoken(self) -> bool:
        return self.channel in SPOKEN

    @property
    def timed(self) -> bool:
        """True if every turn has a start and an end, so that overlaps can be measured."""
        return bool(self.turns) and all(t.start is not None and t.end is not None for t in self.turns)
