"""The words and figures that templates write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from allears.lib import clock
from allears.web.marked import Span, segments
from allears.web.shapes import Note
from allears.web.templatetags import desk

NOW = datetime(2025, 12, 2, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"),
        (0, "0 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (3 * 3600 + 20 * 60, "3 h 20 min"),
        (11 * 3600 + 20 * 60, "11 h"),
        (27 * 3600, "1 day 3 h"),
        (48 * 3600, "2 days"),
        (9 * 86400 + 7200, "9 days"),
    ],
)
def test_a_length_of_time_is_told_in_at_most_two_units(seconds: float | None, words: str) -> None:
    assert desk.span(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(None, ""), (7, "0:07"), (760, "12:40"), (3723, "1:02:03")])
def test_a_place_in_a_call_is_told_as_on_a_clock(seconds: float | None, words: str) -> None:
    assert desk.clock_time(seconds) == words


def test_a_moment_is_told_the_shorter_the_nearer_it_is(settings: object) -> None:
    settings.TIME_ZONE = "UTC"  # type: ignore[attr-defined]
    with clock.at(NOW):
        assert desk.moment(NOW - timedelta(minutes=15)) == "14:05"
        assert desk.moment(NOW - timedelta(days=1)) == "yesterday"
        assert desk.moment(NOW + timedelta(days=1)) == "tomorrow 14:20"
        assert desk.moment(NOW + timedelta(days=2)) == "Thu 14:20"
        assert desk.moment(NOW - timedelta(days=30)) == "2 Nov"
        assert desk.moment(NOW - timedelta(days=400)) == "28 Oct 2024"


def test_how_far_off_a_moment_is_says_on_which_side_it_lies() -> None:
    with clock.at(NOW):
        assert desk.until(NOW + timedelta(hours=3)) == "in 3 h"
        assert desk.until(NOW - timedelta(days=2)) == "2 days ago"


@pytest.mark.parametrize(
    ("heard", "word", "waves"),
    [(None, "too little to tell", 0), (0, "not heard", 1), (50, "half heard", 3), (100, "well heard", 5)],
)
def test_how_well_someone_was_heard_has_a_word_and_waves(heard: float | None, word: str, waves: int) -> None:
    assert desk.heard_word(heard) == word
    assert desk.heard_waves(heard) == waves


def test_hostile_words_under_a_mark_stay_words() -> None:
    hostile = '<script>alert("x")</script>'
    html = desk.marked(segments(hostile, [Span(0, 8, Note('n"1', "<b>label</b>", "harms"))]))
    assert "<script" not in html
    assert "<b>" not in html
    assert 'data-note="n&quot;1"' in html


def test_a_mark_takes_the_focus_once_and_names_its_note_after_its_last_word() -> None:
    outer, inner = Note("a", "empathy", "helps"), Note("b", "owning it", "helps")
    html = desk.marked(segments("our piano lets you down", [Span(0, 23, outer), Span(4, 9, inner)]))
    assert html.count('tabindex="0"') == 2
    assert html.count('aria-describedby="a"') == 1
    assert html.endswith('down</mark><span class="vh"> (empathy) </span>')


def test_text_without_marks_is_written_letter_by_letter() -> None:
    assert desk.marked(segments("Two lines\n  and spaces", [])) == "Two lines\n  and spaces"


def test_a_moment_can_be_told_with_its_hour_however_long_ago_it_was(settings: object) -> None:
    settings.TIME_ZONE = "UTC"  # type: ignore[attr-defined]
    with clock.at(NOW):
        assert desk.exactly(NOW - timedelta(minutes=15)) == "14:05"
        assert desk.exactly(NOW - timedelta(days=1)) == "yesterday 14:20"
        assert desk.exactly(NOW - timedelta(days=2)) == "Sun 14:20"
        assert desk.exactly(NOW - timedelta(days=30)) == "2 Nov, 14:20"


def test_days_and_months_are_headings(settings: object) -> None:
    settings.TIME_ZONE = "UTC"  # type: ignore[attr-defined]
    with clock.at(NOW):
        assert [desk.day(NOW - timedelta(days=n)) for n in (0, 1, 2)] == ["Today", "Yesterday", "Sunday 30 November"]
        assert desk.day(NOW - timedelta(days=400)) == "Monday 28 October 2024"
        assert [desk.month(NOW), desk.month(NOW - timedelta(days=400))] == ["December", "October 2024"]


@pytest.mark.parametrize(("number", "words"), [(0, "never"), (1, "once"), (2, "twice"), (3, "3 times")])
def test_how_often_is_told_in_a_word(number: int, words: str) -> None:
    assert desk.times(number) == words


@pytest.mark.parametrize(("name", "letters"), [("@harbour_gull_77", "H"), ("Ana Ruiz", "AR"), ("#", "?")])
def test_a_handle_is_known_by_its_first_letter(name: str, letters: str) -> None:
    assert desk.initials(name) == letters
