"""What is put to the customer to be told right, in speech without signs."""

import pytest

from allears.listening.listen import rule_marks
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

TOLD = (
    "the kiln came back on friday and it gets up to nine hundred and then the fan cuts in and it will not go any higher"
)


def heard(*said: str) -> set[str]:
    """The marks of the agent's last turn; the turns alternate and the customer begins."""
    turns = tuple(Turn("agent" if i % 2 else "customer", text) for i, text in enumerate(said))
    place = len(said) - 1 if len(said) % 2 == 0 else len(said) - 2
    return {
        mark.behaviour for mark in rule_marks(View(Transcript("call", turns, channel="phone"))) if mark.turn == place
    }


@pytest.mark.parametrize(
    "put",
    [
        "you mean the fan on the outside",
        "oh so you're saying it trips",
        "it's the small one is it",
        "you don't fire glass do you",
    ],
)
def test_asking_what_is_meant_or_by_a_tag_checks(put):
    assert "checking" in heard(TOLD, put)


@pytest.mark.parametrize(
    "said",
    [
        "i don't know what you mean",
        "like you were saying last week",
        "it's late isn't it",
        "not much i can do is there",
        "that's how it is",
        "i'll show you how to do it",
    ],
)
def test_what_seeks_no_answer_does_not(said):
    assert "checking" not in heard(TOLD, said)


def test_what_was_understood_from_somebody_telling_is_said_back():
    assert "restating" in heard(TOLD, "so it never reaches the top")
    assert "restating" in heard(TOLD, "oh so the element is sound", "yes it is")


def test_who_is_telling_goes_on_telling():
    own = "we fire twice a week here and the big one takes until noon and the small one is done by ten or so each day"
    assert "restating" not in heard("and then", own, "mm", "so it never reaches the top", "yes")


def test_a_statement_of_ones_own_puts_nothing_to_them():
    assert heard(TOLD, "so i'll book the engineer", "yes") <= {"promise"}


def test_a_tag_after_something_told_asks_to_agree():
    assert "checking" in heard(TOLD, "so the thermostat is the small one right", "yes")
    assert "checking" not in heard(TOLD, "right")


def test_what_is_told_of_oneself_in_their_words_is_not_said_back():
    assert "restating" in heard(TOLD, "nine hundred and then the fan cuts in")
    assert "restating" not in heard(TOLD, "my kiln got to nine hundred and then the fan cut in")
