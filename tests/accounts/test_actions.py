from collections.abc import Callable
from datetime import timedelta

import pytest

from allears.accounts import actions, queries
from allears.accounts.models import Membership, SignInLink, Team, Token, User
from allears.accounts.rules import DESK, Role
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed, NotFound
from builders import MONDAY
from cast import Cast


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda: actions.add_user(DESK, "not an address", "X"), "email"),
        (lambda: actions.add_user(DESK, f"{'x' * 60}@{'y' * 190}.example", "X"), "email"),
        (lambda: actions.add_user(DESK, f"x@{'.'.join(['y' * 60] * 4)}.{'z' * 40}", "X"), "email"),
        (lambda: actions.add_user(DESK, "BEN@allears.example", "Another Ben"), "email"),
        (lambda: actions.add_user(DESK, "new@allears.example", "New", zone="Mars/Olympus"), "zone"),
        (lambda: actions.add_team(DESK, "billing"), "name"),
        (lambda: actions.add_team(DESK, "Billing", team_slug="other"), "name"),
        (lambda: actions.add_team(DESK, "…"), "name"),
        (lambda: actions.add_team(DESK, "", team_slug="nameless"), "name"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence_beside_its_field(
    cast: Cast, change: Callable[[], object], field: str
) -> None:
    with pytest.raises(Invalid) as problem:
        change()
    assert problem.value.field == field
    assert problem.value.sentence.endswith(".")
    assert len(problem.value.sentence) < 140


def test_names_of_any_length_find_room(cast: Cast) -> None:
    assert len(actions.add_user(DESK, "long@allears.example", "x" * 500).name) == 120
    assert len(actions.add_team(DESK, "㏂" * 500).slug) <= 80


def test_a_new_default_team_takes_over_from_the_old_one(cast: Cast) -> None:
    assert actions.default_team(DESK) == cast.billing
    front = actions.add_team(DESK, "Front Desk", default=True)
    assert actions.default_team(DESK) == front
    assert Team.objects.filter(is_default=True).count() == 1


def test_a_desk_without_a_team_gets_one_that_takes_everything(db: None) -> None:
    made = actions.default_team(DESK)
    assert (made.name, made.is_default) == ("Front Desk", True)
    assert actions.default_team(DESK) == made


def test_roles_are_set_as_a_whole_and_one_for_each_team(cast: Cast) -> None:
    actions.set_roles(DESK, cast.ben, {cast.billing.pk: Role.COACH, cast.it.pk: Role.AGENT})
    assert cast.as_viewer("ben").roles == {cast.billing.pk: Role.COACH, cast.it.pk: Role.AGENT}
    actions.set_roles(DESK, cast.ben, {cast.it.pk: Role.LEARNER})
    assert cast.as_viewer("ben").roles == {cast.it.pk: Role.LEARNER}


def test_a_role_in_a_team_that_is_not_there_is_refused_and_nothing_changes(cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.set_roles(DESK, cast.ben, {cast.it.pk: Role.AGENT, 10**6: Role.AGENT})
    assert Membership.objects.get(user=cast.ben).team == cast.billing


def test_the_only_owner_cannot_be_shut_out_but_one_of_two_can(cast: Cast) -> None:
    with pytest.raises(Invalid, match="only owner"):
        actions.deactivate_user(DESK, cast.anna)
    actions.add_user(DESK, "otto@allears.example", "Otto", owner=True)
    actions.deactivate_user(DESK, cast.anna)
    assert not User.objects.get(pk=cast.anna.pk).is_active


def test_a_sign_in_link_opens_once(cast: Cast) -> None:
    secret = actions.make_sign_in_link(DESK, cast.ben)
    assert queries.link_user(secret) == cast.ben
    assert actions.use_sign_in_link(secret) == cast.ben
    assert actions.use_sign_in_link(secret) is None
    assert queries.link_user(secret) is None


def test_a_sign_in_link_opens_nothing_after_its_hour_nor_for_one_who_was_shut_out(cast: Cast) -> None:
    with clock.at(MONDAY):
        secret = actions.make_sign_in_link(DESK, cast.ben)
    with clock.at(MONDAY + timedelta(hours=1, seconds=1)):
        assert actions.use_sign_in_link(secret) is None
    fresh = actions.make_sign_in_link(DESK, cast.ben)
    actions.deactivate_user(DESK, cast.ben)
    assert actions.use_sign_in_link(fresh) is None


def test_of_secrets_only_a_hash_is_kept(cast: Cast) -> None:
    link = actions.make_sign_in_link(DESK, cast.ben)
    token, secret = actions.make_token(cast.as_viewer("ben"), "my script")
    assert SignInLink.objects.get().secret_hash == queries.secret_hash(link)
    assert Token.objects.get().secret_hash == queries.secret_hash(secret)
    assert secret not in {str(value) for value in vars(token).values()}


def test_a_token_stands_for_its_owner_until_it_is_revoked_by_them_and_nobody_else(cast: Cast) -> None:
    token, secret = actions.make_token(cast.as_viewer("ben"), "my script")
    assert queries.token_user(secret) == cast.ben
    actions.revoke_token(cast.as_viewer("iris"), token.pk)
    assert queries.token_user(secret) == cast.ben
    actions.revoke_token(cast.as_viewer("ben"), token.pk)
    assert queries.token_user(secret) is None


def test_a_token_ends_with_its_owner(cast: Cast) -> None:
    _, secret = actions.make_token(cast.as_viewer("ben"), "my script")
    actions.deactivate_user(DESK, cast.ben)
    assert queries.token_user(secret) is None


def test_the_desk_itself_gets_no_token(db: None) -> None:
    with pytest.raises(NotAllowed):
        actions.make_token(DESK, "mine")
