import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allears.lib.text import initials, one_line, slug, storable

anything = st.text(alphabet=st.characters())


@given(anything)
@example("a\r\x00\nb\ud800")
def test_storable_text_has_nothing_that_a_database_refuses_and_stays_as_it_is(text: str) -> None:
    kept = storable(text)
    assert "\x00" not in kept
    assert "\r" not in kept
    kept.encode("utf-8")
    assert storable(kept) == kept


def test_storable_keeps_lines_and_tabs() -> None:
    assert storable("one\r\ntwo\rthree\tfour") == "one\ntwo\nthree\tfour"


@given(anything, st.integers(min_value=1, max_value=300))
@example("x" * 200, 160)
@example("a " * 200, 120)
def test_one_line_is_one_line_and_never_longer_than_its_column(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert line == line.strip()


def test_one_line_is_cut_at_a_word() -> None:
    assert one_line("The harp, it seems, is out of tune.", 22) == "The harp, it seems…"
    assert one_line("  short\n enough ", 20) == "short enough"


@given(anything)
def test_a_slug_is_made_of_plain_words_and_is_its_own_slug(text: str) -> None:
    made = slug(text)
    assert made.isascii()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(made) == made


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana María Ruiz", "AR"),
        ("Cher", "C"),
        ("  ", "?"),
        ("", "?"),
        ("— Dr. Kim", "DK"),
        ("ß ß", "SS"),
        ("ßeta", "S"),
    ],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(anything)
def test_initials_are_one_or_two_letters(name: str) -> None:
    assert 1 <= len(initials(name)) <= 2
