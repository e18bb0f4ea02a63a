"""Who takes care of a conversation, with whom it is, and where it stands."""

from __future__ import annotations

from ninja import Router

from allears.api.auth import Asked
from allears.api.schemas import conversations as shapes
from allears.api.schemas.common import ConversationId
from allears.conversations import actions, models

router = Router()


@router.put(
    "/conversations/{conversation_id}/assignee", response=shapes.ConversationState, summary="Assign a conversation"
)
def assign_conversation(request: Asked, conversation_id: ConversationId, to: shapes.Assignment) -> models.Conversation:
    """Give the conversation to an agent or coach of its team, or to nobody."""
    return actions.assign(request.auth, conversation_id, to.user)


@router.put("/conversations/{conversation_id}/customer", response=shapes.ConversationState, summary="Set the customer")
def set_customer(request: Asked, conversation_id: ConversationId, customer: shapes.WhoItIs) -> models.Conversation:
    """Say with whom this conversation is."""
    return actions.set_customer(request.auth, conversation_id, customer.person)


@router.post("/conversations/{conversation_id}/move", response=shapes.ConversationState, summary="Move to another team")
def move_conversation(request: Asked, conversation_id: ConversationId, to: shapes.Move) -> models.Conversation:
    """Hand the conversation to another team, where it is nobody's at first. You may not be able to see it there."""
    return actions.move(request.auth, conversation_id, to.team)


@router.post(
    "/conversations/{conversation_id}/close", response=shapes.ConversationState, summary="Close a conversation"
)
def close_conversation(request: Asked, conversation_id: ConversationId) -> models.Conversation:
    """The matter is done."""
    return actions.close(request.auth, conversation_id)


@router.post(
    "/conversations/{conversation_id}/reopen", response=shapes.ConversationState, summary="Reopen a conversation"
)
def reopen_conversation(request: Asked, conversation_id: ConversationId) -> models.Conversation:
    """The matter is not done after all."""
    return actions.reopen(request.auth, conversation_id)


@router.post(
    "/conversations/{conversation_id}/wait", response=shapes.ConversationState, summary="Let a conversation wait"
)
def wait_conversation(request: Asked, conversation_id: ConversationId) -> models.Conversation:
    """We wait: for the customer, or for a day to come."""
    return actions.wait(request.auth, conversation_id)
