"""Where an import puts things, and what it has done so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from allears.accounts.models import User
from allears.conversations.rules import Status

STILL_OPEN = timedelta(days=30)
"""A written conversation whose last word is a customer's, not older than this, comes in open; all others closed."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What is the same for everything that one import brings."""

    team_id: int
    users: dict[str, int] = field(default_factory=dict)
    """Our own people by name and by address, in lower case: whose turn an agent's turn is."""
    status: Status | None = None


@dataclass(slots=True)
class Tally:
    """What an import has done so far."""

    added: int = 0
    continued: int = 0
    known: int = 0
    problems: int = 0
    persons: set[int] = field(default_factory=set)

    def take_in(self, other: Tally) -> None:
        """Count what `other` counted as well."""
        self.added += other.added
        self.continued += other.continued
        self.known += other.known
        self.problems += other.problems
        self.persons |= other.persons

    @property
    def conversations(self) -> int:
        return self.added + self.continued + self.known


def placing(team_id: int, status: Status | None = None) -> Placing:
    """Where an import puts things: one query for our own people."""
    users: dict[str, int] = {}
    for pk, name, email in User.objects.values_list("pk", "name", "email"):
        users[name.casefold()] = pk
        users[email.casefold()] = pk
    return Placing(team_id=team_id, users=users, status=status)
