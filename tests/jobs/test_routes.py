from dataclasses import dataclass, field
from typing import Any

import pytest

from allears.jobs.routes import ROUTES, follows
from allears.transfer.exporters.xapi import TOLD


@dataclass
class Happened:
    pk: int = 5
    kind: str = "conversation"
    object_id: int = 7
    data: dict[str, Any] = field(default_factory=dict)


def test_a_new_conversation_is_listened_to_and_says_something_of_its_customer() -> None:
    queued = follows("conversation.started", Happened())
    assert [(it.task, it.arguments) for it in queued] == [
        ("listen_again", {"conversation": 7}),
        ("propose_standing", {"conversation": 7}),
    ]


def test_a_new_reading_gives_promises_after_the_listening_of_the_same_conversation() -> None:
    (listen,) = follows("message.received", Happened())
    (take,) = follows("reading.made", Happened())
    assert take.task == "take_promises"
    assert take.lock == listen.lock == "conversation:7"
    assert take.once != listen.once


@pytest.mark.parametrize(
    ("data", "tasks"),
    [
        ({"send": True, "turn": 3}, ["send_answer", "listen_again"]),
        ({"send": False, "turn": 3}, ["listen_again"]),
        ({"send": True}, ["listen_again"]),
        ({"send": True, "turn": "3; DROP"}, ["listen_again"]),
    ],
)
def test_an_answer_is_sent_only_where_the_event_says_so(data: dict[str, Any], tasks: list[str]) -> None:
    assert [it.task for it in follows("answer.written", Happened(data=data))] == tasks


@pytest.mark.parametrize("verb", sorted(TOLD))
def test_what_a_learner_did_is_told_to_the_record_store(verb: str) -> None:
    queued = follows(verb, Happened(kind="enrolment"))
    assert ("tell_records", {"event": 5}) in [(it.task, it.arguments) for it in queued]


@pytest.mark.parametrize("verb", sorted(TOLD))
def test_where_no_record_store_is_named_all_else_follows_but_nothing_is_told_to_it(verb: str) -> None:
    with_store, without = (follows(verb, Happened(kind="enrolment"), records=it) for it in (True, False))
    assert without == [it for it in with_store if it.task != "tell_records"]


@pytest.mark.parametrize("verb", ["course.completed", "course.mark_reached"])
def test_a_course_that_was_done_whole_gives_its_certificate(verb: str) -> None:
    queued = follows(verb, Happened(kind="enrolment"))
    assert ("issue_certificate", {"enrolment": 7}) in [(it.task, it.arguments) for it in queued]


def test_what_is_asked_of_learners_is_told_to_them_but_a_change_of_it_is_not() -> None:
    (tell,) = follows("course.assigned", Happened(kind="assignment"))
    assert (tell.task, tell.arguments) == ("tell_of_assignment", {"assignment": 7})
    assert follows("assignment.changed", Happened(kind="assignment")) == []


def test_an_event_of_another_kind_sets_nothing_going_that_needs_a_conversation() -> None:
    assert follows("reading.made", Happened(kind="promise")) == []


@pytest.mark.parametrize(
    ("kind", "task", "argument"),
    [("person", "propose_standing_of", "person"), ("group", "propose_standing_within", "group")],
)
def test_what_somebody_relies_on_says_something_of_their_standing(kind: str, task: str, argument: str) -> None:
    for verb in ("reliance.noted", "reliance.removed"):
        assert [(it.task, it.arguments) for it in follows(verb, Happened(kind=kind))] == [(task, {argument: 7})]


def test_a_verb_that_is_not_in_the_table_sets_nothing_going() -> None:
    assert "user.added" not in ROUTES
    assert follows("user.added", Happened()) == []


def test_every_task_of_the_table_exists() -> None:
    from procrastinate.contrib.django import app

    from allears.jobs import tasks

    assert tasks.app is app
    assert {effect.task for effects in ROUTES.values() for effect in effects} <= set(app.tasks)
