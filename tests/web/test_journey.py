"""What insight decided is drawn: every stop on its line, every wait where it was, and no word on another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.insight import rules
from allears.insight.rules import Moment, Promised, Said
from allears.web.journey import LETTER, SMALL, TELLING, WIDTH, WORDS, Drawing, Label, Stop, journey

START = datetime(2025, 12, 1, 9, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def way_of(
    *turns: Said, promises: tuple[Promised, ...] = (), repeated: set[int] | None = None, now: float = 100
) -> Drawing:
    found = rules.journey(turns, promises, repeated or set(), still=True, closed_at=None, now=at(now))
    return journey(found, at(now))


def asks(hours: float, turn_id: int = 1) -> Said:
    return Said(turn_id, "customer", at(hours), text="Where is it?")


def answers(hours: float, hand: str = "Tom", turn_id: int = 2) -> Said:
    return Said(turn_id, "agent", at(hours), hand, "It comes.")


def place_of(way: Drawing, kind: str) -> float:
    return next(stop.x for stop in way.stops if stop.kind == kind)


def test_a_wait_is_drawn_where_insight_says_it_was() -> None:
    way = way_of(asks(0), answers(2), answers(5))
    (wait,) = way.waits
    assert (wait.x, wait.end, wait.seconds) == (place_of(way, "wrote"), place_of(way, "answered"), 2 * 3600)


def test_the_sums_are_those_of_insight() -> None:
    turns = [asks(0), answers(2), asks(3, 3), answers(30, "Dilys", 4), asks(31, 5), answers(32, "Tom", 6)]
    found = rules.journey(turns, (), {3}, still=False, closed_at=None, now=at(40))
    way = journey(found, at(40))
    assert (way.waited, way.longest, way.repeats) == (found.waited, found.longest, found.repeats)
    assert way.people == 2


def test_a_customer_who_waits_still_is_drawn_up_to_now() -> None:
    way = way_of(asks(0), now=7)
    assert [stop.kind for stop in way.stops] == ["wrote", "waiting"]
    assert (way.waits[0].end, way.waits[0].seconds) == (WIDTH, 7 * 3600)
    assert way.lines[-1].wait == way.waits[0]


def test_a_wait_longer_than_a_day_is_told_in_another_colour() -> None:
    assert [wait.long for wait in way_of(asks(0), answers(30), asks(31, 3), answers(33, turn_id=4)).waits] == [
        True,
        False,
    ]


def test_what_an_answer_promises_is_one_stop_with_it_and_a_line_of_its_own() -> None:
    promises = tuple(Promised(what, at(2), "Tom", 2, None, "open", None) for what in ("send it", "ring you"))
    way = way_of(asks(0), answers(2), promises=promises)
    assert [stop.tip for stop in way.stops] == ["I wrote", "I was promised two things"]
    assert [line.title for line in way.lines] == ["I wrote", "I was answered", "I was promised", "I was promised"]
    assert way.stops[1].url == "#t2"


def test_an_outcome_is_joined_with_its_own_promise() -> None:
    promises = (
        Promised("send it", at(2), "Tom", 2, at(9), "kept", at(9)),
        Promised("ring you", at(3), "Tom", 2, at(5), "broken", at(50)),
    )
    way = way_of(asks(0), answers(2), answers(3), promises=promises)
    places = {arc.kind: (arc.x, arc.end) for arc in way.arcs}
    made = [stop.x for stop in way.stops if stop.kind == "promised"]
    assert places == {"broken": (made[1], place_of(way, "broken")), "kept": (made[0], place_of(way, "kept"))}


def test_hands_stand_from_taking_over_to_the_next() -> None:
    way = way_of(asks(0), answers(1, "Tom"), asks(2, 3), answers(3, "Dilys", 4))
    assert [(hand.who, hand.x) for hand in way.hands] == [
        ("Tom", place_of(way, "answered")),
        ("Dilys", place_of(way, "handed")),
    ]
    assert way.hands[0].end == way.hands[1].x


def test_the_day_stands_only_where_it_changes() -> None:
    way = way_of(asks(0), answers(6), asks(30, 3), answers(36, turn_id=4))
    assert [stop.label.with_day for stop in way.stops if stop.label] == [True, False, True, False]


def test_in_a_crowd_the_telling_moments_keep_their_words_and_the_others_their_dots() -> None:
    turns = [it for n in range(60) for it in (asks(n / 10, 2 * n), answers(n / 10 + 0.05, turn_id=2 * n + 1))]
    way = way_of(*turns, repeated={60}, now=6)
    assert len(way.stops) == 120
    said = [stop.kind for stop in way.stops if stop.label]
    assert "repeated" in said
    assert 3 < len(said) < 30
    assert way.stops[0].label
    assert way.stops[-1].label
    assert way.radius < 5


def test_no_moment_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        way_of()


def test_every_kind_that_insight_knows_has_its_words_and_its_rank() -> None:
    assert set(rules.Kind.__args__) <= set(WORDS)  # type: ignore[attr-defined]
    assert set(WORDS) == set(TELLING)


moments = st.builds(
    Moment,
    st.sampled_from(sorted(set(WORDS) - {"waiting"})),
    st.floats(0, 10_000, allow_nan=False).map(at),
    st.just("words"),
    st.sampled_from(["", "Tom", "Dilys"]),
)


@given(st.lists(moments, min_size=1, max_size=40), st.booleans())
def test_every_stop_lies_on_the_line_and_no_word_runs_into_another(found: list[Moment], still: bool) -> None:
    found.sort(key=lambda moment: moment.at)
    waits = [rules.Wait(found[0].at, None if still else found[-1].at)]
    way = journey(rules.Journey(found, waits, 0, 0, None, 0, [], 0, 0, 0), at(20_000))
    places = [stop.x for stop in way.stops]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= WIDTH
    assert len(way.lines) == len(found)
    labels = [(stop.label, stop) for stop in way.stops if stop.label]
    for one, other in combinations([span(label, stop) for label, stop in labels], 2):
        assert one[2] != other[2] or one[1] <= other[0] or other[1] <= one[0]
    for a, b in pairwise(way.waits):
        assert a.end <= b.x


def span(label: Label, stop: Stop) -> tuple[float, float, int]:
    wide = max(len(label.title) * LETTER, 13 * SMALL)
    start = {"start": stop.x, "middle": stop.x - wide / 2, "end": stop.x - wide}[label.anchor]
    return start, start + wide, label.level
