"""The one place that adds turns to a conversation and keeps what is counted of it right."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, OperationalError, connection, transaction

from allears.conversations.models import Call, Conversation, Turn
from allears.conversations.rules import Delivery, Kind, Party, Status
from allears.customers.actions import seen
from allears.lib.text import one_line, storable

INDEXED = 200_000
"""Characters of a conversation's text that enter the index at a time; a tsvector may not pass 1 MB."""


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A turn that is to be added. `start`, `end` and `words` are seconds; `at` is the moment it was said."""

    party: Party
    text: str
    at: datetime
    speaker: str = ""
    kind: Kind = Kind.MESSAGE
    user_id: int | None = None
    start: float | None = None
    end: float | None = None
    words: Sequence[Sequence[float | str]] = ()
    message_id: str = ""
    attachments: Sequence[dict[str, object]] = ()
    inbound_id: int | None = None
    delivery: Delivery = Delivery.NONE
    delivery_note: str = ""


def append(
    conversation: Conversation, turns: Sequence[NewTurn], *, channel: str, call: Call | None = None
) -> list[Turn]:
    """Add `turns` at the end. The caller holds the conversation's row and saves nothing else of it.

    Keeps count, preview, last moment, waiting time, the search index and the customer's place in the list.
    """
    first = conversation.turn_count
    rows = Turn.objects.bulk_create(
        [
            Turn(
                conversation=conversation,
                position=first + place,
                kind=turn.kind,
                party=turn.party,
                channel=channel,
                speaker=one_line(turn.speaker, 160),
                user_id=turn.user_id,
                text=storable(turn.text),
                at=turn.at,
                start=turn.start,
                end=turn.end,
                words=[list(word) for word in turn.words] or None,
                call=call,
                inbound_id=turn.inbound_id,
                message_id=turn.message_id[:300],
                attachments=list(turn.attachments),
                delivery=turn.delivery,
                delivery_note=turn.delivery_note,
            )
            for place, turn in enumerate(turns)
        ]
    )
    _keep_count(conversation, turns)
    index(conversation.pk, [row.text for row in rows])
    if conversation.person_id is not None:
        seen(conversation.person_id, conversation.last_at)
    return rows


def index(conversation_id: int, texts: Sequence[str]) -> None:
    """Add words to the full-text index of one conversation."""
    text = "\n".join(texts)[:INDEXED]
    # A tsvector holds one megabyte. What comes after that is kept and read like all else, but not found by its words:
    # better than a conversation to which nobody can write any more.
    with suppress(DataError, OperationalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO conversations_searchdocument AS d (conversation_id, words)
            VALUES (%s, to_tsvector('english', %s))
            ON CONFLICT (conversation_id) DO UPDATE SET words = d.words || excluded.words
            """,
            [conversation_id, text],
        )


def _keep_count(conversation: Conversation, turns: Sequence[NewTurn]) -> None:
    conversation.turn_count += len(turns)
    for turn in turns:
        conversation.last_at = max(conversation.last_at, turn.at)
        if turn.kind is Kind.NOTE:
            continue
        if turn.party is Party.AGENT:
            conversation.waiting_since = None
        elif turn.party is Party.CUSTOMER and conversation.waiting_since is None:
            conversation.waiting_since = turn.at
        conversation.preview = one_line(turn.text, 180)
    if conversation.status == Status.CLOSED:
        # A matter that came in closed keeps nobody waiting.
        conversation.waiting_since = None
    conversation.save(
        update_fields=["turn_count", "last_at", "waiting_since", "preview", "status", "closed_at", "assignee", "person"]
    )
