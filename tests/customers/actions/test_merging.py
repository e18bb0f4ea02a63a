from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.accounts.rules import DESK
from allears.conversations.models import Conversation
from allears.customers.actions import add_person, change_person, find_or_add, merge, seen, undo_merge
from allears.customers.addresses import AddressKind
from allears.customers.models import Address, Affiliation, Merge, Person, Reliance, Standing
from allears.customers.queries import ids_of
from allears.lib.errors import Invalid, NotFound
from builders import MONDAY, conversation
from cast import Cast, gather

TABLES: Sequence[type[models.Model]] = (Person, Address, Affiliation, Reliance, Standing, Conversation)
PEOPLE = 6

pairs = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)), min_size=1, max_size=8)


def tables() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Everything that a merge could touch, except the record of the merge itself."""
    return {table.__name__: list(table._default_manager.order_by("pk").values()) for table in TABLES}


def crowd() -> list[int]:
    """Six persons, with and without a name, VIP or not, each last heard on another day."""
    return [
        add_person(
            DESK,
            "" if number % 3 == 2 else f"Person {number}",
            [(AddressKind.HANDLE, f"person{number}")],
            vip=number % 4 == 3,
            at=MONDAY + timedelta(days=(number * 5) % 7),
        ).pk
        for number in range(PEOPLE)
    ]


def merge_all(people: Sequence[int], wanted: Sequence[tuple[int, int]]) -> list[int]:
    done = []
    for kept, absorbed in wanted:
        try:
            done.append(merge(DESK, people[kept], people[absorbed]).pk)
        except Invalid:
            continue
    return done


@given(wanted=pairs)
@settings(max_examples=40)
@pytest.mark.django_db
def test_any_merges_taken_back_in_reverse_order_leave_every_table_as_it_was(
    wanted: list[tuple[int, int]],
) -> None:
    with transaction.atomic():
        people = crowd()
        before = tables()
        for number in reversed(merge_all(people, wanted)):
            undo_merge(DESK, number)
        assert tables() == before
        transaction.set_rollback(True)


@given(wanted=pairs, order=st.randoms(use_true_random=False))
@settings(max_examples=40)
@pytest.mark.django_db
def test_in_whatever_order_merges_can_be_taken_back_the_end_is_the_beginning(
    wanted: list[tuple[int, int]], order: Any
) -> None:
    with transaction.atomic():
        people = crowd()
        before = tables()
        left = merge_all(people, wanted)
        while left:
            order.shuffle(left)
            for number in list(left):
                try:
                    undo_merge(DESK, number)
                except Invalid:
                    continue
                left.remove(number)
        assert tables() == before
        transaction.set_rollback(True)


@given(wanted=pairs)
@settings(max_examples=30)
@pytest.mark.django_db
def test_the_pointer_is_never_longer_than_one_step_and_everybody_stands_for_somebody(
    wanted: list[tuple[int, int]],
) -> None:
    with transaction.atomic():
        people = crowd()
        merge_all(people, wanted)
        assert not Person.objects.filter(merged_into__merged_into__isnull=False).exists()
        standing = Person.objects.filter(pk__in=people, merged_into=None)
        assert sorted(pk for person in standing for pk in ids_of(person.pk)) == sorted(people)
        transaction.set_rollback(True)


def test_the_kept_one_takes_over_what_it_lacks(cast: Cast) -> None:
    nameless = find_or_add(DESK, "", [(AddressKind.EMAIL, "g@green.example")], at=MONDAY)
    twin = add_person(DESK, "Greta Green", vip=True, at=MONDAY + timedelta(days=3))
    assert nameless is not None
    merge(DESK, nameless.pk, twin.pk)
    nameless.refresh_from_db()
    assert (nameless.name, nameless.vip, nameless.last_at) == ("Greta Green", True, MONDAY + timedelta(days=3))


def test_nothing_moves_and_a_new_mail_to_the_old_address_reaches_the_one_who_stands(cast: Cast) -> None:
    said = conversation(cast.billing, cast.paul)
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    assert Conversation.objects.get(pk=said.pk).person == cast.paul
    assert find_or_add(DESK, "", [(AddressKind.PHONE, "020 7946 0101")]) == cast.mrs_green
    assert ids_of(cast.mrs_green.pk) == [cast.mrs_green.pk, cast.paul.pk]


def test_what_somebody_changed_by_hand_since_the_merge_stays(cast: Cast) -> None:
    twin = add_person(DESK, "Greta", vip=True)
    done = merge(DESK, cast.mrs_green.pk, twin.pk)
    change_person(DESK, cast.mrs_green.pk, name="Greta Green", vip=False, note="Rings on Fridays.")
    undo_merge(DESK, done.pk)
    green = Person.objects.get(pk=cast.mrs_green.pk)
    assert (green.name, green.vip, green.note) == ("Greta Green", False, "Rings on Fridays.")


def test_a_message_that_came_since_the_merge_is_not_forgotten(cast: Cast) -> None:
    done = merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    later = MONDAY + timedelta(days=4000)
    seen(cast.mrs_green.pk, later)
    undo_merge(DESK, done.pk)
    assert Person.objects.get(pk=cast.mrs_green.pk).last_at == later


def test_a_merge_is_taken_back_once(cast: Cast) -> None:
    done = merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    undo_merge(DESK, done.pk)
    with pytest.raises(Invalid, match="taken back already"):
        undo_merge(DESK, done.pk)
    with pytest.raises(NotFound):
        undo_merge(DESK, 10**9)


def test_a_merge_on_which_another_stands_has_to_wait(cast: Cast) -> None:
    third = add_person(DESK, "G. Green")
    first = merge(DESK, cast.paul.pk, third.pk)
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    with pytest.raises(Invalid, match="later merge"):
        undo_merge(DESK, first.pk)


def test_a_person_is_not_merged_with_themselves(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    for kept, absorbed in [(cast.paul, cast.paul), (cast.mrs_green, cast.paul), (cast.paul, cast.mrs_green)]:
        with pytest.raises(Invalid, match="same customer already"):
            merge(DESK, kept.pk, absorbed.pk)
    assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_merges_at_the_same_moment_leave_no_chain() -> None:
    cast = gather()
    third = add_person(DESK, "G. Green")
    together = Barrier(2)

    def one(kept: int, absorbed: int) -> bool:
        try:
            together.wait(timeout=10)
            merge(DESK, kept, absorbed)
        except Invalid:
            return False
        finally:
            connection.close()
        return True

    for _ in range(3):
        with ThreadPoolExecutor(2) as threads:
            first = threads.submit(one, cast.mrs_green.pk, cast.paul.pk)
            second = threads.submit(one, third.pk, cast.mrs_green.pk)
        assert first.result() or second.result()
        assert not Person.objects.filter(merged_into__merged_into__isnull=False).exists()
        for done in Merge.objects.filter(undone_at=None).order_by("-pk"):
            undo_merge(DESK, done.pk)
