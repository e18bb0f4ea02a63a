"""What happens between learners and those who coach them: comments, what is asked, certificates, the coach's view."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

import classroom
from allears.accounts.actions import add_user, deactivate_user, set_roles
from allears.accounts.rules import DESK, Role, Viewer
from allears.events.models import Event
from allears.jobs.routes import follows
from allears.learning import queries
from allears.learning.actions import (
    assign,
    begin,
    end_assignment,
    finish_reading,
    give,
    hide_comment,
    issue,
    issue_for,
    restore,
    revoke,
    show_comment,
    take_back_comment,
    write_comment,
)
from allears.learning.models import Assignment, Certificate, Comment, Enrolment
from allears.learning.rules.answers import right_answer
from allears.learning.rules.assignments import AskedState, first, state_of, wrong_due
from allears.learning.rules.progress import Steps
from allears.learning.telling import tell_of_assignment
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed, NotFound
from builders import MONDAY
from cast import Cast

C = "school"
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def room(cast: Cast, tmp_path: Path) -> Cast:
    classroom.publish(tmp_path)
    return cast


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


# ---- comments


def test_a_comment_is_seen_by_everybody_until_it_is_hidden(room: Cast) -> None:
    leo, cora, ben = (room.as_viewer(name) for name in ("leo", "cora", "ben"))
    it = write_comment(leo, C, "all", " What if he shouts? \x00")
    assert [row.text for row in queries.comments(ben, C, "all").rows] == ["What if he shouts?"]
    hide_comment(cora, it.pk)
    assert queries.comments(ben, C, "all").rows == []
    (own,) = queries.comments(leo, C, "all").rows
    (moderated,) = queries.comments(cora, C, "all").rows
    assert own.hidden
    assert moderated.hidden_by == "Cora Coach"
    assert queries.comments(cora, C, "all").count == 0
    show_comment(cora, it.pk)
    assert queries.comments(ben, C, "all").count == 1
    assert verbs()[-3:] == ["comment.written", "comment.hidden", "comment.shown"]


def test_a_comment_sent_twice_stands_there_once(room: Cast) -> None:
    leo = room.as_viewer("leo")
    assert write_comment(leo, C, "all", "Yes.") == write_comment(leo, C, "all", "Yes.")
    write_comment(room.as_viewer("ben"), C, "all", "Yes.")
    assert Comment.objects.count() == 2


def test_only_its_writer_takes_a_comment_back(room: Cast) -> None:
    it = write_comment(room.as_viewer("leo"), C, "all", "Hm.")
    with pytest.raises(NotFound):
        take_back_comment(room.as_viewer("anna"), it.pk)
    take_back_comment(room.as_viewer("leo"), it.pk)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", ["", " \n", "\x00", "x" * 2_001])
def test_an_empty_or_endless_comment_is_refused(room: Cast, text: str) -> None:
    with pytest.raises(Invalid):
        write_comment(room.as_viewer("leo"), C, "all", text)


def test_comments_come_in_pages_and_none_is_left_out_when_more_are_written(room: Cast) -> None:
    leo = room.as_viewer("leo")
    for number in range(45):
        write_comment(leo, C, "all", f"Comment {number}")
    seen, after = [], ""
    while True:
        page = queries.comments(leo, C, "all", after=after)
        seen += [row.text for row in page.rows]
        write_comment(leo, C, "all", f"Late {after}")
        if not page.next:
            break
        after = page.next
    assert seen == [f"Comment {number}" for number in reversed(range(45))]
    assert queries.comments(leo, C, "hearing").rows == []


# ---- what is asked


def test_a_course_is_asked_of_a_whole_team_and_each_of_its_members_sees_it(room: Cast) -> None:
    cora = room.as_viewer("cora")
    with clock.at(MONDAY):
        assign(cora, C, room.billing.pk, due=FRIDAY, note="Before the summer.")
        (asked,) = queries.asked(room.as_viewer("leo")).values()
        assert (asked.by, asked.due, asked.note, asked.state) == (
            "Cora Coach", FRIDAY, "Before the summer.", AskedState.OPEN
        )  # fmt: skip
        assert queries.asked(room.as_viewer("iris")) == {}
    with clock.at(FRIDAY + timedelta(days=1)):
        assert queries.asked(room.as_viewer("leo"))[C].state is AskedState.OVERDUE


def test_what_is_asked_already_is_not_asked_twice(room: Cast) -> None:
    cora = room.as_viewer("cora")
    with clock.at(MONDAY):
        once = assign(cora, C, room.billing.pk, due=FRIDAY)
        again = assign(cora, C, room.billing.pk, due=FRIDAY)
        assign(cora, C, room.billing.pk, due=FRIDAY + timedelta(days=7), note="Take your time.")
        assign(cora, C, room.billing.pk, user_id=room.leo.pk)
        assign(cora, C, room.billing.pk, user_id=room.leo.pk)
    assert once == again
    assert Assignment.objects.count() == 2
    assert verbs()[-3:] == ["course.assigned", "assignment.changed", "course.assigned"]


def test_what_was_taken_back_is_asked_of_nobody_and_may_be_asked_anew(room: Cast) -> None:
    cora = room.as_viewer("cora")
    end_assignment(cora, assign(cora, C, room.billing.pk).pk)
    assert queries.asked(room.as_viewer("leo")) == {}
    assign(cora, C, room.billing.pk)
    assert list(queries.asked(room.as_viewer("leo"))) == [C]


def test_a_coach_asks_only_his_own_team(room: Cast) -> None:
    cora = room.as_viewer("cora")
    with pytest.raises(NotAllowed):
        assign(cora, C, room.it.pk)
    with pytest.raises(Invalid, match="not in the team"):
        assign(cora, C, room.billing.pk, user_id=room.iris.pk)
    with pytest.raises(Invalid, match="passed"):
        assign(cora, C, room.billing.pk, due=clock.now() - timedelta(days=1))


def test_each_is_told_by_mail_once_and_who_has_done_it_is_left_in_peace(
    room: Cast, settings: object, tmp_path: Path
) -> None:
    settings.MAIL_IS_SENT = True  # type: ignore[attr-defined]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    classroom.finish(room.as_viewer("ben"), tmp_path, "short")
    deactivate_user(DESK, add_user(DESK, "gone@allears.example", "Gone"))
    it = assign(room.as_viewer("cora"), "short", room.billing.pk, due=clock.now() + timedelta(days=3), note="Do.")
    assert tell_of_assignment(it.pk) == 2
    assert tell_of_assignment(it.pk) == 0
    assert sorted(sent.to[0] for sent in mail.outbox) == ["cora@allears.example", "leo@allears.example"]
    assert "/learning/courses/short" in str(mail.outbox[0].body)
    end_assignment(room.as_viewer("cora"), it.pk)
    set_roles(DESK, room.iris, {room.billing.pk: Role.AGENT})
    assert tell_of_assignment(it.pk) == 0


def test_a_server_that_is_away_is_tried_again_and_nobody_hears_twice(
    room: Cast, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_IS_SENT = True  # type: ignore[attr-defined]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    it = assign(room.as_viewer("cora"), C, room.billing.pk)
    send, calls = mail.EmailMessage.send, []

    def fails_once(message: mail.EmailMessage, fail_silently: bool = False) -> int:
        calls.append(message)
        if len(calls) == 2:
            raise OSError("away")
        return send(message, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", fails_once)
    with pytest.raises(OSError, match="away"):
        tell_of_assignment(it.pk)
    tell_of_assignment(it.pk)
    told = [sent.to[0] for sent in mail.outbox]
    assert len(told) == len(set(told)) == 3


@pytest.mark.parametrize(
    ("due", "completed", "state"),
    [
        (None, None, "open"),
        (10, None, "open"),
        (2, None, "soon"),
        (-1, None, "overdue"),
        (2, -1, "done"),
        (-2, -1, "late"),
        (None, -1, "done"),
    ],
)
def test_what_has_become_of_it(due: int | None, completed: int | None, state: str) -> None:
    at = lambda days: None if days is None else MONDAY + timedelta(days=days)  # noqa: E731
    assert state_of(at(due), at(completed), MONDAY) == state


def test_a_day_that_cannot_be_is_refused() -> None:
    assert wrong_due(None, MONDAY) == wrong_due(FRIDAY, MONDAY) == ""
    assert "passed" in wrong_due(MONDAY, FRIDAY)
    assert "three years" in wrong_due(MONDAY + timedelta(days=2000), MONDAY)
    assert first([]) is None


# ---- certificates


def test_a_certificate_comes_when_a_course_is_done_whole_and_its_mark_is_reached(room: Cast) -> None:
    leo = room.as_viewer("leo")
    begin(leo, C)
    with pytest.raises(Invalid, match="every lesson"):
        issue(leo, C)
    wrong = {"choice": ("0",), "fill": ("x", "y"), "hear": ("0",), "multiple": ("1",)}
    for line in queries.course(leo, C).lessons:
        for part in queries.lesson(leo, C, line.slug).parts:
            if hasattr(part, "name"):
                answer = wrong.get(part.kind, right_answer(part))
                if part.kind in {"order", "match", "sort", "say", "roleplay"}:
                    answer = {"order": ("3", "2", "1", "0"), "match": ("1", "0"), "sort": ("1", "1", "0"),
                              "say": ("Well, well, well, that is so.",), "roleplay": ("0",)}[part.kind]  # fmt: skip
                give(leo, C, line.slug, part.name, answer)
        finish_reading(leo, C, line.slug)
    enrolment = Enrolment.objects.get(user=room.leo)
    assert enrolment.completed_at
    with pytest.raises(Invalid, match="50 %"):
        issue(leo, C)
    assert issue_for(enrolment.pk) is None
    for part in queries.lesson(leo, C, "all").parts:
        if hasattr(part, "name"):
            give(leo, C, "all", part.name, right_answer(part))
            give(leo, C, "all", part.name, right_answer(part))
    # It was done whole before: its mark alone brings the certificate now, once, without the learner's asking.
    assert verbs().count("course.completed") == verbs().count("course.mark_reached") == 1
    (queued,) = follows("course.mark_reached", Event.objects.get(verb="course.mark_reached"), records=False)
    assert (queued.task, queued.arguments) == ("issue_certificate", {"enrolment": enrolment.pk})
    made = issue_for(enrolment.pk)
    assert made is not None
    assert issue(leo, C) == issue_for(enrolment.pk) == made
    assert verbs().count("certificate.issued") == 1
    assert made.per_cent is not None
    assert made.per_cent >= 50


def test_a_certificate_says_what_it_said_when_it_was_given_until_an_owner_takes_it_back(
    room: Cast, tmp_path: Path
) -> None:
    code = classroom.finish(room.as_viewer("leo"), tmp_path, "short")
    said = queries.certificate(code)
    room.leo.name = "Leonard"
    room.leo.save()
    assert queries.certificate(code) == said
    assert said is not None
    assert (said.name, said.title, said.per_cent, said.revoked_at) == ("Leo Learner", "A short course", None, None)
    anna = room.as_viewer("anna")
    revoke(anna, code)
    shown = queries.certificate(code)
    assert shown is not None
    assert shown.revoked_at
    with pytest.raises(NotFound):
        queries.certificate_pdf(room.as_viewer("leo"), code)
    restore(anna, code)
    assert queries.certificate(code) == said
    assert queries.certificate_pdf(room.as_viewer("leo"), code).content.startswith(b"%PDF-")


@pytest.mark.parametrize("code", ["", "x", "0" * 32, "G" * 32, "\x00", "0" * 33, "' OR 1=1 --"])
def test_a_code_that_was_never_given_finds_nothing(db: None, code: str) -> None:
    assert queries.certificate(code) is None


def test_a_code_cannot_be_guessed(room: Cast, tmp_path: Path) -> None:
    first_code = classroom.finish(room.as_viewer("leo"), tmp_path, "short")
    finish_reading(room.as_viewer("ben"), "short", "only")
    assert len(first_code) == 32
    assert issue(room.as_viewer("ben"), "short").code != first_code
    assert Certificate.objects.count() == 2


# ---- the coach's view


def test_a_team_counts_what_was_begun_and_what_is_asked_by_the_one_rule(room: Cast, tmp_path: Path) -> None:
    """Four lessons' steps: 1 of "short", 16 of "school" (3 lessons read, 13 exercises)."""
    leo, cora = room.as_viewer("leo"), room.as_viewer("cora")
    classroom.finish(leo, tmp_path, "short")
    finish_reading(room.as_viewer("ben"), C, "end")
    whole = queries.course(leo, C).steps.all
    team = queries.team_progress(cora, "billing")
    assert team.steps == Steps(2, 1 + whole)
    with clock.at(MONDAY):
        assign(cora, "short", room.billing.pk, due=FRIDAY)
        assign(cora, C, room.billing.pk, user_id=room.leo.pk)
    with clock.at(FRIDAY + timedelta(days=1)):
        team = queries.team_progress(cora, "billing")
    assert team.steps == Steps(2, 3 + 2 * whole)
    courses = {it.slug: it for it in team.courses}
    assert (courses["short"].people, courses["short"].done, courses["short"].overdue) == (3, 1, 2)
    assert (courses[C].people, courses[C].begun) == (2, 1)
    people = {it.name: it for it in team.page}
    assert people["Leo Learner"].steps == Steps(1, 1 + whole)
    assert (people["Leo Learner"].asked, people["Leo Learner"].asked_done) == (2, 1)
    assert people["Cora Coach"].overdue == 1
    assert sum(it.steps.done for it in team.page) == team.steps.done
    assert sum(it.steps.all for it in team.page) == team.steps.all


