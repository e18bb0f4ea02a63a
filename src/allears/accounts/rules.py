"""Who may do what: the whole permission table, decided on values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in one team. The owner stands above all teams and is no role of a team."""

    AGENT = "agent"
    COACH = "coach"
    LEARNER = "learner"


class Verb(StrEnum):
    """What a gate can be asked for. One word covers one kind of act in every area."""

    SEE = "see"
    ANSWER = "answer"
    NOTE = "note"
    ASSIGN = "assign"
    MOVE = "move"
    CLOSE = "close"
    PROMISE = "promise"
    SEE_CUSTOMER = "see customer"
    EDIT_CUSTOMER = "edit customer"
    COACH = "coach"


_CONVERSATION = frozenset({Verb.SEE, Verb.ANSWER, Verb.NOTE, Verb.ASSIGN, Verb.MOVE, Verb.CLOSE, Verb.PROMISE})
_CUSTOMER = frozenset({Verb.SEE_CUSTOMER, Verb.EDIT_CUSTOMER})

ALLOWED: Mapping[Role, frozenset[Verb]] = {
    Role.AGENT: _CONVERSATION | _CUSTOMER,
    Role.COACH: _CONVERSATION | _CUSTOMER | {Verb.COACH},
    Role.LEARNER: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks for something: an owner, a member of teams, or the desk itself.

    `roles` maps the id of a team to the role there.
    """

    user_id: int | None
    name: str
    owner: bool = False
    roles: Mapping[int, Role] = field(default_factory=dict)

    def may(self, verb: Verb, team_id: int) -> bool:
        """True if this viewer may do `verb` to what belongs to the team."""
        return self.owner or (team_id in self.roles and verb in ALLOWED[self.roles[team_id]])

    def may_somewhere(self, verb: Verb) -> bool:
        """True if there is a team in which this viewer may do `verb`: the gate of what belongs to no team."""
        return self.owner or any(verb in ALLOWED[role] for role in self.roles.values())

    def teams(self, verb: Verb) -> frozenset[int] | None:
        """The ids of the teams in which this viewer may do `verb`; None stands for all of them."""
        if self.owner:
            return None
        return frozenset(team for team, role in self.roles.items() if verb in ALLOWED[role])


DESK = Viewer(user_id=None, name="All Ears", owner=True)
"""The desk itself: jobs, imports and the command line act as this."""
