"""Regret, and a "sorry" that asks to hear it again."""

import pytest

from allears.listening.acts import regrets
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View


def regretted(*turns: tuple[Role, str], at: int = 0) -> bool:
    heard = View(Transcript("call", tuple(Turn(role, text) for role, text in turns), channel="phone")).turns
    return regrets(heard[at], heard[at - 1] if at else None, heard[at + 1] if at + 1 < len(heard) else None)


@pytest.mark.parametrize(
    "words",
    [
        "i'm so sorry about the mud",
        "sorry to keep you",
        "oh sorry",
        "we do apologise",
        "my mistake",
        "i'm afraid",
        "um sorry",
    ],
)
def test_saying_sorry_is_regret(words):
    assert regretted(("agent", words))


@pytest.mark.parametrize(
    "words",
    [
        "sorry what was that",
        "no need to be sorry",
        "better safe than sorry",
        "it's four sorry five five",
        "it is muddy",
        "",
    ],
)
def test_other_uses_of_the_word_are_not(words):
    assert not regretted(("agent", words))


def test_a_sorry_after_which_the_other_says_it_again_is_not():
    turns: tuple[tuple[Role, str], ...] = (
        ("customer", "it's the house with the blue gate"),
        ("agent", "sorry"),
        ("customer", "the house with the blue gate"),
    )
    assert not regretted(*turns, at=1)


def test_a_sorry_that_the_other_accepts_is():
    turns: tuple[tuple[Role, str], ...] = (
        ("customer", "you called me Karen"),
        ("agent", "sorry"),
        ("customer", "that's all right"),
    )
    assert regretted(*turns, at=1)


def test_a_sorry_whose_speaker_goes_on_to_ask_what_was_said_is_not():
    assert not regretted(("customer", "it leaks"), ("agent", "sorry"), ("agent", "what was that"), at=1)
