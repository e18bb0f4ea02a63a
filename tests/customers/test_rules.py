from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allears.customers.rules import (
    Frequency,
    GroupKind,
    History,
    Relationship,
    Side,
    domain_of,
    normal_handle,
    propose_standing,
)

NOW = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)

ages = st.lists(st.integers(0, 800).map(lambda days: NOW - timedelta(days=days)), max_size=12)
histories = st.builds(
    History,
    matters=ages,
    group_kinds=st.frozensets(st.sampled_from(GroupKind)),
    relies_on_us=st.booleans(),
)


def days_ago(*days: int) -> list[datetime]:
    return [NOW - timedelta(days=it) for it in days]


def test_four_matters_in_three_months_make_a_client() -> None:
    assert propose_standing(History(days_ago(5, 40, 75, 76)), NOW).relationship is Relationship.CLIENT


def test_four_matters_in_one_bad_week_make_no_client() -> None:
    assert propose_standing(History(days_ago(5, 6, 7, 8)), NOW).relationship is Relationship.CUSTOMER


def test_who_relies_on_a_team_is_a_client_without_any_conversation() -> None:
    assert propose_standing(History([], relies_on_us=True), NOW).relationship is Relationship.CLIENT


def test_three_matters_in_ninety_days_make_a_regular_and_the_ninety_first_day_does_not_count() -> None:
    assert propose_standing(History(days_ago(1, 2, 90)), NOW).frequency is Frequency.REGULAR
    assert propose_standing(History(days_ago(1, 2, 91)), NOW).frequency is Frequency.OCCASIONAL


def test_a_household_is_personal_and_any_other_group_corporate() -> None:
    assert propose_standing(History([], frozenset({GroupKind.HOUSEHOLD})), NOW).side is Side.PERSONAL
    both = frozenset({GroupKind.HOUSEHOLD, GroupKind.AGENCY})
    assert propose_standing(History([], both), NOW).side is Side.CORPORATE


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_the_history_does_not_matter_and_each_side_has_its_reason(
    history: History, random: object
) -> None:
    shuffled = list(history.matters)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    proposal = propose_standing(history, NOW)
    assert propose_standing(History(shuffled, history.group_kinds, history.relies_on_us), NOW) == proposal
    first_words = [reason.partition(":")[0].lower() for reason in proposal.reasons]
    assert first_words == [proposal.relationship, proposal.frequency, proposal.side]
    assert all(len(reason) <= 200 for reason in proposal.reasons)


@given(histories, st.integers(0, 80))
def test_another_recent_matter_never_lowers_a_standing(history: History, days: int) -> None:
    before = propose_standing(history, NOW)
    after = propose_standing(
        History([*history.matters, *days_ago(days)], history.group_kinds, history.relies_on_us), NOW
    )
    assert not (before.relationship is Relationship.CLIENT and after.relationship is Relationship.CUSTOMER)
    assert not (before.frequency is Frequency.REGULAR and after.frequency is Frequency.OCCASIONAL)


@given(histories)
def test_what_is_older_than_a_year_or_lies_ahead_decides_nothing(history: History) -> None:
    far = [NOW - timedelta(days=366), NOW + timedelta(days=1)] * 5
    more = History([*history.matters, *far], history.group_kinds, history.relies_on_us)
    assert propose_standing(more, NOW) == propose_standing(history, NOW)


@given(st.text(alphabet=st.characters()))
def test_a_handle_has_one_spelling(text: str) -> None:
    assert normal_handle(normal_handle(text)) == normal_handle(text)


def test_handles_and_domains() -> None:
    assert normal_handle(" @Anna B ") == "annab"
    assert domain_of("anna@green.example") == "green.example"
    assert domain_of("no address") == ""
