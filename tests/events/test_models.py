from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from allears.events.actions import record
from allears.events.models import Event


def by_hand() -> object:
    with connection.cursor() as cursor:
        return cursor.execute("UPDATE events_event SET actor = 'nobody'")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(actor="nobody"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.get().delete(),
        lambda: Event.objects.get().save(),
        by_hand,
    ],
)
def test_the_journal_refuses_to_be_changed(change: Callable[[], object]) -> None:
    record("conversation.closed", "conversation", 1, actor="Ben", effects=False)
    with pytest.raises(DatabaseError, match="the journal is append-only"), transaction.atomic():
        change()
    assert Event.objects.get().actor == "Ben"
