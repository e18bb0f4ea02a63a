from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.promises.rules import (
    GRACE,
    SETTLED,
    SOON,
    Held,
    State,
    Urgency,
    is_broken,
    state_on_arrival,
    urgency,
    verdict,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
spans = st.integers(-40 * 86_400, 40 * 86_400).map(lambda seconds: timedelta(seconds=seconds))
moments = spans.map(lambda span: NOW + span)
maybe = st.none() | moments
said = st.sampled_from([None, True, False])


@pytest.mark.parametrize(
    ("due", "right_thing", "right_way", "state"),
    [
        (None, None, None, State.KEPT),
        (NOW, True, True, State.KEPT),
        (NOW - SECOND, True, True, State.LATE),
        (NOW - SECOND, None, None, State.LATE),
        (NOW, False, True, State.BROKEN),
        (NOW, True, False, State.BROKEN),
        (NOW - SECOND, True, False, State.BROKEN),
        (None, False, None, State.BROKEN),
    ],
)
def test_the_three_tests(due: datetime | None, right_thing: bool | None, right_way: bool | None, state: State) -> None:
    assert verdict(Held(due, NOW, right_thing, right_way)) is state


@given(maybe, moments, said, said)
def test_done_in_time_and_rightly_is_kept_and_nothing_else_is(
    due: datetime | None, done: datetime, thing: bool | None, way: bool | None
) -> None:
    state = verdict(Held(due, done, thing, way))
    assert state in SETTLED
    assert (state is State.BROKEN) == (thing is False or way is False)
    in_time = due is None or done <= due
    assert (state is State.KEPT) == (in_time and thing is not False and way is not False)


@given(st.sampled_from(State), maybe)
def test_only_an_open_promise_with_a_time_is_urgent(state: State, due: datetime | None) -> None:
    found = urgency(state, due, NOW)
    if state is not State.OPEN or due is None:
        assert found is Urgency.NONE
    else:
        assert (found is Urgency.OVERDUE) == (due < NOW)
        assert (found is Urgency.SOON) == (NOW <= due <= NOW + SOON)


@given(maybe)
def test_a_promise_is_overdue_for_its_whole_grace_before_it_is_broken(due: datetime | None) -> None:
    assert is_broken(due, NOW) == (due is not None and due < NOW - GRACE)
    if is_broken(due, NOW):
        assert urgency(State.OPEN, due, NOW) is Urgency.OVERDUE


def test_nobody_knows_what_became_of_the_promises_of_an_archive() -> None:
    assert state_on_arrival(NOW, NOW, closed=True, now=NOW) is State.UNKNOWN
    assert state_on_arrival(NOW, NOW, closed=False, now=NOW) is State.OPEN
    old = NOW - timedelta(days=91)
    assert state_on_arrival(None, old, closed=False, now=NOW) is State.UNKNOWN
    assert state_on_arrival(NOW, old, closed=False, now=NOW) is State.OPEN
    assert state_on_arrival(None, None, closed=False, now=NOW) is State.OPEN
