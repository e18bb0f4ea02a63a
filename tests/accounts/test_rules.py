from hypothesis import given
from hypothesis import strategies as st

from allears.accounts.rules import ALLOWED, DESK, Role, Verb, Viewer

viewers = st.builds(
    Viewer,
    user_id=st.integers(1, 9),
    name=st.just("Somebody"),
    owner=st.booleans(),
    roles=st.dictionaries(st.integers(1, 5), st.sampled_from(Role)),
)


@given(viewers, st.sampled_from(Verb), st.integers(1, 6))
def test_may_and_teams_and_somewhere_never_disagree(asker: Viewer, verb: Verb, team: int) -> None:
    teams = asker.teams(verb)
    assert asker.may(verb, team) == (teams is None or team in teams)
    assert asker.may_somewhere(verb) == (teams is None or bool(teams))


@given(viewers, st.sampled_from(Verb))
def test_a_role_in_one_team_gives_nothing_in_another(asker: Viewer, verb: Verb) -> None:
    assert asker.may(verb, 6) == asker.owner


def test_every_role_has_its_line_and_a_learner_serves_nobody_yet() -> None:
    assert ALLOWED.keys() == set(Role)
    assert ALLOWED[Role.LEARNER] == frozenset()


def test_a_coach_may_all_that_an_agent_may_and_coach() -> None:
    assert ALLOWED[Role.COACH] - ALLOWED[Role.AGENT] == {Verb.COACH}
    assert ALLOWED[Role.COACH] >= ALLOWED[Role.AGENT]


def test_the_desk_itself_may_everything_everywhere() -> None:
    assert all(DESK.may(verb, team) for verb in Verb for team in (1, 10**6))
