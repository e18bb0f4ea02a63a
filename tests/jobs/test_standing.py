"""What a customer belongs to and relies on says something of their standing, as soon as it is written down."""

from __future__ import annotations

from allears.accounts.rules import DESK
from allears.customers.actions import change_group, leave_group, note_reliance, remove_reliance
from allears.customers.models import Person, Standing
from allears.customers.rules import GroupKind, RelianceKind
from allears.jobs import pump
from allears.jobs.tasks import propose_standing_of, propose_standing_within
from cast import Cast


def side(person: Person) -> tuple[str, str]:
    standing = Standing.objects.get(person=person)
    return standing.relationship, standing.side


def test_who_relies_on_a_team_is_a_client_until_it_is_struck_out(cast: Cast) -> None:
    noted = note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, person=cast.mrs_green)
    propose_standing_of(cast.mrs_green.pk)
    assert side(cast.mrs_green) == ("client", "corporate")
    remove_reliance(DESK, noted.pk)
    leave_group(DESK, cast.mrs_green.pk, cast.green_and_co.pk)
    propose_standing_of(cast.mrs_green.pk)
    assert side(cast.mrs_green) == ("customer", "personal")


def test_what_a_group_relies_on_and_what_it_is_holds_for_all_its_people(cast: Cast) -> None:
    note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, group=cast.green_and_co)
    change_group(DESK, cast.green_and_co.pk, kind=GroupKind.HOUSEHOLD)
    propose_standing_within(cast.green_and_co.pk)
    assert side(cast.mrs_green) == ("client", "personal")
    assert not Standing.objects.filter(person=cast.paul).exists()


def test_each_of_these_changes_is_followed_up(cast: Cast) -> None:
    note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, person=cast.mrs_green)
    leave_group(DESK, cast.mrs_green.pk, cast.green_and_co.pk)
    change_group(DESK, cast.workshop.pk, internal=False)
    assert pump.drain() == 3
