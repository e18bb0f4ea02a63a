"""Conversations labelled in the corpus's format as a gold set: a row for each behaviour."""

import json

import pytest
from click.testing import CliRunner

from allears.cli.evaluate import evaluate
from allears.listening.evaluation.evaluate import measure
from allears.listening.evaluation.gold import GoldError
from allears.listening.evaluation.labelled import AGAIN, labelled_set

TALK = """== one | phone | external | bicycle shop | British | 2025-03-04 10:12
A: [greeting Good morning]. I am out of blue ones.
C: My bell is loose.
A: [apology I'm sorry about that].
A: It is [apology a pity on our side].
"""
OTHER = TALK.replace("[apology a pity on our side]", "a pity on our side")


def folder(tmp_path, talk=TALK, again=None):
    (tmp_path / "talks.txt").write_text(talk, "utf-8")
    if again is not None:
        (tmp_path / AGAIN).mkdir()
        (tmp_path / AGAIN / "talks.txt").write_text(again, "utf-8")
    return tmp_path


def rows(where):
    return {row.row: row for row in measure(labelled_set(where), where)}


def test_an_item_is_a_turn_of_the_party_whose_behaviour_it_is(tmp_path):
    found = rows(folder(tmp_path))
    assert set(found) == {"greeting", "apology"}
    assert (found["apology"].shipped.items, found["apology"].shipped.positives) == (3, 2)
    assert (found["apology"].shipped.precision.value, found["apology"].shipped.recall.value) == (1, 0.5)
    assert found["greeting"].shipped.f1.value == 1
    assert found["apology"].rival == ""


def test_a_second_labelling_tells_how_far_two_agree(tmp_path):
    found = rows(folder(tmp_path, again=OTHER))
    assert found["apology"].rival == "labelled again F1 .67 (2)"
    assert found["greeting"].rival == "labelled again F1 1.00 (1)"


@pytest.mark.parametrize(
    ("again", "said"),
    [
        (TALK.replace("== one", "== two"), "is not among the first labels, or its turns are not the same"),
        (TALK.replace("blue", "red"), "is not among the first labels, or its turns are not the same"),
        (TALK.replace("[greeting", "greeting"), "talks.txt:2: a closing bracket without an opening one"),
    ],
)
def test_a_second_labelling_of_other_turns_is_refused(tmp_path, again, said):
    with pytest.raises(GoldError, match=said):
        rows(folder(tmp_path, again=again))


def test_what_was_not_labelled_again_does_not_count_as_a_difference(tmp_path):
    more = TALK.replace("== one", "== two")
    found = rows(folder(tmp_path, talk=f"{TALK}\n{more}", again=OTHER))
    assert found["apology"].shipped.positives == 4
    assert found["apology"].rival == "labelled again F1 .67 (2)"


def test_an_empty_folder_is_told_plainly(tmp_path):
    result = CliRunner().invoke(evaluate, ["--corpus", str(tmp_path)], standalone_mode=False)
    assert result.return_value == 1
    assert "no labelled conversation here" in result.output


def test_the_command_prints_a_row_for_each_behaviour(tmp_path):
    where = str(folder(tmp_path))
    result = CliRunner().invoke(evaluate, ["--corpus", where, "--json"], standalone_mode=False)
    assert result.return_value == 0
    assert {row["row"] for row in json.loads(result.output)} == {"greeting", "apology"}
    assert "apology | 3 (2)" in CliRunner().invoke(evaluate, ["--corpus", where], standalone_mode=False).output


@pytest.mark.parametrize("options", [[], ["--data", ".", "--corpus", "."]])
def test_one_of_the_two_folders_is_asked_for(options):
    result = CliRunner().invoke(evaluate, options)
    assert result.exit_code == 2
    assert "Give --data FOLDER" in result.output


def test_a_public_set_cannot_be_named_beside_conversations_of_ones_own():
    result = CliRunner().invoke(evaluate, ["mrda", "--corpus", "."])
    assert result.exit_code == 2
    assert "there is none to name" in result.output
