"""A whole conversation from elsewhere comes in: once, however often it is tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, transaction

from allears.accounts.rules import Verb, Viewer
from allears.conversations.models import Conversation
from allears.conversations.rules import Channel, Status, continues, fingerprint
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import NotAllowed
from allears.lib.text import storable

from .starting import start
from .turns import NewTurn, append


class Outcome(StrEnum):
    ADDED = "added"
    CONTINUED = "continued"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A conversation from elsewhere. `source_id` is its name there, `dated` False where its moment is not known."""

    source_id: str
    channel: Channel
    turns: Sequence[NewTurn]
    team_id: int
    person_id: int | None = None
    subject: str = ""
    started_at: datetime | None = None
    dated: bool = True
    assignee_id: int | None = None
    status: Status | None = None
    agent_inferred: bool = False


def bring_in(asker: Viewer, incoming: Incoming) -> tuple[Conversation, Outcome]:
    """Bring a conversation in. Raises NotAllowed, Invalid.

    The same again changes nothing (KNOWN). One that is known and goes on has its new turns added (CONTINUED).
    Everything else is ADDED, also where another conversation bears the same name in its source: nothing is lost.
    """
    if not asker.may(Verb.ANSWER, incoming.team_id):
        raise NotAllowed("You can bring conversations only into a team that you serve in.")
    said = [(turn.party.value, storable(turn.text)) for turn in incoming.turns]
    mark = fingerprint(said, incoming.started_at if incoming.dated else None)
    for known in Conversation.objects.filter(source_id=incoming.source_id).order_by("id"):
        if known.fingerprint == mark:
            return known, Outcome.KNOWN
        if _go_on(asker, known, incoming, said, mark):
            return known, Outcome.CONTINUED
    try:
        with transaction.atomic():
            made = start(
                asker,
                channel=incoming.channel,
                team_id=incoming.team_id,
                turns=incoming.turns,
                person_id=incoming.person_id,
                subject=incoming.subject,
                started_at=incoming.started_at,
                assignee_id=incoming.assignee_id,
                status=incoming.status,
                source_id=incoming.source_id,
                fingerprint=mark,
                agent_inferred=incoming.agent_inferred,
                effects=False,
            )
    except IntegrityError:
        # Another import brought the same one in at the same moment.
        return Conversation.objects.get(source_id=incoming.source_id, fingerprint=mark), Outcome.KNOWN
    return made, Outcome.ADDED


@transaction.atomic
def _go_on(asker: Viewer, known: Conversation, incoming: Incoming, said: list[tuple[str, str]], mark: str) -> bool:
    locked = Conversation.objects.select_for_update().get(pk=known.pk)
    old = list(locked.turns.exclude(kind="note").order_by("position").values_list("party", "text"))
    if not continues(old, said):
        return False
    locked.fingerprint = mark
    if incoming.status is not None:
        locked.status = incoming.status
        locked.closed_at = clock.now() if incoming.status is Status.CLOSED else None
    locked.save(update_fields=["fingerprint", "status", "closed_at"])
    call = locked.calls.order_by("-id").first()
    append(locked, incoming.turns[len(old) :], channel=incoming.channel, call=call)
    data = {"turns": len(said) - len(old)}
    record(
        "conversation.continued",
        "conversation",
        locked.pk,
        actor_id=asker.user_id,
        actor=asker.name,
        data=data,
        effects=False,
    )
    return True
