import pytest
from django.db import IntegrityError, transaction

from allears.accounts.rules import DESK
from allears.customers.actions import (
    add_group,
    add_person,
    affiliate,
    change_group,
    leave_group,
    merge,
    note_reliance,
    remove_group,
    remove_reliance,
    undo_merge,
)
from allears.customers.addresses import AddressKind
from allears.customers.models import Affiliation, Group, Reliance
from allears.customers.queries import tree
from allears.customers.rules import DEEPEST, GroupKind, RelianceKind
from allears.events.models import Event
from allears.lib.errors import Invalid, NotFound
from cast import Cast


def test_a_group_has_a_name_and_a_parent_that_is_there(cast: Cast) -> None:
    with pytest.raises(Invalid, match="needs a name"):
        add_group(DESK, " ", GroupKind.COMPANY)
    with pytest.raises(NotFound):
        add_group(DESK, "Stores", GroupKind.DEPARTMENT, parent_id=10**9)
    stores = add_group(
        DESK,
        "Stores " * 60,
        GroupKind.DEPARTMENT,
        parent_id=cast.workshop.pk,
        domains=[" @X.Example ", "", "x.example"],
    )
    assert (stores.parent, stores.domains) == (cast.workshop, ["x.example"])
    assert len(stores.name) <= 160


def test_no_group_is_its_own_parent(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=cast.workshop.pk).update(parent=cast.workshop)


def test_a_person_belongs_to_a_group_once_with_the_latest_title(cast: Cast) -> None:
    for title in ("Fitter", "Foreman", "Foreman"):
        affiliate(DESK, cast.paul.pk, cast.workshop.pk, title)
    assert Affiliation.objects.get(person=cast.paul).title == "Foreman"
    leave_group(DESK, cast.paul.pk, cast.workshop.pk)
    assert not Affiliation.objects.filter(person=cast.paul).exists()


def test_either_a_person_or_a_group_relies_on_a_team(cast: Cast) -> None:
    for who in ({}, {"person": cast.paul, "group": cast.workshop}):
        with pytest.raises(Invalid, match="which person or which group"):
            note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, **who)  # type: ignore[arg-type]
        with pytest.raises(IntegrityError), transaction.atomic():
            Reliance.objects.create(team=cast.it, kind=RelianceKind.MATERIALS, **who)
    with pytest.raises(NotFound):
        note_reliance(DESK, 10**6, RelianceKind.MATERIALS, person=cast.paul)


def test_a_reliance_can_be_struck_out(cast: Cast) -> None:
    noted = note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, group=cast.workshop)
    remove_reliance(DESK, noted.pk)
    assert not Reliance.objects.exists()
    with pytest.raises(NotFound):
        remove_reliance(DESK, 10**9)


def test_the_same_reliance_is_noted_once(cast: Cast) -> None:
    for _ in range(2):
        note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, group=cast.workshop, note="Air")
    note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, group=cast.workshop, note="Paint")
    assert Reliance.objects.count() == 2
    assert Event.objects.filter(verb="reliance.noted").count() == 2


def test_a_group_is_changed_and_the_journal_says_what_it_was(cast: Cast) -> None:
    group = change_group(
        DESK, cast.green_and_co.pk, name=" Green  Sons ", kind=GroupKind.AGENCY, internal=True, note=" Pay late. "
    )
    assert (group.name, group.kind, group.internal, group.note) == ("Green Sons", "agency", True, "Pay late.")
    event = Event.objects.get(verb="group.changed")
    assert event.data["changed"]["name"] == ["Green & Co", "Green Sons"]
    change_group(DESK, group.pk, name="Green Sons")
    assert Event.objects.filter(verb="group.changed").count() == 1
    with pytest.raises(Invalid, match="needs a name"):
        change_group(DESK, group.pk, name=" ")
    with pytest.raises(NotFound):
        change_group(DESK, 10**9, name="x")


def test_a_group_is_put_below_another_and_lifted_up_again(cast: Cast) -> None:
    stores = add_group(DESK, "Stores", GroupKind.DEPARTMENT)
    assert change_group(DESK, stores.pk, parent_id=cast.workshop.pk).parent == cast.workshop
    assert [(line.path, line.depth) for line in tree(DESK)] == [
        ("Workshop", 0),
        ("Workshop › Stores", 1),
        ("Green & Co", 0),
    ]
    assert change_group(DESK, stores.pk, note="Behind the yard.").parent == cast.workshop
    assert change_group(DESK, stores.pk, parent_id=0).parent is None


def test_no_tree_goes_in_a_circle_or_deeper_than_anybody_can_follow(cast: Cast) -> None:
    stores = add_group(DESK, "Stores", GroupKind.DEPARTMENT, parent_id=cast.workshop.pk)
    shelf = add_group(DESK, "Shelf", GroupKind.DEPARTMENT, parent_id=stores.pk)
    for parent in (cast.workshop, stores, shelf):
        with pytest.raises(Invalid, match="cannot lie within"):
            change_group(DESK, cast.workshop.pk, parent_id=parent.pk)
    with pytest.raises(NotFound):
        change_group(DESK, stores.pk, parent_id=10**9)
    lowest = shelf
    for number in range(DEEPEST - 3):
        lowest = add_group(DESK, f"Box {number}", GroupKind.DEPARTMENT, parent_id=lowest.pk)
    with pytest.raises(Invalid, match="no deeper"):
        add_group(DESK, "One more", GroupKind.DEPARTMENT, parent_id=lowest.pk)
    assert max(line.depth for line in tree(DESK)) == DEEPEST - 1


def test_whoever_writes_from_a_domain_of_the_group_belongs_to_it(cast: Cast) -> None:
    rose = add_person(DESK, "Rose", [(AddressKind.EMAIL, "rose@buy.example")])
    tall = add_person(DESK, "Tall", [(AddressKind.EMAIL, "tall@notbuy.example")])
    change_group(DESK, cast.green_and_co.pk, domains=["green.example", "buy.example"])
    assert rose.groups.get() == cast.green_and_co
    assert not tall.groups.exists()
    leave_group(DESK, rose.pk, cast.green_and_co.pk)
    change_group(DESK, cast.green_and_co.pk, domains=["buy.example"])
    assert not rose.groups.exists(), "who was taken out stays out: the domain is not new to the group"
    for wrong in ("green", "a b.example", "x" * 300 + ".example", "green.example/x"):
        with pytest.raises(Invalid, match="no mail domain"):
            change_group(DESK, cast.green_and_co.pk, domains=[wrong])


def test_only_an_empty_group_is_removed(cast: Cast) -> None:
    stores = add_group(DESK, "Stores", GroupKind.DEPARTMENT, parent_id=cast.workshop.pk)
    with pytest.raises(Invalid, match="lie within"):
        remove_group(DESK, cast.workshop.pk)
    remove_group(DESK, stores.pk)
    with pytest.raises(Invalid, match="belong to"):
        remove_group(DESK, cast.workshop.pk)
    with pytest.raises(NotFound):
        remove_group(DESK, stores.pk)
    assert Event.objects.get(verb="group.removed").data == {"name": "Stores"}


def test_who_leaves_a_group_leaves_it_under_every_name(cast: Cast) -> None:
    twin = add_person(DESK, "P. Fitter")
    affiliate(DESK, twin.pk, cast.green_and_co.pk)
    done = merge(DESK, cast.paul.pk, twin.pk)
    leave_group(DESK, cast.paul.pk, cast.green_and_co.pk)
    undo_merge(DESK, done.pk)
    assert not twin.groups.exists()
