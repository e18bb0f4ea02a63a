"""Who takes care of a conversation, and where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from allears.accounts.models import Membership, Team
from allears.accounts.rules import Role, Verb, Viewer
from allears.conversations import gate
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import Delivery, Kind, Party, Status, waiting_since
from allears.customers.actions import seen
from allears.customers.gate import person as gate_person
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import one_line

from .turns import index


@transaction.atomic
def assign(asker: Viewer, conversation_id: int, user_id: int | None) -> Conversation:
    """Give the conversation to somebody of its team, or to nobody (None). Raises NotFound, NotAllowed, Invalid."""
    conversation = gate.conversation(asker, conversation_id, Verb.ASSIGN, lock=True)
    if user_id is not None:
        member = Membership.objects.filter(
            user_id=user_id, user__is_active=True, team_id=conversation.team_id, role__in=[Role.AGENT, Role.COACH]
        ).exists()
        # An owner may take any conversation upon themselves without being of the team.
        if not member and not (asker.owner and user_id == asker.user_id):
            raise Invalid("assignee", "This person does not serve in the team of this conversation.")
    if conversation.assignee_id != user_id:
        before, conversation.assignee_id = conversation.assignee_id, user_id
        conversation.save(update_fields=["assignee"])
        _record(asker, "conversation.assigned", conversation, {"from": before, "to": user_id})
    return conversation


@transaction.atomic
def move(asker: Viewer, conversation_id: int, team_id: int) -> Conversation:
    """Hand the conversation to another team; it becomes nobody's there. Raises NotFound, NotAllowed."""
    conversation = gate.conversation(asker, conversation_id, Verb.MOVE, lock=True)
    if not Team.objects.filter(pk=team_id).exists():
        raise NotFound("There is no such team.")
    if conversation.team_id != team_id:
        before, conversation.team_id = conversation.team_id, team_id
        conversation.assignee_id = None
        conversation.save(update_fields=["team", "assignee"])
        _record(asker, "conversation.moved", conversation, {"from": before, "to": team_id})
    return conversation


@transaction.atomic
def close(asker: Viewer, conversation_id: int) -> Conversation:
    """The matter is done. Raises NotFound, NotAllowed."""
    return _set_status(asker, conversation_id, Status.CLOSED)


@transaction.atomic
def reopen(asker: Viewer, conversation_id: int) -> Conversation:
    """The matter is not done after all. Raises NotFound, NotAllowed."""
    return _set_status(asker, conversation_id, Status.OPEN)


@transaction.atomic
def wait(asker: Viewer, conversation_id: int) -> Conversation:
    """We wait: for the customer, or for a day to come. Raises NotFound, NotAllowed."""
    return _set_status(asker, conversation_id, Status.WAITING)


@transaction.atomic
def rename(asker: Viewer, conversation_id: int, subject: str) -> Conversation:
    """Give the matter another name. Raises NotFound, NotAllowed, Invalid."""
    conversation = gate.conversation(asker, conversation_id, Verb.NOTE, lock=True)
    if not one_line(subject):
        raise Invalid("subject", "A conversation needs a subject.")
    conversation.subject = one_line(subject, 300)
    conversation.save(update_fields=["subject"])
    index(conversation.pk, [conversation.subject])
    _record(asker, "conversation.renamed", conversation, {"subject": conversation.subject})
    return conversation


@transaction.atomic
def set_customer(asker: Viewer, conversation_id: int, person_id: int) -> Conversation:
    """Say with whom this conversation is. Raises NotFound, NotAllowed."""
    conversation = gate.conversation(asker, conversation_id, Verb.NOTE, lock=True)
    person = gate_person(asker, person_id)
    before, conversation.person = conversation.person_id, person
    conversation.save(update_fields=["person"])
    index(conversation.pk, [person.name])
    seen(person.pk, conversation.last_at)
    _record(asker, "conversation.customer_set", conversation, {"from": before, "to": person.pk})
    return conversation


@transaction.atomic
def delivered(turn_id: int, delivery: Delivery, why: str = "", *, message_id: str = "") -> None:
    """What became of an answer on its way out: the desk's own act, so no gate. A second time changes nothing more."""
    turn = Turn.objects.select_for_update().filter(pk=turn_id).first()
    if turn is None or turn.delivery == Delivery.SENT:
        return
    turn.delivery, turn.delivery_note = delivery, one_line(why, 300)
    turn.message_id = message_id or turn.message_id
    turn.save(update_fields=["delivery", "delivery_note", "message_id"])
    data = {"turn": turn.pk, "delivery": delivery}
    record("answer.delivery", "conversation", turn.conversation_id, actor="All Ears", data=data, effects=False)


def _set_status(asker: Viewer, conversation_id: int, status: Status) -> Conversation:
    conversation = gate.conversation(asker, conversation_id, Verb.CLOSE, lock=True)
    if conversation.status != status:
        before, conversation.status = conversation.status, status
        conversation.closed_at = clock.now() if status is Status.CLOSED else None
        conversation.waiting_since = _waiting(conversation) if status is Status.OPEN else None
        conversation.save(update_fields=["status", "closed_at", "waiting_since"])
        verb = {Status.CLOSED: "closed", Status.OPEN: "reopened", Status.WAITING: "set_waiting"}[status]
        _record(asker, f"conversation.{verb}", conversation, {"from": before})
    return conversation


def _waiting(conversation: Conversation) -> datetime | None:
    """Since when the customer waits, if the conversation is open."""
    turns = Turn.objects.filter(conversation=conversation).exclude(kind=Kind.NOTE).order_by("position")
    said = turns.values_list("party", "at")
    return waiting_since((Party(party), at or conversation.started_at) for party, at in said)


def _record(asker: Viewer, verb: str, conversation: Conversation, data: dict[str, Any]) -> None:
    record(verb, "conversation", conversation.pk, actor_id=asker.user_id, actor=asker.name, data=data)
