"""Every change of a course's files is a new version; what is broken never replaces what is good."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import classroom
from allears.accounts.rules import DESK
from allears.events.models import Event
from allears.learning.actions import BUILT_IN, add_source, publish, publish_folder, publish_saved, remove_source
from allears.learning.actions.watching import Watch
from allears.learning.content import find_courses
from allears.learning.models import Blob, CourseFile, CourseVersion, Lesson, Source
from allears.lib.errors import Invalid, NotFound
from cast import Cast

pytestmark = pytest.mark.django_db


def test_a_course_comes_in_with_its_lessons_cards_and_files(tmp_path: Path) -> None:
    course = classroom.publish(tmp_path)
    version = course.current
    assert version is not None
    assert (course.title, version.number, version.pass_mark) == ("Listening", 1, 50)
    lessons = list(version.lessons.order_by("position"))
    assert [(it.slug, it.title, it.steps) for it in lessons] == [
        ("hearing", "Hearing", 3), ("all", "All kinds", 12), ("end", "The end", 1)
    ]  # fmt: skip
    assert version.steps == 16
    assert [name for name, _, _ in lessons[0].exercises] == ["choice", "order"]
    assert version.cards.get().text.strip() == "- Look up"
    assert bytes(version.files.get().blob.content).decode() == classroom.PICTURE


def test_the_same_files_are_the_same_version_and_no_event(tmp_path: Path) -> None:
    course = classroom.publish(tmp_path)
    events = Event.objects.count()
    assert publish_folder(DESK, tmp_path, course.source).changed == ()
    assert CourseVersion.objects.count() == 1
    assert Event.objects.count() == events


def test_a_change_is_a_new_version_and_a_change_taken_back_is_the_old_one(tmp_path: Path) -> None:
    course = classroom.publish(tmp_path)
    first = course.current_id
    classroom.publish(tmp_path, {"03-end.md": classroom.lesson("The very end")})
    course.refresh_from_db()
    assert course.current is not None
    assert course.current.number == 2
    assert Blob.objects.count() == 1, "the picture is kept once"
    assert CourseFile.objects.count() == 2
    classroom.publish(tmp_path)
    course.refresh_from_db()
    assert course.current_id == first


def test_a_broken_file_leaves_the_good_version_and_is_told_with_its_line(tmp_path: Path) -> None:
    course = classroom.publish(tmp_path)
    at = classroom.write(tmp_path, {"01-hearing.md": '+++\ntitle = "Hearing"\n+++\n\n```choice x\nWho?\n```\n'})
    done = publish_folder(DESK, tmp_path, course.source)
    assert done.changed == ()
    assert [str(it).removeprefix(f"{at}/").split(" ")[0] for it in done.problems] == ["01-hearing.md:5:"]
    course.refresh_from_db()
    assert course.current is not None
    assert course.current.number == 1


def test_two_folders_cannot_have_the_same_course(tmp_path: Path) -> None:
    classroom.publish(tmp_path / "one")
    classroom.write(tmp_path / "two")
    second = add_source(DESK, str(tmp_path / "two"))
    (told,) = publish_folder(DESK, tmp_path / "two", second).problems
    assert "There is a course “school” already" in told.problem.sentence
    assert CourseVersion.objects.count() == 1


def test_a_course_that_left_its_folder_is_offered_no_longer_until_it_is_back(tmp_path: Path) -> None:
    course = classroom.publish(tmp_path)
    (tmp_path / "school").rename(tmp_path / ".away")
    assert publish_folder(DESK, tmp_path, course.source).hidden == ("school",)
    course.refresh_from_db()
    assert course.hidden_at is not None
    (tmp_path / ".away").rename(tmp_path / "school")
    assert publish_folder(DESK, tmp_path, course.source).changed == ("school",)
    course.refresh_from_db()
    assert course.hidden_at is None
    assert CourseVersion.objects.count() == 1


def test_a_folder_that_is_away_takes_no_course_with_it(tmp_path: Path) -> None:
    course = classroom.publish(tmp_path / "checkout")
    (tmp_path / "checkout").rename(tmp_path / "unmounted")
    done = publish_folder(DESK, tmp_path / "checkout", course.source)
    assert done.hidden == ()
    assert done.problems[0].problem.sentence == "This folder is not there."
    course.refresh_from_db()
    assert course.hidden_at is None


def test_a_forgotten_folder_takes_its_courses_out_of_the_catalogue_and_can_come_again(tmp_path: Path) -> None:
    course = classroom.publish(tmp_path)
    assert course.source is not None
    assert remove_source(DESK, course.source.pk) == ("school",)
    assert not Source.objects.exists()
    course = classroom.publish(tmp_path)
    assert course.hidden_at is None
    assert CourseVersion.objects.count() == 1
    with pytest.raises(NotFound):
        remove_source(DESK, 10**9)


@pytest.mark.parametrize("path", ["", "courses", "/nowhere/at/all", "/\x00"])
def test_what_is_no_folder_is_refused(path: str) -> None:
    with pytest.raises(Invalid):
        add_source(DESK, path)


def test_a_folder_without_a_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="There is no course in"):
        add_source(DESK, str(tmp_path))


def test_the_built_in_courses_are_published_without_a_problem() -> None:
    done = publish(DESK)
    assert done.problems == ()
    assert set(done.changed) == {it.name for it in find_courses(BUILT_IN)}
    assert Lesson.objects.count() >= 8


def test_a_saved_file_is_a_new_version_at_the_next_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allears.learning.actions.watching.BREATH", 0.0)
    course = classroom.publish(tmp_path)
    watch = Watch()
    assert watch.look() == ()
    file = classroom.write(tmp_path, {"03-end.md": classroom.lesson("The very end")}) / "03-end.md"
    os.utime(file, ns=(1, 1))
    assert watch.look() == ()
    course.refresh_from_db()
    assert course.current is not None
    assert course.current.lessons.get(slug="end").title == "The very end"
    classroom.write(tmp_path, {"03-end.md": "no head"})
    (told,) = watch.look()
    assert told.problem.line == 1
    assert watch.look() == (told,), "it is still told while nothing has changed"


def test_nothing_is_read_while_nothing_was_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allears.learning.actions.watching.BREATH", 0.0)
    classroom.publish(tmp_path)
    watch = Watch()
    watch.look()
    read: list[Path] = []
    monkeypatch.setattr("allears.learning.actions.watching.publish_folder", lambda *given: read.append(given[1]))
    watch.look()
    assert read == []


def test_only_those_who_own_or_coach_make_the_desk_look(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(Watch, "look", lambda self: looked.append(1) or ("a problem",))
    assert publish_saved(cast.as_viewer("leo")) == ()
    assert publish_saved(cast.as_viewer("ben")) == ()
    assert looked == []
    assert publish_saved(cast.as_viewer("cora")) == ()
    assert publish_saved(cast.as_viewer("anna")) == ("a problem",)
    assert looked == [1, 1]
