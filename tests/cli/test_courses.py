"""Courses, from the keyboard of those who write them."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import classroom
from allears.cli import courses as command
from allears.cli import main
from allears.config.errors import Refusal
from allears.learning.models import Course
from allears.lib.errors import Invalid

BROKEN = {"02-all.md": '+++\ntitle = "All"\n+++\n\nText.\n\n```choice who\nWho?\n```\n', "03-end.md": "no head"}


@pytest.fixture(autouse=True)
def open_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "open_desk", nullcontext)


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(main.allears, ["courses", *arguments], standalone_mode=False)


def test_a_sound_course_is_said_to_be_sound(tmp_path: Path) -> None:
    done = typed("check", str(classroom.write(tmp_path)))
    assert (done.return_value, done.stdout) == (0, "1 course, nothing wrong.\n")


def test_what_is_wrong_is_told_with_file_and_line_and_exit_code_1(tmp_path: Path) -> None:
    at = classroom.write(tmp_path, {**classroom.FILES, **BROKEN})
    done = typed("check", str(tmp_path))
    assert done.return_value == 1
    lines = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == [f"{at}/02-all.md:7", f"{at}/03-end.md:1"]
    assert lines[-1] == "2 things to mend in 1 course."


@pytest.mark.parametrize("folder", [".", "nowhere"])
def test_a_folder_without_courses_is_refused(tmp_path: Path, folder: str) -> None:
    assert isinstance(typed("check", str(tmp_path / folder)).exception, Refusal)


@pytest.mark.django_db
def test_a_folder_is_added_listed_and_forgotten(tmp_path: Path) -> None:
    classroom.write(tmp_path)
    assert typed("add", str(tmp_path)).stdout == "school: a new version is offered.\n"
    assert typed("add", str(tmp_path)).stdout == "Nothing has changed.\n"
    assert typed("list").stdout == f"school\t1\t3\tListening\t{tmp_path}\n"
    assert typed("remove", str(tmp_path)).stdout == "Forgotten: school.\n"
    assert typed("list").stdout == ""
    assert isinstance(typed("remove", str(tmp_path)).exception, Refusal)
    assert isinstance(typed("add", str(tmp_path / "nowhere")).exception, Invalid)


@pytest.mark.django_db
def test_publishing_takes_what_is_good_and_tells_what_is_not(tmp_path: Path) -> None:
    classroom.publish(tmp_path)
    classroom.write(tmp_path, BROKEN)
    done = typed("publish")
    assert done.return_value == 1
    assert "03-end.md:1" in done.stderr
    assert "listening: a new version is offered." in done.stdout
    assert Course.objects.get(slug="school").hidden_at is None


@pytest.mark.django_db
def test_all_folders_are_checked_where_none_is_named(tmp_path: Path) -> None:
    classroom.publish(tmp_path)
    done = typed("check")
    assert done.return_value == 0
    assert done.stdout == "6 courses, nothing wrong.\n"


@pytest.mark.django_db
def test_a_course_comes_from_a_file_with_what_it_could_not_carry(tmp_path: Path) -> None:
    file = tmp_path / "quiz.gift"
    file.write_text("Which? {=this ~%50%that ~other}\n")
    done = typed("import", str(file), "--title", "Warm-up")
    assert (done.return_value, done.stdout) == (0, "warm-up: “Warm-up” is offered now.\n")
    assert "part of the points" in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"PK nonsense"])
def test_a_file_that_is_no_course_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.zip"
    file.write_bytes(content)
    assert isinstance(typed("import", str(file)).exception, Refusal)
    assert isinstance(typed("import", str(tmp_path / "nowhere.zip")).exception, Refusal)
    assert not Course.objects.exists()


@pytest.mark.django_db
def test_a_course_goes_out_and_comes_back(tmp_path: Path) -> None:
    classroom.publish(tmp_path)
    for form, lessons in (("gift", 2), ("scorm12", 3), ("scorm2004", 3)):
        out = tmp_path / f"out-{form}"
        assert typed("export", "school", "--format", form, "--out", str(out)).return_value == 0
        assert typed("import", str(out), "--title", f"Back {form}").return_value == 0
        found = Course.objects.get(slug=f"back-{form}").current
        assert found is not None
        assert found.lessons.count() == lessons
    assert isinstance(typed("export", "nothing", "--format", "gift").exception, Refusal)
    assert isinstance(typed("export", "back-scorm12", "--format", "gift").exception, Refusal)
