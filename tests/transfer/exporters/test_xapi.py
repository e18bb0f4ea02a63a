"""What becomes a statement for a learning record store, and what never does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from allears.transfer.exporters.xapi import TOLD, statement

SITE = "https://desk.example.org"


@dataclass
class Event:
    verb: str
    data: dict[str, Any] = field(default_factory=dict)
    pk: int = 9
    actor_id: int | None = 4
    at: datetime = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


ANSWERED = {"course": "listening", "lesson": "cues", "exercise": "who", "kind": "order", "points": 0.5, "tries": 2}


def test_an_answer_says_which_exercise_and_how_well_and_not_what() -> None:
    made = statement(Event("exercise.answered", ANSWERED), SITE)
    assert made is not None
    assert made["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert made["object"]["id"] == f"{SITE}/learning/courses/listening/lessons/cues#who"
    assert made["object"]["definition"]["interactionType"] == "sequencing"
    assert made["result"] == {"completion": True, "success": False, "score": {"scaled": 0.5}}
    assert made["context"]["contextActivities"]["parent"][0]["id"] == f"{SITE}/learning/courses/listening"
    assert made["timestamp"] == "2026-05-04T09:30:00+00:00"
    assert "response" not in made["result"]


def test_a_learner_is_a_number_and_no_name() -> None:
    made = statement(Event("course.begun", {"course": "listening"}), SITE)
    assert made is not None
    assert made["actor"] == {"objectType": "Agent", "account": {"homePage": SITE, "name": "4"}}


def test_the_same_event_is_the_same_statement_and_another_one_another() -> None:
    one, again = (statement(Event("course.begun", {"course": "a"}), SITE) for _ in range(2))
    other = statement(Event("course.begun", {"course": "a"}, pk=10), SITE)
    assert one is not None
    assert other is not None
    assert one == again
    assert one["id"] != other["id"]


def test_a_reflection_has_no_score() -> None:
    made = statement(Event("exercise.answered", {**ANSWERED, "kind": "reflection", "points": None}), SITE)
    assert made is not None
    assert made["result"] == {"completion": True}


@pytest.mark.parametrize(
    "event",
    [
        Event("answer.written", {"course": "a"}),
        Event("course.begun", {}),
        Event("course.begun", {"course": "a"}, actor_id=None),
    ],
)
def test_what_nobody_learnt_is_no_statement(event: Event) -> None:
    assert statement(event, SITE) is None


@pytest.mark.parametrize("verb", sorted(TOLD))
def test_every_verb_makes_a_whole_statement(verb: str) -> None:
    made = statement(Event(verb, ANSWERED), SITE)
    assert made is not None
    assert {"id", "actor", "verb", "object", "timestamp"} <= made.keys()
