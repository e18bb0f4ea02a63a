"""A whole conversation from elsewhere comes in: once, however often it is tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, transaction

from allears.accounts.rules import Verb, Viewer
from allears.conversations.models import Conversation
from allears.conversations.rules import Channel, Kind, Status, already_here, fingerprint
from allears.events.actions import record
from allears.lib.errors import NotAllowed
from allears.lib.text import storable

from .starting import start, status_of
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
    """Bring a conversation in. Raises NotAllowed, NotFound (no such team or customer), Invalid.

    The same again, or the beginning of what is here, changes nothing (KNOWN). One that is known and goes on has its
    new turns added (CONTINUED), also after what was answered here in the meantime. Everything else is ADDED, also
    where another conversation bears the same name in its source: nothing is lost.
    """
    if not asker.may(Verb.ANSWER, incoming.team_id):
        raise NotAllowed("You can bring conversations only into a team that you serve in.")
    said = [(turn.party.value, storable(turn.text)) for turn in incoming.turns if turn.kind is not Kind.NOTE]
    mark = fingerprint(said, incoming.started_at if incoming.dated else None)
    same_name = Conversation.objects.filter(source_id=incoming.source_id) if incoming.source_id else []
    for known in same_name:
        outcome = _known(asker, known, incoming, said, mark)
        if outcome is not None:
            known.refresh_from_db()
            return known, outcome
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
        # Another import brought the same one in at the same moment, or it is with a team that the asker is not in.
        known = Conversation.objects.get(source_id=incoming.source_id, fingerprint=mark)
        if not asker.may(Verb.ANSWER, known.team_id):
            raise NotAllowed("This conversation is here already, with a team that you are not in.") from None
        return known, Outcome.KNOWN
    return made, Outcome.ADDED


@transaction.atomic
def _known(
    asker: Viewer, known: Conversation, incoming: Incoming, said: list[tuple[str, str]], mark: str
) -> Outcome | None:
    """What the incoming one is to a known one of the same name; None if they are two."""
    if not asker.may(Verb.ANSWER, known.team_id):
        return None
    if known.fingerprint == mark:
        return Outcome.KNOWN
    if incoming.dated and incoming.started_at not in (None, known.started_at):
        return None
    locked = Conversation.objects.select_for_update().get(pk=known.pk)
    turns = locked.turns.exclude(kind=Kind.NOTE).order_by("position").values_list("party", "text", "user_id")
    here = already_here([(party, text, user is not None) for party, text, user in turns], said)
    if here is None:
        return None
    if here == len(said):
        # An export that is older than what is here.
        return Outcome.KNOWN
    _go_on(asker, locked, incoming, here, mark)
    return Outcome.CONTINUED


def _go_on(asker: Viewer, known: Conversation, incoming: Incoming, old: int, mark: str) -> None:
    """Add what was said after the first `old` turns of the export."""
    new = [turn for turn in incoming.turns if turn.kind is not Kind.NOTE][old:]
    known.fingerprint = mark
    known.status = incoming.status or status_of(new)
    known.closed_at = max(turn.at for turn in new) if known.status == Status.CLOSED else None
    known.person_id = known.person_id or incoming.person_id
    known.save(update_fields=["fingerprint"])
    call = known.calls.order_by("-id").first()
    ends = [turn.end for turn in new if turn.end is not None]
    if call and ends:
        call.duration = max(ends)
        call.save(update_fields=["duration"])
    append(known, new, channel=incoming.channel, call=call)
    record(
        "conversation.continued",
        "conversation",
        known.pk,
        actor_id=asker.user_id,
        actor=asker.name,
        data={"turns": len(new)},
        effects=False,
    )
