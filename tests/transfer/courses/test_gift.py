"""GIFT in and out: questions become exercises, exercises questions, and what is lost on the way is said."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.learning.content import Course, Lesson, exercises
from allears.learning.exercises import Choice, Fill, Match, Multiple, Reflection
from allears.transfer.exporters.courses.gift import to_gift
from allears.transfer.importers.courses.brought import Unreadable
from allears.transfer.importers.courses.gift import Kind, read_gift
from allears.transfer.importers.courses.gift_course import gift_course

from .samples import whole_course

ALL = """\
// A comment.
$CATEGORY: top/Listening

::Steps::Which comes first? {
  ~Sum up #Later.
  =Let them have their say
  ####Whoever is cut off says it again.
}

Tick both. { ~%50%one ~%50%two ~%-50%three }

Listening is {=easy to say ~nothing} and hard to do.

The customer is right. {F#Not always.}

Born? {#1822:5}

Two plus two {=4 =four}

Match. { =dog -> bark =cat -> meow }

$CATEGORY: top/Writing

Write. {}

[html]<p>Just a <b>word</b>.</p>
"""


def course(text: str) -> Course:
    return Course("quiz", "Quiz", "Some questions.", (Lesson("one", "Lesson: one", text),))


def test_each_category_is_a_lesson_and_each_question_an_exercise() -> None:
    brought = gift_course(ALL.encode(), "My quiz")
    assert [(it.title, len(it.exercises)) for it in brought.course.lessons] == [("Listening", 7), ("Writing", 1)]
    assert brought.notes == ()
    steps, ticks, word, truth, born, four, pairs = exercises(brought.course.lessons[0].text)
    assert isinstance(steps, Choice)
    assert [(it.text, it.right, it.said) for it in steps.options] == [
        ("Sum up", False, "Later."),
        ("Let them have their say", True, ""),
    ]
    assert (steps.name, steps.why) == ("steps", "Whoever is cut off says it again.")
    assert isinstance(ticks, Multiple)
    assert [it.right for it in ticks.options] == [True, True, False]
    assert isinstance(word, Choice)
    assert "\\_\\_\\_\\_\\_ and hard to do" in word.prompt
    assert isinstance(truth, Choice)
    assert [(it.text, it.right, it.said) for it in truth.options] == [
        ("True", False, "Not always."),
        ("False", True, ""),
    ]
    assert isinstance(born, Fill)
    assert born.gaps == (("#1817..1827",),)
    assert isinstance(four, Fill)
    assert four.gaps == (("4", "four"),)
    assert isinstance(pairs, Match)
    assert pairs.lefts == ("dog", "cat")
    (essay,) = exercises(brought.course.lessons[1].text)
    assert isinstance(essay, Reflection)
    assert "Just a word." in brought.course.lessons[1].text


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Which? {~%50%half =whole}", "part of the points"),
        ("Which? {=one =two ~three}", "several right answers"),
        ("Where? {=Nazareth =%25%Bethlehem}", "part of the points"),
        ("Where? {=Nazareth#Yes!}", "says something to single answers"),
        ("Tick. {~%80%one ~%20%two}", "weighs its answers"),
        ("Match. {=a -> b =c -> d = -> e}", "match nothing"),
    ],
)
def test_what_cannot_be_carried_is_said_with_its_line(text: str, note: str) -> None:
    notes = gift_course(f"\n{text}\n".encode(), "Quiz").notes
    assert any(it.startswith("Line 2") and note in it for it in notes), notes


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no question"),
        ("// only a comment", "no question"),
        ("Which? {=a ~b", "a } is missing"),
        ("Which? }", "never opened"),
        ("Which? {a}", "neither with = nor with ~"),
        ("Which? {~a ~b}", "none of its answers is right"),
        ("{=a ~b}", "answers here and no question"),
        ("Born? {#soon}", "is no number"),
        ("Born? {#5..1}", "ends before it begins"),
    ],
)
def test_a_file_without_a_good_question_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        gift_course(text.encode(), "Quiz")


def test_a_bad_question_among_good_ones_is_named_and_the_others_come_in() -> None:
    brought = gift_course(b"Good? {=yes ~no}\n\nBad? {=a ~b\n", "Quiz")
    assert len(brought.course.lessons[0].exercises) == 1
    assert brought.notes == ("Line 3: the answers are not closed: a } is missing.",)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"no UTF-8 text \(line 2\)"):
        gift_course(b"a\n\xff", "Quiz")


@given(st.text(alphabet="ab ~=#{}:\\%->\n[]/$0.", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        brought = gift_course(text.encode(), "Quiz")
    except Unreadable:
        return
    for lesson in brought.course.lessons:
        assert len(exercises(lesson.text)) == len(lesson.exercises)


CARRIED = dedent(
    """
    ```choice c
    Who = she {really}?

    ( ) A ~ B
        > No: # not she.
    (x) B: so

    why: Because.
    ```

    ```multiple m
    Which?

    [x] one
    [ ] two
    [x] three
    [x] four
    ```

    ```match pairs
    Match.

    a => b
    c => d
    ```

    ```fill f
    What is it? {{this|that}}
    ```

    ```fill n
    When? {{#1..3}}
    ```

    ```reflection r
    Think.

    least: 1
    ```
    """
)


def test_what_goes_out_comes_back_as_it_was() -> None:
    taken = to_gift(course(CARRIED))
    assert taken.notes == ()
    back = gift_course(taken.content, "Quiz")
    assert back.notes == ()
    for before, after in zip(exercises(CARRIED), exercises(back.course.lessons[0].text), strict=True):
        assert type(before) is type(after)
        assert before.why == after.why
        for field in ("options", "lefts", "rights", "key", "gaps"):
            assert getattr(before, field, None) == getattr(after, field, None)


def test_what_gift_cannot_carry_is_named() -> None:
    likert, two = "```likert l\nHow?\n\nscale: a | b\n- x\n```", "```fill two\n{{a}} and {{b}}\n```"
    text = f"{likert}\n\n{two}\n\n```order o\nOrder.\n\n1. a\n2. b\n3. c\n```"
    taken = to_gift(course(text))
    assert taken.notes == (
        "Lesson: one, “l” (likert): cannot be a GIFT question and was left out.",
        "Lesson: one, “two” (fill): cannot be a GIFT question and was left out.",
        "Lesson: one, “o” (order): became a question of matching places.",
    )


@pytest.mark.shared
def test_questions_of_others_are_read_as_their_own_parser_reads_them(shared_data: Path) -> None:
    """The samples of the GIFT grammar of gift-pegjs, with what that parser makes of them."""
    kinds = {
        "MC": {Kind.CHOICE, Kind.MULTIPLE},
        "TF": {Kind.TRUTH},
        "Short": {Kind.SHORT},
        "Numerical": {Kind.NUMBER},
        "Matching": {Kind.MATCH},
        "Essay": {Kind.ESSAY},
        "Description": {Kind.DESCRIPTION},
    }
    compared = 0
    for file in sorted((shared_data / "learning/gift").glob("*.gift")):
        expected = [it for it in json.loads(file.with_suffix(".expected.json").read_text()) if it["type"] in kinds]
        if not expected:
            continue
        found = read_gift(file.read_bytes()).questions
        assert len(found) == len(expected), file.name
        for it, other in zip(found, expected, strict=True):
            assert it.kind in kinds[other["type"]], file.name
            assert (it.name or None) == other["title"], file.name
            if other["type"] == "MC" and it.markup != "html":
                theirs = [" ".join(choice["text"]["text"].split()) for choice in other["choices"]]
                ours = [re.sub(r"^\[\w+\]", "", " ".join(option.text.split())) for option in it.options]
                assert ours == theirs, file.name
            compared += 1
    assert compared > 30


PARSER = Path(__file__).resolve().parents[3] / ".checkers/node_modules/gift-pegjs"


def test_what_goes_out_is_read_by_the_parser_that_others_wrote() -> None:
    """gift-pegjs, in Node.js."""
    node = shutil.which("node")
    if node is None or not PARSER.exists():
        pytest.skip("left out: there is no gift-pegjs here. Get it by 'make setup-checkers'")
    script = (
        f"process.stdout.write(JSON.stringify(require({str(PARSER)!r}).parse(require('fs').readFileSync(0, 'utf8'))))"
    )
    taken = to_gift(whole_course())
    done = subprocess.run([node, "-e", script], input=taken.content, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    questions = [it for it in json.loads(done.stdout) if it["type"] != "Category"]
    assert [(it["title"], it["type"]) for it in questions] == [
        ("First <lesson>: one", "MC"),
        ("First <lesson>: several", "MC"),
        ("First <lesson>: row", "Matching"),
        ("First <lesson>: pairs", "Matching"),
        ("First <lesson>: gap", "Short"),
        ("First <lesson>: columns", "Matching"),
        ("First <lesson>: own", "Essay"),
        ("First <lesson>: cut", "MC"),
        ("First <lesson>: sum", "Essay"),
    ]
    assert [choice["isCorrect"] for choice in questions[0]["choices"]] == [False, True]
    assert questions[0]["choices"][0]["feedback"]["text"] == "Not this."
