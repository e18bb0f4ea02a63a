"""A folder becomes a course, or every problem in it is named with its file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allears.learning import content
from allears.learning.content import find_courses, parts, read_course, render
from allears.learning.content.markdown import count_words, cut
from allears.learning.exercises import KINDS, Exercise, parse

PROJECT = Path(__file__).resolve().parents[3]
HEAD = 'title = "Listening"\nsummary = "How to listen."\n'
LESSON = '+++\ntitle = "Welcome"\n+++\n\n## Hello\n\nSome words.\n'
CHOICE = "```choice who\nWho?\n\n( ) A\n(x) B\n```\n"


def course(folder: Path, **files: str | bytes) -> Path:
    """A folder `listening`; names of files are written with __ for a dot and ___ for a slash."""
    at = folder / "listening"
    written = {"course__toml": HEAD, "01-welcome__md": LESSON, **files}
    for name, text in written.items():
        file = at / name.replace("___", "/").replace("__", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return at


def told(folder: Path) -> list[str]:
    return [str(it) for it in read_course(folder).problems]


def test_a_folder_is_a_course_with_its_lessons_cards_and_pictures(tmp_path: Path) -> None:
    at = course(
        tmp_path,
        **{
            "02-next__md": f"{LESSON}![A desk](pictures/desk.svg)\n\n[back](01-welcome.md)\n\n{CHOICE}",
            "pictures___desk__svg": "<svg/>",
            "pictures___unused__svg": "<svg/>",
            "cards___habits__md": '+++\ntitle = "Habits"\n+++\n- Look up\n',
        },
    )
    found = read_course(at)
    assert found.problems == ()
    assert found.course is not None
    assert (found.course.slug, found.course.title) == ("listening", "Listening")
    assert [(it.slug, it.exercises, it.first_line) for it in found.course.lessons] == [
        ("welcome", (), 4),
        ("next", ("who",), 4),
    ]
    assert list(found.course.files) == ["pictures/desk.svg"], "what no lesson shows is left where it is"
    assert [it.slug for it in found.course.cards] == ["habits"]


def test_the_same_files_are_the_same_version_and_a_changed_word_is_another(tmp_path: Path) -> None:
    at = course(tmp_path)
    one = read_course(at).course
    again = read_course(at).course
    (at / "01-welcome.md").write_text(LESSON.replace("Some", "Other"))
    other = read_course(at).course
    assert one is not None
    assert again is not None
    assert other is not None
    assert one.digest == again.digest != other.digest


PROBLEMS = [
    ({"course__toml": 'title = "A"\n'}, "course.toml:1: “summary” is missing."),
    ({"course__toml": HEAD + "pass = 101\n"}, "course.toml:3: “pass” takes a number from 0 to 100."),
    ({"course__toml": HEAD + "outcomes = [1]\n"}, "course.toml:3: “outcomes” takes a list of texts."),
    ({"course__toml": HEAD + "tilte = 'x'\n"}, "course.toml:3: “tilte” is not known here"),
    ({"course__toml": HEAD + "x = = 1\n"}, "course.toml:3: This is no TOML"),
    ({"course__toml": HEAD + "pass = 50\n"}, "course.toml:3: There is nothing to be scored"),
    ({"01-welcome__md": "Hello\n"}, "01-welcome.md:1: A lesson begins with its head"),
    ({"01-welcome__md": "+++\ntitle = 'x'\n"}, "01-welcome.md:1: The head is not closed"),
    ({"01-welcome__md": "+++\n+++\nHello\n"}, "01-welcome.md:1: “title” is missing."),
    ({"01-welcome__md": LESSON + "```choice who\nWho?\n\n( ) A\n```\n"}, "01-welcome.md:8: “who” needs two options"),
    (
        {"01-welcome__md": LESSON + "```choise who\nWho?\n```\n"},
        "01-welcome.md:8: There is no kind of exercise “choise”",
    ),
    ({"01-welcome__md": LESSON + CHOICE + "\n" + CHOICE}, "01-welcome.md:15: There are two exercises “who”"),
    ({"01-welcome__md": LESSON + "![x](a.svg)\n"}, "01-welcome.md:7: There is no file a.svg in the course."),
    (
        {"01-welcome__md": LESSON + "\n![](a.svg)\n", "a__svg": "<svg/>"},
        "01-welcome.md:9: The picture a.svg needs its words",
    ),
    (
        {"01-welcome__md": LESSON + "\n![x](https://a.example/x.png)\n"},
        "01-welcome.md:9: A picture lies in the course's",
    ),
    ({"01-welcome__md": LESSON + "\n![x](a.exe)\n", "a__exe": "MZ"}, "01-welcome.md:9: a.exe cannot be shown"),
    ({"01-welcome__md": LESSON + "\n[x](02-gone.md)\n"}, "01-welcome.md:9: This leads to 02-gone.md"),
    ({"01-welcome__md": LESSON + "\n[x](tel:+441234)\n"}, "01-welcome.md:9: A link leads to https://"),
    ({"02-welcome__md": LESSON}, "02-welcome.md: This lesson has the same name as 01-welcome.md."),
    ({"02-Next__md": LESSON}, "02-Next.md: A lesson's file is named in small letters"),
    ({"01-welcome__md": LESSON.encode() + b"\n\xff\xfe\n"}, "01-welcome.md:9: This is no UTF-8 text."),
    ({"cards___a__md": f'+++\ntitle = "A"\n+++\n{CHOICE}'}, "cards/a.md:4: A card is printed"),
]


@pytest.mark.parametrize(
    ("files", "sentence"), PROBLEMS, ids=[sentence.split(" ", 1)[1][:40] for _, sentence in PROBLEMS]
)
def test_a_problem_is_named_with_its_file_and_line(
    tmp_path: Path, files: dict[str, str | bytes], sentence: str
) -> None:
    at = course(tmp_path, **files)
    assert any(it.startswith(sentence) for it in told(at)), told(at)
    assert read_course(at).course is None


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    at = course(tmp_path, **{"course__toml": "", "01-welcome__md": "Hello"})
    assert len(told(at)) >= 3


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(LESSON)
    at = course(tmp_path)
    (at / "02-secret.md").symlink_to(tmp_path / "secret.md")
    assert "02-secret.md: This leads out of the course's folder." in told(at)


def test_courses_are_found_in_a_folder_in_its_folders_and_in_its_folder_courses(tmp_path: Path) -> None:
    at = course(tmp_path)
    inner = course(tmp_path / "courses")
    assert find_courses(at) == [at]
    assert find_courses(tmp_path) == [at, inner]


def test_html_in_a_lesson_is_shown_as_text_and_a_script_address_is_no_link() -> None:
    html = render("<script>alert(1)</script> [x](javascript:alert(1)) <b onclick=x>y</b>")
    assert "<script" not in html
    assert "<b " not in html
    assert 'href="javascript' not in html


def test_pictures_and_lessons_get_their_addresses_from_the_page() -> None:
    html = render(
        "![a desk](pictures/a%20desk.svg) [next](02-next.md) [out](https://a.example/)", lambda path: f"/at/{path}"
    )
    assert 'src="/at/pictures/a desk.svg"' in html
    assert 'href="/at/02-next.md"' in html
    assert 'href="https://a.example/"' in html


def test_a_lesson_is_prose_and_exercises_in_their_order() -> None:
    found = parts(f"Before\n\n{CHOICE}\nBetween\n\n```text\ncode\n```\n\n{CHOICE.replace('who', 'whom')}")
    assert [it.name if isinstance(it, Exercise) else it.text.split()[0] for it in found] == [
        *("Before", "who", "Between", "whom")
    ]


def test_words_are_those_that_a_reader_sees() -> None:
    assert count_words("## Two words\n\n[three](https://a.example/four/five) *more* words\n") == 5


def test_every_exercise_in_the_handbook_is_one() -> None:
    text = (PROJECT / "docs/howto/write-a-course.md").read_text(encoding="utf-8")
    found = [block for sample in re.findall(r"~~~\n(.*?)~~~", text, re.S) for block in cut(sample)]
    kinds = {parse(it).kind for it in found if not isinstance(it, content.Prose)}
    assert kinds == set(KINDS)
