"""A lesson from a package is played under an address of its own, or not at all."""

from __future__ import annotations

import pytest
from django.test import Client

from allears.learning.actions import import_course
from allears.learning.content import Course, Lesson
from allears.learning.rules.courses import LessonKind
from cast import Cast

GOLF = Course(
    "golf",
    "Golf",
    "From elsewhere.",
    (Lesson("one", "One", "", kind=LessonKind.SCORM12, launch="a.html"),),
    files={"a.html": b"<p>Golf</p>"},
)
ONE = "/learning/courses/golf/lessons/one"


@pytest.fixture
def leo(cast: Cast) -> Client:
    import_course(cast.as_viewer("anna"), GOLF)
    client = Client()
    client.force_login(cast.leo)
    return client


def src(page: str) -> str:
    return page.partition('data-src="')[2].partition('"')[0]


def test_on_ones_own_machine_it_is_the_other_name_of_the_machine(leo: Client) -> None:
    answer = leo.get(ONE, headers={"host": "127.0.0.1:8000"})
    assert src(answer.content.decode()).startswith("http://localhost:8000/packages/")
    assert "frame-src http://localhost:8000" in answer["Content-Security-Policy"]


def test_the_files_are_answered_under_that_address_only(leo: Client) -> None:
    address = src(leo.get(ONE, headers={"host": "127.0.0.1:8000"}).content.decode())
    path = address.removeprefix("http://localhost:8000").removesuffix("play") + "files/a.html"
    answer = Client().get(path, headers={"host": "localhost:8000"})
    assert (answer.status_code, answer.content) == (200, b"<p>Golf</p>")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert leo.get(path, headers={"host": "127.0.0.1:8000"}).status_code == 404
    assert (
        Client().get(path.replace("/packages/", "/packages/x"), headers={"host": "localhost:8000"}).status_code == 404
    )


def test_without_a_second_address_the_page_says_why_nothing_is_played(leo: Client) -> None:
    page = leo.get(ONE, headers={"host": "testserver"}).content.decode()
    assert "ALLEARS_PACKAGES_URL" in page
    assert "<iframe" not in page
