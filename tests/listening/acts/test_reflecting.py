"""Reflections: what the other said, meant or felt, as a statement about them."""

import pytest

from allears.listening.acts import reflects
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View


def reflected(*turns: tuple[Role, str]) -> bool:
    heard = View(Transcript("talk", tuple(Turn(role, text) for role, text in turns), channel="in_person")).turns
    return reflects(heard, len(heard) - 1)


@pytest.mark.parametrize(
    "words",
    [
        "So you've been sleeping in the car since Sunday.",
        "It sounds like you miss the old team.",
        "On the one hand you like the pay, on the other you never see your girls.",
        "You're worried it'll happen again.",
        "Right. And you felt nobody believed you.",
    ],
)
def test_a_statement_about_the_other_is_a_reflection(words):
    assert reflected(("agent", words))


@pytest.mark.parametrize(
    "words",
    [
        "Mm-hmm.",
        "You should see a lawyer about that.",
        "What did your brother say?",
        "The clinic is open until seven.",
        "Thanks for coming in today.",
        "I'll send you the leaflet.",
        "",
    ],
)
def test_advice_questions_information_and_signs_are_none(words):
    assert not reflected(("agent", words))


def test_a_turn_that_goes_on_where_its_speaker_had_stopped_does_what_he_had_begun():
    begun: tuple[tuple[Role, str], ...] = (
        ("agent", "So you've been on your own with it, really, since the spring-"),
        ("customer", "Yeah."),
    )
    assert reflected(*begun, ("agent", "-March."))
    assert not reflected(*begun, ("agent", "March."))
    assert not reflected(("agent", "What time is it-"), ("customer", "Yeah."), ("agent", "-March."))
