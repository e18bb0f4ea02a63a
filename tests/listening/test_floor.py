"""Who has the floor, by the times of turns and the words at their ends."""

import pytest

from allears.listening.listen import rule_marks
from allears.listening.models.floor import endings, unfinished
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View


def call(*lines):
    """Turns of (role, text, start, end)."""
    return Transcript("t", tuple(Turn(role, text, role, start, end) for role, text, start, end in lines), "phone")


def found(transcript, behaviour):
    return [mark.turn for mark in rule_marks(View(transcript)) if mark.behaviour == behaviour]


@pytest.mark.parametrize("words", ["i rang you on monday and", "it says on the", "because my", "i would like to"])
def test_words_that_must_go_on_are_unfinished(words):
    assert unfinished(words.split()) > 0.8


@pytest.mark.parametrize("words", ["it came on monday", "thank you very much", "i don't know", "that is all"])
def test_words_that_may_end_are_not(words):
    assert unfinished(words.split()) < 0.8


def test_no_words_tell_nothing():
    assert unfinished([]) == 0.5
    assert list(endings([])) == []


def test_who_begins_while_the_customer_is_in_the_middle_of_a_sentence_interrupts():
    talk = call(("customer", "i rang you on monday and the", 0.0, 3.0), ("agent", "what is the order number", 2.6, 4.5))
    assert found(talk, "interruption") == [1]


def test_who_begins_when_the_sentence_is_over_does_not():
    talk = call(("customer", "it came on monday", 0.0, 3.0), ("agent", "what is the order number", 2.9, 4.5))
    assert found(talk, "interruption") == []


def test_a_customer_who_tries_to_cut_in_and_gives_up_is_talked_over_and_not_interrupted():
    talk = call(
        ("agent", "the page is loading", 0.0, 3.0),
        ("customer", "no but the", 2.0, 3.2),
        ("agent", "and it will show everything by the hour", 3.0, 6.0),
    )
    assert found(talk, "interruption") == []
    assert 2 in found(talk, "talking_over")


def test_a_continuer_beside_the_customers_words_is_a_sign_of_following():
    talk = call(
        ("customer", "the first one came on monday", 0.0, 3.0),
        ("agent", "mm hm", 2.5, 2.9),
        ("customer", "and it was the wrong colour", 3.0, 5.0),
    )
    assert found(talk, "backchannel") == [1]
    assert found(talk, "interruption") == []


def test_yeah_is_one_only_where_the_agent_leaves_it_at_that():
    before = ("customer", "the first one came on monday", 0.0, 3.0)
    after = ("customer", "and it was the wrong colour", 3.2, 5.0)
    assert found(call(before, ("agent", "yeah", 2.5, 2.9), after), "backchannel") == [1]
    takes = call(before, ("agent", "yeah", 2.5, 2.9), ("agent", "and what colour was it", 3.0, 4.0), after)
    assert found(takes, "backchannel") == []
