from __future__ import annotations

import pytest

from allears.customers.actions import add_person
from allears.customers.models import Address, Person
from allears.customers.queries import PAGE
from builders import conversation
from cast import Cast

from .conftest import As


def test_persons_are_listed_by_page_and_found_by_name_and_address(cast: Cast, by: As) -> None:
    for number in range(PAGE):
        add_person(cast.as_viewer("ben"), f"Person {number}")
    first = by("ben").get("/persons").body
    second = by("ben").get("/persons", after=first["next"]).body
    assert len(first["rows"]) == PAGE
    assert len({row["id"] for row in first["rows"] + second["rows"]}) == PAGE + 2
    assert second["next"] is None
    for words in ("green", "greta@", "Mrs Gr"):
        assert [row["name"] for row in by("ben").get("/persons", words=words).body["rows"]] == ["Mrs Green"]


@pytest.mark.parametrize("words", ["'", "\\", "' & !", "%", "\x00", "a:*|b", "😀", "é" * 200, "- -", "(", "+44"])
def test_no_words_break_the_search(cast: Cast, by: As, words: str) -> None:
    assert by("ben").get("/persons", words=words).status == 200
    assert by("ben").get("/conversations/search", words=words).status == 200


def test_a_person_is_added_with_addresses_in_one_spelling(cast: Cast, by: As) -> None:
    body = {
        "name": "Hal Blue",
        "addresses": [{"kind": "email", "value": "Hal@Blue.Example"}, {"kind": "phone", "value": "020 7946 0999"}],
        "vip": True,
    }
    got = by("ben").post("/persons", body)
    assert (got.status, got.body["name"], got.body["vip"]) == (201, "Hal Blue", True)
    assert [address["value"] for address in got.body["addresses"]] == ["hal@blue.example", "+442079460999"]
    assert got.body["addresses"][1]["shown"] == "+44 20 7946 0999"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"name": "A", "addresses": [{"kind": "email", "value": "nonsense"}]}, "email"),
        ({"name": "A", "addresses": [{"kind": "email", "value": "greta@green.example"}]}, "email"),
        ({"name": "A", "addresses": [{"kind": "phone", "value": "12"}]}, "phone"),
        ({"name": "A", "addresses": [{"kind": "pigeon", "value": "coo"}]}, "addresses[0].kind"),
        ({"name": "A", "vip": "yes"}, "vip"),
    ],
)
def test_a_wrong_person_is_named_and_not_added(cast: Cast, by: As, body: dict[str, object], field: str) -> None:
    before = Person.objects.count()
    got = by("ben").post("/persons", body)
    assert (got.status, got.fields) == (422, [field])
    assert Person.objects.count() == before


def test_only_what_is_sent_is_changed(cast: Cast, by: As) -> None:
    path = f"/persons/{cast.mrs_green.pk}"
    by("ben").patch(path, {"note": "Call in the morning."})
    assert by("ben").patch(path, {"vip": True}).body["note"] == "Call in the morning."
    assert by("ben").patch(path, {}).body["vip"] is True
    assert by("ben").patch("/persons/987", {}).status == 404


def test_an_address_is_added_and_removed(cast: Cast, by: As) -> None:
    path = f"/persons/{cast.mrs_green.pk}/addresses"
    got = by("ben").post(path, {"kind": "handle", "value": "@Greta"})
    assert (got.status, got.body["value"], got.body["shown"]) == (201, "greta", "@greta")
    assert by("ben").delete(f"{path}/{got.body['id']}").status == 204
    assert by("ben").delete(f"{path}/{got.body['id']}").status == 204
    assert not Address.objects.filter(kind="handle").exists()


def test_the_address_of_another_person_is_not_removed_here(cast: Cast, by: As) -> None:
    theirs = cast.paul.addresses.get()
    by("ben").delete(f"/persons/{cast.mrs_green.pk}/addresses/{theirs.pk}")
    assert Address.objects.filter(pk=theirs.pk).exists()


def test_two_persons_become_one_and_two_again(cast: Cast, by: As) -> None:
    conversation(cast.billing, cast.paul)
    path = f"/persons/{cast.mrs_green.pk}"
    merged = by("ben").post(f"{path}/merges", {"absorbed": cast.paul.pk})
    assert (merged.status, merged.body["undone_at"]) == (201, None)
    assert by("ben").get(f"/persons/{cast.paul.pk}").body["id"] == cast.mrs_green.pk
    assert len(by("ben").get(f"{path}/conversations").body["rows"]) == 1
    assert by("ben").post(f"{path}/merges", {"absorbed": cast.paul.pk}).fields == ["other"]
    undone = by("ben").post(f"/merges/{merged.body['id']}/undo")
    assert undone.body["undone_at"] is not None
    assert by("ben").get(f"/persons/{cast.paul.pk}").body["name"] == "Paul Fitter"
    assert by("ben").post(f"/merges/{merged.body['id']}/undo").fields == ["merge"]
    assert by("ben").post("/merges/987/undo").status == 404


def test_those_who_bear_the_same_name_may_be_the_same_person(cast: Cast, by: As) -> None:
    twin = add_person(cast.as_viewer("ben"), "mrs green")
    rows = by("ben").get(f"/persons/{cast.mrs_green.pk}/perhaps-same").body["rows"]
    assert [row["id"] for row in rows] == [twin.pk]


def test_a_standing_is_decided_and_given_back_to_the_rule(cast: Cast, by: As) -> None:
    path = f"/persons/{cast.mrs_green.pk}/standing"
    got = by("ben").put(path, {"relationship": "client", "side": "personal"}).body
    assert (got["relationship"], got["side_decided"], got["decided_by"]) == ("client", "personal", "Ben Billing")
    assert by("ben").put(path, {}).body["decided"] is False
    assert by("ben").put(path, {"relationship": "friend"}).fields == ["relationship"]
