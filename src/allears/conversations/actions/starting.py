"""A conversation begins, or a customer says more in one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from allears.accounts.models import Team
from allears.accounts.rules import Verb, Viewer
from allears.conversations import gate
from allears.conversations.models import Call, Conversation, Turn
from allears.conversations.rules import SPOKEN, Channel, Kind, Party, Status, status_after
from allears.customers.gate import person as gate_person
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed, NotFound
from allears.lib.text import one_line, storable

from .turns import NewTurn, append, index

__all__ = ["NewTurn", "receive", "start"]


@transaction.atomic
def start(
    asker: Viewer,
    *,
    channel: Channel,
    team_id: int,
    turns: Sequence[NewTurn],
    person_id: int | None = None,
    subject: str = "",
    started_at: datetime | None = None,
    assignee_id: int | None = None,
    status: Status | None = None,
    source_id: str = "",
    fingerprint: str = "",
    agent_inferred: bool = False,
    transcribed_by: str = "",
    effects: bool = True,
) -> Conversation:
    """A new conversation of a team with its first turns. Raises NotAllowed, NotFound (no such team, no such customer);
    Invalid where nothing was said.

    `status`: empty, it follows from who spoke last. A call's turns come together under one Call, which keeps what
    turned speech into their words (`transcribed_by`).
    """
    if not asker.may(Verb.ANSWER, team_id):
        raise NotAllowed("You can begin a conversation only in a team that you serve in.")
    if not any(storable(turn.text).strip() for turn in turns):
        raise Invalid("text", "Write down what was said.")
    if not Team.objects.filter(pk=team_id).exists():
        raise NotFound("There is no such team.")
    person = gate_person(asker, person_id) if person_id is not None else None
    began = started_at or min((turn.at for turn in turns), default=clock.now())
    conversation = Conversation.objects.create(
        subject=one_line(subject, 300),
        channel=channel,
        team_id=team_id,
        person=person,
        assignee_id=assignee_id,
        started_at=began,
        last_at=began,
        source_id=source_id,
        fingerprint=fingerprint,
        agent_inferred=agent_inferred,
    )
    conversation.status = status or status_of(turns)
    conversation.closed_at = max(turn.at for turn in turns) if conversation.status == Status.CLOSED else None
    append(conversation, turns, channel=channel, call=_call(conversation, channel, turns, transcribed_by))
    index(conversation.pk, [conversation.subject, person.name if person else ""])
    record(
        "conversation.started",
        "conversation",
        conversation.pk,
        actor_id=asker.user_id,
        actor=asker.name,
        data={"channel": channel, "team": team_id},
        effects=effects,
    )
    return conversation


def _call(conversation: Conversation, channel: Channel, turns: Sequence[NewTurn], words_by: str) -> Call | None:
    """The call in which `turns` were spoken; None where they were written."""
    if channel not in SPOKEN or not any(turn.kind is Kind.SPEECH for turn in turns):
        return None
    ends = [turn.end for turn in turns if turn.end is not None]
    return Call.objects.create(
        conversation=conversation,
        channel=channel,
        started_at=conversation.started_at,
        duration=max(ends) if ends else None,
        transcribed_by=one_line(words_by, 200),
    )


@transaction.atomic
def receive(
    asker: Viewer,
    conversation_id: int,
    turn: NewTurn,
    *,
    channel: Channel,
    then: Status | None = None,
    effects: bool = True,
) -> Turn:
    """A channel brings one more turn: a customer's word opens the conversation again, unless `then` says otherwise.

    Raises NotFound, NotAllowed.
    """
    conversation = gate.conversation(asker, conversation_id, Verb.ANSWER, lock=True)
    conversation.status = then or status_after(turn.party, Status(conversation.status))
    conversation.closed_at = turn.at if conversation.status == Status.CLOSED else None
    (row,) = append(conversation, [turn], channel=channel)
    record(
        "message.received",
        "conversation",
        conversation.pk,
        actor_id=asker.user_id,
        actor=asker.name,
        data={"turn": row.pk, "party": turn.party},
        effects=effects,
    )
    return row


def status_of(turns: Sequence[NewTurn]) -> Status:
    """Where a conversation stands that consists of these turns."""
    last = next((turn.party for turn in reversed(turns) if turn.kind is not Kind.NOTE), Party.CUSTOMER)
    return status_after(last, Status.OPEN)
