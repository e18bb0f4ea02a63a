from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.customers import queries
from allears.customers.actions import (
    add_address,
    add_group,
    add_person,
    affiliate,
    decide_standing,
    merge,
    note_reliance,
)
from allears.customers.addresses import AddressKind
from allears.customers.models import Group, Person
from allears.customers.queries import PAGE, card, perhaps_same, person, person_by_address, persons
from allears.customers.rules import Frequency, GroupKind, Relationship, RelianceKind
from allears.lib.errors import Invalid, NotFound
from builders import MONDAY
from cast import Cast


def names(words: str) -> list[str]:
    return [row.name for row in persons(DESK, words=words).rows]


def test_the_list_of_customers_shows_each_once_the_latest_heard_from_first(cast: Cast) -> None:
    expected = [
        add_person(DESK, f"Person {number}", at=MONDAY - timedelta(hours=number // 3)).pk
        for number in range(2 * PAGE + 7)
    ]
    expected.sort(key=lambda pk: (Person.objects.get(pk=pk).last_at, pk), reverse=True)
    Person.objects.filter(pk__in=[cast.mrs_green.pk, cast.paul.pk]).update(last_at=MONDAY + timedelta(days=1))
    found: list[int] = []
    after = ""
    while True:
        page = persons(DESK, after=after)
        found += [row.id for row in page.rows]
        after = page.next
        if not after:
            break
    assert found == [cast.paul.pk, cast.mrs_green.pk, *expected]


@pytest.mark.parametrize(
    "words",
    ["green", "Mrs G", "GREEN mrs", "greta@green.example", "greta@", "Greta@Green.Example", "\\green", "'green'"],
)
def test_a_customer_is_found_by_the_beginnings_of_a_name_or_an_address(cast: Cast, words: str) -> None:
    assert names(words) == ["Mrs Green"]


@pytest.mark.parametrize("words", ["o'green", "O'Gr", "ann o'"])
def test_an_apostrophe_in_a_name_is_no_obstacle(cast: Cast, words: str) -> None:
    add_person(DESK, "Ann O'Greenan")
    assert names(words) == ["Ann O'Greenan"]


@pytest.mark.parametrize("words", ["020 7946 0101", "+44 20 7946 0101", "+4420794", "paul", "fit", "@paulf", "paulf"])
def test_a_customer_is_found_by_a_number_or_a_handle_as_people_write_it(cast: Cast, words: str) -> None:
    add_address(DESK, cast.paul.pk, AddressKind.HANDLE, "@PaulF")
    assert names(words) == ["Paul Fitter"]


@pytest.mark.parametrize(
    "words", ["nobody", "een", "paul green", "&", "!", "a:*", "' | '", "\\", "%", "x" * 5000, "greta_green"]
)
def test_what_fits_nobody_finds_nobody_and_breaks_nothing(cast: Cast, words: str) -> None:
    assert names(words) == []


@pytest.mark.parametrize("words", ["", "  ", "\x00"])
def test_no_words_are_the_whole_list(cast: Cast, words: str) -> None:
    assert len(names(words)) == 2


def test_a_merged_duplicate_is_found_by_its_name_and_address_as_the_one_who_stands(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    for words in ("paul", "020 7946 0101", "green"):
        assert names(words) == ["Mrs Green"], words
    (row,) = persons(DESK).rows
    assert row.addresses == ["greta@green.example", "+44 20 7946 0101"]
    assert row.groups == ["Green & Co", "Workshop"]
    assert row.internal


def test_a_card_of_a_merged_duplicate_is_that_of_the_one_who_stands(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    stands = card(cast.mrs_green.pk)
    assert (stands.id, stands.groups) == (cast.mrs_green.pk, ["Green & Co", "Workshop"])
    assert card(cast.paul.pk) == stands
    with pytest.raises(NotFound, match="no such customer"):
        card(10**9)


def test_a_broken_page_address_is_one_sentence(cast: Cast) -> None:
    with pytest.raises(Invalid, match="page address"):
        persons(DESK, after="first")


def test_a_customers_page_has_all_that_is_known(cast: Cast) -> None:
    twin = add_person(DESK, "mrs green")
    duplicate = add_person(DESK, "G. Green", [(AddressKind.HANDLE, "greta")])
    note_reliance(DESK, cast.billing.pk, RelianceKind.INFORMATION, group=cast.green_and_co, note="The ledger")
    note_reliance(DESK, cast.it.pk, RelianceKind.ASSISTANCE, person=cast.mrs_green)
    merge(cast.as_viewer("ben"), cast.mrs_green.pk, duplicate.pk)
    decide_standing(
        cast.as_viewer("ben"), cast.mrs_green.pk, relationship=Relationship.CLIENT, frequency=None, side=None
    )
    view = person(DESK, duplicate.pk)
    assert (view.id, view.name, view.internal) == (cast.mrs_green.pk, "Mrs Green", False)
    assert [it.shown for it in view.addresses] == ["greta@green.example", "@greta"]
    assert [it.name for it in view.groups] == ["Green & Co"]
    assert [(it.team, it.through) for it in view.reliances] == [("Billing", "Green & Co"), ("IT", "")]
    assert [(it.absorbed, it.by) for it in view.merges] == [("G. Green", "Ben Billing")]
    assert [it.id for it in perhaps_same(DESK, duplicate.pk)] == [twin.pk]
    assert view.ids == [cast.mrs_green.pk, duplicate.pk]
    assert view.standing is not None
    assert (view.standing.relationship, view.standing.decided_by) == ("client", "Ben Billing")
    assert view.standing.frequency == Frequency.OCCASIONAL


def test_a_group_stands_in_its_tree(cast: Cast) -> None:
    top = add_group(DESK, "The House", GroupKind.COMPANY, internal=True)
    Group.objects.filter(pk=cast.workshop.pk).update(parent=top)
    bench = add_group(DESK, "Bench", GroupKind.DEPARTMENT, internal=True, parent_id=cast.workshop.pk)
    affiliate(DESK, cast.paul.pk, bench.pk)
    assert [it.name for it in queries.group(DESK, bench.pk).parents] == ["The House", "Workshop"]
    assert [it.name for it in queries.group(DESK, bench.pk).persons] == ["Paul Fitter"]
    assert [it.name for it in queries.group(DESK, top.pk).children] == ["Workshop"]
    assert queries.group(DESK, top.pk).parents == []


def test_a_circle_of_groups_made_by_hand_hangs_nothing(cast: Cast) -> None:
    Group.objects.filter(pk=cast.workshop.pk).update(parent=cast.green_and_co)
    Group.objects.filter(pk=cast.green_and_co.pk).update(parent=cast.workshop)
    assert len(queries.group(DESK, cast.workshop.pk).parents) == 12


def test_a_person_is_told_by_any_spelling_of_an_address(cast: Cast) -> None:
    merge(DESK, cast.mrs_green.pk, cast.paul.pk)
    assert person_by_address(AddressKind.PHONE, "(020) 7946 0101") == cast.mrs_green
    with pytest.raises(NotFound):
        person_by_address(AddressKind.HANDLE, "nobody")
    with pytest.raises(Invalid):
        person_by_address(AddressKind.EMAIL, "nobody")
