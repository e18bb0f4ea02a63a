"""Open and closed questions, with and without question marks."""

import pytest
from listening_talk import talk

from allears.listening import listen


def kinds(text):
    reading = listen(talk("C: hello", f"A: {text}", "C: well"))
    return [m.behaviour.removesuffix("_question") for m in reading.marks if m.behaviour.endswith("_question")]


@pytest.mark.parametrize(
    "text",
    [
        "What happened?",
        "How did it come about?",
        "what's the problem with it",
        "can you tell me a bit more about that",
        "okay right how can i help you",
        "Tell me about it from the start.",
        "Why did you choose that one?",
        "Is there anything else?",
        "right okay can you tell me what happened please",
    ],
)
def test_a_question_that_invites_a_story_is_open(text):
    assert kinds(text) == ["open"]


@pytest.mark.parametrize(
    "text",
    [
        "What's your postcode?",
        "and what's your telephone number please",
        "can i take your name please",
        "Have you tried another socket?",
        "How many came?",
        "Is it red or green?",
        "do you have the order number",
        "right could you just confirm your address for me",
        "How do you spell that?",
    ],
)
def test_a_question_that_a_fact_answers_is_closed(text):
    assert kinds(text) == ["closed"]


@pytest.mark.parametrize(
    "text",
    [
        "Could you hold for a moment?",
        "Is that right?",
        "It's late, isn't it?",
        "I can see what is wrong.",
        "I'll tell you what happened.",
        "I know how you feel.",
        "That is what I can do.",
        "Sorry?",
    ],
)
def test_courtesy_checks_tags_and_statements_are_no_questions(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "and the postcode please",
        "i was wondering when the lease runs out",
        "i'll need your account number",
        "for what time",
        "I was wondering whether the lift works.",
    ],
)
def test_what_wants_to_be_told_without_a_questions_form_asks(text):
    assert kinds(text) == ["closed"]


def test_wondering_how_it_was_is_open():
    assert kinds("i was wondering how the move went") == ["open"]


@pytest.mark.parametrize("text", ["my number is double two seven", "the address is number nine", "just don't say who."])
def test_telling_a_fact_asks_for_none(text):
    assert kinds(text) == []
