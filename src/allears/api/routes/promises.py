"""Promises: lists, new ones, and what became of them."""

from __future__ import annotations

from ninja import Query, Router

from allears.api.auth import Asked
from allears.api.schemas import promises as shapes
from allears.api.schemas.common import ConversationId, PromiseId
from allears.promises import actions, models, queries

router = Router()


@router.get("/promises", response=shapes.PromisePage, summary="List promises")
def list_promises(request: Asked, which: Query[shapes.ShelfFilter]) -> queries.Shelves:
    """Open promises by their due time (those without one last), or settled ones, newest first."""
    return queries.shelf(request.auth, which.shelf, mine=which.mine, after=which.after)


@router.post("/conversations/{conversation_id}/promises", response={201: shapes.Promise}, summary="Make a promise")
def make_promise(request: Asked, conversation_id: ConversationId, promise: shapes.NewPromise) -> queries.PromiseView:
    """Write a promise down by hand: what, by when, in which manner, by whom."""
    made = actions.make(
        request.auth,
        conversation_id,
        promise.what,
        due=promise.due,
        by=promise.by,
        manner=promise.manner,
        turn_id=promise.turn,
    )
    return _shown(made)


@router.post("/promises/{promise_id}/settle", response=shapes.Promise, summary="Settle a promise")
def settle_promise(request: Asked, promise_id: PromiseId, settlement: shapes.Settlement) -> queries.PromiseView:
    """It was acted on. The three tests decide what it has become: the right thing, on time, in the right way."""
    settled = actions.settle(
        request.auth,
        promise_id,
        done_at=settlement.done_at,
        right_thing=settlement.right_thing,
        right_way=settlement.right_way,
        note=settlement.note,
    )
    return _shown(settled)


@router.post("/promises/{promise_id}/broken", response=shapes.Promise, summary="Admit that a promise is broken")
def break_promise(request: Asked, promise_id: PromiseId, reason: shapes.Reason) -> queries.PromiseView:
    """It was not kept and will not be."""
    return _shown(actions.admit_broken(request.auth, promise_id, reason.note))


@router.post("/promises/{promise_id}/withdraw", response=shapes.Promise, summary="Withdraw a promise")
def withdraw_promise(request: Asked, promise_id: PromiseId, reason: shapes.Reason) -> queries.PromiseView:
    """It was no promise, or the customer released us from it."""
    return _shown(actions.withdraw(request.auth, promise_id, reason.note))


@router.post("/promises/{promise_id}/renegotiate", response=shapes.Promise, summary="Agree on another time")
def renegotiate_promise(request: Asked, promise_id: PromiseId, time: shapes.NewTime) -> queries.PromiseView:
    """Another time was agreed with the customer."""
    return _shown(actions.renegotiate(request.auth, promise_id, time.due, time.note))


@router.post("/promises/{promise_id}/reopen", response=shapes.Promise, summary="Reopen a promise")
def reopen_promise(request: Asked, promise_id: PromiseId) -> queries.PromiseView:
    """It was settled by mistake."""
    return _shown(actions.reopen(request.auth, promise_id))


def _shown(promise: models.Promise) -> queries.PromiseView:
    """The promise as it stands now. The action that gave it has passed the gate."""
    promises = queries.of_conversations([promise.conversation_id])[promise.conversation_id]
    return next(it for it in promises if it.id == promise.pk)
