import pytest
from django.db import IntegrityError, transaction

from allears.accounts.rules import DESK
from allears.customers.actions import add_group, affiliate, leave_group, note_reliance, remove_reliance
from allears.customers.models import Affiliation, Group, Reliance
from allears.customers.rules import GroupKind, RelianceKind
from allears.lib.errors import Invalid, NotFound
from cast import Cast


def test_a_group_has_a_name_and_a_parent_that_is_there(cast: Cast) -> None:
    with pytest.raises(Invalid, match="needs a name"):
        add_group(DESK, " ", GroupKind.COMPANY)
    with pytest.raises(NotFound):
        add_group(DESK, "Stores", GroupKind.DEPARTMENT, parent_id=10**9)
    stores = add_group(
        DESK, "Stores " * 60, GroupKind.DEPARTMENT, parent_id=cast.workshop.pk, domains=[" X.Example ", ""]
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
