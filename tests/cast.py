"""The people in every test.

Anna owns the desk. Ben is an agent of Billing and Iris of IT; neither sees the other's conversations. Cora coaches
Billing. Leo learns there. Mrs Green is a customer who writes; Paul is a colleague who asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from allears.accounts.actions import add_team, add_user, set_roles
from allears.accounts.models import Team, User
from allears.accounts.queries import viewer
from allears.accounts.rules import DESK, Role, Viewer
from allears.customers.actions import add_group, add_person, affiliate
from allears.customers.addresses import AddressKind
from allears.customers.models import Group, Person
from allears.customers.rules import GroupKind


@dataclass(frozen=True)
class Cast:
    billing: Team
    it: Team
    anna: User
    ben: User
    iris: User
    cora: User
    leo: User
    mrs_green: Person
    paul: Person
    green_and_co: Group
    workshop: Group

    def as_viewer(self, name: str) -> Viewer:
        """anna, ben, iris, cora or leo, as one who asks."""
        user: User = getattr(self, name)
        return viewer(user)


def gather() -> Cast:
    """Everybody, in the database of this test."""
    billing = add_team(DESK, "Billing", default=True)
    it = add_team(DESK, "IT")
    anna = add_user(DESK, "anna@allears.example", "Anna Owner", owner=True, password="anna's long password")
    ben = add_user(DESK, "ben@allears.example", "Ben Billing", password="ben's long password")
    iris = add_user(DESK, "iris@allears.example", "Iris IT")
    cora = add_user(DESK, "cora@allears.example", "Cora Coach")
    leo = add_user(DESK, "leo@allears.example", "Leo Learner")
    set_roles(DESK, ben, {billing.pk: Role.AGENT})
    set_roles(DESK, iris, {it.pk: Role.AGENT})
    set_roles(DESK, cora, {billing.pk: Role.COACH})
    set_roles(DESK, leo, {billing.pk: Role.LEARNER})
    green = add_group(DESK, "Green & Co", GroupKind.COMPANY, domains=["green.example"])
    workshop = add_group(DESK, "Workshop", GroupKind.DEPARTMENT, internal=True)
    mrs_green = add_person(DESK, "Mrs Green", [(AddressKind.EMAIL, "Greta@Green.example")])
    paul = add_person(DESK, "Paul Fitter", [(AddressKind.PHONE, "+44 20 7946 0101")])
    affiliate(DESK, paul.pk, workshop.pk)
    affiliate(DESK, mrs_green.pk, green.pk)
    return Cast(billing, it, anna, ben, iris, cora, leo, mrs_green, paul, green, workshop)
