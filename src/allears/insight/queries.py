"""Reports over all areas: reads only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from allears.conversations.models import Conversation, Turn
from allears.customers.models import Person
from allears.promises.models import Promise
from allears.readings.models import Mark, Reading


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each thing the desk holds. Turns are those that were said: notes are not."""

    customers: int
    conversations: int
    turns: int
    readings: int
    marks: int
    promises: int


def counts() -> Counts:
    """Exact counts for `allears stats`. Each reads a whole index, so no page may ask for them."""

    def every(model: type[Model]) -> int:
        return model._default_manager.count()

    return Counts(
        customers=Person.objects.filter(merged_into=None).count(),
        conversations=every(Conversation),
        turns=Turn.objects.exclude(kind="note").count(),
        readings=every(Reading),
        marks=every(Mark),
        promises=every(Promise),
    )
