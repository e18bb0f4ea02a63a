from __future__ import annotations

from cast import Cast

from .conftest import As


def test_i_am_told_who_i_am_and_what_i_am_in_which_team(cast: Cast, by: As) -> None:
    billing = {"id": cast.billing.pk, "name": "Billing", "slug": "billing"}
    assert by("cora").get("/me").body == {
        "id": cast.cora.pk,
        "name": "Cora Coach",
        "owner": False,
        "teams": [billing | {"role": "coach"}],
    }
    anna = by("anna").get("/me").body
    assert (anna["owner"], anna["teams"]) == (True, [])


def test_all_teams_are_listed_by_name_also_those_i_am_not_in(cast: Cast, by: As) -> None:
    assert [team["name"] for team in by("leo").get("/teams").body["rows"]] == ["Billing", "IT"]


def test_colleagues_are_those_who_can_be_given_a_conversation(cast: Cast, by: As) -> None:
    rows = by("ben").get(f"/teams/{cast.billing.pk}/colleagues").body["rows"]
    assert [row["name"] for row in rows] == ["Ben Billing", "Cora Coach"]
