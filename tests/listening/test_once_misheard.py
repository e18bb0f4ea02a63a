"""What was once heard wrongly, or not at all, whoever says it; with the models and without."""

from collections.abc import Callable, Sequence

import pytest

from allears.listening.listen import find_marks, rule_marks
from allears.listening.reading import Mark
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View

EARS = [find_marks, rule_marks]


def heard(ear: Callable[[View], Sequence[Mark]], said: str, by: Role = "agent") -> set[str]:
    return {mark.behaviour for mark in ear(View(Transcript("one", (Turn(by, said),))))}


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    ("said", "behaviour"),
    [
        ("That was careless of us.", "apology"),
        ("How rude of me.", "apology"),
        ("That was careless of you.", "blaming"),
        ("Well, you signed it.", "blaming"),
        ("But you agreed to that.", "blaming"),
    ],
)
def test_the_fault_is_put_where_the_speaker_puts_it(ear, said, behaviour):
    found = heard(ear, said) & {"apology", "blaming"}
    assert found == {behaviour}


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "It would be wrong of us to charge you twice.",
        "You signed it on Monday, so we are all set.",
        "You did sign it, yes.",
    ],
)
def test_where_nobody_is_at_fault_none_is_found(ear, said):
    assert not heard(ear, said) & {"apology", "blaming"}


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said", ["At your age group the rate is lower.", "For your weight class the fee is nine pounds."]
)
def test_a_class_that_a_price_goes_by_is_no_judgement(ear, said):
    assert "judging" not in heard(ear, said)


@pytest.mark.parametrize("ear", EARS)
def test_a_word_about_the_age_of_the_customer_is_one(ear):
    assert "judging" in heard(ear, "At your age you should know better.")


@pytest.mark.parametrize("ear", EARS)
def test_who_rings_back_in_ten_minutes_asks_nobody_to_wait_on_the_line(ear):
    found = heard(ear, "I'll call you back in ten minutes.")
    assert "promise" in found
    assert "hold" not in found


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "can i kiss you",
        "u r a moron",
        "let's have sex",
        "you're about as useful as a paper oar",
        "your mum is so ugly",
        "you rude little tyrant",
        "get stuffed",
        "you idiot start again",
        "oh just die",
        "you have no manners at all",
    ],
)
def test_these_are_abuse(ear, said):
    assert "abuse" in heard(ear, said, "customer")


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    "said",
    [
        "What do you mean, not the side?",
        "You little legend, thank you.",
        "Where can I get you a coffee?",
        "I send one home with my son for your mother.",
        "The children go back to school on Monday.",
        "Are you a robot?",
        "That makes no sense.",
        "The herring die in warm water.",
        "You've been fixing boats since before my mum was born.",
    ],
)
def test_these_only_sound_like_it(ear, said):
    assert "abuse" not in heard(ear, said, "customer")


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    ("answer", "apologised"), [("the blue gate by the pond", False), ("never mind, it happens", True)]
)
def test_a_lone_sorry_after_which_the_customer_says_it_again_is_no_apology(ear, answer, apologised):
    turns = (Turn("customer", "it's the blue gate"), Turn("agent", "sorry"), Turn("customer", answer))
    marks = ear(View(Transcript("call", turns, channel="phone")))
    assert ("apology" in {mark.behaviour for mark in marks}) is apologised
