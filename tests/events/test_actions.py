import pytest
from django.db import transaction

from allears.events.actions import record
from allears.events.models import Event, Outbox
from allears.events.queries import of
from allears.lib import clock
from builders import MONDAY


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_the_transaction_of_its_change_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match=r"conversation\.closed"):
        record("conversation.closed", "conversation", 1)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_an_event_says_who_did_what_when_and_waits_in_the_outbox() -> None:
    with clock.at(MONDAY):
        event = record("conversation.closed", "conversation", 7, actor_id=3, actor="Ben", data={"from": "open"})
    kept = Event.objects.get()
    assert (kept.at, kept.verb, kept.kind, kept.object_id) == (MONDAY, "conversation.closed", "conversation", 7)
    assert (kept.actor_id, kept.actor, kept.data) == (3, "Ben", {"from": "open"})
    assert Outbox.objects.get().event == event


@pytest.mark.django_db
def test_an_event_whose_effects_are_done_already_does_not_enter_the_outbox() -> None:
    record("reading.made", "conversation", 7, effects=False)
    assert Event.objects.count() == 1
    assert not Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_the_change_that_failed() -> None:
    def fail_half_way() -> None:
        with transaction.atomic():
            record("conversation.closed", "conversation", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert not Event.objects.exists()
    assert not Outbox.objects.exists()


@pytest.mark.django_db
def test_the_events_of_one_thing_are_read_oldest_first_and_by_their_verbs() -> None:
    for verb, number in [("a.made", 1), ("a.moved", 1), ("a.made", 2), ("a.closed", 1)]:
        record(verb, "a", number)
    assert [event.verb for event in of("a", 1)] == ["a.made", "a.moved", "a.closed"]
    assert [event.verb for event in of("a", 1, verbs=["a.moved"])] == ["a.moved"]
    assert [event.verb for event in of("a", 1, limit=2)] == ["a.moved", "a.closed"]
