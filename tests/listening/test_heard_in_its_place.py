"""Complaints, what is said again, reassurance and handing over: the place in the talk tells as much as the words."""

import pytest

from allears.listening.behaviours import repeating
from allears.listening.listen import rule_marks
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View

LETTERS: dict[str, Role] = {"A": "agent", "C": "customer"}


def heard(*lines: str) -> set[tuple[int, str]]:
    """The turns and behaviours that the rules hear in lines such as `C: It is broken.`"""
    turns = tuple(Turn(LETTERS[line[0]], line[3:]) for line in lines)
    return {(mark.turn, mark.behaviour) for mark in rule_marks(View(Transcript("talk", turns)))}


def test_a_fault_that_opens_the_matter_is_a_complaint_and_one_that_is_told_later_is_a_fact_of_it():
    found = heard(
        "C: Hello.", "A: Good morning.", "C: The kettle you sent leaks.", "A: Where?", "C: The lid is cracked."
    )
    assert (2, "complaint") in found
    assert (4, "complaint") not in found


@pytest.mark.parametrize(
    "later", ["And your driver was rude to me.", "Nobody called me back.", "It's the third time this month."]
)
def test_a_later_complaint_says_whose_it_is_or_how_often_it_was(later):
    assert (2, "complaint") in heard("C: The kettle you sent leaks.", "A: Where is the leak?", f"C: {later}")


def test_what_was_done_to_them_opens_a_complaint_and_a_kindness_does_not():
    assert (0, "complaint") in heard("C: Your people moved my stone to the other side.")
    assert (0, "complaint") in heard("C: I was told Tuesday and then Wednesday.")
    assert (0, "complaint") not in heard("C: I love the bench that you made for us.")


def test_an_insult_is_no_complaint():
    found = heard("C: You are a useless idiot.")
    assert (0, "abuse") in found
    assert (0, "complaint") not in found


def test_i_said_is_no_repeating_where_nothing_comes_again():
    talk = ("C: I need a new gate.", "A: What happened to the old one?")
    assert (2, "repeating") not in heard(*talk, "C: I said hello to a bull.")
    assert (2, "repeating") in heard(*talk, "C: As I said, I need a new gate.")


def test_a_short_sentence_that_comes_again_whole_is_said_again():
    found = heard("C: It's the blue gate, for the farm.", "A: We also do fences.", "C: The blue gate.")
    assert (2, "repeating") in found


def test_in_a_long_talk_what_was_said_long_ago_counts_for_less():
    said = "C: We looked at the meeting room and the printer."
    again = "C: The printer stands beside the meeting room."
    between = [f"{who}: Point {number} is next." for number in range(40) for who in "AC"]
    assert (2, "repeating") in heard(said, "A: Fine.", again)
    assert (len(between) + 2, "repeating") not in heard(said, *between, "A: Fine.", again)


@pytest.mark.parametrize(
    "said",
    [
        "I'm passing you to Osman, who looks after the school.",
        "I'll give you to Karl, he has the key.",
        "I'm handing this chat to Priya.",
        "Mrs Duarte will go ahead with you.",
        "Let me get our driver in on this call.",
    ],
)
def test_handing_over_is_heard_however_it_is_put(said):
    assert (0, "handing_over") in heard(f"A: {said}")


@pytest.mark.parametrize(
    "said",
    [
        "Your file isn't damaged, all the floors are there.",
        "You've not done anything wrong, nobody showed you.",
        "You'll not be passed on again.",
        "The orders are backed up, every one.",
        "Your trees are not affected by it.",
    ],
)
def test_what_did_not_happen_and_will_not_reassures(said):
    assert (0, "reassurance") in heard(f"A: {said}")


@pytest.mark.parametrize("said", ["That's two pounds, no charge for the bag.", "Take your time."])
def test_a_price_and_a_courtesy_do_not(said):
    assert (0, "reassurance") not in heard(f"A: {said}")


@pytest.mark.parametrize(
    "said",
    [
        "I've half a mind to try the farm shop.",
        "We're putting it out to tender.",
        "I'm going to port my number out.",
        "We use another supplier now.",
        "You've had your last tenner out of me.",
        "I'm never booking a room with them again.",
    ],
)
def test_going_elsewhere_is_heard_without_the_word(said):
    assert (0, "leaving") in heard(f"C: {said}")


def test_what_is_new_is_never_heard_as_said_again():
    turns = (
        Turn("customer", "The pump in bay two has stopped."),
        Turn("agent", "Which bay is it?"),
        Turn("customer", "Bay two. My van is full of seedlings."),
    )
    view = View(Transcript("one", turns))
    again, new = view.turns[2].sentences
    assert not repeating.denied(view, 2, again)
    assert repeating.denied(view, 2, new)
