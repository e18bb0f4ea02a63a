from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allears.insight.rules import Promised, Said, hands, journey, waits

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minute: int) -> datetime:
    return START + minute * MINUTE


def said(*order: str) -> list[Said]:
    """'customer', 'bot' or the name of one of ours, a minute apart."""
    return [
        Said(
            place, who if who in ("customer", "bot") else "agent", at(place), "" if who in ("customer", "bot") else who
        )
        for place, who in enumerate(order)
    ]


orders = st.lists(st.sampled_from(["customer", "bot", "Ben", "Iris"]), max_size=10).map(lambda it: said(*it))


@given(orders)
def test_waiting_begins_with_a_customers_word_and_ends_with_a_persons(turns: list[Said]) -> None:
    stretches = waits(turns, still=True)
    by_moment = {turn.at: turn.party for turn in turns}
    for wait in stretches:
        assert by_moment[wait.since] == "customer"
        assert wait.until is None or by_moment[wait.until] == "agent"
    for one, following in pairwise(stretches):
        assert one.until is not None
        assert one.until < following.since


@given(orders)
def test_the_sum_is_that_of_its_parts_and_nobody_waits_in_a_closed_matter(turns: list[Said]) -> None:
    way = journey(turns, [], set(), still=True, closed_at=None, now=at(60))
    lengths = [wait.length(at(60)).total_seconds() for wait in way.waits]
    assert way.waited == sum(lengths)
    assert way.longest == max(lengths, default=0.0)
    assert (way.waiting_now is not None) == bool(way.waits and way.waits[-1].until is None)
    closed = journey(turns, [], set(), still=False, closed_at=at(60), now=at(60))
    assert closed.waiting_now is None


@given(orders, st.sets(st.integers(0, 9)))
def test_the_moments_stand_in_their_order(turns: list[Said], repeated: set[int]) -> None:
    way = journey(turns, [], repeated, still=True, closed_at=at(60), now=at(60))
    assert [it.at for it in way.moments] == sorted(it.at for it in way.moments)
    assert way.moments[-1].kind == "closed"
    assert way.repeats == len([turn for turn in turns if turn.turn_id in repeated])


@given(orders)
def test_hands_are_those_who_spoke_for_us_as_they_took_over(turns: list[Said]) -> None:
    found = hands(turns)
    assert all(one != other for one, other in pairwise(found))
    assert set(found) == {turn.hand for turn in turns if turn.hand}
    handed = [
        it for it in journey(turns, [], set(), still=True, closed_at=None, now=at(60)).moments if it.kind == "handed"
    ]
    assert len(handed) == max(0, len(found) - 1)


def test_a_bot_answers_nobody() -> None:
    (wait,) = waits(said("customer", "bot", "customer", "Ben"), still=True)
    assert (wait.since, wait.until) == (at(0), at(3))


def test_on_the_phone_nobody_waits_for_an_answer() -> None:
    call = [Said(0, "customer", at(0), live=True), Said(1, "agent", at(1), "Ben", live=True)]
    assert waits(call, still=True) == []
    assert waits([*said("customer"), *[Said(9, "customer", at(5), live=True)]], still=True)[0].until == at(5)


def test_a_run_of_words_of_one_side_is_one_moment_and_a_new_hand_is_told() -> None:
    way = journey(
        said("customer", "customer", "Ben", "Iris", "customer"), [], {4}, still=True, closed_at=None, now=at(60)
    )
    assert [(it.kind, it.who) for it in way.moments] == [
        ("wrote", ""),
        ("answered", "Ben"),
        ("handed", "Iris"),
        ("repeated", ""),
    ]


def promised(state: str, settled: datetime | None = None) -> Promised:
    return Promised("send it", at(1), "Ben", 1, at(10), state, settled)


def test_promises_are_counted_and_placed_by_what_became_of_them() -> None:
    promises = [
        promised("open"),
        promised("kept", at(9)),
        promised("late", at(12)),
        promised("broken", at(40)),
        promised("withdrawn", at(2)),
        promised("unknown"),
    ]
    way = journey(said("customer", "Ben"), promises, set(), still=True, closed_at=None, now=at(60))
    assert (way.promised, way.kept, way.broken) == (4, 2, 1)
    later = [(it.kind, it.at) for it in way.moments if it.kind in ("kept", "late", "broken")]
    assert later == [("kept", at(9)), ("broken", at(10)), ("late", at(12))]
    assert [it.kind for it in way.moments].count("promised") == 5


def test_a_wait_is_never_shorter_than_nothing_though_clocks_disagree() -> None:
    odd = [Said(0, "customer", at(5)), Said(1, "agent", at(3), "Ben")]
    assert journey(odd, [], set(), still=True, closed_at=None, now=at(60)).waited == 0.0
