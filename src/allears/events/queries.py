"""Reads of the journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .models import Event


def of(kind: str, object_id: int, *, verbs: Collection[str] = (), limit: int = 200) -> Sequence[Event]:
    """The latest `limit` events of one object, oldest first."""
    events = Event.objects.filter(kind=kind, object_id=object_id)
    if verbs:
        events = events.filter(verb__in=verbs)
    return list(reversed(events.order_by("-id")[:limit]))
