import pytest
from pytest_django import DjangoAssertNumQueries

from allears.accounts import queries
from allears.accounts.actions import deactivate_user
from allears.accounts.rules import DESK, Role
from allears.lib.errors import NotFound
from cast import Cast


def test_a_viewer_brings_every_role(cast: Cast) -> None:
    anna, cora = cast.as_viewer("anna"), cast.as_viewer("cora")
    assert anna.owner
    assert (cora.owner, cora.roles) == (False, {cast.billing.pk: Role.COACH})


def test_a_person_is_found_by_email_in_any_case_while_they_are_active(cast: Cast) -> None:
    assert queries.user_by_email("BEN@ALLEARS.EXAMPLE") == cast.ben
    deactivate_user(DESK, cast.ben)
    with pytest.raises(NotFound, match="Nobody signs in here"):
        queries.user_by_email("ben@allears.example")


def test_a_conversation_can_be_given_to_agents_and_coaches_of_its_team(cast: Cast) -> None:
    assert [it.name for it in queries.colleagues(cast.billing.pk)] == ["Ben Billing", "Cora Coach"]


def test_an_empty_desk_says_what_to_do_first(db: None) -> None:
    assert not queries.owners_exist()
    with pytest.raises(NotFound, match="allears user add"):
        queries.first_owner()


def test_everybody_is_listed_by_name_with_their_teams_in_two_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        listed = {user.name: [it.team.name for it in user.memberships.all()] for user in queries.users()}
    assert list(listed) == ["Anna Owner", "Ben Billing", "Cora Coach", "Iris IT", "Leo Learner"]
    assert listed["Iris IT"] == ["IT"]
