from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allears.lib.errors import Invalid
from allears.lib.keyset import Cursor

moments = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7)), timezone(timedelta(minutes=345))])
)


@given(at=moments, number=st.integers(min_value=0, max_value=2**63 - 1))
@example(at=datetime(2026, 3, 2, 9, 0, 0, 123457, tzinfo=UTC), number=1)
@example(at=datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), number=1)
def test_a_cursor_comes_back_from_a_page_address_to_the_microsecond(at: datetime, number: int) -> None:
    back = Cursor.parse(str(Cursor(at, number)))
    assert back is not None
    assert (back.at, back.id) == (at, number)


def test_no_cursor_is_the_first_page() -> None:
    assert Cursor.parse("") is None


@given(st.text(max_size=60).filter(bool))
@example("--5_3")
@example("5_")
@example("_5")
@example("99999999999999999999999999_1")
@example("-99999999999999999999999999_1")
@example("1_" + "9" * 5000)
@example("²_1")
@example("1e5_1")
def test_any_other_page_address_is_a_cursor_or_one_clear_sentence(text: str) -> None:
    cursor, refused = None, False
    try:
        cursor = Cursor.parse(text)
    except Invalid as problem:
        refused = problem.field == "after" and problem.sentence.endswith(".")
    assert refused or cursor is not None
    if cursor is not None:
        assert cursor.id < 2**63
        assert cursor.at.tzinfo is not None


@pytest.mark.parametrize("later", [timedelta(microseconds=1), timedelta(days=400)])
def test_a_later_moment_is_a_larger_number(later: timedelta) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    first, second = (int(str(Cursor(moment, 1)).partition("_")[0]) for moment in (at, at + later))
    assert first < second
