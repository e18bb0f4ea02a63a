"""Intervals of a few conversations, against values that others have published or that can be counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.learning.rules.intervals import ENOUGH, Change, difference, middle, share

COUNTS = st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    # Newcombe 1998 (Statistics in Medicine 17, 857–872), table I, method 3: the score interval.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_the_published_wilson_interval(hits: int, of: int, low: float, high: float) -> None:
    found = share(hits, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("before", "during", "low", "high"),
    # Newcombe 1998 (Statistics in Medicine 17, 873–890), table II, method 10: 56/70 less 48/80, and 9/10 less 3/10.
    [((48, 80), (56, 70), 0.0524, 0.3339), ((3, 10), (9, 10), 0.1705, 0.8090)],
)
def test_a_difference_has_the_published_newcombe_interval(
    before: tuple[int, int], during: tuple[int, int], low: float, high: float
) -> None:
    found = difference(share(*before), share(*during))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.change is Change.MORE


def test_eight_conversations_are_the_fewest_that_rule_a_third_out() -> None:
    assert share(0, ENOUGH).high < 1 / 3 < share(0, ENOUGH - 1).high
    assert share(0, ENOUGH).enough
    assert not share(0, ENOUGH - 1).enough


@given(COUNTS)
def test_a_share_lies_within_its_interval_and_the_interval_within_nought_and_one(counts: tuple[int, int]) -> None:
    found = share(*counts)
    assert 0 <= found.low <= found.value <= found.high <= 1 or counts == (0, 0)


@given(COUNTS, COUNTS)
def test_a_change_is_named_only_where_nothing_lies_outside_the_interval(a: tuple[int, int], b: tuple[int, int]) -> None:
    found = difference(share(*a), share(*b))
    few = min(a[1], b[1]) < ENOUGH
    assert (found.change is Change.TOO_FEW) == few
    if not few:
        assert (found.change is Change.MORE) == (found.low > 0)
        assert (found.change is Change.LESS) == (found.high < 0)
    back = difference(share(*b), share(*a))
    assert (back.value, back.low, back.high) == pytest.approx((-found.value, -found.high, -found.low))


@pytest.mark.parametrize(("hits", "of"), [(-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(hits, of)


def test_a_median_has_the_interval_of_the_sign_test() -> None:
    # For ten values: between the 2nd and the 9th (coverage 97.9 %); for six the whole range (96.9 %); five have none.
    ten = middle([float(it) for it in range(1, 11)])
    assert ten is not None
    assert (ten.value, ten.low, ten.high) == (5.5, 2.0, 9.0)
    six = middle([6.0, 5.0, 4.0, 3.0, 2.0, 1.0])
    assert six is not None
    assert (six.low, six.high, six.enough) == (1.0, 6.0, False)
    five = middle([1.0, 2.0, 3.0, 4.0, 5.0])
    assert five is not None
    assert (five.value, five.low, five.enough) == (3.0, None, False)
    assert middle([]) is None
