"""Reflections: what the other said, meant or felt, as a statement about them."""

from collections.abc import Sequence

import pytest

from allears.listening.acts import reflects
from allears.listening.acts.reflecting import chance, likelihood
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import TurnView, View


def view_of(*turns: tuple[Role, str]) -> Sequence[TurnView]:
    return View(Transcript("talk", tuple(Turn(role, text) for role, text in turns), channel="in_person")).turns


def reflected(*turns: tuple[Role, str]) -> bool:
    return reflects(view_of(*turns), len(turns) - 1)


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
def test_a_statement_about_the_other_is_a_reflection_once_he_has_said_something(words):
    assert reflected(("customer", "It has been like that since we moved."), ("agent", words))
    assert not reflected(("agent", words))


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
    assert not reflected(("customer", "It has been like that since we moved."), ("agent", words))


def test_a_turn_that_goes_on_where_its_speaker_had_stopped_does_what_he_had_begun():
    begun: tuple[tuple[Role, str], ...] = (
        ("customer", "Nobody else will do the cooking."),
        ("agent", "So you've been on your own with it, really, since the spring-"),
        ("customer", "Yeah."),
    )
    assert reflected(*begun, ("agent", "-March."))
    assert not reflected(*begun, ("agent", "March."))
    assert not reflected(("agent", "What time is it-"), ("customer", "Yeah."), ("agent", "-March."))


def test_a_word_said_back_is_a_reflection_only_where_the_other_has_said_it():
    assert reflected(("customer", "Maybe five or six a day."), ("agent", "Five or six."))
    assert not reflected(("customer", "Can you tell me how long it takes?"), ("agent", "Five or six days."))


def test_one_sentence_that_reflects_is_enough():
    told: tuple[Role, str] = ("customer", "I ring and ring and nobody picks up.")
    assert reflected(told, ("agent", "So you've been ringing and nobody picks up. What time do you usually try?"))
    assert not reflected(told, ("agent", "What time do you usually try?"))


def test_a_stumbling_tongue_and_the_notes_of_a_typist_change_nothing():
    told: tuple[Role, str] = ("customer", "It's the stairs, I can't do them any more.")
    assert reflected(told, ("agent", "[coughs] So, um, you-you can't do the- the stairs any more."))
    assert not reflected(told, ("agent", "[laughter]"))


def test_who_has_reflected_before_is_likelier_to_do_so_again():
    told: tuple[Role, str] = ("customer", "She rang on Sunday.")
    back: tuple[tuple[Role, str], ...] = (told, ("agent", "So you're worried she'll stop calling you.")) * 6
    advice: tuple[tuple[Role, str], ...] = (told, ("agent", "You should take two tablets before every meal.")) * 6
    often, never = (view_of(*before, told, ("agent", "Her first call in weeks.")) for before in (back, advice))
    assert chance(often, 13) == chance(never, 13)
    assert likelihood(often, 13) > chance(often, 13) > likelihood(never, 13)


def test_a_turn_is_told_by_what_is_in_it_and_before_it_and_by_nothing_after_it():
    turns: tuple[tuple[Role, str], ...] = (("customer", "She rang on Sunday."), ("agent", "Out of the blue."))
    after: tuple[tuple[Role, str], ...] = (("customer", "What?"), ("agent", "So you're glad that she rang."))
    assert likelihood(view_of(*turns), 1) == likelihood(view_of(*turns, *after), 1)
