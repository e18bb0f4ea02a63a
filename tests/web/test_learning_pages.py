"""Learning's addresses for every kind of asker, bad input, and a lesson taken by forms alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

import classroom
from allears.accounts.models import User
from allears.accounts.rules import DESK
from allears.learning.actions import add_source, begin, watching
from allears.learning.content import exercises
from allears.learning.exercises import KINDS, Exercise
from allears.learning.models import Answer, Course, Enrolment
from allears.learning.rules.answers import UNSCORED, right_answer
from allears.web import urls_learning
from cast import Cast

C = "/learning/courses/school"
ALL = f"{C}/lessons/all"
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Scene:
    cast: Cast
    course: Course
    folder: Path


@pytest.fixture
def scene(cast: Cast, tmp_path: Path) -> Scene:
    return Scene(cast, classroom.publish(tmp_path), tmp_path)


@dataclass(frozen=True)
class Asked:
    """One address: the statuses for owner, agent, coach, learner, and somebody not signed in."""

    name: str
    method: str
    statuses: str
    path: Callable[[Scene], str]
    given: Callable[[Scene], Mapping[str, object]] = lambda s: {}


ANSWERS = (
    #     name                method    owner agent coach learner nobody
    Asked("learning",         "get",    "200  200   200   200     302", lambda s: "/learning/"),
    Asked("sources",          "get",    "200  403   403   403     302", lambda s: "/learning/sources"),
    Asked("sources",          "post",   "302  403   403   403     302", lambda s: "/learning/sources",
          lambda s: {"path": str(s.folder)}),
    Asked("publish_sources",  "post",   "302  403   403   403     302", lambda s: "/learning/sources/publish"),
    Asked("remove_source",    "post",   "302  403   403   403     302",
          lambda s: f"/learning/sources/{s.course.source_id}/remove"),
    Asked("course_file",      "get",    "200  200   200   200     302",
          lambda s: f"/learning/files/{s.course.current_id}/pictures/desk.svg"),
    Asked("course",           "get",    "200  200   200   200     302", lambda s: C),
    Asked("begin_course",     "post",   "302  302   302   302     302", lambda s: f"{C}/begin"),
    Asked("move_over",        "post",   "302  302   302   302     302", lambda s: f"{C}/move-over"),
    Asked("course_changed",   "get",    "204  204   204   204     302",
          lambda s: f"{C}/changed?have={s.course.current_id}"),
    Asked("bring_course",     "get",    "200  403   403   403     302", lambda s: "/learning/bring"),
    Asked("bring_course",     "post",   "400  403   403   403     302", lambda s: "/learning/bring"),
    Asked("take",             "get",    "200  403   200   403     302", lambda s: f"{C}/take"),
    Asked("take_course",      "get",    "200  403   200   403     302", lambda s: f"{C}/take/gift"),
    Asked("package_keep",     "post",   "400  400   400   400     302", lambda s: f"{ALL}/package"),
    Asked("course_card",      "get",    "200  200   200   200     302", lambda s: f"{C}/cards/habits"),
    Asked("lesson",           "get",    "200  200   200   200     302", lambda s: ALL),
    Asked("lesson_read",      "post",   "302  302   302   302     302", lambda s: f"{ALL}/read"),
    Asked("exercise",         "get",    "302  302   302   302     302", lambda s: f"{ALL}/exercises/choice"),
    Asked("exercise",         "post",   "302  302   302   302     302", lambda s: f"{ALL}/exercises/choice",
          lambda s: {"answer": "1"}),
)  # fmt: skip
WHO = {"owner": "anna", "agent": "ben", "coach": "cora", "learner": "leo", "nobody": ""}


def client_of(cast: Cast, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name:
        user: User = getattr(cast, name)
        client.force_login(user)
    return client


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("asked", ANSWERS, ids=lambda it: f"{it.name}-{it.method}")
def test_everybody_gets_what_the_table_says(asked: Asked, who: str, scene: Scene) -> None:
    expected = dict(zip(WHO, map(int, asked.statuses.split()), strict=True))[who]
    answer = getattr(client_of(scene.cast, WHO[who]), asked.method)(asked.path(scene), asked.given(scene))
    assert answer.status_code == expected
    if who == "nobody":
        assert answer["Location"].startswith("/accounts/login/?next=")


def test_no_address_is_missing_from_the_table() -> None:
    named = {it.name for it in urls_learning.urlpatterns if isinstance(it, URLPattern)}
    assert named - {it.name for it in ANSWERS} == set()


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("get", "/learning/courses/nowhere", {}, 404),
        ("get", "/learning/courses/%00", {}, 404),
        ("get", f"{C}/lessons/nowhere", {}, 404),
        ("get", f"{C}/cards/nowhere", {}, 404),
        ("get", f"{ALL}?again=nothing&newest=1", {}, 200),
        ("get", f"{C}/begin", {}, 405),
        ("post", f"{ALL}/exercises/nothing", {"answer": "1"}, 404),
        ("post", f"{ALL}/exercises/choice", {}, 400),
        ("post", f"{ALL}/exercises/choice", {"answer": "99"}, 400),
        ("post", f"{ALL}/exercises/choice", {"answer": "\x00"}, 400),
        ("post", f"{ALL}/exercises/order", {"answer": ["0", "0", "1"], "move": "x y z"}, 302),
        ("post", f"{ALL}/exercises/order", {"answer": ["0", "0", "1"]}, 400),
        ("post", f"{ALL}/exercises/roleplay", {"answer": ["7"], "say": "9"}, 302),
        ("post", f"{ALL}/exercises/sort", {"answer-0": "5"}, 400),
        ("post", f"{ALL}/exercises/reflection", {"answer": "x" * 100_000}, 400),
        ("post", f"{ALL}/exercises/reflection", {"answer": "x" * 100_000, "draft": "1"}, 400),
        ("get", "/learning/files/1/..%2f..%2fetc%2fpasswd", {}, 404),
        ("get", f"/learning/files/{10**30}/pictures/desk.svg", {}, 404),
        ("post", "/learning/sources", {"path": "relative"}, 400),
        ("post", "/learning/sources", {"path": "/nowhere/at/all"}, 400),
        ("post", "/learning/sources", {"path": "\x00"}, 400),
        ("post", f"/learning/sources/{10**30}/remove", {}, 404),
        ("get", f"{C}/changed?have=x", {}, 200),
    ],
)
def test_bad_input_gets_a_page_in_our_own_words(
    method: str, path: str, given: dict[str, object], status: int, scene: Scene
) -> None:
    answer = getattr(client_of(scene.cast, "anna"), method)(path, given)
    assert answer.status_code == status
    if status in {400, 404}:
        html = answer.content.decode()
        assert re.search(r"<h1[^>]*>[^<]", html)
        assert "Traceback" not in html


# ---- a lesson by forms alone


def of_kind(kind: str) -> Exercise:
    text = classroom.FILES["02-all.md"].split("+++\n", 2)[2]
    return next(it for it in exercises(text) if it.kind == kind)


def form_of(kind: str) -> dict[str, object]:
    """What a browser sends for the right answer."""
    answer = right_answer(of_kind(kind))
    if kind in {"sort", "likert"}:
        return {f"answer-{place}": value for place, value in enumerate(answer)}
    return {"answer": list(answer)}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_answered_by_its_form_and_stands_judged_at_its_place(kind: str, scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    open_ = leo.get(ALL).content.decode()
    assert f'data-exercise="{scene.cast.leo.pk}:school/all/{kind}"' in open_
    answer = leo.post(f"{ALL}/exercises/{kind}", form_of(kind))
    assert answer["Location"] == f"{ALL}#ex-{kind}"
    html = leo.get(ALL).content.decode()
    assert f'data-exercise="{scene.cast.leo.pk}:school/all/{kind}"' not in html
    section = html[html.index(f'id="ex-{kind}"') :].split("</form>\n")[0]
    verdict = re.search(r'<p class="verdict verdict--(\w+)">', section)
    assert verdict is not None
    assert verdict[1] == ("kept" if kind in UNSCORED else "right")
    again = leo.get(f"{ALL}?again={kind}").content.decode()
    assert f'data-exercise="{scene.cast.leo.pk}:school/all/{kind}"' in again


@pytest.mark.parametrize("kind", KINDS)
def test_by_htmx_the_exercise_comes_judged_with_the_progress_beside_it(kind: str, scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    html = leo.post(f"{ALL}/exercises/{kind}", form_of(kind), headers=HTMX).content.decode()
    assert html.lstrip().startswith(f'<div class="exercise exercise--{kind} exercise--given"')
    assert 'id="reading" hx-swap-oob="true"' in html
    assert 'value="1" max="12"' in html
    assert "<html" not in html


def test_why_an_answer_is_right_is_shown_after_it_and_not_before(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    assert "Whoever relies on you" not in leo.get(ALL).content.decode()
    wrong = leo.post(f"{ALL}/exercises/choice", {"answer": "0"}, headers=HTMX).content.decode()
    assert "Not yet." in wrong
    assert "She waits like anybody." in wrong
    assert "Whoever relies on you is your customer." in wrong
    assert "She relies on you." not in wrong, "what is said of the right one is said to who chose it"


def test_an_item_is_moved_without_javascript(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")

    def order() -> list[str]:
        section = leo.get(ALL).content.decode().split('id="ex-order"')[1].split("</form>")[0]
        return re.findall(r'name="answer" value="(\d)"', section)

    shown = order()
    assert sorted(shown) == ["0", "1", "2", "3"]
    assert shown != ["0", "1", "2", "3"]
    leo.post(f"{ALL}/exercises/order", {"answer": shown, "move": f"{shown[0]} down"})
    assert order() == [shown[1], shown[0], *shown[2:]]
    leo.post(f"{ALL}/exercises/order", {"answer": order(), "move": f"{order()[0]} up"})
    assert order() == [shown[1], shown[0], *shown[2:]], "the first stays the first"


def test_a_role_play_goes_on_scene_by_scene_and_keeps_its_path(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    leo.post(f"{ALL}/exercises/roleplay", {"say": "0"})
    row = Answer.objects.get(exercise="roleplay")
    assert row.given == ["0"], "this way leads to an end at once"
    html = leo.get(ALL).content.decode()
    assert "It ended badly." in html
    assert "Nobody has become calm by that." in html
    again = leo.get(f"{ALL}/exercises/roleplay?again=1", headers=HTMX).content.decode()
    assert "What do you say?" in again


def test_a_half_finished_answer_is_there_at_the_next_look(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    sent = leo.post(f"{ALL}/exercises/reflection", {"answer": "She <wan", "draft": "1"})
    assert sent.status_code == 204
    assert "She &lt;wan</textarea>" in leo.get(ALL).content.decode()
    leo.post(f"{ALL}/exercises/sort", {"answer-1": "0", "draft": "1"})
    assert Answer.objects.get(exercise="sort").draft == ["", "0", ""]
    assert 'name="answer-1" value="0" checked' in leo.get(ALL).content.decode()


def test_what_cannot_be_taken_comes_back_as_it_was_typed_and_is_kept(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    refused = leo.post(f"{ALL}/exercises/reflection", {"answer": "Too short"})
    assert refused.status_code == 400
    html = refused.content.decode()
    assert "Too short</textarea>" in html
    assert 'aria-describedby="ex-reflection-error"' in html
    assert "Too short</textarea>" in leo.get(ALL).content.decode()


def test_words_that_somebody_typed_are_never_markup(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    hostile = '"><script>alert(1)</script>'
    for kind, form in {
        "fill": {"answer": [hostile, hostile]},
        "reflection": {"answer": f"{hostile} and more words"},
        "say": {"answer": f"{hostile} and more words"},
    }.items():
        leo.post(f"{ALL}/exercises/{kind}", {**form, "draft": "1"})
        assert "<script>alert" not in leo.get(ALL).content.decode()
        leo.post(f"{ALL}/exercises/{kind}", form)
        assert "<script>alert" not in leo.get(ALL).content.decode()


def test_a_reflection_is_on_nobody_elses_page(scene: Scene) -> None:
    client_of(scene.cast, "leo").post(f"{ALL}/exercises/reflection", {"answer": "my very own secret words"})
    for name in ("anna", "cora", "ben"):
        client = client_of(scene.cast, name)
        for path in (ALL, C, "/learning/", f"{ALL}?newest=1"):
            assert "secret words" not in client.get(path).content.decode()


def test_reading_on_leads_to_the_next_lesson_and_at_the_end_to_the_course(scene: Scene) -> None:
    leo = client_of(scene.cast, "leo")
    assert leo.post(f"{C}/begin")["Location"] == f"{C}/lessons/hearing"
    assert leo.post(f"{C}/lessons/hearing/read")["Location"] == ALL
    assert leo.post(f"{C}/lessons/end/read", headers=HTMX)["HX-Redirect"] == C
    assert Enrolment.objects.get().done == 2


def test_a_piece_of_page_is_not_replaced_by_the_way_in(scene: Scene) -> None:
    answer = Client().post(f"{ALL}/exercises/choice", {"answer": "1"}, headers=HTMX)
    assert answer.status_code == 401


def test_a_lesson_shows_its_outcomes_pictures_and_further_reading(scene: Scene) -> None:
    html = client_of(scene.cast, "leo").get(f"{C}/lessons/hearing").content.decode()
    assert "After this lesson you can" in html
    picture = f"/learning/files/{scene.course.current_id}/pictures/desk.svg"
    assert f'<figure><img src="{picture}" alt="" loading="lazy"><figcaption>A desk</figcaption></figure>' in html
    assert f'<a href="{ALL}">on</a>' in html
    assert "A book, <em>read slowly</em>" in html


def test_a_picture_is_kept_for_a_year_and_nothing_in_it_is_run(scene: Scene) -> None:
    answer = client_of(scene.cast, "leo").get(f"/learning/files/{scene.course.current_id}/pictures/desk.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "immutable" in answer["Cache-Control"]


# ---- for those who write


def test_those_who_write_see_a_saved_file_at_the_next_look(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allears.learning.actions.watching.BREATH", 0.0)
    cora = client_of(scene.cast, "cora")
    assert cora.get(C).status_code == 200
    have = f"{C}/changed?have={scene.course.current_id}"
    assert cora.get(have, headers=HTMX).status_code == 204
    begin(scene.cast.as_viewer("cora"), "school")
    classroom.write(scene.folder, {"03-end.md": classroom.lesson("The very end")})
    assert cora.get(have, headers=HTMX)["HX-Refresh"] == "true"
    mine, newest = f"{C}/lessons/end", f"{C}/lessons/end?newest=1"
    assert "The very end" not in cora.get(mine).content.decode(), "who has begun keeps the version"
    assert "The very end" in cora.get(newest).content.decode()
    assert "The very end" in client_of(scene.cast, "ben").get(mine).content.decode(), "who has not, sees the newest"
    begin(scene.cast.as_viewer("leo"), "school")
    assert "as it is being written" not in client_of(scene.cast, "leo").get(newest).content.decode()


def test_an_owner_is_told_what_is_broken_and_where(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allears.learning.actions.watching.BREATH", 0.0)
    classroom.write(scene.folder, {"03-end.md": "no head"})
    for path in ("/learning/", C, f"{C}/lessons/end", "/learning/sources"):
        assert "03-end.md:1" in client_of(scene.cast, "anna").get(path).content.decode()
    assert "03-end.md" not in client_of(scene.cast, "cora").get(C).content.decode()
    assert "Some words about listening." in client_of(scene.cast, "leo").get(f"{C}/lessons/end").content.decode()


def test_a_folder_is_named_published_and_forgotten_on_the_page(scene: Scene, tmp_path: Path) -> None:
    anna = client_of(scene.cast, "anna")
    other = tmp_path / "other"
    classroom.write(other, slug="another")
    anna.post("/learning/sources", {"path": str(other)})
    assert Course.objects.get(slug="another").current is not None
    number = add_source(DESK, str(other)).pk
    assert f"/learning/sources/{number}/remove" in anna.get("/learning/sources").content.decode()
    anna.post(f"/learning/sources/{number}/remove")
    assert Course.objects.get(slug="another").hidden_at is not None
    assert "/learning/courses/another" not in anna.get("/learning/").content.decode()


# ---- queries


def queries(client: Client, path: str) -> int:
    client.get(path)  # the first look writes down that one was there
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("lessons", [3, 200])
def test_a_page_asks_at_most_twelve_queries_however_many_lessons(
    lessons: int, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine the moment would come in between at which the folders are looked at again.
    monkeypatch.setattr(watching, "BREATH", float("inf"))
    more = {f"{n:03}-more-{n}.md": classroom.lesson(f"More {n}", "choice", "fill") for n in range(10, 10 + lessons)}
    classroom.publish(scene.folder, {**classroom.FILES, **more})
    for name in ("anna", "leo"):
        begin(scene.cast.as_viewer(name), "school")
        client = client_of(scene.cast, name)
        client.post(f"{ALL}/exercises/choice", {"answer": "1"})
        asked = {path: queries(client, path) for path in ("/learning/", C, ALL)}
        assert {path: number for path, number in asked.items() if number > 12} == {}
