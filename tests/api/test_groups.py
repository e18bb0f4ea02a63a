from __future__ import annotations

import pytest

from cast import Cast

from .conftest import As


def test_a_group_is_added_below_another_and_shows_its_place(cast: Cast, by: As) -> None:
    body = {
        "name": "Purchasing",
        "kind": "department",
        "parent": cast.green_and_co.pk,
        "domains": ["buy.green.example"],
    }
    got = by("ben").post("/groups", body)
    assert got.status == 201
    assert [parent["name"] for parent in got.body["parents"]] == ["Green & Co"]
    above = by("ben").get(f"/groups/{cast.green_and_co.pk}").body
    assert [child["name"] for child in above["children"]] == ["Purchasing"]
    assert [person["name"] for person in above["persons"]] == ["Mrs Green"]
    assert [row["name"] for row in by("ben").get("/groups").body["rows"]] == ["Workshop", "Green & Co", "Purchasing"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": " "}, "name"), ({"kind": "club"}, "kind"), ({"parent": "x"}, "parent"), ({"domains": "x"}, "domains")],
)
def test_a_wrong_group_is_named(cast: Cast, by: As, change: dict[str, object], field: str) -> None:
    assert by("ben").post("/groups", {"name": "New", "kind": "company"} | change).fields == [field]


def test_a_group_above_that_is_not_there_is_not_found(cast: Cast, by: As) -> None:
    assert by("ben").post("/groups", {"name": "New", "kind": "company", "parent": 987}).status == 404
    assert by("ben").get("/groups/987").status == 404


def test_a_person_joins_with_a_title_and_leaves(cast: Cast, by: As) -> None:
    path = f"/persons/{cast.mrs_green.pk}/groups/{cast.workshop.pk}"
    assert by("ben").put(path, {"title": "Guest"}).status == 204
    person = by("ben").get(f"/persons/{cast.mrs_green.pk}").body
    assert ("Workshop", "Guest") in [(group["name"], group["title"]) for group in person["groups"]]
    assert person["internal"] is True
    assert by("ben").delete(path).status == 204
    assert by("ben").get(f"/persons/{cast.mrs_green.pk}").body["internal"] is False


def test_what_a_group_relies_on_shows_with_its_persons_until_it_is_struck_out(cast: Cast, by: As) -> None:
    body = {"team": cast.it.pk, "kind": "assistance", "note": "Printers"}
    got = by("ben").post(f"/groups/{cast.green_and_co.pk}/reliances", body)
    assert (got.status, got.body["kind"]) == (201, "assistance")
    (reliance,) = by("ben").get(f"/persons/{cast.mrs_green.pk}").body["reliances"]
    assert (reliance["team"], reliance["through"]) == ("IT", "Green & Co")
    assert by("ben").delete(f"/reliances/{got.body['id']}").status == 204
    assert by("ben").get(f"/groups/{cast.green_and_co.pk}").body["reliances"] == []
    assert by("ben").delete(f"/reliances/{got.body['id']}").status == 404


def test_a_person_relies_on_a_team_that_is_there(cast: Cast, by: As) -> None:
    path = f"/persons/{cast.mrs_green.pk}/reliances"
    assert by("ben").post(path, {"team": cast.it.pk, "kind": "materials"}).status == 201
    assert by("ben").post(path, {"team": 987, "kind": "materials"}).status == 404
    assert by("ben").post(path, {"team": cast.it.pk, "kind": "love"}).fields == ["kind"]


def test_a_group_is_changed_moved_and_lifted_up_again(cast: Cast, by: As) -> None:
    path = f"/groups/{cast.green_and_co.pk}"
    got = by("ben").patch(path, {"name": "Green Sons", "parent": cast.workshop.pk})
    assert (got.status, got.body["name"], got.body["kind"]) == (200, "Green Sons", "company")
    assert [parent["name"] for parent in got.body["parents"]] == ["Workshop"]
    assert by("ben").patch(path, {"parent": 0}).body["parents"] == []
    assert by("ben").patch(path, {"parent": cast.green_and_co.pk}).fields == ["parent"]
    assert by("ben").patch(path, {"domains": ["no domain"]}).fields == ["domains"]
    assert by("ben").patch("/groups/987", {"name": "x"}).status == 404


def test_only_a_group_without_people_is_removed(cast: Cast, by: As) -> None:
    made = by("ben").post("/groups", {"name": "By mistake", "kind": "agency"}).body["id"]
    assert by("ben").delete(f"/groups/{made}").status == 204
    assert by("ben").delete(f"/groups/{made}").status == 404
    assert by("ben").delete(f"/groups/{cast.workshop.pk}").fields == ["group"]
