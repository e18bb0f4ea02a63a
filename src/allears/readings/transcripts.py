"""A stored conversation as the transcript that listening hears."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from allears.conversations.models import Call, Conversation, Turn
from allears.listening import Customer, Transcript, Word
from allears.listening import Turn as HeardTurn
from allears.listening.transcript import Channel, Role


def transcript_of(conversation: Conversation, turns: Sequence[Turn], calls: Sequence[Call]) -> Transcript:
    """`turns` without notes, in order, with the times of their `calls` counted from the conversation's start."""
    person = conversation.person
    begun = {call.pk: call.started_at for call in calls}
    return Transcript(
        id=str(conversation.pk),
        turns=tuple(_turn(turn, conversation.started_at, begun) for turn in turns),
        channel=cast(Channel, conversation.channel),
        started_at=conversation.started_at,
        subject=conversation.subject,
        customer=Customer(name=person.name) if person else Customer(),
        agent_inferred=conversation.agent_inferred,
        zone=person.zone if person else "",
        transcribed_by="; ".join(dict.fromkeys(call.transcribed_by for call in calls if call.transcribed_by)),
    )


def _turn(turn: Turn, began: datetime, calls: dict[int, datetime]) -> HeardTurn:
    start, end = turn.start, turn.end
    shift = (calls[turn.call_id] - began).total_seconds() if turn.call_id in calls else 0.0
    if start is not None:
        start += shift
        end = end + shift if end is not None else None
    elif turn.at is not None and turn.call_id is None:
        start = max(0.0, (turn.at - began).total_seconds())
    return HeardTurn(
        role=cast(Role, turn.party),
        text=turn.text,
        speaker=turn.speaker,
        start=start,
        end=end,
        words=tuple(Word(float(a) + shift, float(b) + shift, str(w)) for a, b, w in turn.words or ()),
    )
