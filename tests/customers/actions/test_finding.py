from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from allears.accounts.rules import DESK
from allears.customers.actions import find_or_add, merge
from allears.customers.addresses import AddressKind
from allears.customers.models import Address, Person
from builders import MONDAY
from cast import Cast

EMAIL, PHONE, HANDLE = AddressKind.EMAIL, AddressKind.PHONE, AddressKind.HANDLE


def test_a_known_address_in_any_spelling_finds_its_person(cast: Cast) -> None:
    assert find_or_add(DESK, "Someone else", [(EMAIL, "<GRETA@green.Example>")]) == cast.mrs_green
    assert find_or_add(DESK, "", [(PHONE, "(020) 7946-0101")]) == cast.paul
    assert Person.objects.count() == 2


def test_an_unknown_address_makes_a_person_who_belongs_where_its_domain_says(cast: Cast) -> None:
    new = find_or_add(DESK, "Gil Green", [(EMAIL, "gil@green.example"), (PHONE, "020 7946 0999")], at=MONDAY)
    assert new is not None
    assert (new.name, new.last_at) == ("Gil Green", MONDAY)
    assert list(new.groups.all()) == [cast.green_and_co]
    assert [address.value for address in new.addresses.all()] == ["gil@green.example", "+442079460999"]


def test_further_addresses_that_nobody_has_are_added_and_others_stay_where_they_are(cast: Cast) -> None:
    given = [(EMAIL, "greta@green.example"), (PHONE, "+442079460101"), (HANDLE, "@greta")]
    assert find_or_add(DESK, "", given) == cast.mrs_green
    assert {it.value for it in cast.mrs_green.addresses.all()} == {"greta@green.example", "greta"}
    assert cast.paul.addresses.count() == 1


def test_the_same_address_twice_in_two_spellings_is_one(cast: Cast) -> None:
    new = find_or_add(DESK, "Gil", [(EMAIL, "gil@x.example"), (EMAIL, "GIL@X.example"), (EMAIL, "gil@x.example.")])
    assert new is not None
    assert new.addresses.count() == 1


def test_a_name_alone_makes_no_person_and_neither_does_what_is_no_address(cast: Cast) -> None:
    assert find_or_add(DESK, "John", []) is None
    assert find_or_add(DESK, "John", [(EMAIL, "unknown"), (PHONE, "anonymous"), (HANDLE, "\x00")]) is None
    assert Person.objects.count() == 2


def test_a_person_without_a_name_gets_the_first_one_told_and_keeps_it(cast: Cast) -> None:
    for name in ("", "Gil Green", "G. Green"):
        person = find_or_add(DESK, name, [(EMAIL, "gil@x.example")])
    assert person is not None
    assert Person.objects.get(pk=person.pk).name == "Gil Green"


def test_the_address_of_a_merged_duplicate_finds_the_one_who_stands(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    assert find_or_add(DESK, "", [(PHONE, "+442079460101")]) == cast.mrs_green


def test_names_of_any_length_and_kind_find_room(cast: Cast) -> None:
    new = find_or_add(DESK, "x" * 5000 + "\x00", [(EMAIL, "long@x.example")])
    assert new is not None
    assert len(new.name) == 160


@pytest.mark.django_db(transaction=True)
def test_many_who_find_or_add_the_same_address_at_once_get_the_same_person() -> None:
    together = Barrier(4)

    def one(number: int) -> int:
        try:
            together.wait(timeout=10)
            with transaction.atomic():
                person = find_or_add(DESK, f"Gil {number}", [(EMAIL, "gil@x.example"), (HANDLE, "@gil")])
                assert person is not None
                return person.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(one, range(4)))
    assert len(found) == 1
    assert Person.objects.count() == 1
    assert Address.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_who_loses_the_race_takes_the_person_of_the_other() -> None:
    """The second connection has looked and found nobody before the first one commits."""
    inserted, looked = Barrier(2), Barrier(2)

    def first() -> int:
        try:
            with transaction.atomic():
                person = find_or_add(DESK, "Gil", [(EMAIL, "gil@x.example")])
                assert person is not None
                inserted.wait(timeout=10)
                looked.wait(timeout=10)
            return person.pk
        finally:
            connection.close()

    def second() -> int:
        try:
            inserted.wait(timeout=10)
            looked.wait(timeout=10)
            person = find_or_add(DESK, "Gil again", [(EMAIL, "gil@x.example")])
            assert person is not None
            return person.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.submit(first), threads.submit(second)
    assert one.result() == other.result()
    assert Person.objects.count() == 1