def test_a_person_s_page_holds_courses_and_certificates_and_nothing_private(room: Cast, tmp_path: Path) -> None:
    leo = room.as_viewer("leo")
    classroom.finish(leo, tmp_path, "short")
    give(leo, C, "all", "reflection", ["a secret of mine"])
    seen = queries.learner(room.as_viewer("cora"), room.leo.pk)
    assert [(it.slug, it.steps.complete) for it in seen.courses] == [("short", True), (C, False)]
    assert [it.title for it in seen.certificates] == ["A short course"]
    assert "secret" not in repr(seen)
    assert queries.learner(room.as_viewer("anna"), room.leo.pk).name == "Leo Learner"


def many(room: Cast, count: int) -> None:
    for number in range(count):
        user = add_user(DESK, f"l{number}@allears.example", f"Learner {number:03}")
        set_roles(DESK, user, {room.billing.pk: Role.LEARNER})
        finish_reading(Viewer(user.pk, user.name, roles={room.billing.pk: Role.LEARNER}), C, "end")
        assign(DESK, C, room.billing.pk, user_id=user.pk)


def test_a_team_of_any_size_costs_the_same_queries_and_is_walked_page_by_page(room: Cast) -> None:
    cora = room.as_viewer("cora")
    many(room, 3)
    with CaptureQueriesContext(connection) as few:
        queries.team_progress(cora, "billing")
    with CaptureQueriesContext(connection) as one:
        queries.learner(cora, room.leo.pk)
    for number in range(3, 60):
        user = add_user(DESK, f"m{number}@allears.example", f"Member {number:03}")
        set_roles(DESK, user, {room.billing.pk: Role.LEARNER})
        begin(Viewer(user.pk, user.name, roles={}), C)
    with CaptureQueriesContext(connection) as lots:
        first_page = queries.team_progress(cora, "billing")
    assert len(few) == len(lots) <= 7
    assert len(one) <= 5
    second = queries.team_progress(cora, "billing", after=first_page.next)
    names = [it.name for it in (*first_page.page, *second.page)]
    assert len(names) == len(set(names)) == first_page.members == 63
    assert second.next == ""
