"""What the reads of customers give: plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AddressView:
    id: int
    kind: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class GroupView:
    id: int
    name: str
    kind: str
    internal: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class RelianceView:
    id: int
    team: str
    kind: str
    note: str
    through: str = ""
    """The group through which a person relies on the team; empty: directly."""


@dataclass(frozen=True, slots=True)
class StandingView:
    """`*_decided` is True where a person decided; else the rule proposes."""

    relationship: str
    frequency: str
    side: str
    decided: bool
    relationship_decided: str
    frequency_decided: str
    side_decided: str
    reasons: Sequence[str]
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """As much of a customer as a line in a list shows."""

    id: int
    name: str
    vip: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list of customers."""

    id: int
    name: str
    vip: bool
    internal: bool
    groups: Sequence[str]
    addresses: Sequence[str]
    relationship: str
    relationship_decided: bool
    """True where a person decided it; else the rule proposes."""
    frequency: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class MergeView:
    id: int
    absorbed: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """All that is known of one customer, without the conversations."""

    id: int
    name: str
    note: str
    vip: bool
    internal: bool
    addresses: Sequence[AddressView]
    groups: Sequence[GroupView]
    reliances: Sequence[RelianceView]
    standing: StandingView | None
    merges: Sequence[MergeView]
    ids: Sequence[int]
    """The person's own id and those of the duplicates merged into them."""
    named: bool = True
    """False for somebody without a name, who is called by their number."""


@dataclass(frozen=True, slots=True)
class GroupPage:
    id: int
    name: str
    kind: str
    internal: bool
    note: str
    domains: Sequence[str]
    parents: Sequence[GroupView]
    """From the top of the tree downwards."""
    children: Sequence[GroupView]
    persons: Sequence[PersonRow]
    """The latest heard from first; a page of them."""
    reliances: Sequence[RelianceView]
    used: bool
    """Somebody belongs to it, or another group lies within it."""
    next: str = ""
    """Where the next page of persons begins; empty: these are all."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the tree of all. `depth` counts the groups above it; `above` names them, from the top."""

    id: int
    name: str
    kind: str
    internal: bool
    depth: int
    above: Sequence[str]

    @property
    def path(self) -> str:
        """Its name with those above it: 'Merridew & Lund › Finance'."""
        return " › ".join((*self.above, self.name))
