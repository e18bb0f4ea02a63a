from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from allears.accounts.rules import DESK
from allears.customers.actions import add_address, add_person, change_person, merge, remove_address, seen
from allears.customers.addresses import AddressKind
from allears.customers.models import Address, Person
from allears.events.models import Event
from allears.lib.errors import Invalid
from builders import MONDAY
from cast import Cast


def test_a_person_needs_a_name_or_an_address(cast: Cast) -> None:
    with pytest.raises(Invalid, match="needs a name or an address"):
        add_person(DESK, " \x00 ")
    assert add_person(DESK, "", [(AddressKind.HANDLE, "@gil")]).pk


def test_an_address_belongs_to_one_person_in_the_whole_desk(cast: Cast) -> None:
    with pytest.raises(Invalid, match="belongs to Mrs Green"):
        add_address(DESK, cast.paul.pk, AddressKind.EMAIL, "greta@GREEN.example")
    with pytest.raises(Invalid, match="belongs to Mrs Green"):
        add_person(DESK, "Another", [(AddressKind.EMAIL, "greta@green.example")])
    with pytest.raises(Invalid, match="belongs to this customer"):
        add_address(DESK, cast.paul.pk, AddressKind.PHONE, "020 7946 0101")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(person=cast.paul, kind=AddressKind.EMAIL, value="greta@green.example")
    assert not Person.objects.filter(name="Another").exists()


def test_an_address_that_was_taken_off_is_free_again(cast: Cast) -> None:
    remove_address(DESK, cast.mrs_green.pk, cast.mrs_green.addresses.get().pk)
    assert add_address(DESK, cast.paul.pk, AddressKind.EMAIL, "greta@green.example").person == cast.paul


def test_nobody_takes_an_address_off_somebody_else_but_off_a_merged_duplicate(cast: Cast) -> None:
    of_paul = cast.paul.addresses.get().pk
    remove_address(DESK, cast.mrs_green.pk, of_paul)
    assert cast.paul.addresses.exists()
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    remove_address(DESK, cast.mrs_green.pk, of_paul)
    assert not cast.paul.addresses.exists()


def test_a_change_says_what_it_was_before_and_no_change_says_nothing(cast: Cast) -> None:
    change_person(DESK, cast.paul.pk, name="Paul  Fitter ", note=" Ring twice.\r\n")
    event = Event.objects.filter(verb="person.changed").get()
    assert event.data == {"changed": {"note": ["", "Ring twice."]}}
    assert Person.objects.get(pk=cast.paul.pk).note == "Ring twice."


def test_the_last_name_of_a_person_without_address_cannot_be_taken(cast: Cast) -> None:
    nobody = add_person(DESK, "Only a name")
    with pytest.raises(Invalid, match="needs a name"):
        change_person(DESK, nobody.pk, name=" ")


def test_a_change_to_a_merged_duplicate_reaches_the_one_who_stands(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    assert change_person(DESK, cast.paul.pk, vip=True).pk == cast.mrs_green.pk


def test_being_heard_from_moves_a_person_forwards_only_and_the_one_who_stands_with_them(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    Person.objects.update(last_at=MONDAY)
    seen(cast.paul.pk, MONDAY + timedelta(hours=1))
    seen(cast.paul.pk, MONDAY - timedelta(hours=1))
    assert set(Person.objects.values_list("last_at", flat=True)) == {MONDAY + timedelta(hours=1)}
