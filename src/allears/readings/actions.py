"""Listening to a stored conversation: the desk's own act, so it passes no gate."""

from __future__ import annotations

from django.db import transaction

from allears.conversations.models import Call, Conversation
from allears.conversations.queries import heard_turns
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import NotFound
from allears.listening import listen
from allears.listening.encode import to_dict

from .models import Mark, Reading
from .transcripts import transcript_of


@transaction.atomic
def listen_again(conversation_id: int, *, effects: bool = True) -> Reading:
    """Listen to a conversation as it stands and keep the reading in place of the old one. Raises NotFound.

    Doing it twice gives the same. The conversation's row is held, so that no turn comes in between.
    """
    conversation = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFound(f"There is no conversation {conversation_id} to listen to.")
    turns = heard_turns(conversation_id)
    calls = list(Call.objects.filter(conversation=conversation_id).order_by("pk"))
    heard = listen(transcript_of(conversation, turns, calls))
    whole = to_dict(heard)
    reading, _ = Reading.objects.update_or_create(
        conversation_id=conversation_id,
        defaults={
            "version": heard.version,
            "made_at": clock.now(),
            "turns_heard": len(turns),
            "agent": heard.agent[:160],
            "heard": heard.heard,
            "measures": whole["measures"],
            "steps": whole["steps"],
            "needs": whole["needs"],
            "promises": whole["promises"],
            "advice": whole["advice"],
        },
    )
    reading.marks.all().delete()
    Mark.objects.bulk_create(
        [
            Mark(
                reading=reading,
                turn=turns[mark.turn],
                behaviour=mark.behaviour,
                start=mark.start,
                end=mark.end,
                confidence=round(mark.confidence, 3),
                because=mark.because[:200],
            )
            for mark in heard.marks
        ]
    )
    data = {"version": heard.version, "marks": len(heard.marks)}
    record("reading.made", "conversation", conversation_id, actor="All Ears", data=data, effects=effects)
    return reading
