"""Regret, and a "sorry" that asks to hear it again."""

import pytest

from allears.listening.acts import regrets
from allears.listening.behaviours import apology
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View


def regretted(*turns: tuple[Role, str], at: int = 0) -> bool:
    heard = View(Transcript("call", tuple(Turn(role, text) for role, text in turns), channel="phone")).turns
    return regrets(heard[at], heard[max(0, at - 3) : at], heard[at + 1] if at + 1 < len(heard) else None)


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
        "i'm afraid so",
        "yeah sorry",
        "oh right sorry",
        "the wheel sorry i mean the tyre",
        "i'm sorry you'd have to ask the harbour office",
        "they ring our fault line first",
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


def test_a_sorry_whose_speaker_goes_on_to_ask_about_it_is_not():
    asked: tuple[Role, str] = ("customer", "can you move the piano on friday")
    assert not regretted(asked, ("agent", "sorry"), ("agent", "which day do you want"), at=1)
    assert not regretted(asked, ("agent", "sorry"), ("agent", "the piano"), at=1)
    assert regretted(asked, ("agent", "sorry"), ("agent", "we only move sofas"), at=1)


def test_the_other_who_says_it_again_shows_that_it_was_not_heard():
    asked: tuple[Role, str] = ("customer", "can you try it for me please")
    told: tuple[Role, str] = ("agent", "i'm sorry")
    assert not regretted(asked, told, ("customer", "can you try the key for me please"), at=1)
    assert regretted(asked, told, ("customer", "well somebody has to"), at=1)


def test_the_sorry_of_one_who_was_not_heard_is_regret():
    turns: tuple[tuple[Role, str], ...] = (
        ("customer", "i've got a mumble today"),
        ("agent", "pardon"),
        ("customer", "sorry"),
        ("agent", "you have what today"),
    )
    assert regretted(*turns, at=2)


def test_a_sorry_after_one_has_asked_what_it_was_is_not():
    turns: tuple[tuple[Role, str], ...] = (
        ("customer", "have you a tin bath"),
        ("agent", "a what"),
        ("agent", "sorry"),
        ("customer", "one for the dog"),
    )
    assert not regretted(*turns, at=2)


def apologised(*turns: tuple[Role, str, str], at: int) -> bool:
    call = View(Transcript("call", tuple(Turn(role, text, who) for role, who, text in turns), channel="phone"))
    return any(mark.turn == at for mark in apology.find(call))


@pytest.mark.parametrize(
    "words",
    [
        "yeah sorry",
        "sorry what was that",
        "it's four sorry five five",
        "i get a message saying sorry the line is busy",
        "i'll put you on to our fault line",
        "sorry i didn't catch that",
    ],
)
def test_what_is_no_regret_is_no_apology(words):
    assert not apologised(("customer", "Ann", "it leaks"), ("agent", "Bo", words), at=1)


def test_a_sorry_that_asks_to_hear_it_again_is_no_apology():
    asked = ("customer", "Ann", "can you move the piano on friday")
    assert not apologised(asked, ("agent", "Bo", "sorry"), ("customer", "Ann", "the piano on friday"), at=1)
    assert not apologised(asked, ("agent", "Bo", "i'm sorry"), ("agent", "Bo", "what was that"), at=1)
    assert apologised(asked, ("agent", "Bo", "sorry"), ("customer", "Ann", "that's all right"), at=1)
    assert apologised(asked, ("agent", "Bo", "sorry"), ("customer", "Ann", "go ahead"), at=1)


def test_where_several_speak_only_what_is_said_again_shows_that_it_was_not_heard():
    told = (("customer", "Ann", "it leaks"), ("customer", "Cem", "so we called"), ("agent", "Bo", "sorry"))
    assert apologised(*told, ("customer", "Ann", "the roof is old"), at=2)
    assert not apologised(*told[:2], ("agent", "Bo", "sorry"), ("agent", "Bo", "what was that"), at=2)


@pytest.mark.parametrize("words", ["I do beg your pardon.", "I ask your forgiveness.", "and i'm sorry for the mess"])
def test_an_apology_is_heard_in_old_words_and_after_others(words):
    assert apologised(("agent", "Bo", words), at=0)
