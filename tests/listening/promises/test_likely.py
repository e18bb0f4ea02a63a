"""Promises that only the models hear: what they say and by when, and what is none by its form."""

from datetime import UTC, datetime

import pytest

from allears.listening import Transcript, Turn
from allears.listening.promises import is_none, promise_of
from allears.listening.promises.detect import refused
from allears.listening.reading import Mark
from allears.listening.said import said

BEGUN = datetime(2025, 3, 4, 10, 12, tzinfo=UTC)


def promised(text, *before, speaker="Priya"):
    turns = (*(Turn("customer", one) for one in before), Turn("agent", text, speaker))
    transcript = Transcript("one", turns, channel="chat", started_at=BEGUN, zone="Europe/London")
    return promise_of(
        transcript, [said(t.text) for t in turns], Mark("promise", len(before), 0, len(text.rstrip(".")), 0.8)
    )


@pytest.mark.parametrize(
    ("text", "what", "due"),
    [
        ("New banner up by seven tomorrow.", "new banner up", "2025-03-05T07:00:00+00:00"),
        (
            "Everyone it threw out gets a link tonight at six.",
            "everyone it threw out gets a link",
            "2025-03-04T18:00:00+00:00",
        ),
        ("A tanker at your door by noon.", "a tanker at your door", "2025-03-04T12:00:00+00:00"),
        (
            "If more comes up, write to me and not to the form; I'm at my desk until five.",
            "be at my desk",
            "2025-03-04T17:00:00+00:00",
        ),
    ],
)
def test_its_sentence_says_what_and_by_when(text, what, due):
    promise = promised(text)
    assert (promise.what, promise.due.isoformat() if promise.due else None) == (what, due)
    assert promise.confidence == 0.8


def test_who_is_to_be_had_is_we_and_no_longer_than_its_clause():
    promise = promised("We're here until six, and then the gates shut.")
    assert (promise.by, promise.what) == ("we", "be here")
    assert "out of" in promised("We're out of stock until Friday.").what  # all of it stays as it was said


def test_without_a_time_it_is_open_when():
    promise = promised("You have my hand on that.")
    assert (promise.due, promise.due_text) == (None, "")
    assert promise.what


@pytest.mark.parametrize(
    "sentence",
    [
        "I won't send it",
        "he said he'd send it on Friday",
        "if the depot agrees I'll send it",
        "shall I send it, or will you?",
    ],
)
def test_what_is_denied_reported_or_conditional_is_refused(sentence):
    assert refused(sentence)


@pytest.mark.parametrize("sentence", ["I'll walk you to it", "we won't let it drop", "new banner up by seven", ""])
def test_what_its_form_does_not_forbid_is_not(sentence):
    assert not refused(sentence)


def test_a_question_is_none():
    assert is_none("Up by seven?", 0, len("Up by seven"), [])


def test_what_the_customer_had_said_is_said_back_and_promised_by_nobody():
    text = "Okay, so the hall is booked for the ninth."
    told = said("The hall is booked for the ninth.")
    assert is_none(text, 0, len(text) - 1, [("customer", told)])
    assert not is_none(text, 0, len(text) - 1, [("customer", said("Please put me down."))])
