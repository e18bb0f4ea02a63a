"""What is known of customers and groups, changed on the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from allears.accounts.rules import DESK
from allears.customers.actions import add_group, add_person, decide_standing, propose
from allears.customers.models import Group, Person, Reliance
from allears.customers.queries import PAGE
from allears.customers.rules import GroupKind, History, Relationship
from allears.lib import clock
from builders import MONDAY
from cast import Cast


@pytest.fixture
def ben(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ben)
    return client


def page(client: Client, address: str, given: dict[str, object] | None = None) -> str:
    """The page at an address, or what comes after a form was sent to it."""
    answer = client.get(address) if given is None else client.post(address, given, follow=True)
    return answer.content.decode()


def test_an_address_is_added_and_taken_off_where_one_sees_them_all(cast: Cast, ben: Client) -> None:
    who = f"/customers/{cast.mrs_green.pk}"
    for typed, shown in (("020 7946 0999", "+44 20 7946 0999"), ("@Greta", "@greta"), ("g@x.example", "g@x.example")):
        assert shown in page(ben, f"{who}/addresses", {"address": typed})
    for address in cast.mrs_green.addresses.all():
        assert "Taken off." in page(ben, f"{who}/addresses/{address.pk}/remove", {})
    assert not cast.mrs_green.addresses.exists()


def test_an_address_that_is_somebody_elses_stays_in_its_box_with_the_reason(cast: Cast, ben: Client) -> None:
    html = page(ben, f"/customers/{cast.paul.pk}/addresses", {"address": "greta@green.example"})
    assert "it belongs to Mrs Green" in html
    assert 'value="greta@green.example"' in html
    assert "Paul Fitter" in html


def test_somebody_joins_a_group_with_a_title_and_leaves_it(cast: Cast, ben: Client) -> None:
    who = f"/customers/{cast.mrs_green.pk}"
    page(ben, f"{who}/groups", {"group": cast.workshop.pk, "title": "Guest"})
    html = page(ben, who)
    assert "Workshop</a>, Guest" in html
    assert "internal" in html
    assert "Taken out of the group." in page(ben, f"{who}/groups/{cast.workshop.pk}/leave", {})
    assert "Workshop" not in page(ben, who)


def test_a_list_shows_a_client_whom_nobody_has_confirmed_as_proposed(cast: Cast, ben: Client) -> None:
    often = History([MONDAY - timedelta(days=days) for days in (1, 35, 70, 100)], frozenset({GroupKind.COMPANY}))
    with clock.at(MONDAY):
        propose(cast.mrs_green.pk, often)
    proposed = 'client?<span class="vh"> (proposed)</span>'
    assert proposed in page(ben, "/customers/")
    decide_standing(DESK, cast.mrs_green.pk, relationship=Relationship.CLIENT, frequency=None, side=None)
    html = page(ben, "/customers/")
    assert proposed not in html
    assert 'chip--firm">client</li>' in html


def test_what_a_person_and_a_group_rely_on_is_written_down_and_struck_out(cast: Cast, ben: Client) -> None:
    given = {"kind": "information", "team": cast.it.pk, "note": "Statements"}
    for owner in (f"/customers/{cast.mrs_green.pk}", f"/groups/{cast.green_and_co.pk}"):
        assert "on IT for <strong>information</strong>" in page(ben, f"{owner}/reliances", given)
        assert "relies on IT for <strong>information</strong>" in page(ben, owner)
    assert "through Green &amp; Co" in page(ben, f"/customers/{cast.mrs_green.pk}/edit")
    for reliance in Reliance.objects.all():
        assert "Struck out." in page(ben, f"/reliances/{reliance.pk}/remove", {})
    assert not Reliance.objects.exists()


def test_somebody_without_a_name_is_not_given_their_number_for_one(cast: Cast, ben: Client) -> None:
    nobody = Person.objects.create(last_at=cast.paul.last_at)
    assert f'value="Customer {nobody.pk}"' not in page(ben, f"/customers/{nobody.pk}/edit")


def test_a_group_is_made_within_another_and_starts_as_a_part_of_it(cast: Cast, ben: Client) -> None:
    html = page(ben, f"/groups/new?within={cast.workshop.pk}")
    assert '<option value="yes" selected>' in html
    assert f'<option value="{cast.workshop.pk}" selected>' in html
    given = {"name": "Stores", "kind": "department", "internal": "yes", "parent": cast.workshop.pk,
             "domains": "stores.example; @shed.example", "note": "Behind the yard."}  # fmt: skip
    html = page(ben, "/groups/new", given)
    made = Group.objects.get(name="Stores")
    assert (made.parent, made.internal, made.domains) == (cast.workshop, True, ["stores.example", "shed.example"])
    assert "Behind the yard." in html
    assert "Workshop" in html


def test_a_group_is_changed_and_nothing_else_of_it_is(cast: Cast, ben: Client) -> None:
    html = page(ben, f"/groups/{cast.green_and_co.pk}/edit")
    assert 'value="green.example"' in html
    given = {"name": "Green Sons", "kind": "agency", "internal": "no", "parent": "0", "domains": "green.example"}
    page(ben, f"/groups/{cast.green_and_co.pk}/edit", given)
    group = Group.objects.get(pk=cast.green_and_co.pk)
    assert (group.name, group.kind, group.parent, group.domains) == ("Green Sons", "agency", None, ["green.example"])


def test_a_group_that_cannot_be_moved_there_says_why_and_keeps_what_was_typed(cast: Cast, ben: Client) -> None:
    below = add_group(DESK, "Stores", GroupKind.DEPARTMENT, parent_id=cast.workshop.pk)
    given = {"name": "Works", "kind": "department", "internal": "yes", "parent": below.pk}
    html = page(ben, f"/groups/{cast.workshop.pk}/edit", given)
    assert "lies within this one already" in html
    assert 'value="Works"' in html


def test_the_tree_of_groups_shows_each_within_the_one_above_and_finds_them_by_name(cast: Cast, ben: Client) -> None:
    add_group(DESK, "Stores", GroupKind.DEPARTMENT, parent_id=cast.workshop.pk)
    html = page(ben, "/groups/")
    assert html.index("Workshop") < html.index("Stores") < html.index("Green &amp; Co")
    found = page(ben, "/groups/?q=STOR")
    assert "in Workshop" in found
    assert "Green &amp; Co" not in found
    assert "No group by that name" in page(ben, "/groups/?q=100%")


def test_people_are_put_into_a_group_and_taken_out(cast: Cast, ben: Client) -> None:
    people = f"/groups/{cast.green_and_co.pk}/people"
    assert "Put in<span" in page(ben, f"{people}?q=paul")
    page(ben, people, {"person": cast.paul.pk, "do": "in"})
    assert set(cast.green_and_co.persons.all()) == {cast.paul, cast.mrs_green}
    page(ben, people, {"person": cast.paul.pk, "do": "out"})
    assert set(cast.green_and_co.persons.all()) == {cast.mrs_green}


def test_a_large_group_is_leafed_through(cast: Cast, ben: Client) -> None:
    for number in range(PAGE + 1):
        cast.workshop.persons.add(add_person(DESK, f"Fitter {number:02}"))
    html = page(ben, f"/groups/{cast.workshop.pk}")
    older = html.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = page(ben, older)
    assert html.count("people__one") == PAGE
    assert second.count("people__one") == 2
    assert "Paul Fitter" in second


def test_a_group_made_by_mistake_is_removed_and_one_with_people_is_not(cast: Cast, ben: Client) -> None:
    empty = add_group(DESK, "Oops", GroupKind.AGENCY)
    assert "Remove the group" in page(ben, f"/groups/{empty.pk}/edit")
    assert "The group is gone." in page(ben, f"/groups/{empty.pk}/remove", {})
    assert "Remove the group" not in page(ben, f"/groups/{cast.workshop.pk}/edit")
    assert "Take them out first" in page(ben, f"/groups/{cast.workshop.pk}/remove", {})
