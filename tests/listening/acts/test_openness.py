"""Asking openly: what a word or a fact does not answer."""

from pathlib import Path

import pytest

from allears.listening.acts import asks, asks_openly
from allears.listening.training.texts import BEFORE, lines
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import TurnView, View

LINES = Path(__file__).parents[3] / "corpus" / "questions.txt"


def said(words: str) -> TurnView:
    return View(Transcript("talk", (Turn("agent", words),), channel="phone")).turns[0]


@pytest.mark.parametrize(
    "words",
    [
        "What would help you sleep?",
        "I'm wondering how the move went.",
        "Is there anything else that worries you?",
        "Tell me a bit about your team.",
        "So, what-what did your mother make of it?",
        "Could you tell me what's been happening with the drains?",
        "Do you know why she sold it?",
    ],
)
def test_what_a_word_cannot_answer_is_asked_openly(words):
    assert asks_openly(said(words))


@pytest.mark.parametrize(
    "words",
    [
        "How many rooms are there?",
        "What time is it?",
        "Did you lock it?",
        "What a mess.",
        "Have you thought about how you'd get home?",
        "How would you like to pay?",
        "Okay?",
        "",
        "...",
    ],
)
def test_what_a_word_answers_is_not(words):
    assert not asks_openly(said(words))


def test_of_several_questions_the_last_counts():
    assert asks_openly(said("Did you see the fence? How did it look to you?"))
    assert not asks_openly(said("How did the fence look to you? I mean, was it still standing when you left?"))


def test_a_sign_of_following_is_not_the_last_question():
    assert asks_openly(said("Why do you think she left? Okay?"))


def test_our_own_labelled_lines_are_heard_as_they_are_labelled():
    labelled = [(label, said(text.rpartition(BEFORE)[2])) for label, text in lines(LINES)]
    asked = [(label, turn) for label, turn in labelled if label != "-"]
    assert sum(asks(turn) == (label != "-") for label, turn in labelled) >= 0.92 * len(labelled)
    assert sum(asks_openly(turn) == (label == "o") for label, turn in asked) >= 0.9 * len(asked)
