"""Courses from packages: taken in by the owner, told of by their lessons, kept for the learner."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allears.accounts.rules import Viewer
from allears.events.models import Event
from allears.learning.actions import import_course, keep_package, publish
from allears.learning.content import Course, Lesson
from allears.learning.models import CourseFile, CourseVersion, Enrolment
from allears.learning.queries import file, package, package_file
from allears.learning.rules.courses import LessonKind
from allears.lib.errors import Invalid, NotFound
from cast import Cast

GOLF = Course(
    "golf",
    "Golf",
    "From elsewhere.",
    (
        Lesson("one", "One", "", kind=LessonKind.SCORM12, launch="a.html", settings=(("mastery", "80"),)),
        Lesson("two", "Two", "", kind=LessonKind.SCORM12, launch="b.html", settings=(("asset", "yes"),)),
    ),
    files={"a.html": b"<script>1</script>", "b.html": b"<p>", "p.png": b"png"},
)
PASSED = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80", "cmi.suspend_data": "page=3"}


@pytest.fixture
def leo(cast: Cast) -> Viewer:
    import_course(cast.as_viewer("anna"), GOLF, ["Sequencing was left out."])
    return cast.as_viewer("leo")


def test_a_course_is_taken_in_with_what_it_could_not_carry(leo: Viewer) -> None:
    version = CourseVersion.objects.get()
    assert (version.notes, version.steps) == (["Sequencing was left out."], 2)
    kinds = dict(CourseFile.objects.values_list("path", "media_type"))
    assert kinds == {"a.html": "text/html", "b.html": "text/html", "p.png": "image/png"}


def test_the_same_package_again_is_the_same_version_and_another_one_a_new_version(cast: Cast, leo: Viewer) -> None:
    import_course(cast.as_viewer("anna"), GOLF)
    import_course(cast.as_viewer("anna"), replace(GOLF, title="Golf again"))
    assert list(CourseVersion.objects.order_by("number").values_list("number", "title")) == [
        (1, "Golf"),
        (2, "Golf again"),
    ]


def test_a_lesson_begins_where_it_was_left(leo: Viewer) -> None:
    assert package(leo, "golf", "one").data == {}
    keep_package(leo, "golf", "one", {**PASSED, "cmi.core.lesson_status": "incomplete"})
    assert package(leo, "golf", "one").data["cmi.suspend_data"] == "page=3"
    assert not package(leo, "golf", "one").done


def test_a_lesson_that_is_done_is_a_step_and_its_score_a_point(leo: Viewer) -> None:
    enrolment = keep_package(leo, "golf", "one", PASSED)
    assert (enrolment.done, enrolment.steps, enrolment.points, enrolment.scored) == (1, 2, 0.8, 1)
    assert enrolment.completed_at is None
    enrolment = keep_package(leo, "golf", "two", {"cmi.core.lesson_status": "not attempted"})
    assert enrolment.completed_at is not None
    verbs = Event.objects.filter(actor_id=leo.user_id).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["course.begun", "lesson.read", "lesson.read", "course.completed"]


def test_the_best_score_counts_and_what_is_done_stays_done(leo: Viewer) -> None:
    keep_package(leo, "golf", "one", PASSED)
    worse = {"cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "10"}
    assert keep_package(leo, "golf", "one", worse).points == 0.8
    assert Enrolment.objects.get().done == 1


def test_what_scorm_does_not_know_changes_nothing(leo: Viewer) -> None:
    keep_package(leo, "golf", "one", PASSED)
    with pytest.raises(Invalid, match="SCORM does not know"):
        keep_package(leo, "golf", "one", {"document.cookie": "x"})
    assert package(leo, "golf", "one").data == PASSED


def test_pages_and_scripts_of_a_package_go_out_by_its_own_door_only(leo: Viewer) -> None:
    version = CourseVersion.objects.get().pk
    assert file(leo, version, "p.png").media_type == "image/png"
    with pytest.raises(NotFound):
        file(leo, version, "a.html")
    assert package_file(version, "a.html").content == b"<script>1</script>"


def test_a_name_that_a_built_in_course_has_is_refused(cast: Cast, leo: Viewer) -> None:
    publish(cast.as_viewer("anna"))
    with pytest.raises(Invalid, match="another title"):
        import_course(cast.as_viewer("anna"), replace(GOLF, slug="listening"))
