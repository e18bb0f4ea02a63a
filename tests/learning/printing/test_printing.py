"""Lessons, cards and certificates on paper: everything is there but what is right, and nothing in them is run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import classroom
from allears.learning import printing
from allears.learning.content import find_courses, parts, read_course
from allears.learning.exercises import KINDS
from allears.learning.printing.markup import Writer
from allears.lib.pdf import typeset

AT = datetime(2026, 3, 2, tzinfo=UTC)
COURSES = Path(__file__).parents[3] / "courses"
HOSTILE = '#panic("run") "]); #read("/etc/passwd") \\ $x$ @y <z>'


def written(markdown: str) -> str:
    """The document of a lesson with this text alone."""
    return printing.lesson(
        title="T", course="C", place_in_course="Lesson 1 of 1", language="en", parts=parts(markdown)
    ).text


def test_every_built_in_lesson_and_card_can_be_printed() -> None:
    for folder in find_courses(COURSES):
        course = read_course(folder).course
        assert course is not None
        known = {path: f"{at}.{path.rsplit('.', 1)[-1]}" for at, path in enumerate(course.files)}
        place = lambda path, known=known: known.get(path, "")  # noqa: E731
        it = course.lessons[0]
        documents = [
            printing.lesson(
                title=it.title,
                course=course.title,
                place_in_course="",
                language="en",
                parts=parts(it.text),
                place=place,
            ),
            *(printing.card(title=c.title, course="", language="en", text=c.text, place=place) for c in course.cards),
        ]
        for document in documents:
            files = {name: course.files[path] for name, path in document.files.items()}
            assert typeset(document.text, files, AT).startswith(b"%PDF-")


@pytest.mark.parametrize("kind", KINDS)
def test_an_exercise_is_printed_without_saying_what_is_right(kind: str) -> None:
    text = f"```{kind} {kind}\n{classroom.EXERCISES[kind]}\n```"
    (exercise,) = parts(text)
    document = written(text)
    assert typeset(document, {}, AT).startswith(b"%PDF-")
    for line in classroom.EXERCISES[kind].split("\n"):
        told = line.strip().removeprefix("> ").removeprefix("why: ").removeprefix("sample: ")
        if line.strip() != told or line.startswith(("why:", "sample:")):
            assert told not in document, f"{exercise}: {told}"
    if kind == "fill":
        assert "by when" not in document
        assert "#gap" in document


def test_the_steps_of_an_order_do_not_stand_in_their_order() -> None:
    document = written(f"```order order\n{classroom.EXERCISES['order']}\n```")
    steps = ("Let them have their say", "Sum up", "Check", "Say what you will do")
    places = [document.index(f'"{step}"') for step in steps]
    assert places != sorted(places)


@pytest.mark.parametrize(
    "markdown",
    [
        HOSTILE,
        f"# {HOSTILE}",
        f"- {HOSTILE}\n  1. {HOSTILE}",
        f"> {HOSTILE}",
        f"`{HOSTILE}`",
        f"```\n{HOSTILE}\n```",
        f"| {HOSTILE} | b |\n|---|---|\n| {HOSTILE} | *c* |",
        f"[{HOSTILE}](https://x.example/{HOSTILE.replace(' ', '')})",
        '[x](<https://x.example/")];#panic("run")>)',
        f"![{HOSTILE}](none.svg)",
        f"*a **{HOSTILE}***",
        "<script>alert(1)</script>",
        "[within](02-all.md) and [nowhere]()",
        "\ue000\ue001",
        "> " * 60 + "deep",
        "- " * 60 + "deep",
    ],
)
def test_markdown_of_any_kind_becomes_a_page_and_nothing_in_it_is_run(markdown: str) -> None:
    assert typeset(written(markdown), {}, AT).startswith(b"%PDF-")


def test_a_picture_that_cannot_be_shown_leaves_its_words() -> None:
    write = Writer(lambda path: "1.svg" if path == "here.svg" else "")
    assert "[A desk]" in write.text("![A desk](gone.svg)")
    assert 'image("1.svg", alt: "A desk")' in write.text("![A desk](./here.svg)")
    assert write.files == {"1.svg": "here.svg"}


@pytest.mark.parametrize("name", ["Ana María Ruiz", HOSTILE, "李小龍", "x" * 120])
def test_a_certificate_says_whose_it_is(name: str) -> None:
    document = printing.certificate(
        name=name,
        course=HOSTILE,
        version=3,
        per_cent=None,
        day=date(2026, 3, 2),
        code="0" * 32,
        address="https://x",
        desk="D",
    )
    assert "2 March 2026" in document.text
    assert "points" not in document.text
    assert typeset(document.text, {}, AT).startswith(b"%PDF-")
