"""The pages on which learners and coaches meet, for every kind of asker; bad input; how many queries a page asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

import classroom
from allears.accounts.actions import add_user, set_roles
from allears.accounts.models import User
from allears.accounts.rules import DESK, Role, Viewer
from allears.learning.actions import assign, finish_reading, hide_comment, issue, revoke, write_comment
from allears.learning.models import Assignment, Certificate, Comment, Course
from allears.lib import clock
from allears.web import urls_class
from cast import Cast

C = "/learning/courses/school"
ALL = f"{C}/lessons/all"
HTMX = {"HX-Request": "true"}
HUGE = 10**30


@dataclass(frozen=True)
class Scene:
    cast: Cast
    course: Course
    folder: Path
    code: str
    comment_id: int
    assignment_id: int


@pytest.fixture
def scene(cast: Cast, tmp_path: Path) -> Scene:
    leo = cast.as_viewer("leo")
    course = classroom.publish(tmp_path)
    code = classroom.finish(leo, tmp_path, "short")
    return Scene(
        cast,
        course,
        tmp_path,
        code,
        write_comment(leo, "school", "all", "See https://x.example/?a=1&b=<i> and <script>alert(1)</script>").pk,
        assign(cast.as_viewer("cora"), "school", cast.billing.pk, due=clock.now() + timedelta(days=2)).pk,
    )


@dataclass(frozen=True)
class Asked:
    """One address: the statuses for owner, agent, other team's agent, coach, learner, and somebody not signed in."""

    name: str
    method: str
    statuses: str
    path: Callable[[Scene], str]
    given: Callable[[Scene], Mapping[str, object]] = lambda s: {}


ANSWERS = (
    #     name                  method    owner agent other coach learner nobody
    Asked("comments",           "get",    "200  200   200   200   200     302", lambda s: f"{ALL}/comments"),
    Asked("comments",           "post",   "302  302   302   302   302     302", lambda s: f"{ALL}/comments",
          lambda s: {"text": "Yes."}),
    Asked("comment_act",        "post",   "404  404   404   404   302     302",
          lambda s: f"/learning/comments/{s.comment_id}/take-back"),
    Asked("comment_act",        "post",   "302  403   403   302   403     302",
          lambda s: f"/learning/comments/{s.comment_id}/hide"),
    Asked("comment_act",        "post",   "302  403   403   302   403     302",
          lambda s: f"/learning/comments/{s.comment_id}/show"),
    Asked("lesson_pdf",         "get",    "200  200   200   200   200     302", lambda s: f"{ALL}/pdf"),
    Asked("card_pdf",           "get",    "200  200   200   200   200     302", lambda s: f"{C}/cards/habits/pdf"),
    Asked("issue_certificate",  "post",   "400  400   400   400   302     302",
          lambda s: "/learning/courses/short/certificate"),
    Asked("learning_teams",     "get",    "200  403   403   302   403     302", lambda s: "/learning/teams"),
    Asked("learning_team",      "get",    "200  403   403   200   403     302", lambda s: "/learning/teams/billing"),
    Asked("learning_team",      "post",   "302  403   403   302   403     302", lambda s: "/learning/teams/billing",
          lambda s: {"course": "short", "who": "0"}),
    Asked("end_assignment",     "post",   "302  404   404   302   404     302",
          lambda s: f"/learning/assignments/{s.assignment_id}/end"),
    Asked("learner",            "get",    "200  404   404   200   404     302",
          lambda s: f"/learning/people/{s.cast.leo.pk}"),
    Asked("learner",            "post",   "302  404   404   302   404     302",
          lambda s: f"/learning/people/{s.cast.leo.pk}",
          lambda s: {"course": "short", "team": s.cast.billing.pk, "due": ""}),
    Asked("certificate",        "get",    "200  200   200   200   200     200", lambda s: f"/certificates/{s.code}"),
    Asked("certificate_pdf",    "get",    "200  404   404   200   200     302",
          lambda s: f"/certificates/{s.code}/pdf"),
    Asked("certificate_act",    "post",   "302  403   403   403   403     302",
          lambda s: f"/certificates/{s.code}/revoke"),
    Asked("certificate_act",    "post",   "302  403   403   403   403     302",
          lambda s: f"/certificates/{s.code}/restore"),
)  # fmt: skip
WHO = {"owner": "anna", "agent": "ben", "other": "iris", "coach": "cora", "learner": "leo", "nobody": ""}


