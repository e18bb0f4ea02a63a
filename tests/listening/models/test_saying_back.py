"""What is said back is told by its sentence, by how this agent listens, and by the yes of the customer."""

import pytest

from allears.listening.models.saying_back import AS_SURE_AS, LAST, USUAL, kind, likelihood, usually
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

ROLES = {"A": "agent", "C": "customer"}


def view_of(*lines):
    return View(Transcript("t-1", tuple(Turn(ROLES[line[0]], line[3:]) for line in lines), channel="phone"))


def kind_of(text, chances, marks=()):
    turn = view_of(f"A: {text}").turns[0]
    return kind(turn, turn.sentences[0], chances, marks)


def test_where_the_customer_has_told_nothing_there_is_nothing_to_say_back():
    for before in ("A: Good morning.", "C: Good morning.", "C: Yes, hello there."):
        view = view_of(before, "A: You're dreading Monday.", "C: Yes.")
        assert likelihood(view, view.turns[1], 0.9, USUAL) == 0


def test_a_sentence_is_likelier_to_say_something_back_where_the_customer_says_yes_to_it():
    lines = ("C: I never know what he'll say.", "A: You're dreading Monday.")

    def chance(*more):
        view = view_of(*lines, *more)
        return likelihood(view, view.turns[1], 0.5, USUAL)

    assert chance("C: Yes, I really am.") > 0.5 > chance("C: What's on Monday?")
    assert chance("C: What's on Monday?") == chance() == chance("A: Yes, you are.")


def test_a_yes_that_was_asked_for_tells_nothing():
    view = view_of("C: I never know what he'll say.", "A: You're dreading Monday. Shall we begin there?", "C: Yes.")
    assert likelihood(view, view.turns[1], 0.5, USUAL) < 0.5


def test_who_has_said_something_back_before_is_likelier_to_do_so_again():
    view = view_of(
        *["A: You were left standing.", "C: Yes, and in the rain too."] * (LAST + 3), "A: You waited for an hour."
    )
    last = view.turns[-1]
    often, seldom = usually(view, last, lambda turn: 0.9), usually(view, last, lambda turn: 0.0)
    assert often == pytest.approx((LAST * 0.9 + AS_SURE_AS * USUAL) / (LAST + AS_SURE_AS))
    assert seldom < USUAL < often
    assert likelihood(view, last, 0.4, often) > likelihood(view, last, 0.4, USUAL) > likelihood(view, last, 0.4, seldom)


def test_only_the_turns_of_the_agent_that_say_enough_tell_how_he_listens():
    view = view_of("C: It has been like this since May.", "A: Right.", "C: And nobody came.", "A: Nobody came at all.")
    asked = []
    assert usually(view, view.turns[3], lambda turn: asked.append(turn) or 1.0) == pytest.approx(USUAL)
    assert not asked


def test_what_says_something_back_is_restating_unless_a_feeling_is_heard_in_it():
    assert kind_of("You'd rather not ring him again.", (0.0, 0.1)) == "restating"
    assert kind_of("You'd rather not ring him again.", (0.1, 0.4)) == "empathy"
    assert kind_of("You'd rather not ring him again.", (0.5, 0.4)) == "restating"


def test_an_opening_that_says_so_makes_it_restating_even_where_a_feeling_is_named():
    for text in (
        "It sounds like you feel let down.",
        "So you feel let down.",
        "Well, it seems to me you were let down.",
    ):
        assert kind_of(text, (0.1, 0.9)) == "restating"
        assert kind_of(text, (0.1, 0.9), ["empathy"]) == "restating"
    assert kind_of("You feel let down.", (0.1, 0.9), ["empathy"]) == ""


def test_a_statement_that_only_its_mark_makes_a_question_may_say_something_back():
    assert kind_of("So you waited since Monday?", (0.1, 0.1), ["closed_question"]) == "restating"
    assert kind_of("Did you wait since Monday?", (0.1, 0.1), ["closed_question"]) == ""
    assert kind_of("So you waited since Monday?", (0.1, 0.1), ["checking"]) == ""


def test_a_sentence_that_is_found_to_do_something_else_does_that():
    for mark in ("restating", "summing_up", "checking", "open_question", "promise", "hold", "blaming", "judging"):
        assert kind_of("So you waited since Monday.", (0.9, 0.1), [mark]) == ""
    assert kind_of("So you waited since Monday, Mr Doyle.", (0.9, 0.1), ["using_name", "thanks"]) == "restating"
