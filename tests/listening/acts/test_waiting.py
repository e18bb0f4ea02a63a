"""Keeping somebody waiting on the line."""

import pytest

from allears.listening.acts import asks_to_wait
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import TurnView, View


def said(words: str) -> TurnView:
    return View(Transcript("call", (Turn("agent", words),), channel="phone")).turns[0]


@pytest.mark.parametrize(
    "words",
    [
        "let me just have a look for you",
        "i'm just bringing it up now",
        "won't keep you a second",
        "checking that for you",
    ],
)
def test_looking_first_keeps_the_other_waiting(words):
    assert asks_to_wait(said(words))


@pytest.mark.parametrize("words", ["i'm looking for my glasses", "it looks wet", "i'll see you on monday", ""])
def test_other_looking_does_not(words):
    assert not asks_to_wait(said(words))


def test_what_was_heard_as_a_hold_is_one_unless_a_machine_said_it():
    assert asks_to_wait(said("bear with me"), heard=True)
    assert not asks_to_wait(said("it keeps saying please hold"), heard=True)
