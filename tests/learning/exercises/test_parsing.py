"""What a trainer is told when a block is not as it should be."""

from __future__ import annotations

import pytest

from allears.learning.exercises import BadBlock, Choice, Match, parse
from blocks import BLOCKS, block, exercise

BROKEN = [
    ("choice", "Who?\n\n( ) A\n( ) B", 10, "exactly one right option"),
    ("choice", "Who?\n\n(x) A", 10, "two options or more"),
    ("choice", "( ) A\n(x) B", 10, "has no question"),
    ("choice", "Who?\n\n( ) A\n(x) B\n- C", 15, "“- C”"),
    ("multiple", "Which?\n\n[ ] A\n[ ] B", 10, "needs a right option"),
    ("order", "Order.\n\n1. A\n2. B", 10, "three items"),
    ("order", "Order.\n\n1. A\n2. B\n3. A", 10, "twice"),
    ("match", "Match.\n\nA => B", 10, "two pairs"),
    ("match", "Match.\n\nA => B\nC => B", 10, "two different"),
    ("fill", "No gap here.", 10, "has no gap"),
    ("fill", "A {{|b}} here.", 10, "without words"),
    ("fill", "Born in {{#1822..1815}}.", 10, "no range of numbers"),
    ("sort", "Sort.\n\n- A\n## B\n- C\n## D", 13, "under the column"),
    ("sort", "Sort.\n\n## B\n- C", 10, "two columns"),
    ("reflection", "Think.\n\nleast: many", 13, "takes a number"),
    ("likert", "How?\n\n- A", 10, "needs its scale"),
    ("likert", "How?\n\nscale: a | b\n- A\nband: 1-1 X\nband: 3-3 Y", 16, "begin at 2"),
    ("likert", "How?\n\nscale: a | b\n- A\nband: 1-1 X", 15, "end at 2"),
    ("hear", "Where?\n\nCustomer: A\nAgent: B", 10, "marked"),
    ("hear", "Where?\n\nCustomer: A\nBob: B", 14, "no item"),
    ("say", "Sum up.\n\nCustomer: A", 10, "what is to be heard"),
    ("say", "Sum up.\n\nfind: checking", 10, "needs a customer"),
    ("say", "Sum up.\n\nCustomer: A\nfind: cheking", 14, "“cheking”"),
    ("say", "Sum up.\n\nCustomer: A\nfind: complaint", 14, "behaviour of the agent"),
    ("roleplay", "Play.\n\n## a\nCustomer: x\n- go", 15, "where it leads"),
    ("roleplay", "Play.\n\n## a\nCustomer: x\n- go -> b", 13, "“b”, which is not there"),
    ("roleplay", "Play.\n\n## a\nCustomer: x\n- go -> a", 13, "no end"),
    ("roleplay", "Play.\n\n## a\nCustomer: x\nend: well\n## b\nCustomer: y\nend: well", 16, "Nothing leads"),
    ("roleplay", "Play.\n\n## a\nCustomer: x", 13, "choices or an end"),
    ("roleplay", "Play.\n\n## a\nCustomer: x\nend: soso", 15, "“well”"),
    ("chioce", "Who?", 10, "no kind of exercise"),
]


@pytest.mark.parametrize(("kind", "text", "line", "sentence"), BROKEN)
def test_a_broken_block_is_named_with_its_line(kind: str, text: str, line: int, sentence: str) -> None:
    with pytest.raises(BadBlock) as bad:
        parse(block(kind, text))
    assert (bad.value.line, sentence in bad.value.sentence) == (line, True), bad.value.sentence


def test_an_exercise_needs_a_name_in_small_letters() -> None:
    with pytest.raises(BadBlock, match="named after its kind"):
        parse(block("choice", BLOCKS["choice"], name="Who is she"))


def test_words_that_go_on_in_the_next_line_are_one_text() -> None:
    assert exercise("choice").why == "Whoever relies on your work is your customer."


def test_the_digest_changes_with_the_words_and_with_nothing_else() -> None:
    one, other = block("choice", BLOCKS["choice"]), block("choice", BLOCKS["choice"], name="another")
    assert one.digest == other.digest
    assert one.digest != block("choice", BLOCKS["choice"].replace("Nobody", "Somebody")).digest


def test_one_right_side_may_fit_several_left_ones_and_is_offered_once() -> None:
    found = parse(block("match", "Who?\n\nA => internal\nB => external\nC => internal"))
    assert isinstance(found, Match)
    assert (found.rights, found.key) == (("internal", "external"), (0, 1, 0))


def test_an_option_may_go_on_in_the_next_line() -> None:
    found = parse(block("choice", "Who?\n\n( ) A man\n    of words\n(x) B"))
    assert isinstance(found, Choice)
    assert [it.text for it in found.options] == ["A man of words", "B"]
