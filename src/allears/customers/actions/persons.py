"""Persons and their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.addresses import AddressKind, normalise, shown
from allears.customers.models import Address, Affiliation, Group, Person
from allears.customers.rules import domain_of
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid
from allears.lib.text import one_line, storable

Given = tuple[AddressKind, str]


@transaction.atomic
def add_person(
    asker: Viewer,
    name: str,
    addresses: Iterable[Given] = (),
    *,
    note: str = "",
    vip: bool = False,
    at: datetime | None = None,
    effects: bool = True,
) -> Person:
    """A new person with these addresses. Raises NotAllowed, Invalid (also where an address is somebody else's)."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    given = list(addresses)
    if not one_line(name) and not given:
        raise Invalid("name", "A customer needs a name or an address.")
    person = Person.objects.create(name=one_line(name, 160), note=storable(note), vip=vip, last_at=at or clock.now())
    data = {"name": person.name}
    record("person.added", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data=data, effects=effects)
    for kind, value in given:
        _attach(person, kind, value)
    return person


@transaction.atomic
def change_person(
    asker: Viewer, person_id: int, *, name: str | None = None, note: str | None = None, vip: bool | None = None
) -> Person:
    """Change what is known of a person; None leaves a thing as it is. Raises NotAllowed, NotFound, Invalid."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    before = {"name": person.name, "note": person.note, "vip": person.vip}
    if name is not None:
        if not one_line(name) and not person.addresses.exists():
            raise Invalid("name", "A customer needs a name or an address.")
        person.name = one_line(name, 160)
    if note is not None:
        person.note = storable(note).strip()
    if vip is not None:
        person.vip = vip
    changed = {key: [old, getattr(person, key)] for key, old in before.items() if getattr(person, key) != old}
    if changed:
        person.save(update_fields=list(changed))
        record(
            "person.changed", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data={"changed": changed}
        )
    return person


@transaction.atomic
def add_address(asker: Viewer, person_id: int, kind: AddressKind, value: str) -> Address:
    """Another way to reach a person. Raises NotAllowed, NotFound, Invalid (also where it is somebody else's)."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    address = _attach(person, kind, value)
    data = {"kind": address.kind, "value": address.value}
    record("address.added", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data=data)
    return address


@transaction.atomic
def remove_address(asker: Viewer, person_id: int, address_id: int) -> None:
    """Take an address off a person, or off a duplicate merged into them. Raises NotAllowed, NotFound."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    mine = Address.objects.filter(Q(person=person) | Q(person__merged_into=person), pk=address_id).first()
    if mine is not None:
        data = {"kind": mine.kind, "value": mine.value}
        mine.delete()
        record("address.removed", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data=data)


def find_or_add(
    asker: Viewer, name: str, addresses: Iterable[Given], *, at: datetime | None = None, effects: bool = True
) -> Person | None:
    """Whom these addresses belong to: a known person, else a new one; None where nothing usable is given.

    Addresses that cannot be normalised are passed over. The first known address decides, and further ones that
    nobody has yet are added to that person. A name alone makes no person: two Johns are not one.
    Belonging to a group follows from the domain of the email address. Raises NotAllowed.
    """
    gate.check(asker, Verb.EDIT_CUSTOMER)
    usable: list[Given] = []
    for kind, text in addresses:
        try:
            usable.append((kind, normalise(kind, text, region=settings.ALLEARS_REGION)))
        except Invalid:
            continue
    usable = list(dict.fromkeys(usable))
    if not usable:
        return None
    person = _known(usable)
    if person is None:
        try:
            with transaction.atomic():
                return _affiliate(add_person(asker, name, usable, at=at, effects=effects), usable)
        except (Invalid, IntegrityError):
            # Somebody else added the same address between our look and our write: theirs is the person.
            person = _known(usable)
            if person is None:
                raise
    taken = set(Address.objects.filter(value__in=[value for _, value in usable]).values_list("kind", "value"))
    Address.objects.bulk_create(
        [Address(person=person, kind=kind, value=value) for kind, value in usable if (kind.value, value) not in taken],
        ignore_conflicts=True,
    )
    if name and not person.name:
        Person.objects.filter(pk=person.pk, name="").update(name=one_line(name, 160))
    return person


def seen(person_id: int, at: datetime) -> None:
    """A message of this person came or went at `at`: keeps the list of customers in the order of their last word."""
    # Two look-ups by id. One with "or who absorbed them" is one statement, and reads every person of the desk.
    stands = Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
    Person.objects.filter(pk__in=[person_id, stands or person_id]).update(last_at=Greatest("last_at", at))


def _known(usable: list[Given]) -> Person | None:
    found = {
        (address.kind, address.value): address.person
        for address in Address.objects.filter(value__in=[value for _, value in usable]).select_related(
            "person__merged_into"
        )
    }
    for kind, value in usable:
        person = found.get((kind.value, value))
        if person is not None:
            return person.merged_into or person
    return None


def _attach(person: Person, kind: AddressKind, text: str) -> Address:
    value = normalise(kind, text, region=settings.ALLEARS_REGION)
    other = Address.objects.filter(kind=kind, value=value).select_related("person").first()
    if other is not None:
        whose = "this customer" if other.person_id == person.pk else str(other.person)
        raise Invalid(kind.value, f"{shown(kind, value)} is known already: it belongs to {whose}.")
    return Address.objects.create(person=person, kind=kind, value=value)


def _affiliate(person: Person, usable: list[Given]) -> Person:
    domains = [domain_of(value) for kind, value in usable if kind is AddressKind.EMAIL]
    groups = Group.objects.filter(domains__overlap=domains) if domains else Group.objects.none()
    Affiliation.objects.bulk_create(
        [Affiliation(person=person, group=group) for group in groups], ignore_conflicts=True
    )
    return person
