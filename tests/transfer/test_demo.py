from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import F, Max

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import DESK, Verb
from allears.conversations.models import Conversation, Turn
from allears.conversations.queries import search
from allears.customers.actions import change_person
from allears.customers.addresses import AddressKind
from allears.customers.models import Address, Person, Standing
from allears.customers.queries import person_by_address
from allears.events.models import Event, Outbox
from allears.insight.queries import Counts, counts
from allears.learning.models import Answer, Enrolment
from allears.learning.queries import catalogue
from allears.lib import clock
from allears.promises.models import Promise
from allears.readings.models import Mark, Reading
from allears.transfer import demo, demo_courses, demo_scale

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
WRITTEN = 66
AREAS = ("accounts_", "events_", "customers_", "conversations_", "readings_", "promises_", "learning_")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The demo organisation, loaded once for this module and taken out again after it."""
    with django_db_blocker.unblock(), clock.at(NOON):  # type: ignore[attr-defined]
        demo.load()
        yield
        ours = [name for name in connection.introspection.table_names() if name.startswith(AREAS)]
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(ours)} CASCADE")


@pytest.fixture(autouse=True)
def at_noon(loaded: None, db: None) -> Iterator[None]:
    with clock.at(NOON):
        yield


def everything() -> tuple[Counts, int, int, int, int]:
    return counts(), Event.objects.count(), Outbox.objects.count(), Address.objects.count(), User.objects.count()


def test_all_its_conversations_are_there_with_readings_and_customers() -> None:
    found = counts()
    assert (found.conversations, found.readings) == (WRITTEN, WRITTEN)
    assert found.turns > 600
    assert found.marks > 300
    assert found.promises >= 40
    assert not Conversation.objects.filter(person=None).exists()
    assert Standing.objects.filter(person__in=Conversation.objects.values("person")).count() >= 36


def test_it_shows_every_channel_and_status_and_five_teams() -> None:
    assert set(Conversation.objects.values_list("status", flat=True)) == {"open", "waiting", "closed"}
    assert {"email", "chat", "phone", "web", "in_person"} <= set(Conversation.objects.values_list("channel", flat=True))
    assert Conversation.objects.values("team").distinct().count() == 5
    assert Promise.objects.filter(state="open").exists()


def test_loading_it_again_adds_nothing_and_keeps_what_was_changed() -> None:
    green = person_by_address(AddressKind.EMAIL, "a.lund@merridew-lund.example")
    change_person(DESK, green.pk, note="Rings on Fridays.", vip=False)
    before = everything()
    done = demo.load()
    assert (done.conversations, done.copies, done.already) == (0, 0, True)
    assert everything() == before
    green.refresh_from_db()
    assert (green.note, green.vip) == ("Rings on Fridays.", False)


def test_what_the_file_says_became_of_a_promise_did() -> None:
    missing, wrong = set(), []
    for line in demo._lines():
        turn_ids = list(
            Turn.objects.filter(conversation__source_id=f"demo:{line.id}")
            .order_by("position")
            .values_list("id", flat=True)
        )
        for settled in line.promises:
            states = set(Promise.objects.filter(turn=turn_ids[settled.turn]).values_list("state", flat=True))
            if not states:
                missing.add((line.id, settled.turn))
            elif states != {settled.state}:
                wrong.append((line.id, settled.turn, settled.state, states))
    assert wrong == []
    assert missing == set()


def lying_ahead() -> Sequence[object]:
    """Whatever was said or done later than now."""
    now = clock.now()
    return [
        *Turn.objects.filter(at__gt=now),
        *Conversation.objects.filter(last_at__gt=now),
        *Conversation.objects.filter(started_at__gt=F("last_at")),
        *Event.objects.filter(at__gt=now),
        *Promise.objects.filter(settled_at__gt=now),
        *Promise.objects.filter(promised_at__gt=now),
        *Person.objects.filter(last_at__gt=now),
    ]


def test_nothing_in_it_lies_ahead() -> None:
    assert lying_ahead() == []
    newest = Turn.objects.aggregate(at=Max("at"))["at"]
    assert (NOON - newest).total_seconds() < 2 * 86_400, "the demo looks deserted"


def test_three_times_as_many_are_made_once_and_nothing_of_them_lies_ahead() -> None:
    one = counts()
    done = demo.load(scale=3)
    assert done.copies == 2
    three = counts()
    assert (three.conversations, three.turns, three.readings) == (3 * WRITTEN, 3 * one.turns, 3 * WRITTEN)
    assert (three.marks, three.promises) == (3 * one.marks, 3 * one.promises)
    assert lying_ahead() == []
    assert demo.load(scale=3).copies == 0
    assert counts() == three
    assert demo.load(scale=2).copies == 0
    assert demo.load(scale=4).copies == 1
    assert counts().conversations == 4 * WRITTEN


def test_a_copy_is_whole() -> None:
    demo_scale.multiply(demo.SOURCE, 2, lambda copies: None)
    copies = Conversation.objects.filter(source_id__regex=r"^demo:\d+:")
    assert copies.count() == WRITTEN
    for copy in copies:
        assert copy.turns.count() == copy.turn_count
        assert copy.status != "closed" or (copy.closed_at is not None and copy.waiting_since is None)
    assert not Mark.objects.exclude(turn__conversation=F("reading__conversation")).exists()
    assert not Promise.objects.exclude(turn__conversation=F("conversation")).exists()
    assert Reading.objects.filter(conversation__in=copies).count() == WRITTEN
    persons = set(copies.values_list("person", flat=True))
    assert not persons & set(Conversation.objects.exclude(pk__in=copies).values_list("person", flat=True))
    assert search(DESK, "piano").rows


def test_everybody_of_the_organisation_can_sign_in_and_owners_see_all() -> None:
    owners = [viewer(user) for user in User.objects.filter(is_owner=True)]
    assert owners
    assert all(owner.teams(Verb.SEE) is None for owner in owners)
    assert User.objects.count() == 12


def test_its_people_are_some_way_into_the_courses() -> None:
    assert Enrolment.objects.count() == len(demo_courses.LEARNERS)
    whole = Enrolment.objects.exclude(completed_at=None).get()
    assert (whole.user.name, whole.course.slug, whole.done) == ("Tom Ackroyd", "listening", whole.steps)
    assert Enrolment.objects.filter(done=0).count() == 0
    assert not Enrolment.objects.filter(last_at__gt=NOON).exists()
    assert Answer.objects.exclude(draft=None).exists(), "something is half-finished"
    margery = viewer(User.objects.get(email__startswith="margery.toll"))
    going = catalogue(margery).go_on
    assert going is not None
    assert going.course == "listening"
