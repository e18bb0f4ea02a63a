"""Every action that changes something writes it down, with who did it, and its effects wait in the outbox."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from allears.accounts.rules import Viewer
from allears.conversations import actions as conversations
from allears.conversations.rules import Channel
from allears.customers import actions as customers
from allears.customers.addresses import AddressKind
from allears.customers.rules import GroupKind, RelianceKind
from allears.events.models import Event, Outbox
from allears.learning.actions import journal as journalling
from allears.learning.actions import mirror as mirroring
from allears.learning.actions import plans as planning
from allears.lib import clock
from allears.promises import actions as promises
from builders import conversation, turn
from cast import Cast

Do = Callable[[Cast, Viewer, int], object]

VERBS: dict[str, Do] = {
    "person.added": lambda c, a, n: customers.add_person(a, "Mr New"),
    "person.changed": lambda c, a, n: customers.change_person(a, c.paul.pk, name="Pavel"),
    "person.joined": lambda c, a, n: customers.affiliate(a, c.paul.pk, c.green_and_co.pk),
    "person.left": lambda c, a, n: customers.leave_group(a, c.paul.pk, c.workshop.pk),
    "person.merged": lambda c, a, n: customers.merge(a, c.paul.pk, c.mrs_green.pk),
    "address.added": lambda c, a, n: customers.add_address(a, c.paul.pk, AddressKind.HANDLE, "@paul"),
    "address.removed": lambda c, a, n: customers.remove_address(a, c.paul.pk, c.paul.addresses.get().pk),
    "group.added": lambda c, a, n: customers.add_group(a, "Stores", GroupKind.DEPARTMENT),
    "reliance.noted": lambda c, a, n: customers.note_reliance(a, c.it.pk, RelianceKind.ASSISTANCE, person=c.paul),
    "standing.decided": lambda c, a, n: customers.decide_standing(
        a, c.paul.pk, relationship=None, frequency=None, side=None
    ),
    "conversation.started": lambda c, a, n: conversations.start(
        a, channel=Channel.CHAT, team_id=c.billing.pk, turns=[turn("customer", "Hello?")]
    ),
    "message.received": lambda c, a, n: conversations.receive(a, n, turn("customer", "And?"), channel=Channel.EMAIL),
    "answer.written": lambda c, a, n: conversations.answer(a, n, "It is right now."),
    "note.added": lambda c, a, n: conversations.note(a, n, "She is right."),
    "conversation.assigned": lambda c, a, n: conversations.assign(a, n, c.ben.pk),
    "conversation.moved": lambda c, a, n: conversations.move(a, n, c.it.pk),
    "conversation.closed": lambda c, a, n: conversations.close(a, n),
    "conversation.set_waiting": lambda c, a, n: conversations.wait(a, n),
    "conversation.renamed": lambda c, a, n: conversations.rename(a, n, "The May invoice"),
    "conversation.customer_set": lambda c, a, n: conversations.set_customer(a, n, c.paul.pk),
    "mirror.taken": lambda c, a, n: mirroring.take_mirror(a, [3] * 7),
    "mirror.shared": lambda c, a, n: mirroring.share_mirror(a, c.cora.pk),
    "journal.kept": lambda c, a, n: journalling.keep_entry(a, {"change": "Ask first."}, n),
    "plan.made": lambda c, a, n: planning.make_plan(
        a, "it rings", "breathe", ["greeting"], clock.now().date() + timedelta(days=2)
    ),
    "learning.wishes_set": lambda c, a, n: planning.set_wishes(a, cards_a_day=3),
    "promise.made": lambda c, a, n: promises.make(a, n, "send a new invoice"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_what_ben_does_stands_in_the_journal_with_his_name(cast: Cast, verb: str) -> None:
    number = conversation(cast.billing, cast.mrs_green).pk
    before = set(Event.objects.values_list("pk", flat=True))
    VERBS[verb](cast, cast.as_viewer("ben"), number)
    (event,) = Event.objects.exclude(pk__in=before)
    assert (event.verb, event.actor_id, event.actor) == (verb, cast.ben.pk, "Ben Billing")
    assert Outbox.objects.filter(event=event).exists()


@pytest.mark.parametrize(
    "again",
    [
        lambda c, a, n: customers.change_person(a, c.paul.pk, name=c.paul.name),
        lambda c, a, n: customers.affiliate(a, c.paul.pk, c.workshop.pk),
        lambda c, a, n: customers.leave_group(a, c.paul.pk, c.green_and_co.pk),
        lambda c, a, n: conversations.assign(a, n, None),
        lambda c, a, n: conversations.move(a, n, c.billing.pk),
        lambda c, a, n: conversations.reopen(a, n),
    ],
)
def test_what_changes_nothing_is_no_event(cast: Cast, again: Do) -> None:
    number = conversation(cast.billing, cast.mrs_green).pk
    before = Event.objects.count()
    again(cast, cast.as_viewer("ben"), number)
    assert Event.objects.count() == before
