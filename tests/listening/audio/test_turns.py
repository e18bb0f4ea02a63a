"""Stretches of speech become turns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.listening.audio.turns import Stretch, turns
from allears.listening.transcript import Word


def said(speaker: str, start: float, text: str, end: float | None = None) -> Stretch:
    """Words of equal length from `start` on: half a second each, or until `end`."""
    words = text.split()
    each = 0.5 if end is None else (end - start) / len(words)
    timed = tuple(Word(start + each * n, start + each * (n + 1), word) for n, word in enumerate(words))
    return Stretch(speaker, start, start + each * len(words), timed)


def shape(stretches: list[Stretch]) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in turns(stretches)]


def test_a_short_pause_leaves_a_turn_open_and_a_long_one_ends_it() -> None:
    first, second, third = said("1", 0, "my parcel"), said("1", 1.9, "is late"), said("1", 3.9, "again")
    (one, two) = turns([first, second, third])
    assert (one.text, one.start, one.end) == ("my parcel is late", 0, 2.9)
    assert (two.text, two.start) == ("again", 3.9)


def test_a_pause_that_the_other_takes_ends_a_turn_however_short_it_is() -> None:
    found = shape([said("2", 0, "my parcel"), said("1", 1.1, "which", 1.4), said("2", 1.5, "the blue one")])
    assert found == [("2", "my parcel"), ("1", "which"), ("2", "the blue one")]


def test_who_is_cut_off_and_speaks_on_against_the_other_has_a_second_turn() -> None:
    found = shape(
        [
            said("2", 0, "I waited all day and"),
            said("1", 2.0, "have you got the order number"),
            said("2", 3.0, "let me"),
        ]
    )
    assert found == [("2", "I waited all day and"), ("1", "have you got the order number"), ("2", "let me")]


def test_a_backchannel_parts_the_turn_into_which_it_is_said() -> None:
    customer = said("2", 0, "so I rang your shop twice and nobody picked up")
    found = turns([customer, said("1", 2.2, "mm-hm", 2.6)])
    assert [(turn.speaker, turn.text) for turn in found] == [
        ("2", "so I rang your shop"),
        ("1", "mm-hm"),
        ("2", "twice and nobody picked up"),
    ]
    assert [(turn.start, turn.end) for turn in found] == [(0, 2.5), (2.2, 2.6), (2.5, 5.0)]
    assert sum((turn.words for turn in found if turn.speaker == "2"), ()) == customer.words


def test_two_backchannels_part_a_turn_in_three() -> None:
    customer = said("2", 0, "one two three four five six seven eight")
    found = shape([customer, said("1", 1.1, "right", 1.4), said("1", 3.1, "I see", 3.5)])
    assert [text for who, text in found if who == "2"] == ["one two three", "four five six seven", "eight"]


def test_words_with_content_part_nothing_so_that_the_overlap_shows() -> None:
    customer = said("2", 0, "so I rang your shop twice and nobody picked up")
    found = turns([customer, said("1", 2.2, "order number please", 3.5)])
    assert [(turn.speaker, turn.start, turn.end) for turn in found] == [("2", 0, 5.0), ("1", 2.2, 3.5)]


def test_a_sign_with_which_a_turn_begins_is_no_backchannel() -> None:
    customer = said("2", 0, "so I rang your shop twice and nobody picked up")
    found = shape([customer, said("1", 2.2, "right", 2.5), said("1", 2.8, "what is your number")])
    assert found == [("2", customer.text), ("1", "right what is your number")]


def test_a_sign_after_the_agents_own_question_is_a_backchannel_once_the_customer_speaks() -> None:
    asked, answer = said("1", 0, "your number please"), said("2", 1.7, "it is four five six seven eight")
    assert [who for who, _ in shape([asked, answer, said("1", 2.3, "yes", 2.6)])] == ["1", "2", "1", "2"]


def test_a_sign_that_lasts_too_long_parts_nothing() -> None:
    customer = said("2", 0, "so I rang your shop twice and nobody picked up")
    assert len(turns([customer, said("1", 1.0, "right", 3.0)])) == 2


def test_stretches_without_words_are_passed_over() -> None:
    assert turns([Stretch("1", 0, 1), Stretch("2", 1, 2)]) == []
    assert turns([]) == []


speech = st.lists(
    st.tuples(
        st.floats(0.05, 3), st.floats(0.05, 4), st.sampled_from(["right", "mm", "my parcel is late", "what is it"])
    ),
    max_size=12,
)


def laid_out(speaker: str, parts: list[tuple[float, float, str]]) -> list[Stretch]:
    found, at = [], 0.0
    for pause, length, text in parts:
        found.append(said(speaker, at + pause, text, at + pause + length))
        at += pause + length
    return found


@given(speech, speech)
def test_no_word_is_lost_or_doubled_and_turns_of_a_speaker_never_overlap(
    one: list[tuple[float, float, str]], two: list[tuple[float, float, str]]
) -> None:
    given = {"1": laid_out("1", one), "2": laid_out("2", two)}
    found = turns(given["1"] + given["2"])
    assert [turn.start for turn in found] == sorted(turn.start for turn in found)
    for speaker, stretches in given.items():
        own = [turn for turn in found if turn.speaker == speaker]
        assert [word for turn in own for word in turn.words] == [word for each in stretches for word in each.words]
        assert all(turn.start <= turn.words[0].start and turn.words[-1].end <= turn.end + 1e-9 for turn in own)
        assert all(before.end <= after.start + 1e-9 for before, after in pairwise(own))


def test_an_hour_of_talk_is_turned_at_once() -> None:
    long = [said("1" if n % 2 else "2", n * 2.0, "my parcel is late" if n % 3 else "right") for n in range(8_000)]
    assert len(turns(long)) == pytest.approx(8_000, abs=10)
