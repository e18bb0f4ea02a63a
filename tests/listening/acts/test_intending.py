"""Statements of intent, known by their words."""

import pytest

from allears.listening.acts import intends


@pytest.mark.parametrize(
    "words", ["i'll just look that up", "right let me see", "let's have a look", "i'm trying to ring my sister"]
)
def test_saying_what_one_is_about_to_do_is_a_statement_of_intent(words):
    assert intends(words)


@pytest.mark.parametrize("words", ["will you look that up", "let me finish", "it will come on monday", "", "i looked"])
def test_asking_telling_and_reporting_are_not(words):
    assert not intends(words)
