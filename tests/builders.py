"""Small things that many tests need, made in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from allears.accounts.models import Team
from allears.accounts.rules import DESK
from allears.conversations.actions import NewTurn, start
from allears.conversations.models import Conversation
from allears.conversations.rules import Channel, Kind, Party
from allears.customers.models import Person

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning on which most tests begin."""


def turn(party: str, text: str, *, at: datetime = MONDAY, speaker: str = "", **more: object) -> NewTurn:
    return NewTurn(party=Party(party), text=text, at=at, speaker=speaker, **more)  # type: ignore[arg-type]


def conversation(
    team: Team,
    person: Person | None = None,
    said: Sequence[tuple[str, str]] = (("customer", "My invoice is wrong."),),
    *,
    channel: Channel = Channel.EMAIL,
    at: datetime = MONDAY,
    subject: str = "The invoice",
) -> Conversation:
    """A conversation in which `said` (party, text) was said, a minute apart."""
    kind = Kind.SPEECH if channel in {Channel.PHONE, Channel.IN_PERSON} else Kind.MESSAGE
    turns = [
        NewTurn(party=Party(party), text=text, at=at + timedelta(minutes=place), kind=kind)
        for place, (party, text) in enumerate(said)
    ]
    return start(
        DESK, channel=channel, team_id=team.pk, turns=turns, person_id=person.pk if person else None, subject=subject
    )
