"""What our own people write: answers to the customer, and notes among themselves."""

from __future__ import annotations

from django.db import transaction

from allears.accounts.rules import Verb, Viewer
from allears.conversations import gate
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import SPOKEN, Channel, Delivery, Kind, Party, Status
from allears.customers.addresses import AddressKind
from allears.customers.models import Address
from allears.customers.queries import ids_of
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid
from allears.lib.text import storable

from .turns import NewTurn, append

LONGEST = 100_000
"""Characters of one answer or note."""


@transaction.atomic
def answer(asker: Viewer, conversation_id: int, text: str, *, then: Status = Status.WAITING) -> Turn:
    """Answer the customer. Nobody's conversation becomes the answerer's own. Raises NotFound, NotAllowed, Invalid.

    `then` is the status afterwards. An email is queued for sending; where there is no address to send to, the answer
    is kept and says so. Answers on a spoken channel record what was said.
    """
    conversation = gate.conversation(asker, conversation_id, Verb.ANSWER, lock=True)
    words = _checked(text, "Write an answer first.")
    delivery, why = _delivery(conversation)
    conversation.status = then
    conversation.closed_at = clock.now() if then is Status.CLOSED else None
    if conversation.assignee_id is None:
        conversation.assignee_id = asker.user_id
    turn = NewTurn(
        party=Party.AGENT,
        text=words,
        at=clock.now(),
        speaker=asker.name,
        user_id=asker.user_id,
        kind=Kind.SPEECH if conversation.channel in SPOKEN else Kind.MESSAGE,
        delivery=delivery,
        delivery_note=why,
    )
    (row,) = append(conversation, [turn], channel=conversation.channel)
    record(
        "answer.written",
        "conversation",
        conversation.pk,
        actor_id=asker.user_id,
        actor=asker.name,
        data={"turn": row.pk, "then": then, "send": delivery is Delivery.QUEUED},
    )
    return row


@transaction.atomic
def note(asker: Viewer, conversation_id: int, text: str) -> Turn:
    """An internal note, which no customer ever sees. Raises NotFound, NotAllowed, Invalid."""
    conversation = gate.conversation(asker, conversation_id, Verb.NOTE, lock=True)
    turn = NewTurn(
        party=Party.AGENT,
        text=_checked(text, "Write a note first."),
        at=clock.now(),
        speaker=asker.name,
        user_id=asker.user_id,
        kind=Kind.NOTE,
    )
    (row,) = append(conversation, [turn], channel=conversation.channel)
    data = {"turn": row.pk}
    record("note.added", "conversation", conversation.pk, actor_id=asker.user_id, actor=asker.name, data=data)
    return row


def _checked(text: str, sentence: str) -> str:
    words = storable(text).strip()
    if not words:
        raise Invalid("text", sentence)
    if len(words) > LONGEST:
        raise Invalid("text", f"This is longer than {LONGEST:,} characters. Send it as two.")
    return words


def _delivery(conversation: Conversation) -> tuple[Delivery, str]:
    """How an answer leaves the house: web forms and emails by mail, the rest by the channel itself."""
    if conversation.channel not in {Channel.EMAIL, Channel.WEB}:
        return Delivery.NONE, ""
    reachable = conversation.person_id is not None and (
        Address.objects.filter(person__in=ids_of(conversation.person_id), kind=AddressKind.EMAIL).exists()
    )
    if not reachable:
        return Delivery.KEPT, "Kept here only: this customer has no email address."
    return Delivery.QUEUED, ""