def client_of(cast: Cast, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name:
        user: User = getattr(cast, name)
        client.force_login(user)
    return client


@pytest.mark.parametrize("asked", ANSWERS, ids=lambda it: f"{it.name}-{it.method}")
def test_everybody_gets_what_the_table_says(asked: Asked, scene: Scene) -> None:
    expected = dict(zip(WHO, map(int, asked.statuses.split()), strict=True))
    for who in reversed(WHO):  # from nobody to the owner, so that what is refused is still there
        answer = getattr(client_of(scene.cast, WHO[who]), asked.method)(asked.path(scene), asked.given(scene))
        assert (who, answer.status_code) == (who, expected[who])
        if who == "nobody" and expected[who] == 302:
            assert answer["Location"].startswith("/accounts/login/?next=")
        if asked.path(scene).endswith(("/take-back", "/end")) and answer.status_code == 302 and who != "nobody":
            return  # it is done, and is not there any more for anybody


def test_no_address_is_missing_from_the_table() -> None:
    named = {it.name for it in urls_class.urlpatterns if isinstance(it, URLPattern)}
    assert named == {it.name for it in ANSWERS}


BAD = (
    ("get", f"{ALL}/comments?after=x", {}, 400),
    ("get", f"{ALL}/comments?after={HUGE}", {}, 400),
    ("get", f"{ALL}/comments?part=nothing", {}, 200),
    ("post", f"{ALL}/comments", {"text": " "}, 400),
    ("post", f"{ALL}/comments", {"text": "x" * 2001}, 400),
    ("post", f"{C}/lessons/nowhere/comments", {"text": "x"}, 404),
    ("post", f"/learning/comments/{HUGE}/hide", {}, 404),
    ("post", "/learning/comments/1/burn", {}, 404),
    ("get", f"{C}/lessons/nowhere/pdf", {}, 404),
    ("get", f"{C}/cards/nowhere/pdf", {}, 404),
    ("get", "/learning/teams/nowhere", {}, 404),
    ("get", "/learning/teams/billing?after=x", {}, 400),
    ("get", "/learning/teams/billing?after=1_%00", {}, 200),
    ("post", "/learning/teams/billing", {}, 400),
    ("post", "/learning/teams/billing", {"course": "nowhere"}, 400),
    ("post", "/learning/teams/billing", {"course": "school", "who": str(HUGE)}, 400),
    ("post", "/learning/teams/billing", {"course": "school", "who": "0", "due": "2001-01-01"}, 400),
    ("post", "/learning/teams/billing", {"course": "school", "who": "0", "due": "9999-12-31"}, 400),
    ("post", "/learning/teams/billing", {"course": "school", "who": "0", "due": "Friday", "note": "\x00"}, 400),
    ("post", f"/learning/assignments/{HUGE}/end", {}, 404),
    ("get", f"/learning/people/{HUGE}", {}, 404),
    ("post", "LEO", {"course": "school", "team": "x"}, 400),
    ("get", "/certificates/" + "0" * 32, {}, 404),
    ("get", "/certificates/%00", {}, 404),
    ("get", "/certificates/" + "0" * 32 + "/pdf", {}, 404),
    ("post", "/certificates/" + "0" * 32 + "/revoke", {}, 404),
    ("post", "/certificates/" + "0" * 32 + "/frame", {}, 404),
)


@pytest.mark.parametrize(("method", "path", "given", "status"), BAD, ids=lambda it: str(it)[:40])
def test_bad_input_gets_a_page_in_our_own_words(
    method: str, path: str, given: dict[str, str], status: int, scene: Scene
) -> None:
    path = path.replace("LEO", f"/learning/people/{scene.cast.leo.pk}")
    answer = getattr(client_of(scene.cast, "anna"), method)(path, given)
    assert answer.status_code == status
    assert b"Traceback" not in answer.content


def test_a_comment_is_shown_as_it_was_typed_with_links_that_do_no_harm(scene: Scene) -> None:
    html = client_of(scene.cast, "ben").get(f"{ALL}/comments").content.decode()
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html
    assert 'rel="nofollow"' in html


def test_a_comment_that_was_refused_is_still_in_its_box(scene: Scene) -> None:
    answer = client_of(scene.cast, "ben").post(f"{ALL}/comments", {"text": "y" * 2001}, headers=HTMX)
    assert answer.status_code == 200
    assert "y" * 2001 in answer.content.decode()
    assert "say it shorter" in answer.content.decode()
    assert Comment.objects.count() == 1


def test_the_count_and_older_comments_come_alone_when_they_are_asked_for(scene: Scene) -> None:
    ben = client_of(scene.cast, "ben")
    for number in range(25):
        write_comment(scene.cast.as_viewer("ben"), "school", "all", f"Comment {number}")
    count = ben.get(f"{ALL}/comments?part=count", headers=HTMX).content.decode()
    assert ">26<" in count
    assert "<form" not in count
    page = ben.get(f"{ALL}/comments", headers=HTMX).content.decode()
    after = page.split("part=rows&amp;after=")[1].split('"')[0]
    rows = ben.get(f"{ALL}/comments?part=rows&after={after}", headers=HTMX).content.decode()
    assert rows.strip().startswith("<li")
    assert rows.count("<li") == 6


def test_a_hidden_comment_says_who_hid_it_and_to_the_others_it_is_not_there(scene: Scene) -> None:
    hide_comment(scene.cast.as_viewer("cora"), scene.comment_id)
    assert "hidden by Cora Coach" in client_of(scene.cast, "anna").get(f"{ALL}/comments").content.decode()
    assert "hidden from the others by Cora" in client_of(scene.cast, "leo").get(f"{ALL}/comments").content.decode()
    assert "x.example" not in client_of(scene.cast, "ben").get(f"{ALL}/comments").content.decode()


def test_what_is_asked_stands_in_the_catalogue_and_on_the_course_and_overdue_is_said_kindly(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    for path in ("/learning/", C):
        assert "Asked of you by Cora Coach, by " in leo.get(path).content.decode()
    Assignment.objects.update(due=clock.now() - timedelta(days=2))
    assert "it is still worth doing" in leo.get(C).content.decode()
    assert "Asked of you" not in client_of(scene.cast, "iris").get(C).content.decode()
    Assignment.objects.update(assigned_by=scene.cast.leo)
    assert "Asked by you, of yourself" in leo.get(C).content.decode()


def test_asked_by_a_day_is_in_time_until_that_day_ends(scene: Scene) -> None:
    day = (clock.now() + timedelta(days=10)).date()
    client_of(scene.cast, "cora").post(
        "/learning/teams/billing", {"course": "short", "who": "0", "due": day.isoformat()}
    )
    due = Assignment.objects.get(course__slug="short").due
    assert due is not None
    assert (due - clock.now()) > timedelta(days=9)


def test_a_learner_who_has_done_a_course_gets_the_certificate_and_anybody_may_check_it(scene: Scene) -> None:
    leo, stranger = client_of(scene.cast, "leo"), client_of(scene.cast, "")
    assert "Your certificate" in leo.get("/learning/courses/short").content.decode()
    Certificate.objects.all().delete()
    assert "Get your certificate" in leo.get("/learning/courses/short").content.decode()
    place = leo.post("/learning/courses/short/certificate")["Location"]
    html = stranger.get(place).content.decode()
    assert "This certificate is genuine" in html
    assert "Leo Learner" in html
    assert "/pdf" not in html
    assert "leo@allears.example" not in html
    revoke(DESK, Certificate.objects.get().code)
    assert "was revoked on" in stranger.get(place).content.decode()
    unknown = stranger.get("/certificates/" + "a" * 32)
    assert unknown.status_code == 404
    assert "There is no such certificate" in unknown.content.decode()


def test_what_is_printed_is_a_pdf_with_its_name(scene: Scene) -> None:
    answer = client_of(scene.cast, "leo").get(f"{ALL}/pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="school-all.pdf"'
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "path", ["/learning/teams/billing", "/learning/people/LEO", C, "/learning/", f"{ALL}/comments"]
)
def test_a_page_asks_at_most_twelve_queries_however_many_learn(path: str, scene: Scene) -> None:
    cast = scene.cast
    set_roles(DESK, cast.cora, {cast.billing.pk: Role.COACH, cast.it.pk: Role.COACH})
    path = path.replace("LEO", str(cast.leo.pk))

    def asked() -> int:
        client = client_of(cast, "cora")
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    few = asked()
    for number in range(60):
        user = add_user(DESK, f"l{number}@allears.example", f"Learner {number}")
        roles = {cast.billing.pk: Role.LEARNER}
        set_roles(DESK, user, roles)
        one = Viewer(user.pk, user.name, roles=roles)
        finish_reading(one, "short", "only")
        issue(one, "short")
        write_comment(one, "school", "all", f"Comment {number}")
        assign(DESK, "short", cast.billing.pk, user_id=user.pk)
    assert asked() == few <= 12
