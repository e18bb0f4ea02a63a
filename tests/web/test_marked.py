"""Texts are cut along their marks without losing a letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allears.web.marked import Span, highlighted, notes_in_order, reason, segments
from allears.web.shapes import Note


def note(name: str) -> Note:
    return Note(name, name, "helps")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(max_size=60))
    place = st.integers(-3, len(text) + 3)
    pairs = draw(st.lists(st.tuples(place, place), max_size=8))
    return text, [Span(start, end, note(f"n{number}")) for number, (start, end) in enumerate(pairs)]


@given(marked_texts())
def test_the_runs_joined_are_the_text_again(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    assert "".join(run.text for run in segments(text, spans)) == text


@given(marked_texts())
def test_every_span_that_covers_a_letter_opens_and_closes_exactly_once(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    runs = segments(text, spans)
    seen = sorted(s.note.id for s in spans if max(0, s.start) < min(len(text), s.end))
    assert sorted(n.id for run in runs for n in run.opens) == seen
    assert sorted(n.id for run in runs for n in run.closes) == seen


@given(marked_texts())
def test_a_letter_lies_under_exactly_the_notes_whose_span_covers_it(given_text: tuple[str, list[Span]]) -> None:
    text, spans = given_text
    place = 0
    for run in segments(text, spans):
        for _ in run.text:
            covering = {s.note.id for s in spans if s.start <= place < s.end}
            assert {n.id for n in run.notes} == covering
            place += 1


def test_the_longer_of_two_marks_is_the_outer_one() -> None:
    runs = segments("So: noon. Right?", [Span(10, 16, note("checking")), Span(0, 16, note("summing up"))])
    assert [n.id for n in runs[-1].notes] == ["summing up", "checking"]


def test_notes_come_in_the_order_in_which_their_words_are_read() -> None:
    spans = [Span(10, 16, note("second")), Span(0, 4, note("first"))]
    assert [n.id for n in notes_in_order(spans)] == ["first", "second"]


def test_a_snippet_is_cut_where_the_database_bracketed_it() -> None:
    assert highlighted("the \x02concert\x03 on Friday") == (("the ", False), ("concert", True), (" on Friday", False))


def test_a_snippet_with_a_bracket_that_never_closes_is_plain_text() -> None:
    assert highlighted("the \x02concert") == (("the ", False), ("concert", False))


def test_a_reason_is_a_sentence_and_says_more_than_the_label():
    assert reason("the customer's own words, with a cue", "Says it back") == "The customer's own words, with a cue."
    assert reason("Says hello.", "Greets") == "Says hello."
    assert reason("thanks", "Thanks") == reason("", "Thanks") == ""
