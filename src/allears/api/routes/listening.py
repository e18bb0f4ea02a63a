"""Transcripts from elsewhere: heard without being kept, or brought in."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.db import transaction
from ninja import Query, Router
from ninja.responses import Status

from allears import listening
from allears.accounts.actions import default_team
from allears.accounts.queries import all_teams
from allears.accounts.rules import DESK, Verb, Viewer
from allears.api.auth import Asked, PerPerson
from allears.api.schemas import listening as shapes
from allears.conversations import queries
from allears.lib.errors import Invalid, NotAllowed, NotFound
from allears.listening.formats import FormatError, read
from allears.transfer.importers.bring import bring, propose_standings
from allears.transfer.importers.placing import Tally, placing

router = Router()

FORMAT = "jsonl"
A_MINUTE = 600
"""Requests of one person. Listening costs processor time; this leaves room for everybody else."""


@router.post(
    "/listen",
    response=shapes.RawReading,
    summary="Listen to a transcript",
    throttle=[PerPerson(A_MINUTE, "listen")],
)
def listen(request: Asked, transcript: shapes.Transcript) -> listening.Reading:
    """How well was this customer heard? The transcript is not kept: only its reading comes back."""
    return listening.listen(_read(transcript))


@router.post(
    "/conversations/import",
    response={200: shapes.Imported, 201: shapes.Imported},
    summary="Bring a conversation in",
    throttle=[PerPerson(A_MINUTE, "import")],
)
def import_conversation(
    request: Asked,
    transcript: shapes.NamedTranscript,
    into: Query[shapes.Placing],
) -> Status[Mapping[str, Any]]:
    """A conversation from elsewhere comes in with its customer, its reading and its promises.

    The same again changes nothing; with more turns it is continued. It does what `allears import` does.
    """
    place = placing(_team(request.auth, into.team), into.status)
    tally = Tally()
    with transaction.atomic():
        conversation = bring(_read(transcript), FORMAT, place, tally)
        # What came in under this name before may be with a team of others: then nothing is changed, nothing shown.
        queries.conversation(request.auth, conversation.pk)
        propose_standings(tally.persons)
    outcome = "added" if tally.added else "continued" if tally.continued else "known"
    return Status(201 if tally.added else 200, {"outcome": outcome, "conversation_id": conversation.pk})


def _team(asker: Viewer, team_id: int | None) -> int:
    if team_id is None:
        team_id = default_team(DESK).pk
    elif all(team.id != team_id for team in all_teams()):
        raise NotFound("There is no such team.")
    if not asker.may(Verb.ANSWER, team_id):
        raise NotAllowed("You can bring conversations only into a team that you serve in.")
    return team_id


def _read(transcript: shapes.Transcript) -> listening.Transcript:
    """The transcript by the reader of our own format, so that a file and a request are read alike."""
    named = transcript.model_copy(update={"id": transcript.id or ""})
    try:
        return next(read(BytesIO(named.model_dump_json(exclude_none=True).encode()), format=FORMAT))
    except FormatError as error:
        raise Invalid("turns", f"{error.problem.message[:1].upper()}{error.problem.message[1:]}.") from None
