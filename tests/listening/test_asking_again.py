"""What asks to hear it again, in speech without signs."""

import pytest

from allears.listening.listen import rule_marks
from allears.listening.transcript import Role, Transcript, Turn
from allears.listening.view import View

ROLES: dict[str, Role] = {"A": "agent", "C": "customer"}


def asked_again(*lines: str) -> bool:
    """True if the customer's first turn after the agent's asks again."""
    turns = tuple(Turn(ROLES[line[0]], line[3:]) for line in lines)
    return any(m.behaviour == "asking_again" for m in rule_marks(View(Transcript("call", turns, channel="phone"))))


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("What did happen on the Friday?", False),
        ("Who will come on the Friday?", False),
        ("What Friday?", True),
        ("Which Friday?", True),
    ],
)
def test_a_whole_question_about_what_was_named_is_no_call_to_say_it_again(said, again):
    turns = (
        Turn("customer", "Nobody came to tune it."),
        Turn("agent", "A tuner was due on a Friday, and he did not come."),
        Turn("customer", said),
    )
    marks = rule_marks(View(Transcript("one", turns, channel="email")))
    assert ("asking_again" in {mark.behaviour for mark in marks}) is again


@pytest.mark.parametrize("sign", ["huh", "i'm sorry", "excuse me"])
def test_a_sign_asks_where_the_agent_then_says_it_again(sign):
    assert asked_again("A: it hangs on the gudgeon", f"C: {sign}", "A: the gudgeon")
    assert not asked_again("A: it hangs on the gudgeon", f"C: {sign}", "A: so you lift that out first")


def test_a_word_that_the_customer_goes_on_from_asks_nothing_again():
    assert asked_again("A: it hangs on the gudgeon", "C: what", "A: the pin at the bottom")
    assert not asked_again("A: it hangs on the gudgeon", "C: what", "C: my neighbour has one of those")


def test_a_phrase_said_by_the_way_asks_nothing_again():
    assert asked_again("A: it hangs on the gudgeon", "C: i don't understand that bit")
    told = "C: they came twice and left again and i don't understand it because i was in all day long"
    assert not asked_again("A: it hangs on the gudgeon", told)


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("Could you tell me where to park, and is there anything I should bring?", False),
        ("Tell me which floor, and I'll be there.", False),
        ("Could you remind me when my contract ends?", False),
        ("Can you remind me how I reset the boiler?", False),
        ("Could you tell me what my balance is?", False),
        ("Remind me what the pin was called?", True),
        ("Tell me what a gudgeon means.", True),
    ],
)
def test_who_asks_to_be_told_something_new_does_not_ask_again(said, again):
    assert asked_again("A: It hangs on the gudgeon.", f"C: {said}") is again
