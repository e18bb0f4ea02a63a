"""A transcript becomes a conversation of the desk, with its customer, its reading and its promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from allears.accounts.rules import DESK
from allears.conversations.actions import NewTurn, bring_in
from allears.conversations.actions.bringing import Incoming, Outcome
from allears.conversations.models import Conversation
from allears.conversations.queries import history
from allears.conversations.rules import SPOKEN, Channel, Kind, Party, Status
from allears.customers.actions import find_or_add, propose
from allears.customers.addresses import AddressKind
from allears.customers.models import Affiliation, Person, Reliance, Standing
from allears.customers.queries import ids_of
from allears.customers.rules import GroupKind, History
from allears.lib import clock
from allears.lib.errors import Invalid
from allears.listening import Transcript
from allears.promises.actions import take
from allears.readings.actions import listen_again

from .placing import STILL_OPEN, Placing, Tally


def bring(
    transcript: Transcript, source: str, place: Placing, tally: Tally, *, found_at: datetime | None = None
) -> Conversation:
    """Bring one transcript in, whole or not at all: conversation, customer, reading, promises. Raises Invalid.

    `source` names where it comes from (the format); `found_at` is the moment of an undated conversation.
    """
    # Counted only once it is kept: what was rolled back is neither added nor somebody with a standing.
    conversation, outcome, person = _bring(transcript, source, place, found_at)
    tally.known += outcome is Outcome.KNOWN
    tally.added += outcome is Outcome.ADDED
    tally.continued += outcome is Outcome.CONTINUED
    # A known customer without a standing: an import that was killed had no time left for it.
    if person and (outcome is not Outcome.KNOWN or not Standing.objects.filter(person=person).exists()):
        tally.persons.add(person.pk)
    return conversation


@transaction.atomic
def _bring(
    transcript: Transcript, source: str, place: Placing, found_at: datetime | None
) -> tuple[Conversation, Outcome, Person | None]:
    began = transcript.started_at or found_at or clock.now()
    person = _customer(transcript, began)
    turns = new_turns(transcript, began, place)
    incoming = Incoming(
        source_id=f"{source}:{transcript.id}"[:300],
        channel=Channel(transcript.channel),
        turns=turns,
        team_id=place.team_id,
        person_id=person.pk if person else None,
        subject=transcript.subject,
        started_at=began,
        dated=transcript.started_at is not None,
        assignee_id=next((turn.user_id for turn in reversed(turns) if turn.user_id), None),
        status=place.status or arrival_status(transcript, turns),
        agent_inferred=transcript.agent_inferred,
        transcribed_by=transcript.transcribed_by,
    )
    conversation, outcome = bring_in(DESK, incoming)
    if outcome is not Outcome.KNOWN:
        listen_again(conversation.pk, effects=False)
        take(conversation.pk, archive=True, effects=False)
    return conversation, outcome, person


def new_turns(transcript: Transcript, began: datetime, place: Placing) -> Sequence[NewTurn]:
    """The transcript's turns as turns of the desk. A turn without a time is said when the one before it was."""
    spoken = transcript.channel in SPOKEN
    turns: list[NewTurn] = []
    at = began
    for turn in transcript.turns:
        if turn.start is not None:
            at = max(at, _moment(began, turn.start))
        ours = turn.role == "agent"
        turns.append(
            NewTurn(
                party=Party(turn.role),
                text=turn.text,
                at=at,
                speaker=turn.speaker,
                kind=Kind.SPEECH if spoken else Kind.MESSAGE,
                user_id=place.users.get(turn.speaker.casefold()) if ours and turn.speaker else None,
                start=turn.start,
                end=turn.end,
                words=[(word.start, word.end, word.word) for word in turn.words],
            )
        )
    return turns


def _moment(began: datetime, seconds: float) -> datetime:
    try:
        return began + timedelta(seconds=seconds)
    except OverflowError:
        raise Invalid("start", f"a turn has a time that cannot be: {seconds:g} seconds from the start") from None


def arrival_status(transcript: Transcript, turns: Sequence[NewTurn]) -> Status:
    """The status of what comes from elsewhere without one: an archive must not flood the inbox."""
    last = turns[-1]
    waits = last.party is Party.CUSTOMER and not transcript.spoken and transcript.started_at is not None
    return Status.OPEN if waits and clock.now() - last.at <= STILL_OPEN else Status.CLOSED


def propose_standings(person_ids: set[int]) -> None:
    """Let the rule speak on the standing of these customers, by all their conversations."""
    for person_id in sorted(person_ids):
        ids = ids_of(person_id)
        kinds = Affiliation.objects.filter(person__in=ids).values_list("group__kind", "group")
        groups = {group: GroupKind(kind) for kind, group in kinds}
        relies = (
            Reliance.objects.filter(person__in=ids).exists() or Reliance.objects.filter(group__in=list(groups)).exists()
        )
        propose(person_id, History(history(ids), frozenset(groups.values()), relies_on_us=relies))


def _customer(transcript: Transcript, at: datetime) -> Person | None:
    who = transcript.customer
    given = [
        (kind, value)
        for kind, value in (
            (AddressKind.EMAIL, who.email),
            (AddressKind.PHONE, who.phone),
            (AddressKind.HANDLE, who.handle),
        )
        if value
    ]
    return find_or_add(DESK, who.name, given, at=at, effects=False)
