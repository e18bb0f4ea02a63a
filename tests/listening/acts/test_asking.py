"""Asking in any form, asking for information."""

import pytest

from allears.listening.acts import asks, asks_for_information
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import TurnView, View


def said(words: str) -> TurnView:
    return View(Transcript("talk", (Turn("agent", words),), channel="phone")).turns[0]


@pytest.mark.parametrize(
    "words",
    [
        "what's the registration of the van",
        "whereabouts did you leave the trailer",
        "and the postcode please",
        "your policy number",
        "i'll just need the booking reference",
        "if i could take your surname",
        "i was wondering when the pool opens",
        "um i want to know if the dentist is in on friday",
        "so it's the grey one is it",
        "you haven't been charged twice have you",
        "which shelf",
        "could you give me the price of a day ticket",
        "can you tell me why the gate was shut",
        "the the what what colour is it",
        "does the train stop at Carlow",
        "is the shop open on sunday or",
        "who is it you would like the statement sent to at the branch",
        "does the gate stay open until the last of the visitors have gone home",
        "and how are you spelling the surname",
        "do you still have the ticket you bought on the train with you",
    ],
)
def test_wanting_to_be_told_something_is_a_request_for_information(words):
    assert asks_for_information(said(words))


@pytest.mark.parametrize(
    "words",
    [
        "can i help you there",
        "how can i help",
        "shall i book you in for monday",
        "do you want me to send it again",
        "could you put me through to the workshop please",
        "can i have a table for two please",
        "i was wondering if you could move my appointment",
        "would you mind closing the door",
        "oh is it",
        "and she said what's your name",
        "what happened was the pipe burst",
        "i can do that",
        "my name is Bridget Farrell",
        "what a lovely garden",
        "the parcel came on tuesday",
        "what time would you like the taxi",
        "which one would you prefer",
        "we just can't do it",
        "what happens then is that the pump stops",
        "",
    ],
)
def test_offers_requests_for_a_deed_and_plain_telling_are_not(words):
    assert not asks_for_information(said(words))


@pytest.mark.parametrize(
    "words",
    ["Would you mind holding it?", "Green?", "I'm curious what you made of it.", "I'd love to hear how you met."],
)
def test_anything_asked_is_asking(words):
    assert asks(said(words))


@pytest.mark.parametrize(
    "words",
    [
        "So you'd rather the neighbours stopped parking in front of your gate?",
        "It sounds like the second winter was harder than the first?",
        "Okay?",
        "The bus was late, which is why I missed it.",
        "I can tell you how the others got there.",
        "What happens next is that the vet rings you.",
        "See how it looks in daylight.",
        "How kind.",
        "Oh, did they. Well I never.",
        "I wonder about that.",
        "I'd like to ask you a few things.",
        "You'd better just do it.",
    ],
)
def test_saying_back_with_a_raised_voice_is_not(words):
    assert not asks(said(words))


def test_a_turn_of_any_length_is_decided_in_a_moment():
    assert not asks_for_information(said("and so well the name of the one " * 3000 + "went"))
