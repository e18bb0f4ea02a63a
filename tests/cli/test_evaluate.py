"""`allears evaluate` and `allears train`, from the keyboard."""

import json

from click.testing import CliRunner

from allears.cli.evaluate import evaluate
from allears.cli.train import train


def calls(tmp_path):
    folder = tmp_path / "calls" / "bt-oasis"
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text("a|sorry about that|expressRegret\nb|right|ackn\na|what is your name|reqInfo\n")
    return tmp_path


def test_the_table_of_one_set_is_printed_as_markdown(tmp_path):
    done = CliRunner().invoke(evaluate, ["bt_oasis", "--data", str(calls(tmp_path))], standalone_mode=False)
    assert done.return_value == 0
    assert "| bt_oasis: regret | 3 (1) |" in done.output


def test_json_holds_every_number_with_its_interval(tmp_path):
    given = ["bt_oasis", "--json", "--no-baseline", "--data", str(calls(tmp_path))]
    rows = json.loads(CliRunner().invoke(evaluate, given, standalone_mode=False).output)
    regret = next(row for row in rows if row["row"] == "regret")
    assert set(regret["shipped"]["f1"]) == {"value", "low", "high"}
    assert regret["baseline"] is None


def test_an_unknown_set_is_refused_with_the_names_of_those_there_are(tmp_path):
    done = CliRunner().invoke(evaluate, ["mdra", "--data", str(tmp_path)])
    assert done.exit_code == 2
    assert "'mdra' is none of mrda" in done.output


def test_a_set_that_was_asked_for_and_is_not_there_is_told_of(tmp_path):
    done = CliRunner().invoke(evaluate, ["annomi", "--data", str(tmp_path)], standalone_mode=False)
    assert done.return_value == 1
    assert "is not there" in done.output


def test_training_without_labels_is_refused(tmp_path):
    done = CliRunner().invoke(train, ["--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "--corpus" in done.output


def test_training_on_broken_labels_names_the_line(tmp_path):
    own = tmp_path / "own.jsonl"
    own.write_text("{}\n")
    done = CliRunner().invoke(train, ["--data", str(own), "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "own.jsonl:1" in done.output
