"""No list asks more of the database because there is more in it: the same queries at three rows and at sixty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allears.accounts.actions import set_roles
from allears.accounts.rules import DESK, Role, Viewer
from allears.conversations import queries as conversations
from allears.conversations.actions import assign, note, receive
from allears.conversations.queries import Folder
from allears.conversations.rules import Channel
from allears.customers import queries as customers
from allears.customers.actions import add_address, add_group, add_person, affiliate, merge, note_reliance, propose
from allears.customers.addresses import AddressKind
from allears.customers.models import Person
from allears.customers.rules import GroupKind, History, RelianceKind
from allears.promises import queries as promises
from allears.promises.actions import make
from allears.promises.queries import Shelf
from allears.readings import queries as readings
from allears.readings.actions import listen_again
from builders import MONDAY, conversation, turn
from cast import Cast

MOST = 12
"""Queries that a whole page may ask; each of these is a part of one."""


@dataclass(frozen=True)
class Shown:
    cast: Cast
    matter: int
    """A conversation of Mrs Green's."""


def fill(shown: Shown, numbers: range) -> None:
    """For every number a customer with all that hangs on one, and once more of everything on Mrs Green's page and in
    her conversation."""
    cast, green = shown.cast, shown.cast.mrs_green
    for number in numbers:
        person = add_person(DESK, f"Person {number}", [(AddressKind.EMAIL, f"p{number}@x.example")])
        group = add_group(DESK, f"Group {number}", GroupKind.COMPANY, parent_id=cast.green_and_co.pk)
        twin = add_person(DESK, f"P. {number}", [(AddressKind.HANDLE, f"twin{number}")])
        propose(person.pk, History([]))
        merge(DESK, person.pk, twin.pk)
        for who in (person, green):
            affiliate(DESK, who.pk, group.pk)
            one_matter(cast, who, number)
        affiliate(DESK, person.pk, cast.green_and_co.pk)
        add_address(DESK, green.pk, AddressKind.HANDLE, f"green{number}")
        note_reliance(DESK, cast.it.pk, RelianceKind.MATERIALS, person=green)
        merge(DESK, green.pk, add_person(DESK, f"G. {number}").pk)
        note(DESK, shown.matter, f"note {number}")
        receive(DESK, shown.matter, turn("agent", f"I will send invoice {number}."), channel=Channel.EMAIL)
        make(DESK, shown.matter, f"ring {number}")
        assign(DESK, shown.matter, (cast.ben if number % 2 else cast.cora).pk)
    listen_again(shown.matter)


def one_matter(cast: Cast, person: Person, number: int) -> None:
    team, agent = (cast.billing, cast.ben) if number % 2 else (cast.it, cast.iris)
    made = conversation(team, person, at=MONDAY + timedelta(minutes=number))
    assign(DESK, made.pk, agent.pk)
    make(DESK, made.pk, "send a new invoice", due=MONDAY)


def whole_conversation(asker: Viewer, shown: Shown) -> object:
    view = conversations.conversation(asker, shown.matter)
    return readings.of(view), promises.of_conversation(view), conversations.hands(view.id)


PARTS: dict[str, Callable[[Viewer, Shown], object]] = {
    "inbox": lambda a, s: conversations.inbox(a, Folder.ALL),
    "inbox of one team": lambda a, s: conversations.inbox(a, Folder.OPEN, team_id=s.cast.billing.pk),
    "counts": lambda a, s: conversations.counts(a),
    "conversation": whole_conversation,
    "search": lambda a, s: conversations.search(a, "invoice"),
    "conversations of a person": lambda a, s: conversations.of_person(a, customers.ids_of(s.cast.mrs_green.pk)),
    "persons": lambda a, s: customers.persons(a),
    "persons by name": lambda a, s: customers.persons(a, words="person"),
    "person": lambda a, s: customers.person(a, s.cast.mrs_green.pk),
    "group": lambda a, s: customers.group(a, s.cast.green_and_co.pk),
    "groups": lambda a, s: customers.groups(a),
    "promises": lambda a, s: promises.shelf(a, Shelf.OPEN),
    "promises of mine": lambda a, s: promises.shelf(a, Shelf.OPEN, mine=True),
}


def asked(shown: Shown) -> dict[tuple[str, str], int]:
    """How many queries each part asks of the owner and of a member of both teams."""
    found: dict[tuple[str, str], int] = {}
    for name in ("anna", "cora"):
        asker = shown.cast.as_viewer(name)
        for part, ask in PARTS.items():
            with CaptureQueriesContext(connection) as queries:
                ask(asker, shown)
            found[name, part] = len(queries)
    return found


@pytest.mark.slow
def test_sixty_rows_cost_the_queries_of_three(cast: Cast) -> None:
    set_roles(DESK, cast.cora, {cast.billing.pk: Role.COACH, cast.it.pk: Role.COACH})
    shown = Shown(cast, conversation(cast.billing, cast.mrs_green).pk)
    fill(shown, range(3))
    few = asked(shown)
    fill(shown, range(3, 60))
    assert asked(shown) == few
    assert max(few.values()) <= MOST, few
