"""The one write of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from allears.lib import clock

from .models import Event, Outbox


def record(
    verb: str,
    kind: str,
    object_id: int,
    *,
    actor_id: int | None = None,
    actor: str = "",
    data: Mapping[str, Any] | None = None,
    effects: bool = True,
) -> Event:
    """Write down that `verb` ("conversation.closed") was done to the `kind` with `object_id`.

    To be called inside the transaction of the change itself. With `effects` the event also enters the outbox, from
    which the jobs set its effects going; an importer that does those itself says `effects=False`.
    Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{verb} was recorded outside the transaction that did it")
    event = Event.objects.create(
        at=clock.now(),
        verb=verb,
        kind=kind,
        object_id=object_id,
        actor_id=actor_id,
        actor=actor,
        data=dict(data or {}),
    )
    if effects:
        Outbox.objects.create(event=event)
    return event
