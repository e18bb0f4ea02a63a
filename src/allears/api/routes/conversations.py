"""Conversations: lists, one with its timeline, new ones, answers and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ninja import Query, Router

from allears.api.auth import Asked
from allears.api.schemas import conversations as shapes
from allears.api.schemas.common import ConversationId
from allears.conversations import actions, models, queries
from allears.conversations.rules import SPOKEN, Kind, Party
from allears.insight import eyes
from allears.insight.rules import Journey
from allears.lib import clock
from allears.lib.keyset import Page
from allears.promises.queries import of_conversation
from allears.readings.queries import of as reading_of

router = Router()


@router.get("/conversations", response=shapes.ConversationPage, summary="List conversations")
def list_conversations(request: Asked, which: Query[shapes.InboxFilter]) -> Page[queries.Row]:
    """One page of a folder of the inbox, newest first: thirty conversations of the teams that you serve in."""
    return queries.inbox(request.auth, which.folder, team_id=which.team, after=which.after)


@router.get("/conversations/search", response=shapes.ConversationPage, summary="Search conversations")
def search_conversations(request: Asked, what: Query[shapes.SearchFilter]) -> Page[queries.Row]:
    """Conversations in which all the words (or `"the phrase"`, or `-none` of these) occur, newest first."""
    return queries.search(request.auth, what.words, after=what.after)


@router.post("/conversations", response={201: shapes.ConversationState}, summary="Start a conversation")
def start_conversation(request: Asked, conversation: shapes.NewConversation) -> models.Conversation:
    """A new conversation of a team that you serve in, with what was said so far.

    Sent twice it begins twice; what comes from another system is better brought in with its own id (see import).
    """
    kind = Kind.SPEECH if conversation.channel in SPOKEN else Kind.MESSAGE
    return actions.start(
        request.auth,
        channel=conversation.channel,
        team_id=conversation.team,
        person_id=conversation.person,
        subject=conversation.subject,
        turns=[_turn(request, turn, kind) for turn in conversation.turns],
    )


@router.get("/conversations/{conversation_id}", response=shapes.Conversation, summary="Read a conversation")
def read_conversation(request: Asked, conversation_id: ConversationId) -> Mapping[str, Any]:
    """One conversation with its timeline, its promises, and what listening heard in it."""
    view = queries.conversation(request.auth, conversation_id)
    known = {field.name: getattr(view, field.name) for field in fields(view)}
    return known | {
        "calls": list(view.calls.values()),
        "promises": of_conversation(view),
        "reading": reading_of(view),
    }


@router.get(
    "/conversations/{conversation_id}/through-their-eyes",
    response=shapes.Journey,
    summary="See a conversation through the customer's eyes",
)
def see_through_their_eyes(request: Asked, conversation_id: ConversationId) -> Journey:
    """How long they waited, how often they had to repeat themselves, through how many hands they went, what they were
    promised and what became of it."""
    view = queries.conversation(request.auth, conversation_id)
    return eyes.of_conversation(view, reading_of(view), of_conversation(view))


@router.post(
    "/conversations/{conversation_id}/answers", response={201: shapes.WrittenTurn}, summary="Answer the customer"
)
def answer_conversation(request: Asked, conversation_id: ConversationId, answer: shapes.Answer) -> models.Turn:
    """Write to the customer. On email and web form it is queued to be sent by mail; `delivery` says what became of it.

    A conversation that is nobody's becomes yours.
    """
    return actions.answer(request.auth, conversation_id, answer.text, then=answer.then)


@router.post("/conversations/{conversation_id}/notes", response={201: shapes.WrittenTurn}, summary="Add a note")
def note_conversation(request: Asked, conversation_id: ConversationId, note: shapes.Note) -> models.Turn:
    """Write a note for your colleagues. No customer ever sees it."""
    return actions.note(request.auth, conversation_id, note.text)


def _turn(request: Asked, turn: shapes.FirstTurn, kind: Kind) -> actions.NewTurn:
    own = turn.party is Party.AGENT and not turn.speaker
    return actions.NewTurn(
        party=turn.party,
        text=turn.text,
        at=turn.at or clock.now(),
        speaker=request.auth.name if own else turn.speaker,
        user_id=request.auth.user_id if own else None,
        kind=kind,
    )
