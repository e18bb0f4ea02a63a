"""A whole conversation from elsewhere comes in: once, however often it is tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, transaction

from allears.accounts.rules import Verb, Viewer
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import (
    Channel,
    Kind,
    Party,
    Status,
    already_here,
    brought_before,
    fingerprint,
    not_here_yet,
    nothing_new,
    waiting_since,
)
from allears.events.actions import record
from allears.lib.errors import NotAllowed
from allears.lib.text import one_line, storable

from .starting import start, status_of
from .turns import NewTurn, append

TOLD = ("party", "text", "channel", "user_id", "inbound_id")


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
    transcribed_by: str = ""


def bring_in(asker: Viewer, incoming: Incoming) -> tuple[Conversation, Outcome]:
    """Bring a conversation in. Raises NotAllowed, NotFound (no such team or customer), Invalid.

    The same again, or the beginning of what is here, changes nothing (KNOWN). One that is known and goes on has its
    new turns added (CONTINUED), also after what was answered here or came in here in the meantime. Everything else is
    ADDED, also where another conversation bears the same name in its source: nothing is lost.
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
                transcribed_by=incoming.transcribed_by,
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
    rows = locked.turns.exclude(kind=Kind.NOTE).order_by("position")
    turns = [(it.party, it.text, _said_here(it, locked)) for it in rows.only(*TOLD)]
    brought = brought_before(said, incoming.started_at if incoming.dated else None, locked.fingerprint)
    if brought:
        missing = not_here_yet([(party, text) for party, text, _ in turns], said, brought)
    else:
        if nothing_new(turns, said):
            return Outcome.KNOWN
        here = already_here(turns, said)
        if here is None:
            return None
        missing = range(here, len(said))
    locked.fingerprint = mark
    locked.save(update_fields=["fingerprint"])
    if not missing:
        return Outcome.KNOWN
    told = [turn for turn in incoming.turns if turn.kind is not Kind.NOTE]
    _go_on(asker, locked, incoming, [told[place] for place in missing])
    return Outcome.CONTINUED


def _said_here(turn: Turn, conversation: Conversation) -> bool:
    """Whether a turn came in at the desk, or one of our people said it there."""
    return turn.user_id is not None or turn.inbound_id is not None or turn.channel != conversation.channel


def _go_on(asker: Viewer, known: Conversation, incoming: Incoming, new: Sequence[NewTurn]) -> None:
    """Add the turns of the export that are not here yet."""
    said_since = known.last_at > max(turn.at for turn in new)
    if not said_since:
        known.status = incoming.status or status_of(new)
        known.closed_at = max(turn.at for turn in new) if known.status == Status.CLOSED else None
    known.person_id = known.person_id or incoming.person_id
    call = known.calls.order_by("-id").first()
    ends = [turn.end for turn in new if turn.end is not None]
    if call and ends:
        call.duration = max(ends)
        call.transcribed_by = one_line(incoming.transcribed_by, 200) or call.transcribed_by
        call.save(update_fields=["duration", "transcribed_by"])
    append(known, new, channel=incoming.channel, call=call)
    if said_since:
        _by_the_clock(known)
    record(
        "conversation.continued",
        "conversation",
        known.pk,
        actor_id=asker.user_id,
        actor=asker.name,
        data={"turns": len(new)},
        effects=False,
    )


def _by_the_clock(known: Conversation) -> None:
    """What came in late does not stand last: who waits, and what is shown in the list, follows from the moments."""
    rows = known.turns.exclude(kind=Kind.NOTE).exclude(at=None).order_by("at", "position")
    told = [(Party(turn.party), turn.at or known.last_at, turn.text) for turn in rows.only("party", "at", "text")]
    closed = known.status == Status.CLOSED
    known.waiting_since = None if closed else waiting_since((party, at) for party, at, _ in told)
    known.preview = one_line(told[-1][2], 180)
    known.save(update_fields=["waiting_since", "preview"])
