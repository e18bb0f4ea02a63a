"""The examples in the behaviours' docstrings are the tests: what the docs say is what listening does."""

from pathlib import Path

import pytest

from allears.listening.behaviours import BEHAVIOURS, BY_NAME
from allears.listening.listen import find_marks
from allears.listening.reference import behaviours_markdown, definition, parse_example
from allears.listening.view import View

DOCS = Path(__file__).parents[2] / "docs"
NAMES = (
    "backchannel restating summing_up checking open_question closed_question empathy apology "
    "greeting using_name thanks "
    "reassurance promise hold handing_over interruption talking_over dismissal blaming speaking_ill swearing judging "
    "undue_favour repeating asking_again confirming complaint gratitude abuse leaving"
)
EXAMPLES = [(b.name, line) for b in BEHAVIOURS for line in definition(b).examples]
COUNTER_EXAMPLES = [(b.name, line) for b in BEHAVIOURS for line in definition(b).counter_examples]


def marks_of(name, line):
    example = parse_example(line)
    return example, [m for m in find_marks(View(example.transcript)) if m.behaviour == name]


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_an_example_is_heard_where_its_words_are_marked(name, line):
    example, marks = marks_of(name, line)
    assert example.places, "an example marks its words"
    for turn, start, end in example.places:
        assert any(m.turn == turn and m.start < end and m.end > start for m in marks)
    assert len(marks) == len(example.places)


@pytest.mark.parametrize(("name", "line"), COUNTER_EXAMPLES)
def test_a_counter_example_is_not_heard(name, line):
    example, marks = marks_of(name, line)
    assert not example.places
    assert marks == []


def test_the_registry_holds_every_behaviour_once_in_its_order():
    assert [b.name for b in BEHAVIOURS] == NAMES.split()
    assert list(BY_NAME) == NAMES.split()


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda b: b.name)
def test_a_behaviour_has_three_examples_three_counter_examples_and_names_for_people(behaviour):
    parts = definition(behaviour)
    assert len(parts.examples) >= 3
    assert len(parts.counter_examples) >= 3
    assert behaviour.module.__name__.endswith("." + behaviour.name)
    assert behaviour.label[:1].isupper()
    assert behaviour.note.endswith(".")
    assert len(behaviour.note) <= 60
    assert behaviour.effect in ("helps", "harms", "tells")


def test_the_reference_page_is_the_one_made_from_the_docstrings():
    page = DOCS / "reference" / "behaviours.md"
    assert page.read_text("utf-8") == behaviours_markdown(), "write it anew with behaviours_markdown()"
