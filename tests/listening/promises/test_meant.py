"""Which thing "it" is, in what was promised."""

from __future__ import annotations

import pytest

from allears.listening.promises import find_promises
from allears.listening.promises.meant import named
from allears.listening.transcript import Transcript, Turn


def promised(told: str, answer: str) -> str:
    turns = (Turn("customer", told), Turn("agent", answer))
    return find_promises(Transcript("t", turns))[-1].what


@pytest.mark.parametrize(
    ("told", "answer", "what"),
    [
        ("Where is my parcel?", "You'll have it by Friday.", "have your parcel"),
        ("I was promised a lamp.", "You were, and you'll have it by Friday.", "have the lamp"),
        ("Is it in?", "The bag was left behind. I'll bring it round tonight.", "bring the bag round"),
        ("I love that book.", "I'll order the county copy, and it'll be here on Friday.", "have the county copy here"),
        ("My baby's milk is in that box.", "You'll have it by one o'clock.", "have your baby's milk"),
        ("And the letter?", "The letter I'd like her to sign first. You'll have it by noon.", "have the letter"),
        ("I ordered two lamps.", "The lamps are here, I'll bring them round tonight.", "bring the lamps round"),
        ("Could you send me the form?", "Sure, I'll do it today.", "send you the form"),
        ("Hello, can you please change my address?", "I'll sort that by Monday.", "change your address"),
    ],
)
def test_the_thing_that_was_just_spoken_of_is_named(told: str, answer: str, what: str) -> None:
    assert promised(told, answer) == what


@pytest.mark.parametrize(
    ("told", "answer", "what"),
    [
        ("It's late, I know.", "I'll have it done by two.", "have it done"),
        ("My son is waiting.", "You'll have it by Friday.", "have it by Friday"),
        ("I ordered two lamps.", "You'll have it by Friday.", "have it by Friday"),
        ("Bring me the four of them.", "I'll bring it round tonight.", "bring it round"),
        ("Can you take it up with them?", "I'll do it today.", "do it today"),
        (
            "The lamp broke.",
            "I'll treasure that letter and send that form on Monday.",
            "treasure that letter and send that form",
        ),
        ("And the oven?", "I'll confirm that in writing today.", "confirm that"),
    ],
)
def test_where_no_thing_is_surely_named_the_words_stay(told: str, answer: str, what: str) -> None:
    assert promised(told, answer) == what


def test_an_act_that_says_nothing_without_its_manner_keeps_it() -> None:
    assert promised("Well?", "You shall have it by recorded post on Monday.") == "have it by recorded post on Monday"


@pytest.mark.parametrize("text", ["", "the", "my 's the a", "where is my", "’" * 50, "the " * 500])
def test_any_text_may_stand_before_it(text: str) -> None:
    assert named("have it", text, text) == "have it"
