"""The small notation in which phrases are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.listening.phrases import SURE, Cues


def heard(notation, text):
    return [text[hit.start : hit.end] for hit in Cues((SURE, "test", notation)).find(text)]


@pytest.mark.parametrize(
    ("notation", "text", "found"),
    [
        ("sorry about", "so sorry about that", ["sorry about"]),
        ("sorry about", "sorry, about that", ["sorry, about"]),
        ("(sorry|apologies) for", "my apologies for it", ["apologies for"]),
        ("i'm [so|very] sorry", "i am so sorry; im sorry; i'm sorry", ["i am so sorry", "im sorry", "i'm sorry"]),
        ("don't worry", "do not worry, dont worry", ["do not worry", "dont worry"]),
        ("can't see", "cannot see", ["cannot see"]),
        ("i'm _ sorry", "i'm terribly sorry", ["i'm terribly sorry"]),
        ("take .. time", "take all the time", ["take all the time"]),
        ("take .. time", "take this. next time", []),
        ("apolog~", "we apologise", ["apologise"]),
        ("^ right", "right, so. right then", ["right", "right"]),
        ("^ right", "that is right", []),
        ("moment $", "one moment. moment please", ["moment"]),
        ("right ?", "right? right.", ["right"]),
        ("sorry , what", "sorry, what", ["sorry, what"]),
        ("sorry", "sorrynot", []),
    ],
)
def test_the_notation_hears_what_it_says(notation, text, found):
    assert heard(notation, text) == found


def test_a_line_goes_on_while_a_bracket_is_open():
    assert heard("(one|\n   two) more", "two more") == ["two more"]


@pytest.mark.parametrize("notation", ["(one", "one)", "[a|b", "[one]", "_"])
def test_a_phrase_that_cannot_be_understood_or_looked_up_is_refused(notation):
    with pytest.raises(ValueError, match="phrase"):
        heard(notation, "one")


@given(
    st.sampled_from(["sorry about", "i'm [so] sorry", "(it's|that's) wrong", "don't worry", "apolog~"]),
    st.text(max_size=40),
)
def test_a_text_that_holds_a_phrase_holds_a_word_of_each_set_that_it_needs(notation, text):
    (phrase,) = Cues((SURE, "test", notation)).phrases
    text = text.lower()
    if phrase.anywhere.search(text):
        for words in phrase.needs:
            assert any(word.rstrip("~") in text for word in words)
