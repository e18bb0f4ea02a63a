from datetime import timedelta

from allears.accounts.rules import DESK
from allears.conversations.actions import assign, close, note
from allears.conversations.queries import conversation as view_of
from allears.conversations.queries import of_person
from allears.insight.eyes import Whole, of_conversation, of_customer
from allears.insight.queries import counts
from allears.lib import clock
from allears.promises import queries as promises
from allears.promises.actions import make, settle, take
from allears.readings import queries as readings
from allears.readings.actions import listen_again
from builders import MONDAY, conversation
from cast import Cast

SAID = [
    ("customer", "My invoice is wrong."),
    ("agent", "I will send you a new one by Friday."),
    ("customer", "As I said before, my invoice is wrong."),
]


def whole(cast: Cast, asker: str) -> Whole:
    rows = of_person(cast.as_viewer(asker), [cast.mrs_green.pk]).rows
    ids = [row.id for row in rows]
    return of_customer(rows, promises.of_conversations(ids), readings.summaries(ids))


def test_one_conversation_through_the_customers_eyes(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green, SAID)
    listen_again(made.pk)
    take(made.pk)
    note(DESK, made.pk, "Between us.")
    view = view_of(cast.as_viewer("ben"), made.pk)
    with clock.at(MONDAY + timedelta(minutes=10)):
        way = of_conversation(view, readings.of(view), promises.of_conversation(view))
    assert (way.waited, way.longest, way.waiting_now) == (60 + 480, 480, 480)
    assert (way.repeats, way.promised) == (1, 1)
    assert [it.kind for it in way.moments] == ["wrote", "answered", "promised", "repeated"]


def test_a_customer_through_their_own_eyes_over_all_that_one_may_see(cast: Cast) -> None:
    first, second = conversation(cast.billing, cast.mrs_green, SAID), conversation(cast.it, cast.mrs_green)
    close(DESK, second.pk)
    assign(DESK, first.pk, cast.ben.pk)
    listen_again(first.pk)
    settle(DESK, make(DESK, first.pk, "ring").pk)
    with clock.at(MONDAY + timedelta(minutes=10)):
        ben, anna = whole(cast, "ben"), whole(cast, "anna")
    assert (ben.conversations, anna.conversations) == (1, 2)
    assert (ben.repeats, ben.promised, ben.kept, ben.broken, ben.waiting_now) == (1, 1, 1, 0, 1)
    assert ben.longest == 480


def test_nothing_seen_is_nothing_waited(cast: Cast) -> None:
    none = of_customer([], {}, {})
    assert (none.conversations, none.waited, none.longest) == (0, 0, 0)


def test_the_desk_counts_what_was_said_and_nobody_twice(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green, SAID)
    note(DESK, made.pk, "Between us.")
    listen_again(made.pk)
    take(made.pk)
    found = counts()
    assert (found.customers, found.conversations, found.turns, found.readings, found.promises) == (2, 1, 3, 1, 1)
    assert found.marks > 0
