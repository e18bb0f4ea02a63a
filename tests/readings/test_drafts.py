"""An answer that is being written takes the five steps, one by one, and is not kept."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allears.accounts.rules import DESK
from allears.conversations.actions import note
from allears.conversations.queries import ConversationView
from allears.conversations.queries import conversation as view_of
from allears.readings.drafts import CONTEXT, steps_of_draft
from builders import conversation
from cast import Cast

COMPLAINT = "My invoice is wrong for the third time, and I had to stay at home all day on Tuesday."


@pytest.fixture
def asked(cast: Cast) -> ConversationView:
    return view_of(DESK, conversation(cast.billing, cast.mrs_green, [("customer", COMPLAINT)]).pk)


def taken(it: ConversationView, draft: str) -> dict[str, float]:
    return {step.key: step.score for step in steps_of_draft(it, draft, "Ben") if step.score is not None}


@pytest.mark.parametrize(
    ("draft", "step"),
    [
        ("What happened on Tuesday?", "have_their_say"),
        ("So the invoice is wrong for the third time and you stayed at home all day.", "follow"),
        ("I would be furious in your place.", "put_yourself"),
        ("I will send you a new invoice by noon on Friday.", "say_what"),
    ],
)
def test_a_draft_takes_the_step_that_it_takes(asked: ConversationView, draft: str, step: str) -> None:
    assert taken(asked, draft)[step] >= 0.7


def test_a_promise_without_a_time_is_half_a_step(asked: ConversationView) -> None:
    assert 0.35 <= taken(asked, "I will send you a new invoice.")["say_what"] < 0.7


def test_what_goes_against_a_step_is_less_than_nothing(asked: ConversationView) -> None:
    assert taken(asked, "That is your own fault, you should have told us earlier.")["put_yourself"] < 0


@pytest.mark.parametrize("draft", ["", "   ", "\x00", "Hm"])
def test_where_there_is_nothing_yet_nothing_is_said(asked: ConversationView, draft: str) -> None:
    assert taken(asked, draft) == {}


def test_listening_to_a_draft_asks_no_query_and_hears_a_long_one(asked: ConversationView) -> None:
    with CaptureQueriesContext(connection) as queries:
        steps = steps_of_draft(asked, "I will send it by noon tomorrow. " + "and so on " * 20_000, "Ben")
    assert len(queries) == 0
    assert [step.label for step in steps][-1] == "Say what you will do, and by when"


def test_notes_and_what_lies_long_ago_are_not_heard_with_it(cast: Cast) -> None:
    turns = [("customer", COMPLAINT)] + [("customer", f"Number {n}.") for n in range(CONTEXT)]
    it = conversation(cast.billing, cast.mrs_green, turns)
    note(DESK, it.pk, COMPLAINT)
    says_back = "So the invoice is wrong for the third time and you stayed at home all day."
    assert taken(view_of(DESK, it.pk), says_back).get("follow", 0) < 0.7
