"""'Through their eyes' adds up and keeps to its line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.web.journey import WORDS, Kind, Moment, journey

START = datetime(2025, 12, 1, 9, tzinfo=UTC)


def moment(hours: float, kind: Kind, who: str = "") -> Moment:
    return Moment(START + timedelta(hours=hours), kind, who=who)


def test_the_customer_waits_from_writing_until_the_answer_and_from_a_promise_until_its_end() -> None:
    way = journey([moment(0, "wrote"), moment(2, "answered"), moment(5, "promised"), moment(9, "kept")])
    assert way.waited == 6 * 3600
    assert way.longest == 4 * 3600
    assert [w.ours for w in way.waits] == [True, False, True]


def test_being_passed_on_does_not_end_the_wait() -> None:
    way = journey([moment(0, "wrote"), moment(1, "handed", "Tom"), moment(3, "answered", "Dilys")])
    assert way.waited == 3 * 3600


def test_a_broken_promise_leaves_the_customer_waiting() -> None:
    way = journey([moment(0, "promised"), moment(4, "broken"), moment(6, "answered")])
    assert way.waited == 6 * 3600


def test_hands_are_counted_by_person_and_repeats_by_what_had_to_be_said_again() -> None:
    way = journey(
        [
            moment(0, "wrote"),
            moment(1, "answered", "Tom"),
            moment(2, "repeated", "Dilys"),
            moment(3, "repeated", "Dilys"),
            moment(4, "answered", "Tom"),
        ]
    )
    assert (way.people, way.repeats) == (2, 2)
    assert [h.who for h in way.hands] == ["Tom", "Dilys", "Tom"]


def test_an_outcome_is_joined_with_the_earliest_promise_that_has_none() -> None:
    way = journey([moment(0, "promised"), moment(1, "promised"), moment(2, "broken"), moment(3, "kept")])
    places = [stop.x for stop in way.stops]
    assert [(a.kind, round(a.x, 1), round(a.end, 1)) for a in way.arcs] == [
        ("broken", places[0], places[2]),
        ("kept", places[1], places[3]),
    ]


def test_a_single_moment_is_a_journey_without_waits() -> None:
    way = journey([moment(0, "wrote")])
    assert way.waits == ()
    assert way.stops[0].x == 0


def test_no_moment_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        journey([])


moments = st.builds(
    moment,
    st.floats(0, 10_000, allow_nan=False),
    st.sampled_from(sorted(WORDS)),
    st.sampled_from(["", "Tom", "Dilys"]),
)


@given(st.lists(moments, min_size=1, max_size=30))
def test_every_stop_lies_on_the_line_in_the_order_of_time(found: list[Moment]) -> None:
    way = journey(found, width=1000)
    places = [stop.x for stop in way.stops]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] <= 1000.1
    assert [stop.moment.at for stop in way.stops] == sorted(m.at for m in found)
    assert way.longest <= way.waited
